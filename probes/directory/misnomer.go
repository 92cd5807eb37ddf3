package directory

import (
	"context"
	"slices"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
)

// misnomer says what is wrong with a name that cannot be one of an account of
// the forest, whatever the directory has; nil for one that can.
func misnomer(name string) error {
	domain, account, divided := strings.Cut(name, `\`)
	told := func(kind probes.Kind) error { return &probes.Obstacle{Kind: kind, Needs: name} }
	switch {
	case isDN(name):
		return nil
	case strings.HasPrefix(name, `\\`):
		return told(probes.NameIsHost)
	case divided && domain == ".":
		return told(probes.NameIsLocal)
	case divided && (domain == "" || account == ""), strings.HasPrefix(name, "@"), strings.HasSuffix(name, "@"):
		return told(probes.NameIsCut)
	default:
		return nil
	}
}

// otherThanAccount says what carries a name for which no account was found, or
// to which a DN leads; nil for an account, and for nothing at all. What cannot
// be asked is no answer.
func (f finder) otherThanAccount(ctx context.Context, name, class string, all sought) error {
	if parsed, err := ldap.ParseDN(name); err == nil && len(parsed.RDNs) > 1 {
		if len(all.places) != 1 {
			return nil
		}
		e, err := all.places[0].in.one(ctx, baseRead(name, "objectClass"))
		if err != nil {
			return nil //nolint:nilerr // whoever reads the entry tells
		}
		return otherClass(e, class)
	}
	if len(all.places) > 0 {
		return nil
	}
	in, bare := f.here, name
	if domain, account, ok := strings.Cut(name, `\`); ok {
		at, err := f.domainCalled(ctx, domain)
		if err != nil {
			return nil //nolint:nilerr // it was found before, or the search had said so
		}
		in, bare = at, account
	}
	d, err := in.domain(ctx)
	if err != nil {
		return nil //nolint:nilerr // as above
	}
	filter := "(|" + strings.Join(readings(bare, d.DNSName), "") + "(cn=" + ldap.EscapeFilter(bare) + "))"
	entries, err := in.all(ctx, below(d.BaseDN, filter, "objectClass"))
	if err != nil || len(entries) == 0 {
		return nil //nolint:nilerr // as above
	}
	return otherClass(entries[0], class)
}

// otherClass says what an entry is that is no account of a class; nil for one
// that is. An inetOrgPerson is a user (RFC 2798; "inetOrgPerson class").
func otherClass(e *ldap.Entry, class string) error {
	has := func(name string) bool {
		return slices.ContainsFunc(e.GetEqualFoldAttributeValues("objectClass"), func(c string) bool { return strings.EqualFold(c, name) })
	}
	kind := probes.NameOfOther
	service := has("msDS-GroupManagedServiceAccount") || has("msDS-ManagedServiceAccount") || has("msDS-DelegatedManagedServiceAccount")
	switch {
	case len(e.GetEqualFoldAttributeValues("objectClass")) == 0, has("user") && (class == anybody || !has("computer")):
		return nil
	case service:
		kind = probes.NameOfService
	case has("computer"):
		kind = probes.NameOfComputer
	case has("group"):
		kind = probes.NameOfGroup
	case has("contact"):
		kind = probes.NameOfContact
	}
	return &probes.Obstacle{Kind: kind, Needs: e.DN}
}
