package directory

import (
	"context"
	"crypto/sha256"
	"slices"
	"strconv"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/ledger"
)

// second is a second look: what an earlier scan kept, and what changed since.
//
// Everything that holds for many (containers, groups, policies, accounts) is
// read again, and everybody is judged again by that and by the time that it is
// now. Only what was read of a person is taken from the earlier scan, where it
// cannot have changed:
//
//   - An object that was written to has a higher uSNChanged on the same
//     database of the same controller (MS-ADTS 3.1.1.1.9). One whose uSNChanged
//     this account may not read is treated as if it had none (3.1.1.4.3), so
//     that it is found by that.
//   - One that was deleted is found among the deleted, or by listing everybody.
//   - Names of those above change a DN unseen, and what they hand down a
//     descriptor: whoever stands below a container that is not what it was is
//     read again, and so is whoever had not taken over all that was handed down.
type second struct {
	*ledger.Book

	told     probes.Again
	changed  map[ledger.GUID]bool // objects that were written to; true for those that are deleted
	nameless []string             // DNs of changed objects that do not tell their GUID
	// seesDeleted reports whether something was seen that is deleted.
	seesDeleted bool
	accounts    bool                 // one of them may be named like a connector account
	listing     *listing             // nil where the deleted are seen
	reread      map[ledger.GUID]bool // true once read
	moved       []string             // endings of DNs below containers that are not what they were, in lower case
	gone        []string             // the same of those that are not to be seen any more
	fresh       map[ledger.GUID]*ldap.Entry
	shared      map[string][]byte           // descriptors of fresh
	sums        map[*byte][sha256.Size]byte // of descriptors, by where they stand in memory
	most        int                         // people that are worth reading again
}

const (
	// leastAgain and mostAgain bound how many people are read again instead of
	// everybody; a quarter of them lies between.
	leastAgain, mostAgain = 2000, 30_000
	// byGUID is how many people are asked for at once.
	byGUID = 200
	// maxNameless bounds the changed objects that do not tell their GUID.
	maxNameless = 100
)

// sameAccount reports whether the account that was found by its name would be
// found again.
func (n *second) sameAccount() bool {
	return n != nil && n.told.Whole == "" && n.Found && n.changed != nil && !n.accounts && len(n.moved) == 0
}

// whole gives up: everybody is read.
func (n *second) whole(why probes.Whole) error {
	if n.told.Whole == "" {
		n.told.Whole = why
	}
	return nil
}

// lookBack opens what an earlier scan kept, and finds out whether it counts
// here and which objects changed since.
func (s *scan) lookBack(ctx context.Context) error {
	if s.watch.Earlier == nil {
		return nil
	}
	s.second = &second{}
	book, err := ledger.Open(s.watch.Earlier.From, s.watch.Earlier.Size)
	if err != nil || !book.Whole() {
		return s.second.whole(probes.WholeUnreadable)
	}
	n := &second{
		Book: book, reread: map[ledger.GUID]bool{}, fresh: map[ledger.GUID]*ldap.Entry{}, shared: map[string][]byte{},
		most: min(max(book.Users/4, leastAgain), mostAgain), told: probes.Again{Since: book.At},
	}
	s.second = n
	if why := s.otherThan(book); why != "" {
		return n.whole(why)
	}
	since := "(|(uSNChanged>=" + strconv.FormatInt(book.USN+1, 10) + ")(!(uSNChanged=*)))"
	changed := false
	if err := s.pages(ctx, below(s.now.schemaDN, since, attrGUID), func(*ldap.Entry) (bool, error) { changed = true; return true, nil }); err != nil || changed {
		return s.orWhole(err, probes.WholeSchema)
	}
	return s.findChanged(ctx, since)
}

// again hands out everybody, of whom only those who changed are read, and
// reports whether it did.
func (s *scan) again(ctx context.Context) (bool, error) {
	n := s.second
	if n == nil {
		return false, nil
	}
	if err := s.readAgain(ctx); err != nil {
		return false, err
	}
	n.told.Read = len(n.fresh)
	if s.watch.Again != nil {
		s.watch.Again(n.told)
	}
	if n.told.Whole != "" {
		return false, nil
	}
	s.stage(probes.Reading)
	if err := (relook{s, n}).replay(ctx); err != nil {
		return true, err
	}
	if !n.About && n.Total == n.Users { // as the controller would have counted them
		s.progress.Total, s.progress.About = s.progress.Users, false
	}
	return true, nil
}

// readAgain reads whatever cannot be taken from the earlier scan.
func (s *scan) readAgain(ctx context.Context) error {
	n := s.second
	r := relook{s, n}
	parts := []func(context.Context) error{s.compareSetting, r.list, r.readNameless, r.wanted, r.readMoved, r.readWanted, r.stillThere}
	for _, part := range parts {
		if n.told.Whole != "" {
			return nil
		}
		if err := part(ctx); err != nil {
			return s.orWhole(err, probes.WholeUntold)
		}
	}
	return nil
}

// compareSetting compares what else has to be the same.
func (s *scan) compareSetting(context.Context) error {
	n := s.second
	switch {
	case !strings.EqualFold(n.Account, s.scope.Account):
		return n.whole(probes.WholeScope)
	case s.policies.ask, !slices.Equal(n.Attributes, s.attributes()):
		return n.whole(probes.WholePolicies)
	}
	return nil
}

// compareContainers compares the containers with what they were.
func (s *scan) compareContainers(context.Context) error {
	n := s.second
	if n == nil || n.told.Whole != "" {
		return nil
	}
	if s.paths.unread {
		return n.whole(probes.WholeContainers)
	}
	before := map[ledger.GUID]ledger.Container{}
	for _, c := range n.Containers {
		before[c.GUID] = c
	}
	for i, c := range s.paths.seen {
		was, known := before[c.GUID]
		delete(before, c.GUID)
		_, written := n.changed[c.GUID]
		unseen := c.Sum == 0 && written // whatever stands in its descriptor
		if known && was.DN == c.DN && was.Sum == c.Sum && !unseen {
			continue
		}
		if i == 0 || strings.EqualFold(c.DN, s.scope.Base) { // all of them stand below it
			return n.whole(probes.WholeContainers)
		}
		n.moved = append(n.moved, strings.ToLower(","+c.DN))
		if known {
			n.moved = append(n.moved, strings.ToLower(","+was.DN))
		}
	}
	return n.missing(before)
}

// missing are the containers that are not to be seen any more.
func (n *second) missing(before map[ledger.GUID]ledger.Container) error {
	for guid, c := range before {
		switch {
		case n.changed[guid]: // deleted, and whoever stood below it was deleted or moved as well
		case n.told.Listed:
			n.gone = append(n.gone, strings.ToLower(","+c.DN))
		default:
			return n.whole(probes.WholeContainers)
		}
	}
	return nil
}
