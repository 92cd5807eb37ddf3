package directory

import (
	"context"
	"net/url"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// Whom a name may stand for. A connector account can be a group managed
// service account, which is a kind of computer to the schema.
const (
	people  = "(objectClass=user)(!(objectClass=computer))"
	anybody = "(objectClass=user)"
)

// found are the accounts of one domain that a name stands for.
type found struct {
	in   *place
	dns  []string
	rank int // of the reading that matched: 0 is the most exact
	// below are the DNS names of the domains below this one, as its controller
	// refers to them.
	below []string
}

// find looks in this domain alone. A name can be read in several ways; the
// first one that matches anything decides.
func (at *place) find(ctx context.Context, name, class string) (found, error) {
	d, err := at.domain(ctx)
	if err != nil {
		return found{}, err
	}
	f := found{in: at}
	for rank, filter := range readings(name, d.DNSName) {
		entries, references, err := at.listing(ctx, below(d.BaseDN, "(&"+class+filter+")", "objectClass"))
		if err != nil {
			return found{}, err
		}
		f.dns, f.rank, f.below = dnsOf(entries), rank, domainsOf(references)
		if len(entries) > 0 {
			break
		}
	}
	return f, nil
}

// domainsOf returns the domains among the partitions that URLs refer to: those
// whose DN is a name in DNS alone, but for the two that DNS itself keeps there
// (MS-ADTS 6.1.1.1).
func domainsOf(references []string) []string {
	var list []string
	for _, reference := range references {
		at, err := url.Parse(reference)
		if err != nil {
			continue
		}
		dn := strings.TrimPrefix(at.Path, "/")
		name := probes.DN(dn).DNS()
		label, _, _ := strings.Cut(name, ".")
		zone := strings.EqualFold(label, "DomainDnsZones") || strings.EqualFold(label, "ForestDnsZones")
		parsed, err := ldap.ParseDN(dn)
		if err == nil && !zone && label != "" && len(parsed.RDNs) == strings.Count(name, ".")+1 {
			list = append(list, name)
		}
	}
	return list
}

func dnsOf(entries []*ldap.Entry) []string {
	list := make([]string, len(entries))
	for i, e := range entries {
		list[i] = e.DN
	}
	return list
}

// exists returns the DN as the directory spells it, or nothing. A DN to which
// the controller refers us is one of a domain that is not of this forest, or
// whose cross reference is hidden: nobody goes there with an account.
func (at *place) exists(ctx context.Context, dn string) ([]string, error) {
	e, err := at.one(ctx, baseRead(dn, "objectClass"))
	if o := probes.AsObstacle(err); isReferral(err) {
		return nil, &probes.Obstacle{Kind: probes.NotLookedAt, Host: o.Host, Needs: probes.DN(dn).DNS(), Code: o.Code, Err: o.Err}
	}
	if isNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return []string{e.DN}, nil
}

// readings are the filters for a name, most exact first. The part before the @
// is also taken for a sAMAccountName when the rest is the domain's own name,
// because every account has such an implicit name (MS-ADTS 5.1.1.1.1).
func readings(name, domain string) []string {
	if sid, err := access.ParseSID(name); err == nil && strings.HasPrefix(strings.ToUpper(name), "S-1-") {
		return []string{"(objectSid=" + escaped(sid) + ")"}
	}
	safe := ldap.EscapeFilter(name)
	local, suffix, isAddress := strings.Cut(name, "@")
	if !isAddress {
		return []string{"(sAMAccountName=" + safe + ")", "(sAMAccountName=" + safe + "$)"}
	}
	list := []string{
		"(userPrincipalName=" + safe + ")",
		"(|(mail=" + safe + ")(proxyAddresses=smtp:" + safe + "))",
	}
	if strings.EqualFold(suffix, domain) {
		list = append(list, "(sAMAccountName="+ldap.EscapeFilter(local)+")")
	}
	return list
}
