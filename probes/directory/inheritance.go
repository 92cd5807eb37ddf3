package directory

import (
	"context"
	"sync"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// level is one container above an object, with what can be seen of it.
type level struct {
	dn string
	shield
}

// levels reads the descriptors of the containers above an object, from its
// parent up to the domain head, all of them at once.
func (at *place) levels(ctx context.Context, dn, baseDN string) ([]level, error) {
	above := containers(dn, baseDN)
	list := make([]level, len(above))
	errs := make([]error, len(above))
	var all sync.WaitGroup
	for i, dn := range above {
		all.Go(func() {
			defer probes.Caught(&errs[i])
			var s shield
			s, errs[i] = at.shieldAt(ctx, dn)
			list[i] = level{dn, s}
		})
	}
	all.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

// origin finds the container that hands an entry down: the lowest one that
// holds it as its own, below the first that takes nothing over itself. The
// entry is what stands there, which need not look like what arrives. "" when
// none that can be read does.
func origin(above []level, heir access.Heir, inherited access.ACE) (string, *probes.Entry) {
	for i, l := range above {
		if !l.readable() {
			continue
		}
		for at, own := range l.DACL.All() {
			if got, ok := handed(own, heir, inherited, i == 0); ok && got.Same(&inherited) {
				return l.dn, entryOf(at, &own)
			}
		}
		if l.Protected() {
			break
		}
	}
	return "", nil
}

// handed is what an heir whose class may not be known gets from an entry: then
// the class that stands on what it did get is the heir's.
func handed(own access.ACE, heir access.Heir, inherited access.ACE, parent bool) (access.ACE, bool) {
	if heir.Class.IsZero() {
		heir.Class = inherited.InheritedBy
	}
	return own.Hands(heir, parent)
}

// placed is an entry and the container that it stands on; "" for the object.
type placed struct {
	entry access.ACE // as the object would have it
	own   access.ACE // as it stands on the container
	dn    string
	at    int // in the list of that container
}

// unbroken is the list that an object would have if inheritance were on all
// the way: its own entries, then what each container holds for it, the nearest
// first (MS-DTYP 2.5.3.4.1).
func unbroken(own *shield, heir access.Heir, above []level) []placed {
	var list []placed
	for i, a := range own.DACL.All() {
		if a.Flags&access.Inherited == 0 {
			list = append(list, placed{a, a, "", i})
		}
	}
	for i, l := range above {
		if !l.readable() {
			continue
		}
		for at, a := range l.DACL.All() {
			if got, ok := a.Hands(heir, i == 0); ok {
				list = append(list, placed{got, a, l.dn, at})
			}
		}
	}
	return list
}

// barriers returns the DNs whose inheritance is off between a container and an
// object, the lowest first. It returns none when one on the way cannot be
// read: what that holds might matter.
func barriers(on *shield, dn, from string, above []level) []string {
	var list []string
	if on.Protected() {
		list = append(list, dn)
	}
	for _, l := range above {
		switch {
		case !l.readable():
			return nil
		case l.dn == from:
			return list
		case l.Protected():
			list = append(list, l.dn)
		}
	}
	return nil
}

// offAt returns the object or the lowest container above it, below the domain
// head, whose inheritance is off.
func offAt(q *question, baseDN string) string {
	if q.on.readable() && q.on.Protected() {
		return q.dn
	}
	for _, l := range q.above {
		if l.readable() && l.Protected() && !probes.DN(l.dn).Same(probes.DN(baseDN)) {
			return l.dn
		}
	}
	return ""
}

// withheld finds the entry that would grant a right that is not granted, were
// inheritance on all the way. nil when there is none, or none is needed for
// that: then it is not inheritance that stands in the way.
func (q *question) withheld(token access.Token, want access.Want) *probes.Withheld {
	list := unbroken(&q.on, q.heir(), q.above)
	spec := access.Spec{Owner: q.on.Owner, Group: q.on.Group, DACL: []access.ACE{}}
	for _, p := range list {
		spec.DACL = append(spec.DACL, p.entry)
	}
	raw, err := spec.Encode()
	if err != nil {
		return nil // more than one list can hold
	}
	whole, err := access.Parse(raw)
	if err != nil {
		return nil
	}
	decision := access.Check(&whole, token, q.self, want)
	if decision.Answer != access.Granted || decision.At < 0 || list[decision.At].dn == "" {
		return nil
	}
	found := list[decision.At]
	at := barriers(&q.on, q.dn, found.dn, q.above)
	if len(at) == 0 {
		return nil // on its way, or kept away by something else
	}
	return &probes.Withheld{At: at, From: found.dn, Entry: *entryOf(found.at, &found.own)}
}
