package directory

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/ledger"
)

// relook is a scan that is at its second look.
type relook struct {
	*scan
	*second
}

// wanted finds out who is to be read again.
func (s relook) wanted(context.Context) error {
	n := s.second
	for _, guid := range n.Unsettled {
		n.reread[guid] = false
	}
	moved := 0
	if n.listing != nil || len(n.moved) > 0 || len(n.nameless) > 0 {
		var err error
		if moved, err = n.compare(); err != nil {
			return n.whole(probes.WholeUnreadable)
		}
	}
	if n.listing != nil {
		for i := range n.listing.people {
			if p := &n.listing.people[i]; p.as&met == 0 {
				n.reread[p.guid] = false
			}
		}
	}
	if len(n.reread)+moved > n.most {
		return n.whole(probes.WholeMuch)
	}
	return nil
}

// compare notes who differs of the earlier scan, and counts who stands below a
// container that is not what it was.
func (n *second) compare() (moved int, err error) {
	hidden := map[string]bool{}
	for _, dn := range n.nameless {
		hidden[strings.ToLower(dn)] = true
	}
	return moved, n.People(func(p *ledger.Person) error {
		dn := strings.ToLower(p.DN)
		switch {
		case endsIn(dn, n.moved):
			moved++
		case hidden[dn], n.listing != nil && n.differs(p, dn): // the hidden do not come, as they were not to be seen under their names
			n.reread[p.GUID] = false
		}
		return nil
	})
}

// differs compares somebody of the earlier scan with the list.
func (n *second) differs(p *ledger.Person, dn string) bool {
	now := n.listing.find(p.GUID)
	if now == nil {
		return false // and left out
	}
	was := now.as
	now.as |= met
	return was == 0 || was != stateOf(p.USN, p.DN) || endsIn(dn, n.gone)
}

func endsIn(dn string, list []string) bool {
	return slices.ContainsFunc(list, func(end string) bool { return strings.HasSuffix(dn, end) })
}

// readNameless looks whether one of the changed objects that do not tell their
// GUID is somebody in scope.
func (s relook) readNameless(ctx context.Context) error {
	for _, dn := range s.nameless {
		request := s.request(dn, "")
		request.Scope = ldap.ScopeBaseObject
		if e, err := s.entry(ctx, request); err != nil || e != nil {
			return s.orWhole(err, probes.WholeUntold)
		}
	}
	return nil
}

// readMoved reads everybody below the containers that are not what they were.
func (s relook) readMoved(ctx context.Context) error {
	n := s.second
	var roots []string
	base := strings.ToLower("," + s.scope.Base)
	for _, c := range s.paths.seen {
		dn := strings.ToLower("," + c.DN)
		if !slices.Contains(n.moved, dn) || slices.ContainsFunc(n.moved, func(m string) bool { return m != dn && strings.HasSuffix(dn, m) && s.paths.listed[m[1:]] }) {
			continue
		}
		switch {
		case strings.HasSuffix(dn, base):
			roots = append(roots, c.DN)
		case strings.HasSuffix(base, dn):
			roots = append(roots, s.scope.Base)
		}
	}
	for _, root := range roots {
		if err := s.readFresh(ctx, s.request(root, "")); err != nil {
			return err
		}
	}
	return nil
}

// readWanted reads those who are to be read again, so many at a time. Who is not
// there or not in scope any more does not come.
func (s relook) readWanted(ctx context.Context) error {
	n := s.second
	var list []ledger.GUID
	for guid := range n.reread {
		if n.fresh[guid] == nil {
			list = append(list, guid)
		}
	}
	slices.SortFunc(list, compareGUIDs)
	for some := range slices.Chunk(list, byGUID) {
		var filter strings.Builder
		filter.WriteString("(|")
		for _, guid := range some {
			filter.WriteString("(objectGUID=" + ldap.EscapeFilter(string(guid[:])) + ")")
		}
		filter.WriteString(")")
		if err := s.readFresh(ctx, s.request(s.scope.Base, filter.String())); err != nil {
			return err
		}
	}
	return nil
}

