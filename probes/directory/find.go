package directory

import (
	"cmp"
	"context"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
)

// Whom a name may stand for. A connector account can be a group managed
// service account, which is a kind of computer to the schema.
const (
	people  = "(objectClass=user)(!(objectClass=computer))"
	anybody = "(objectClass=user)"
)

// find returns the DNs of the accounts that a name stands for. A name can be
// read in several ways; the first one that matches anything decides.
func (c *Client) find(ctx context.Context, name, class string) ([]string, error) {
	d, err := c.Domain(ctx)
	if err != nil {
		return nil, err
	}
	if parsed, err := ldap.ParseDN(name); err == nil && len(parsed.RDNs) > 1 {
		return c.exists(ctx, name)
	}
	name, err = c.withoutDomain(ctx, name, d)
	if err != nil {
		return nil, err
	}
	for _, filter := range readings(name, d.DNSName) {
		entries, err := c.all(ctx, below(d.BaseDN, "(&"+class+filter+")", "objectClass"))
		if err != nil {
			return nil, err
		}
		if len(entries) > 0 {
			list := make([]string, len(entries))
			for i, e := range entries {
				list[i] = e.DN
			}
			return list, nil
		}
	}
	return nil, nil
}

// exists returns the DN as the directory spells it, or nothing.
func (c *Client) exists(ctx context.Context, dn string) ([]string, error) {
	e, err := c.one(ctx, baseRead(dn, "objectClass"))
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

// withoutDomain takes DOMAIN\ off a name, if that is this domain.
func (c *Client) withoutDomain(ctx context.Context, name string, d probes.Domain) (string, error) {
	prefix, account, ok := strings.Cut(name, `\`)
	if !ok {
		return name, nil
	}
	if strings.EqualFold(prefix, d.DNSName) {
		return account, nil
	}
	netbios, err := c.netbios(ctx, d)
	if err != nil {
		return "", err
	}
	switch {
	case netbios == "": // looking here for an account of another domain would find none
		return "", &probes.Obstacle{Kind: probes.AccessDenied, Needs: "nETBIOSName"}
	case !strings.EqualFold(prefix, netbios):
		return "", &probes.Obstacle{Kind: probes.NotLookedAt, Needs: prefix}
	}
	return account, nil
}

// netbios reads the short name of the domain from its cross reference (MS-ADTS
// 6.1.1.2.1.1.3); "" when that cannot be seen.
func (c *Client) netbios(ctx context.Context, d probes.Domain) (string, error) {
	return probes.Remember(ctx, &c.answers, "netbios", func(ctx context.Context) (string, error) {
		filter := "(&(objectClass=crossRef)(nCName=" + ldap.EscapeFilter(d.BaseDN) + "))"
		entries, _, err := c.search(ctx, signedIn, below("CN=Partitions,"+d.ConfigurationDN, filter, "nETBIOSName"))
		if err != nil && !isNotFound(err) {
			return "", err
		}
		if len(entries) != 1 {
			return "", nil
		}
		return entries[0].GetEqualFoldAttributeValue("nETBIOSName"), nil
	})
}

// elsewhere returns the other domains of the forest to which a name without a
// match here could belong. One that says this domain itself, DOMAIN\name or a
// DN below its head, belongs to none of them. systemFlags 3 marks the cross
// references of domains (FLAG_CR_NTDS_NC and FLAG_CR_NTDS_DOMAIN, MS-ADTS
// 6.1.1.2.1.1.3).
func (c *Client) elsewhere(ctx context.Context, name string) ([]string, error) {
	d, err := c.Domain(ctx)
	if err != nil {
		return nil, err
	}
	if strings.Contains(name, `\`) || strings.EqualFold(dnsName(name), d.DNSName) {
		return nil, nil
	}
	entries, _, err := c.search(ctx, signedIn, below("CN=Partitions,"+d.ConfigurationDN,
		"(&(objectClass=crossRef)(systemFlags:1.2.840.113556.1.4.803:=3))", "nCName", "dnsRoot"))
	if err != nil && !isNotFound(err) {
		return nil, err
	}
	var others []string
	for _, e := range entries {
		head := e.GetEqualFoldAttributeValue("nCName")
		if head != "" && !sameDN(head, d.BaseDN) {
			others = append(others, cmp.Or(e.GetEqualFoldAttributeValue("dnsRoot"), dnsName(head)))
		}
	}
	return others, nil
}
