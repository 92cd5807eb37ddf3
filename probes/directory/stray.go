package directory

import (
	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// stray finds the nearest entry that would grant a right that nothing grants,
// if only it counted on the object: its own for what is below alone, or one of
// a container that is not handed down to it (MS-DTYP 2.4.4.1 and 2.5.3.4). nil
// when there is none that can be seen.
func (q *question) stray(token access.Token, want access.Want) *probes.Stray {
	grants := func(a access.ACE) bool {
		a.Flags, a.InheritedBy, a.NoHeir = 0, access.GUID{}, false
		return q.grants(a, token, want)
	}
	for i, a := range q.on.DACL.All() {
		if a.Flags&access.InheritOnly != 0 && a.Flags&access.Inherited == 0 && grants(a) {
			return &probes.Stray{On: q.dn, Why: probes.BelowOnly, Entry: *entryOf(i, &a)}
		}
	}
	for depth, l := range q.above {
		if !l.readable() {
			continue
		}
		for i, a := range l.DACL.All() {
			if why := q.missed(&a, depth == 0); why != "" && grants(a) {
				return &probes.Stray{On: l.dn, Why: why, Entry: *entryOf(i, &a)}
			}
		}
	}
	return nil
}

// missed is why an entry of a container's own is not handed down to the object;
// "" where it is, or where that cannot be told.
func (q *question) missed(a *access.ACE, parent bool) probes.Missed {
	_, comes := a.Hands(q.heir(), parent)
	switch {
	case comes, a.Flags&access.Inherited != 0:
		return ""
	case a.Flags&access.ContainerInherit == 0:
		return probes.HereOnly
	case a.Flags&access.NoPropagate != 0 && !parent:
		return probes.OneLevel
	case q.class.IsZero():
		return ""
	default:
		return probes.OtherClass
	}
}

// grants reports whether an entry alone would grant a right on the object.
func (q *question) grants(a access.ACE, token access.Token, want access.Want) bool {
	raw, err := access.Spec{Owner: q.on.Owner, Group: q.on.Group, DACL: []access.ACE{a}}.Encode()
	if err != nil {
		return false
	}
	alone, err := access.Parse(raw)
	return err == nil && access.Check(&alone, token, q.self, want).Answer == access.Granted
}

// contested are the entries that other programs read to another answer.
func (q *question) contested(token access.Token) *probes.Contested {
	var entries []probes.ContestedEntry
	for _, found := range access.Disagreements(&q.on.Descriptor, token, q.self, q.right.On(q.class)) {
		entries = append(entries, probes.ContestedEntry{Shape: probes.Shape(found.Shape), Entry: *entryOf(found.At, &found.ACE)})
	}
	if entries == nil {
		return nil
	}
	return &probes.Contested{Entries: entries}
}