// readFresh reads people as they are now, in memory of their own: what came
// with them on the wire is let go.
func (s relook) readFresh(ctx context.Context, request *ldap.SearchRequest) error {
	n := s.second
	return s.pages(ctx, request, func(e *ldap.Entry) (bool, error) {
		p := &ledger.Person{}
		switch {
		case !readPerson(p, e):
			_ = n.whole(probes.WholeUntold)
			return true, nil
		case len(n.fresh) > 2*n.most:
			_ = n.whole(probes.WholeMuch)
			return true, nil
		}
		if known := n.shared[string(p.Descriptor)]; known == nil && len(p.Descriptor) > 0 {
			n.shared[string(p.Descriptor)] = bytes.Clone(p.Descriptor)
		}
		p.Descriptor = n.shared[string(p.Descriptor)]
		for i := range p.Attributes {
			values := make([][]byte, len(p.Attributes[i].Values))
			for j, v := range p.Attributes[i].Values {
				values[j] = bytes.Clone(v)
			}
			p.Attributes[i].Values = values
		}
		n.fresh[p.GUID] = entryKept(p)
		return true, nil
	})
}

// stillThere makes sure that all of it came from one controller.
func (s relook) stillThere(ctx context.Context) error {
	now, err := s.stand(ctx)
	if err != nil {
		return err
	}
	if !now.same(&s.now) {
		return s.whole(probes.WholeLost)
	}
	return nil
}

// replay hands out everybody: as they were kept, and those who were read again
// as they are now, each in the place where the controller would have had them
// if it goes by GUID, as Samba does.
func (s relook) replay(ctx context.Context) error {
	n := s.second
	rest := slices.SortedFunc(maps.Keys(n.fresh), compareGUIDs)
	err := ahead(n.Book, func(p *ledger.Person) error {
		for n.Sorted && len(rest) > 0 && compareGUIDs(rest[0], p.GUID) < 0 {
			if err := s.takeFresh(ctx, rest[0]); err != nil {
				return err
			}
			rest = rest[1:]
		}
		return s.takeKept(ctx, p)
	})
	if errors.Is(err, ledger.ErrFormat) { // it was whole when it was opened
		return &probes.Obstacle{Kind: probes.Malformed, Err: err}
	}
	for _, guid := range rest {
		if err == nil {
			err = s.takeFresh(ctx, guid)
		}
	}
	return err
}

func compareGUIDs(a, b ledger.GUID) int { return bytes.Compare(a[:], b[:]) }

// takeKept hands out somebody of the earlier scan who is still there.
func (s relook) takeKept(ctx context.Context, p *ledger.Person) error {
	n := s.second
	switch {
	case n.fresh[p.GUID] != nil && n.Sorted: // it is the next of the rest
		return nil
	case n.fresh[p.GUID] != nil:
		return s.takeFresh(ctx, p.GUID)
	case n.left(p):
		return nil
	}
	return s.takeAgain(ctx, entryKept(p))
}

// left reports whether somebody of the earlier scan, who did not come when they
// were asked for, is not there any more.
func (n *second) left(p *ledger.Person) bool {
	if _, changed := n.changed[p.GUID]; changed {
		return true
	}
	_, asked := n.reread[p.GUID]
	return asked || n.listing != nil && n.listing.find(p.GUID) == nil || len(n.moved) > 0 && endsIn(strings.ToLower(p.DN), n.moved)
}

func (s relook) takeFresh(ctx context.Context, guid ledger.GUID) error {
	e := s.fresh[guid]
	if e == nil {
		return nil
	}
	delete(s.fresh, guid)
	s.reread[guid] = true // and it is not the earlier one that is handed out
	return s.takeAgain(ctx, e)
}

// takeAgain hands out one of them, and reports as each page of a list does.
func (s relook) takeAgain(ctx context.Context, e *ldap.Entry) error {
	_, err := s.take(ctx, e)
	if s.progress.Users%scanPage == 0 {
		s.report()
	}
	if err == nil && ctx.Err() != nil {
		return ctx.Err() //nolint:wrapcheck // whoever stopped it knows
	}
	return err
}

func appendNumber(n int64) []byte { return strconv.AppendInt(nil, n, 10) }
