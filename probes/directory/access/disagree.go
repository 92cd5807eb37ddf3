package access

// Shape is a way of writing a list on which the specifications disagree, and
// the programs that follow them: the ordered check of MS-DTYP 2.5.3.2, which
// knows a tree of object types, the checks of MS-ADTS 5.1.3.3, which go by the
// kind of the right, and what AccessCheckByType of the Windows SDK is said to
// do. Samba is a fourth.
type Shape string

// The shapes.
const (
	ObjectAllowBeforeDeny Shape = "object-allow-before-deny" // an allow entry with an object type, before a deny entry without one
	ClassAsObject         Shape = "class-as-object"          // an entry whose object type is the class of the object
	OwnerRightsEntry      Shape = "owner-rights"             // an entry for OWNER RIGHTS, and the token holds the owner
)

// Disagreement is an entry on which the answer hangs, read as others do.
type Disagreement struct {
	Shape Shape
	At    int // place of the entry in the DACL
	ACE   ACE
}

// Disagreements returns the entries because of which another reading of a
// specification grants what [Check] does not, or the other way round. It says
// nothing where all readings come to the same, and changes no answer.
func Disagreements(d *Descriptor, token Token, self SID, want Want) []Disagreement {
	if want.Mask == 0 || !d.hasDACL || !d.MayDisagree(want.Class) {
		return nil
	}
	r := reader{check: check{token: token, self: self, want: want}, answer: Check(d, token, self, want).Answer}
	r.want.Mask = want.Mask.Mapped()
	r.owner = d.Owner != "" && r.carries(d.Owner)
	for _, ace := range d.DACL.All() {
		r.list = append(r.list, ace)
	}
	var found []Disagreement
	for _, other := range []struct {
		shape Shape
		read  func(at int) reading
	}{{ObjectAllowBeforeDeny, r.denialWins}, {ClassAsObject, r.classOtherwise}, {OwnerRightsEntry, r.ownerOtherwise}} {
		if at, differs := r.differs(d, token, self, want, other.read); differs {
			found = append(found, Disagreement{Shape: other.shape, At: at, ACE: r.list[at]})
		}
	}
	return found
}

// MayDisagree reports whether any of the shapes can be in the list at all, for
// an object of a class: one look for whoever asks about many rights.
func (d *Descriptor) MayDisagree(class GUID) bool {
	allowed := false
	for _, ace := range d.DACL.All() {
		switch {
		case ace.Trustee == OwnerRights, !class.IsZero() && ace.Object == class:
			return true
		case ace.Type == AllowObject && !ace.Object.IsZero():
			allowed = true
		case allowed && ace.plainDeny():
			return true
		}
	}
	return false
}

func (a *ACE) plainDeny() bool {
	return (a.Type == Deny || a.Type == DenyObject) && a.Object.IsZero() && !a.NoObject
}

// reading is what another specification makes of an entry.
type reading uint8

const (
	alike      reading = iota // the same
	unheard                   // it speaks of nothing
	everything                // it speaks of everything
)

// reader reads a list in another way.
type reader struct {
	check

	list   []ACE
	answer Answer
}

// differs reports whether a reading comes to another answer, and the first
// entry that it reads otherwise.
func (r *reader) differs(d *Descriptor, token Token, self SID, want Want, read func(at int) reading) (int, bool) {
	spec := Spec{Owner: d.Owner, Group: d.Group, DACL: []ACE{}}
	first := -1
	for i, ace := range r.list {
		how := read(i)
		if how != alike && first < 0 {
			first = i
		}
		switch how {
		case unheard:
			continue
		case everything:
			ace.Object, ace.NoObject = GUID{}, false
		case alike:
		}
		spec.DACL = append(spec.DACL, ace)
	}
	if first < 0 {
		return 0, false
	}
	raw, err := spec.Encode()
	if err != nil {
		return 0, false
	}
	other, err := Parse(raw)
	if err != nil {
		return 0, false
	}
	answer := Check(&other, token, self, want).Answer
	return first, (answer == Granted) != (r.answer == Granted) && answer != CannotJudge && r.answer != CannotJudge
}

// denialWins: what is denied without an object type is denied for every object
// type, wherever the entry that allows one of them stands.
func (r *reader) denialWins(at int) reading {
	ace := &r.list[at]
	if bits, _ := r.effective(ace, r.want.Mask); bits == 0 || ace.Type != AllowObject || ace.Object.IsZero() {
		return alike
	}
	for i := range r.list[at+1:] {
		later := &r.list[at+1+i]
		if bits, _ := r.effective(later, r.want.Mask); bits != 0 && later.plainDeny() {
			return unheard
		}
	}
	return alike
}

// classOtherwise: the class is the root of the tree of object types, so that an
// entry for it speaks of every right; or no property hangs on it.
func (r *reader) classOtherwise(at int) reading {
	switch ace := &r.list[at]; {
	case ace.Object.IsZero(), ace.Object != r.want.Class:
		return alike
	case r.want.Mask&(ControlAccess|ValidatedWrite) != 0:
		return everything
	default:
		return unheard
	}
}

// ownerOtherwise: OWNER RIGHTS are in no token.
func (r *reader) ownerOtherwise(at int) reading {
	if r.owner && r.list[at].Trustee == OwnerRights {
		return unheard
	}
	return alike
}
