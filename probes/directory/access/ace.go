package access

import "iter"

// Type is the type of an access control entry (MS-DTYP 2.4.4.1).
type Type uint8

// The types. Those that a list that grants and denies should not hold are
// recognised all the same, so that they are never taken for something else.
const (
	Allow               Type = 0x00
	Deny                Type = 0x01
	Audit               Type = 0x02
	Alarm               Type = 0x03
	AllowCompound       Type = 0x04 // reserved; no layout is published
	AllowObject         Type = 0x05
	DenyObject          Type = 0x06
	AuditObject         Type = 0x07
	AlarmObject         Type = 0x08
	AllowCallback       Type = 0x09 // callback: with a condition in Data
	DenyCallback        Type = 0x0A
	AllowCallbackObject Type = 0x0B
	DenyCallbackObject  Type = 0x0C
	AuditCallback       Type = 0x0D
	AlarmCallback       Type = 0x0E
	AuditCallbackObject Type = 0x0F
	AlarmCallbackObject Type = 0x10
	MandatoryLabel      Type = 0x11
	ResourceAttribute   Type = 0x12
	ScopedPolicy        Type = 0x13
	ProcessTrustLabel   Type = 0x14 // winnt.h, as the next
	AccessFilter        Type = 0x15
)

// Parts of the layout (MS-DTYP 2.4.4.2 and 2.4.4.3).
const (
	lastKnown        = AccessFilter
	objectTypeBit    = 0x1 // ACE_OBJECT_TYPE_PRESENT
	inheritedTypeBit = 0x2 // ACE_INHERITED_OBJECT_TYPE_PRESENT
	aceHead          = 4
	maskLength       = 4
	flagsLength      = 4
	largestList      = 0xFFFF // AclSize and AceSize are sixteen bits wide
)

// Flags say how an entry came here and where it goes (MS-DTYP 2.4.4.1).
type Flags uint8

// The flags.
const (
	ObjectInherit    Flags = 0x01
	ContainerInherit Flags = 0x02
	NoPropagate      Flags = 0x04
	InheritOnly      Flags = 0x08 // the entry does not count on this object
	Inherited        Flags = 0x10 // the entry came from a container above
)

// ACE is one access control entry. The zero value of Object means that the
// entry is not limited to one right, property set or property.
type ACE struct {
	Type        Type
	Flags       Flags
	Mask        Mask
	Object      GUID   // ObjectType
	InheritedBy GUID   // InheritedObjectType: the class that takes the entry over; zero for every class
	Trustee     SID    // "" for a type whose layout is not known
	Data        string // what follows the trustee: a condition, an attribute; or all of an unknown entry
	// NoObject and NoHeir report that the object type, or the inherited one, is
	// there and all zero. Such an entry is not unlimited: it names a thing that
	// does not exist, so it speaks of nothing, or no class takes it over.
	NoObject, NoHeir bool
}

// effect is what an entry can do to a decision.
type effect uint8

const (
	nothing effect = iota // audits, labels and the like
	allows
	denies
	mayAllow // if its condition holds, which cannot be told here
	mayDeny
	mayBoth // nobody published what it does
)

func (t Type) effect() effect {
	switch t {
	case Allow, AllowObject:
		return allows
	case Deny, DenyObject:
		return denies
	case AllowCallback, AllowCallbackObject:
		return mayAllow
	case DenyCallback, DenyCallbackObject:
		return mayDeny
	case Audit, Alarm, AuditObject, AlarmObject, AuditCallback, AlarmCallback, AuditCallbackObject,
		AlarmCallbackObject, MandatoryLabel, ResourceAttribute, ScopedPolicy, ProcessTrustLabel, AccessFilter:
		return nothing
	default:
		return mayBoth
	}
}

// hasObject reports whether the layout holds object types (MS-DTYP 2.4.4.3).
func (t Type) hasObject() bool {
	switch t {
	case AllowObject, DenyObject, AuditObject, AlarmObject,
		AllowCallbackObject, DenyCallbackObject, AuditCallbackObject, AlarmCallbackObject:
		return true
	default:
		return false
	}
}

// opaque reports whether nothing but the header of the entry can be read.
func (t Type) opaque() bool { return t == AllowCompound || t > lastKnown }

// IsDeny reports whether the entry takes rights away, with or without a
// condition.
func (t Type) IsDeny() bool {
	e := t.effect()
	return e == denies || e == mayDeny
}

// Conditional reports whether this package cannot tell if the entry applies.
func (t Type) Conditional() bool {
	e := t.effect()
	return e == mayAllow || e == mayDeny || e == mayBoth
}

// List is a validated access control list, read in place. The zero value is
// empty.
type List struct {
	raw   string // the entries, without the list's header
	count int
}

// Len returns the number of entries.
func (l List) Len() int { return l.count }

// All goes through the entries in stored order.
func (l List) All() iter.Seq2[int, ACE] {
	return func(yield func(int, ACE) bool) {
		rest := l.raw
		for i := range l.count {
			ace, size, ok := readACE(rest)
			if !ok || !yield(i, ace) {
				return
			}
			rest = rest[size:]
		}
	}
}

// readACE reads the entry that s begins with, and its size.
func readACE(s string) (ACE, int, bool) {
	if len(s) < aceHead {
		return ACE{}, 0, false
	}
	size := int(u16(s, 2))
	if size < aceHead || size > len(s) {
		return ACE{}, 0, false
	}
	ace := ACE{Type: Type(s[0]), Flags: Flags(s[1])}
	body := s[aceHead:size]
	if ace.Type.opaque() {
		ace.Data = body
		return ace, size, true
	}
	if len(body) < maskLength {
		return ACE{}, 0, false
	}
	ace.Mask = Mask(u32(body, 0))
	body, ok := ace.readObject(body[maskLength:])
	if !ok {
		return ACE{}, 0, false
	}
	n, ok := sidLength(body)
	if !ok {
		return ACE{}, 0, false
	}
	ace.Trustee, ace.Data = SID(body[:n]), body[n:]
	return ace, size, true
}

// readObject reads the object types, if the layout has them, and returns what
// follows.
func (a *ACE) readObject(body string) (string, bool) {
	if !a.Type.hasObject() {
		return body, true
	}
	if len(body) < flagsLength {
		return "", false
	}
	flags := u32(body, 0)
	body = body[flagsLength:]
	ok := true
	if flags&objectTypeBit != 0 {
		body, ok = cutGUID(body, &a.Object)
		a.NoObject = a.Object.IsZero()
	}
	if ok && flags&inheritedTypeBit != 0 {
		body, ok = cutGUID(body, &a.InheritedBy)
		a.NoHeir = a.InheritedBy.IsZero()
	}
	return body, ok
}

func cutGUID(s string, into *GUID) (string, bool) {
	if len(s) < len(into) {
		return "", false
	}
	copy(into[:], s)
	return s[len(into):], true
}
