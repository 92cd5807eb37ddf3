package directory

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
	"example.com/writeback-doctor/probes/ledger"
)

// What is read besides where something is kept: whose facts these are, and how
// old.
const (
	attrGUID = "objectGUID"
	attrUSN  = "uSNChanged"
)

// keeping is what a scan keeps for a later one; its zero value keeps nothing.
type keeping struct {
	to        *probes.Keep
	book      *ledger.Writer
	unsettled []ledger.GUID
	settled   map[settleKey]bool
	person    ledger.Person // the last
	why       probes.Whole  // why it is not worth keeping
}

// maxUnsettled bounds those whose descriptor may change by itself. Where there
// are more, reading everybody takes no longer.
const maxUnsettled = 50_000

// settleKey is a descriptor below a container.
type settleKey struct {
	content [sha256.Size]byte
	class   string
	path    *probes.Path
}

// begin begins to keep.
func (k *keeping) begin(to *probes.Keep) {
	if to == nil {
		return
	}
	k.to, k.book, k.settled = to, ledger.Create(to.To), map[settleKey]bool{}
}

// keepPerson keeps somebody who was handed out.
func (s *scan) keepPerson(ctx context.Context, e *ldap.Entry, path *probes.Path) error {
	k := &s.keeping
	if k.book == nil || k.why != "" {
		return nil
	}
	p := &k.person
	if !readPerson(p, e) {
		k.why = probes.WholeUntold
		return nil
	}
	if k.to.Mark != nil {
		p.Mark = k.to.Mark()
	}
	settled, err := s.settled(ctx, e, path)
	if err != nil {
		return err
	}
	if !settled || p.USN == 0 {
		k.unsettled = append(k.unsettled, p.GUID)
	}
	if len(k.unsettled) > maxUnsettled {
		k.why = probes.WholeMuch
		return nil
	}
	return k.book.Add(p)
}

// readPerson reads an entry as it is kept, and reports false for one that does
// not say whose it is.
func readPerson(p *ledger.Person, e *ldap.Entry) (named bool) {
	*p = ledger.Person{DN: e.DN, Attributes: p.Attributes[:0]}
	for _, a := range e.Attributes {
		switch {
		case strings.EqualFold(a.Name, attrDescriptor) && len(a.ByteValues) > 0:
			p.Descriptor = a.ByteValues[0]
		case strings.EqualFold(a.Name, attrGUID):
			if named = len(a.ByteValues) == 1 && len(a.ByteValues[0]) == len(p.GUID); named {
				p.GUID = ledger.GUID(a.ByteValues[0])
			}
		case strings.EqualFold(a.Name, attrUSN):
			p.USN, _ = number(e, attrUSN)
		default:
			p.Attributes = append(p.Attributes, ledger.Attribute{Name: a.Name, Values: a.ByteValues})
		}
	}
	return named
}

// entryKept is what was kept as it came.
func entryKept(p *ledger.Person) *ldap.Entry {
	values := 2
	for i := range p.Attributes {
		values += len(p.Attributes[i].Values)
	}
	list, texts := make([]ldap.EntryAttribute, len(p.Attributes)+3), make([]string, 0, values)
	e := &ldap.Entry{DN: p.DN, Attributes: make([]*ldap.EntryAttribute, 0, len(list))}
	add := func(name string, values ...[]byte) {
		from := len(texts)
		for _, v := range values {
			texts = append(texts, string(v))
		}
		a := &list[len(e.Attributes)]
		a.Name, a.ByteValues, a.Values = name, values, texts[from:len(texts):len(texts)]
		e.Attributes = append(e.Attributes, a)
	}
	for i := range p.Attributes {
		add(p.Attributes[i].Name, p.Attributes[i].Values...)
	}
	add(attrGUID, p.GUID[:])
	if p.USN != 0 {
		add(attrUSN, appendNumber(p.USN))
	}
	if len(p.Descriptor) > 0 { // without its text, which nobody reads and which is long
		a := &list[len(e.Attributes)]
		a.Name, a.ByteValues = attrDescriptor, [][]byte{p.Descriptor}
		e.Attributes = append(e.Attributes, a)
	}
	return e
}

