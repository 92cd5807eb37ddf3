package access

import "fmt"

// Control is the control field of a descriptor (MS-DTYP 2.4.6).
type Control uint16

// The bits of Control that matter here.
const (
	DACLPresent       Control = 0x0004
	SACLPresent       Control = 0x0010
	DACLAutoInherited Control = 0x0400
	DACLProtected     Control = 0x1000 // inheritance is off
	SelfRelative      Control = 0x8000
)

// The layout of a descriptor and of a list's header (MS-DTYP 2.4.6, 2.4.5).
const (
	descriptorHead     = 20
	descriptorRevision = 1
	ownerAt            = 4
	groupAt            = 8
	saclAt             = 12
	daclAt             = 16
	listHead           = 8
	lowestListRevision = 2 // ACL_REVISION
	listRevision       = 4 // ACL_REVISION_DS
)

// Descriptor is a validated security descriptor. Its zero value has no list
// at all, which to Windows means that everybody may do everything.
type Descriptor struct {
	Control Control
	Owner   SID // "" when it was not sent
	Group   SID
	DACL    List
	SACL    List
	hasDACL bool
}

// Parse validates a self-relative descriptor, as nTSecurityDescriptor holds
// it. It copies raw once; what it needs besides does not grow with the input.
// The error is [ErrDescriptor].
func Parse(raw []byte) (Descriptor, error) {
	s := string(raw)
	if len(s) < descriptorHead || s[0] != descriptorRevision {
		return Descriptor{}, fmt.Errorf("header of %d bytes: %w", len(s), ErrDescriptor)
	}
	d := Descriptor{Control: Control(u16(s, 2))}
	if d.Control&SelfRelative == 0 {
		return Descriptor{}, fmt.Errorf("control %04x: %w", uint16(d.Control), ErrDescriptor)
	}
	var err error
	if d.Owner, err = sidAt(s, ownerAt); err != nil {
		return Descriptor{}, fmt.Errorf("owner: %w", err)
	}
	if d.Group, err = sidAt(s, groupAt); err != nil {
		return Descriptor{}, fmt.Errorf("group: %w", err)
	}
	if d.Control&DACLPresent != 0 {
		if d.DACL, d.hasDACL, err = listAt(s, daclAt); err != nil {
			return Descriptor{}, fmt.Errorf("DACL: %w", err)
		}
	}
	if d.Control&SACLPresent != 0 {
		if d.SACL, _, err = listAt(s, saclAt); err != nil {
			return Descriptor{}, fmt.Errorf("SACL: %w", err)
		}
	}
	return d, nil
}

// HasDACL reports whether there is a list that grants and denies. Without one
// everything is granted; an empty one grants nothing.
func (d *Descriptor) HasDACL() bool { return d.hasDACL }

// Protected reports whether inheritance is off (SE_DACL_PROTECTED).
func (d *Descriptor) Protected() bool { return d.Control&DACLProtected != 0 }

// sidAt reads the SID whose offset stands at the given place. Offset 0 means
// none.
func sidAt(s string, at int) (SID, error) {
	rest, ok, err := behind(s, at)
	if !ok {
		return "", err
	}
	n, ok := sidLength(rest)
	if !ok {
		return "", ErrDescriptor
	}
	return SID(rest[:n]), nil
}

// listAt reads the list whose offset stands at the given place, and reports
// whether there is one.
func listAt(s string, at int) (List, bool, error) {
	rest, ok, err := behind(s, at)
	if !ok {
		return List{}, false, err
	}
	if len(rest) < listHead || rest[0] < lowestListRevision || rest[0] > listRevision {
		return List{}, false, fmt.Errorf("list header: %w", ErrDescriptor)
	}
	size, count := int(u16(rest, 2)), int(u16(rest, 4))
	if size < listHead || size > len(rest) {
		return List{}, false, fmt.Errorf("list of %d bytes: %w", size, ErrDescriptor)
	}
	l := List{raw: rest[listHead:size], count: count}
	left := l.raw
	for i := range count {
		_, n, ok := readACE(left)
		if !ok {
			return List{}, false, fmt.Errorf("entry %d: %w", i, ErrDescriptor)
		}
		left = left[n:]
	}
	return l, true, nil
}

// behind follows an offset, and reports whether it leads anywhere.
func behind(s string, at int) (string, bool, error) {
	off := u32(s, at)
	if off == 0 {
		return "", false, nil
	}
	if off < descriptorHead || uint64(off) >= uint64(len(s)) {
		return "", false, fmt.Errorf("offset %d: %w", off, ErrDescriptor)
	}
	return s[off:], true, nil
}

// CannotChangePassword reports whether the descriptor says what the console
// calls "user cannot change password": an entry of its own denies
// User-Change-Password to Everyone and another to SELF. It says nothing about
// a password reset, which is another right.
func (d *Descriptor) CannotChangePassword() bool {
	want := ChangePassword.Want()
	everyone, self := false, false
	for _, ace := range d.DACL.All() {
		if ace.Type.effect() != denies || ace.Flags&InheritOnly != 0 || ace.Mask.Mapped()&want.Mask == 0 {
			continue
		}
		if speaks, _ := want.names(&ace); !speaks {
			continue
		}
		everyone = everyone || ace.Trustee == Everyone
		self = self || ace.Trustee == PrincipalSelf
	}
	return everyone && self
}
