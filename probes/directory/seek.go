package directory

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
)

// sought is what the forest has under one name.
type sought struct {
	places    []found      // one a domain, each with at least one account
	searched  []string     // domains that were searched besides this one
	elsewhere []string     // domains that the name may belong to and that could not be searched
	looked    []whereBlind // where there is no such name, as far as could be seen
}

// dns returns every account.
func (s sought) dns() []string {
	var list []string
	for _, p := range s.places {
		list = append(list, p.dns...)
	}
	return list
}

// finder looks for people and accounts, in the domain here and in the rest of
// the forest.
type finder struct {
	here   *place
	forest *forest
}

// seek returns the accounts that a name stands for, wherever in the forest
// they are. DOMAIN\name and a DN say where; a bare name is one of this domain
// first; any other is looked for everywhere, because two people with one name
// are what nobody sees who stops at the first.
func (f finder) seek(ctx context.Context, name, class string) (sought, error) {
	if err := misnomer(name); err != nil {
		return sought{}, err
	}
	if parsed, err := ldap.ParseDN(name); err == nil && len(parsed.RDNs) > 1 {
		return f.seekDN(ctx, name)
	}
	if prefix, account, ok := strings.Cut(name, `\`); ok {
		in, err := f.domainCalled(ctx, prefix)
		if err != nil {
			return sought{}, err
		}
		return only(in.find(ctx, account, class))
	}
	go func() { _, _ = f.forest.partitions(ctx) }() // asked for beside what follows; a panic there is the memory's to catch
	here, err := f.here.find(ctx, name, class)
	if err != nil {
		return sought{}, err
	}
	bare := !strings.Contains(name, "@")
	if bare && len(here.dns) > 0 {
		return only(here, nil)
	}
	others, err := f.forest.others(ctx, f.here)
	switch {
	case err != nil && len(here.dns) == 0:
		return sought{}, err
	case len(here.dns) == 0 && len(others) == 0: // with hidden cross references, others may be known from referrals
		return sought{elsewhere: here.below, looked: []whereBlind{{at: f.here}}}, nil
	case err != nil || len(others) == 0:
		return only(here, nil)
	}
	return f.seekOthers(ctx, name, class, here, others)
}

func only(f found, err error) (sought, error) {
	switch {
	case err != nil:
		return sought{}, err
	case len(f.dns) == 0:
		return sought{looked: []whereBlind{{at: f.in}}}, nil
	default:
		return sought{places: []found{f}}, nil
	}
}

func (f finder) seekDN(ctx context.Context, dn string) (sought, error) {
	in, err := f.forest.home(ctx, f.here, dn)
	if err != nil {
		return sought{}, err
	}
	dns, err := in.exists(ctx, dn)
	return only(found{in: in, dns: dns}, err)
}

// domainCalled returns the domain that the word before a backslash names.
func (f finder) domainCalled(ctx context.Context, word string) (*place, error) {
	d, err := f.here.domain(ctx)
	if err != nil {
		return nil, err
	}
	if strings.EqualFold(word, d.DNSName) {
		return f.here, nil
	}
	known, err := f.forest.partitions(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range known {
		if p.called(word) {
			return f.forest.of(ctx, p)
		}
	}
	nameless := func(p partition) bool { return p.netbios == "" }
	if len(known) == 0 || slices.ContainsFunc(known, nameless) { // looking here for an account of another domain would find none
		return nil, &probes.Obstacle{Kind: probes.AccessDenied, Needs: "nETBIOSName"}
	}
	return nil, &probes.Obstacle{Kind: probes.NameOfNoDomain, Needs: word}
}

// seekOthers asks a global catalog which other domains have the name, and then
// those domains themselves: a catalog may still have what its domain has lost.
// Without one, the answer says where nobody looked.
func (f finder) seekOthers(ctx context.Context, name, class string, here found, others []partition) (sought, error) {
	_, suffix, _ := strings.Cut(name, "@")
	likely, err := f.forest.inCatalog(ctx, "(&"+class+anyReading(name)+")")
	if err != nil {
		if len(here.dns) > 0 {
			return only(here, nil)
		}
		return sought{elsewhere: namesOf(others)}, nil
	}
	searched, looked := namesOf(others), []whereBlind{{at: f.here}}
	if catalog, err := f.forest.catalog(ctx); err == nil { // whose word it is that the others do not have the name
		for _, p := range others {
			looked = append(looked, whereBlind{at: catalog, base: p.baseDN})
		}
	}
	others = slices.DeleteFunc(others, func(p partition) bool {
		named := func(dn string) bool { return strings.EqualFold(probes.DN(dn).DNS(), probes.DN(p.baseDN).DNS()) }
		return !strings.EqualFold(suffix, p.dnsName) && !slices.ContainsFunc(likely, named)
	})
	places, errs := make([]found, len(others)), make([]error, len(others))
	crash := atOnce(len(others), func(i int) {
		in, err := f.forest.of(ctx, others[i])
		if err == nil {
			places[i], err = in.find(ctx, name, class)
		}
		errs[i] = err
	})
	s := exactest(append(places, here))
	if err := errors.Join(append(errs, crash)...); err != nil && len(s.places) == 0 {
		return sought{}, err
	}
	s.searched, s.looked = searched, looked
	return s, nil
}

func namesOf(list []partition) []string {
	var names []string
	for _, p := range list {
		names = append(names, p.dnsName)
	}
	return names
}

// anyReading is the filter for a name in all its readings but the implicit
// one, which needs no search: the name says its domain.
func anyReading(name string) string {
	return "(|" + strings.Join(readings(name, ""), "") + ")"
}

// exactest keeps what the most exact reading found, in whichever domain.
func exactest(all []found) sought {
	all = slices.DeleteFunc(all, func(f found) bool { return len(f.dns) == 0 })
	best := 0
	for i, f := range all {
		if i == 0 || f.rank < best {
			best = f.rank
		}
	}
	return sought{places: slices.DeleteFunc(all, func(f found) bool { return f.rank > best })}
}
