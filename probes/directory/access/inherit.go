package access

// Heir is an object that takes entries over from the containers above it. Its
// zero value has no owner, and a class that is not known.
type Heir struct {
	Owner SID
	Group SID
	Class GUID // schemaIDGUID of the most specific class
}

// Hands returns the entry that an heir gets from one that a container holds as
// its own, and reports whether it gets one that counts there (MS-DTYP 2.5.3.4,
// MS-ADTS 6.1.3). parent reports whether the container is the one that the
// heir stands in: an entry that does not propagate goes no further. Objects of
// a directory are all containers, so what is for other objects alone goes
// nowhere. An heir whose class is not known gets only what every class gets.
func (a *ACE) Hands(to Heir, parent bool) (ACE, bool) {
	switch {
	case a.Flags&Inherited != 0, a.Flags&ContainerInherit == 0, a.Flags&NoPropagate != 0 && !parent:
		return ACE{}, false
	case a.NoHeir, !a.InheritedBy.IsZero() && a.InheritedBy != to.Class:
		return ACE{}, false
	}
	got := *a
	got.Mask = a.Mask.Mapped()
	got.Flags = a.Flags&^InheritOnly | Inherited
	if a.Flags&NoPropagate != 0 {
		got.Flags &^= ContainerInherit | ObjectInherit | NoPropagate
	}
	switch {
	case a.Trustee == CreatorOwner && to.Owner != "":
		got.Trustee = to.Owner
	case a.Trustee == CreatorGroup && to.Group != "":
		got.Trustee = to.Group
	}
	return got, true
}

// Same reports whether two entries say the same, wherever they came from: the
// flags, and the class that takes an entry over, may differ.
func (a *ACE) Same(b *ACE) bool {
	return a.Type == b.Type && a.Mask.Mapped() == b.Mask.Mapped() && a.Trustee == b.Trustee &&
		a.Object == b.Object && a.NoObject == b.NoObject && a.Data == b.Data
}
