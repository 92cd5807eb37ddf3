package directory

import (
	"context"
	"slices"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/ledger"
)

// listing is everybody who is in scope now, by GUID, where nobody may see here
// who was deleted.
type listing struct {
	people []listedPerson
	sorted bool
}

// listedPerson is kept small, because there are as many as people in the domain.
type listedPerson struct {
	guid ledger.GUID
	as   state
}

// state is a hash of an uSNChanged and a DN, which tells whether somebody has to
// be read again; zero means that it cannot tell. Its lowest bit says that they
// were met in the earlier scan.
type state uint64

const met state = 1

func stateOf(usn int64, dn string) state {
	if usn == 0 { // it may not be read
		return 0
	}
	const prime = 0x9e3779b97f4a7c15                    // spreads numbers that stand close together (Knuth, 6.4)
	return state(nameHash(dn)^uint64(usn)*prime) &^ met //nolint:gosec // any bits will do
}

func (l *listing) find(guid ledger.GUID) *listedPerson {
	if !l.sorted {
		slices.SortFunc(l.people, func(a, b listedPerson) int { return compareGUIDs(a.guid, b.guid) })
		l.people = slices.CompactFunc(l.people, func(a, b listedPerson) bool { return a.guid == b.guid }) // a list that began again
		l.sorted = true
	}
	at, found := slices.BinarySearchFunc(l.people, guid, func(p listedPerson, g ledger.GUID) int { return compareGUIDs(p.guid, g) })
	if !found {
		return nil
	}
	return &l.people[at]
}

const (
	// listingRoom is the part of the earlier scan's people that may have come
	// since before the list needs memory of a new size.
	listingRoom = 16
	// mostListed is how many people it has room for before it begins: what a
	// file says is not believed with memory.
	mostListed = 1_000_000
)

// list lists everybody in scope, without reading anything that is judged.
func (s relook) list(ctx context.Context) error {
	n := s.second
	if !n.told.Listed {
		return nil
	}
	n.listing = &listing{people: make([]listedPerson, 0, min(n.Users+n.Users/listingRoom, mostListed))}
	request := below(s.scope.Base, "(&"+people+s.scope.Filter+")", attrGUID, attrUSN)
	return s.pages(ctx, request, func(e *ldap.Entry) (bool, error) {
		guid, named := guidOf(e)
		if !named {
			_ = n.whole(probes.WholeUntold)
			return true, nil
		}
		if len(n.listing.people) > 2*n.Users+leastAgain {
			_ = n.whole(probes.WholeMuch)
			return true, nil
		}
		usn, _ := number(e, attrUSN)
		n.listing.people = append(n.listing.people, listedPerson{guid, stateOf(usn, e.DN)})
		return true, nil
	})
}
