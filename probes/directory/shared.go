package directory

import (
	"context"
	"slices"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
)

// maxNames bounds how many addresses of one account are looked for. Mailboxes
// with hundreds of them exist; the first ones are those in use.
const maxNames = 40

// addressesOf returns the addresses of an account without their kind, each
// once: its sign-in name first.
func addressesOf(e *ldap.Entry) []string {
	var list []string
	add := func(address string) {
		known := slices.ContainsFunc(list, func(a string) bool { return strings.EqualFold(a, address) })
		if address != "" && !known && len(list) < maxNames {
			list = append(list, address)
		}
	}
	add(e.GetEqualFoldAttributeValue("userPrincipalName"))
	add(e.GetEqualFoldAttributeValue("mail"))
	for _, proxy := range e.GetEqualFoldAttributeValues("proxyAddresses") {
		if kind, address, ok := strings.Cut(proxy, ":"); ok && strings.EqualFold(kind, "smtp") {
			add(address)
		}
	}
	return list
}

// takenOnce are the names that the cloud takes once, as they stand at an entry.
func takenOnce(e *ldap.Entry) []probes.SharedName {
	var list []probes.SharedName
	for _, attribute := range []string{"userPrincipalName", "proxyAddresses", "mail"} {
		for _, value := range e.GetEqualFoldAttributeValues(attribute) {
			kind, _, kinded := strings.Cut(value, ":")
			if len(list) < maxNames && (!kinded || strings.EqualFold(kind, "smtp")) {
				list = append(list, probes.SharedName{Attribute: attribute, Value: value})
			}
		}
	}
	return list
}

// shared finds the other people of the forest who carry a name of an account:
// the cloud takes each address once ("Troubleshoot Errors during
// synchronization"). Other domains are seen through a global catalog; where
// none answers, they are not seen.
func (f finder) shared(ctx context.Context, of account) (probes.List[probes.SharedName], error) {
	if len(of.names) == 0 {
		return probes.All[probes.SharedName](nil), nil
	}
	var parts strings.Builder
	for _, address := range of.names {
		safe := ldap.EscapeFilter(address)
		parts.WriteString("(userPrincipalName=" + safe + ")(mail=" + safe + ")(proxyAddresses=smtp:" + safe + ")")
	}
	filter := "(&" + people + "(|" + parts.String() + "))"
	d, err := of.in.domain(ctx)
	if err != nil {
		return nil, err
	}
	attributes := []string{"userPrincipalName", "mail", "proxyAddresses"}
	entries, refused := of.in.all(ctx, below(d.BaseDN, filter, attributes...))
	if refused != nil && probes.AsObstacle(refused).Code == "" { // a code is an answer: this question was too much for it
		return nil, refused
	}
	if others, err := f.forest.others(ctx, of.in); err == nil && len(others) > 0 {
		entries = append(entries, f.confirmed(ctx, f.forest.catalogEntries(ctx, filter, attributes), d, attributes)...)
	}
	found := sharedNames(of, entries)
	return probes.AllIf(found, refused == nil || len(found) > 0), nil
}

// confirmed reads what a catalog has of other domains again there, because the
// values of a catalog may be old. What cannot be read there is left out.
func (f finder) confirmed(ctx context.Context, entries []*ldap.Entry, own probes.Domain, attributes []string) []*ldap.Entry {
	entries = slices.DeleteFunc(entries, func(e *ldap.Entry) bool { return strings.EqualFold(probes.DN(e.DN).DNS(), own.DNSName) })
	fresh := make([]*ldap.Entry, len(entries))
	_ = atOnce(len(entries), func(i int) { // what panics is not read
		home, err := f.forest.home(ctx, f.here, entries[i].DN)
		if err == nil {
			fresh[i], err = home.one(ctx, baseRead(entries[i].DN, attributes...))
		}
		if err != nil {
			fresh[i] = nil
		}
	})
	return slices.DeleteFunc(fresh, func(e *ldap.Entry) bool { return e == nil })
}

// sharedNames names the first attribute in which each other entry carries one
// of the names. The same entry comes twice where a catalog has it too.
func sharedNames(of account, entries []*ldap.Entry) []probes.SharedName {
	var list []probes.SharedName
	for _, e := range entries {
		known := slices.ContainsFunc(list, func(s probes.SharedName) bool { return probes.DN(s.DN).Same(probes.DN(e.DN)) })
		if known || probes.DN(e.DN).Same(probes.DN(of.user.DN)) {
			continue
		}
		attribute, value := carried(e, of.names)
		if attribute == "" { // no more
			continue
		}
		list = append(list, probes.SharedName{DN: e.DN, Attribute: attribute, Value: value})
	}
	probes.SortStable(list, func(a, b probes.SharedName) int { return strings.Compare(a.DN, b.DN) })
	return list
}

func carried(e *ldap.Entry, names []string) (attribute, value string) {
	for _, attribute := range []string{"userPrincipalName", "proxyAddresses", "mail"} {
		for _, value := range e.GetEqualFoldAttributeValues(attribute) {
			_, address, kinded := strings.Cut(value, ":")
			if !kinded {
				address = value
			}
			if slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, address) }) {
				return attribute, value
			}
		}
	}
	return "", ""
}