// settled reports whether a descriptor has what its container hands down, so
// that it stays until either is written. What a container hands down arrives
// when the controller comes to it, and no update sequence number tells (MS-ADTS
// 6.1.3; inherited entries are not replicated).
func (s *scan) settled(ctx context.Context, e *ldap.Entry, path *probes.Path) (bool, error) {
	if len(path.Above) == 0 || !s.paths.listed[strings.ToLower(path.DN)] {
		return false, nil
	}
	key := settleKey{s.content, classOf(e), path}
	if known, ok := s.keeping.settled[key]; ok {
		return known, nil
	}
	settled := false
	d, err := access.Parse(e.GetEqualFoldRawAttributeValue(attrDescriptor))
	if err == nil && d.Protected() {
		settled = true
	} else if err == nil {
		above, err := s.level(ctx, path.DN)
		if err != nil {
			return false, err
		}
		class, err := s.classID(ctx, key.class)
		if err != nil && ctx.Err() != nil {
			return false, err
		}
		settled = err == nil && above.readable() && above.HasDACL() &&
			tookOver(&d, &above.Descriptor, access.Heir{Owner: d.Owner, Group: d.Group, Class: class})
	}
	if len(s.keeping.settled) >= maxCovers {
		clear(s.keeping.settled)
	}
	s.keeping.settled[key] = settled
	return settled, nil
}

// tookOver reports whether an object has of its container all that it hands
// down, and nothing else that is inherited.
func tookOver(d, above *access.Descriptor, heir access.Heir) bool {
	var want, have []access.ACE
	for _, own := range above.DACL.All() {
		own.Flags &^= access.Inherited // its own or not, it is what this container hands down
		if got, counts := own.Hands(heir, true); counts {
			want = append(want, got)
		}
	}
	for _, a := range d.DACL.All() {
		if a.Flags&access.Inherited != 0 && a.Flags&access.InheritOnly == 0 {
			have = append(have, a)
		}
	}
	return within(want, have) && within(have, want)
}

// within reports whether each of some entries is among others.
func within(some, others []access.ACE) bool {
	for i := range some {
		found := false
		for j := range others {
			found = found || some[i].Same(&others[j])
		}
		if !found {
			return false
		}
	}
	return true
}

// finish ends what is kept, when it is of the whole domain and of one
// controller alone.
func (s *scan) finish(ctx context.Context) error {
	k := &s.keeping
	if k.book == nil {
		return nil
	}
	now, err := s.stand(ctx)
	switch {
	case ctx.Err() != nil:
		return err
	case err != nil: // everybody was read all the same
		k.why = probes.WholeLost
	case k.why != "":
	case !s.now.told():
		k.why = probes.WholeUntold
	case s.now.readOnly:
		k.why = probes.WholeReadOnly
	case !now.same(&s.now):
		k.why = probes.WholeLost
	case s.policies.ask:
		k.why = probes.WholePolicies
	case s.paths.unread:
		k.why = probes.WholeContainers
	}
	s.census.Kept, s.census.Unkept = k.why == "", k.why
	if !s.census.Kept {
		return nil
	}
	return k.book.Close(ledger.Foot{
		Program: s.watch.Program, At: s.now.at, Host: s.setting.Host, Service: s.now.service, Invocation: s.now.invocation, USN: s.now.usn,
		Heuristics: s.now.heuristics, Own: sumOf(s.own), BaseDN: s.domain.BaseDN, Base: s.scope.Base, Filter: s.scope.Filter,
		Account: s.scope.Account, Found: s.found, Attributes: s.attributes(), Containers: s.paths.seen, Unsettled: k.unsettled,
		Total: s.progress.Total, About: s.progress.About,
	})
}

// sum of a descriptor; 0 stands for one that could not be read.
func sum(raw []byte) uint64 {
	if len(raw) == 0 {
		return 0
	}
	h := sha256.Sum256(raw)
	return binary.LittleEndian.Uint64(h[:]) | 1
}
