package access

// Mask is a set of access bits (MS-ADTS 5.1.3.2).
type Mask uint32

// The bits of directory objects, and the generic ones.
const (
	CreateChild    Mask = 0x00000001
	DeleteChild    Mask = 0x00000002
	ListContents   Mask = 0x00000004
	ValidatedWrite Mask = 0x00000008
	ReadProperty   Mask = 0x00000010
	WriteProperty  Mask = 0x00000020
	DeleteTree     Mask = 0x00000040
	ListObject     Mask = 0x00000080
	ControlAccess  Mask = 0x00000100 // extended rights
	Delete         Mask = 0x00010000
	ReadControl    Mask = 0x00020000
	WriteDAC       Mask = 0x00040000
	WriteOwner     Mask = 0x00080000
	GenericAll     Mask = 0x10000000
	GenericExecute Mask = 0x20000000
	GenericWrite   Mask = 0x40000000
	GenericRead    Mask = 0x80000000
	FullControl    Mask = 0x000F01FF
)

// What the generic bits mean on a directory object: 0x20004, 0x20028, 0x20094.
const (
	mappedExecute = ReadControl | ListContents
	mappedWrite   = ReadControl | ValidatedWrite | WriteProperty
	mappedRead    = ReadControl | ListContents | ReadProperty | ListObject
)

// Mapped replaces generic bits by what they mean on a directory object
// (MS-ADTS 5.1.3.2). They do turn up in stored entries.
func (m Mask) Mapped() Mask {
	if m&(GenericAll|GenericExecute|GenericWrite|GenericRead) == 0 {
		return m
	}
	if m&GenericAll != 0 {
		m |= FullControl
	}
	if m&GenericExecute != 0 {
		m |= mappedExecute
	}
	if m&GenericWrite != 0 {
		m |= mappedWrite
	}
	if m&GenericRead != 0 {
		m |= mappedRead
	}
	return m &^ (GenericAll | GenericExecute | GenericWrite | GenericRead)
}

// Want is one question to the access check.
type Want struct {
	Mask   Mask
	Object GUID // the extended right or property that is meant; zero for none
	Set    GUID // the property set of that property; zero for none
	Class  GUID // schemaIDGUID of the object's most specific class; zero when it is not known
}

// names reports whether an entry speaks of what is wanted, and whether that is
// only possible. An entry without an object type speaks of everything. Else
// the type must be the right, or a node of the three levels class, property
// set and property (MS-ADTS 5.1.3.3.3): an entry for the class speaks of every
// property. A control access right hangs on no such tree: the entry names the
// right itself or nothing (MS-ADTS 5.1.3.3.4). Where the class is not known,
// an entry for a GUID that may be the class may speak of a property.
func (w *Want) names(ace *ACE) (speaks, possibly bool) {
	switch {
	case ace.NoObject:
		return false, false
	case ace.Object.IsZero(), ace.Object == w.Object, ace.Object == w.Set:
		return true, false
	case w.Mask&(ControlAccess|ValidatedWrite) != 0:
		return false, false
	case !w.Class.IsZero():
		return ace.Object == w.Class, false
	case w.Object.IsZero() || noClass(ace.Object):
		return false, false
	default:
		return true, true
	}
}

// Right is a right that password writeback needs, or that this program needs
// to look. Names and GUIDs stand in MS-ADTS 5.1.3.2.1 and in the Win32 AD
// schema reference.
type Right uint8

// The rights. Unexpire counts on the domain head, the others on the user.
const (
	ResetPassword       Right = iota // extended right User-Force-Change-Password
	ChangePassword                   // extended right User-Change-Password
	WriteLockoutTime                 // property lockoutTime, which is in no property set
	WritePwdLastSet                  // property pwdLastSet, in User-Account-Restrictions
	UnexpirePassword                 // extended right Unexpire-Password
	ReadResultantPolicy              // property msDS-ResultantPSO, which is in no property set
)

// Want returns the question that the right comes down to, on an object whose
// class is not known; the zero Want for a right that does not exist, which
// [Check] cannot judge.
func (r Right) Want() Want {
	switch r {
	case ResetPassword: // 00299570-246d-11d0-a768-00aa006e0529
		return Want{Mask: ControlAccess, Object: GUID{
			0x70, 0x95, 0x29, 0x00, 0x6d, 0x24, 0xd0, 0x11, 0xa7, 0x68, 0x00, 0xaa, 0x00, 0x6e, 0x05, 0x29,
		}}
	case ChangePassword: // ab721a53-1e2f-11d0-9819-00aa0040529b
		return Want{Mask: ControlAccess, Object: GUID{
			0x53, 0x1a, 0x72, 0xab, 0x2f, 0x1e, 0xd0, 0x11, 0x98, 0x19, 0x00, 0xaa, 0x00, 0x40, 0x52, 0x9b,
		}}
	case WriteLockoutTime: // 28630ebf-41d5-11d1-a9c1-0000f80367c1
		return Want{Mask: WriteProperty, Object: GUID{
			0xbf, 0x0e, 0x63, 0x28, 0xd5, 0x41, 0xd1, 0x11, 0xa9, 0xc1, 0x00, 0x00, 0xf8, 0x03, 0x67, 0xc1,
		}}
	case WritePwdLastSet: // bf967a0a-0de6-11d0-a285-00aa003049e2 in 4c164200-20c0-11d0-a768-00aa006e0529
		return Want{Mask: WriteProperty, Object: GUID{
			0x0a, 0x7a, 0x96, 0xbf, 0xe6, 0x0d, 0xd0, 0x11, 0xa2, 0x85, 0x00, 0xaa, 0x00, 0x30, 0x49, 0xe2,
		}, Set: GUID{
			0x00, 0x42, 0x16, 0x4c, 0xc0, 0x20, 0xd0, 0x11, 0xa7, 0x68, 0x00, 0xaa, 0x00, 0x6e, 0x05, 0x29,
		}}
	case UnexpirePassword: // ccc2dc7d-a6ad-4a7a-8846-c04e3cc53501
		return Want{Mask: ControlAccess, Object: GUID{
			0x7d, 0xdc, 0xc2, 0xcc, 0xad, 0xa6, 0x7a, 0x4a, 0x88, 0x46, 0xc0, 0x4e, 0x3c, 0xc5, 0x35, 0x01,
		}}
	case ReadResultantPolicy: // b77ea093-88d0-4780-9a98-911f8e8b1dca
		return Want{Mask: ReadProperty, Object: GUID{
			0x93, 0xa0, 0x7e, 0xb7, 0xd0, 0x88, 0x80, 0x47, 0x9a, 0x98, 0x91, 0x1f, 0x8e, 0x8b, 0x1d, 0xca,
		}}
	default:
		return Want{}
	}
}

// On returns the question for an object of a class, by schemaIDGUID; the zero
// GUID is a class that is not known.
func (r Right) On(class GUID) Want {
	want := r.Want()
	want.Class = class
	return want
}

// Grant returns the entry that allows the right to a trustee, on the object
// itself.
func (r Right) Grant(to SID) ACE {
	want := r.Want()
	return ACE{Type: AllowObject, Mask: want.Mask, Object: want.Object, Trustee: to}
}

// Refuse returns the entry that denies the right to a trustee, on the object
// itself.
func (r Right) Refuse(to SID) ACE {
	ace := r.Grant(to)
	ace.Type = DenyObject
	return ace
}
