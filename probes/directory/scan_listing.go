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

type listedPerson struct {
	guid ledger.GUID
	usn  int64
	dn   uint64
	met  bool
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

// list lists everybody in scope, without reading anything that is judged.
func (s relook) list(ctx context.Context) error {
	n := s.second
	if !n.told.Listed {
		return nil
	}
	n.listing = &listing{}
	request := below(s.scope.Base, "(&"+people+s.scope.Filter+")", attrGUID, attrUSN)
	return s.pages(ctx, request, func(e *ldap.Entry) (bool, error) {
		guid, named := guidOf(e)
		if !named || len(n.listing.people) > maxUsers {
			_ = n.whole(probes.WholeUntold)
			return true, nil
		}
		usn, _ := number(e, attrUSN)
		n.listing.people = append(n.listing.people, listedPerson{guid: guid, usn: usn, dn: nameHash(e.DN)})
		return true, nil
	})
}
