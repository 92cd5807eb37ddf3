package access

import (
	"encoding/binary"
	"fmt"
)

// Spec is a descriptor to be written. The zero value is a descriptor without
// owner, group or list, which grants everything.
type Spec struct {
	Owner   SID
	Group   SID
	Control Control // SelfRelative and the Present bits are set by Encode
	DACL    []ACE   // in the order in which they are to stand; nil for no list, empty for one that grants nothing
	SACL    []ACE   // nil for no list
}

// Encode writes the descriptor as a directory stores it. The error says that
// a list is longer than the format can hold, or a SID is none.
func (s Spec) Encode() ([]byte, error) {
	out := make([]byte, descriptorHead)
	out[0] = descriptorRevision
	control := s.Control&^(DACLPresent|SACLPresent) | SelfRelative
	parts := []struct {
		at    int
		write bool
		bit   Control
		bytes func() ([]byte, error)
	}{
		{ownerAt, s.Owner != "", 0, func() ([]byte, error) { return sidBytes(s.Owner) }},
		{groupAt, s.Group != "", 0, func() ([]byte, error) { return sidBytes(s.Group) }},
		{saclAt, s.SACL != nil, SACLPresent, func() ([]byte, error) { return listBytes(s.SACL) }},
		{daclAt, s.DACL != nil, DACLPresent, func() ([]byte, error) { return listBytes(s.DACL) }},
	}
	for _, p := range parts {
		if !p.write {
			continue
		}
		raw, err := p.bytes()
		if err != nil {
			return nil, err
		}
		control |= p.bit
		binary.LittleEndian.PutUint32(out[p.at:], uint32(len(out))) //nolint:gosec // at most two lists of 64 KiB
		out = append(out, raw...)
	}
	binary.LittleEndian.PutUint16(out[2:], uint16(control))
	return out, nil
}

func sidBytes(s SID) ([]byte, error) {
	if n, ok := sidLength(string(s)); !ok || n != len(s) {
		return nil, ErrSID
	}
	return []byte(s), nil
}

func listBytes(aces []ACE) ([]byte, error) {
	out := []byte{listRevision, 0, 0, 0, 0, 0, 0, 0}
	for i := range aces {
		raw, err := aces[i].bytes()
		if err != nil {
			return nil, fmt.Errorf("entry %d: %w", i, err)
		}
		out = append(out, raw...)
	}
	if len(out) > largestList {
		return nil, fmt.Errorf("list of %d bytes: %w", len(out), ErrDescriptor)
	}
	binary.LittleEndian.PutUint16(out[2:], uint16(len(out)))  //nolint:gosec // not longer than largestList
	binary.LittleEndian.PutUint16(out[4:], uint16(len(aces))) //nolint:gosec // an entry has four bytes or more
	return out, nil
}

// bytes writes one entry, filled up to a multiple of four bytes as the format
// demands. An unknown type is written from Data alone.
func (a *ACE) bytes() ([]byte, error) {
	out := []byte{byte(a.Type), byte(a.Flags), 0, 0}
	if !a.Type.opaque() {
		out = binary.LittleEndian.AppendUint32(out, uint32(a.Mask))
		out = a.appendObject(out)
		trustee, err := sidBytes(a.Trustee)
		if err != nil {
			return nil, err
		}
		out = append(out, trustee...)
	}
	out = append(out, a.Data...)
	for len(out)%4 != 0 {
		out = append(out, 0)
	}
	if len(out) > largestList {
		return nil, fmt.Errorf("entry of %d bytes: %w", len(out), ErrDescriptor)
	}
	binary.LittleEndian.PutUint16(out[2:], uint16(len(out))) //nolint:gosec // not longer than largestList
	return out, nil
}

func (a *ACE) appendObject(out []byte) []byte {
	if !a.Type.hasObject() {
		return out
	}
	var flags uint32
	var guids []byte
	if a.NoObject || !a.Object.IsZero() {
		flags |= objectTypeBit
		guids = append(guids, a.Object[:]...)
	}
	if a.NoHeir || !a.InheritedBy.IsZero() {
		flags |= inheritedTypeBit
		guids = append(guids, a.InheritedBy[:]...)
	}
	return append(binary.LittleEndian.AppendUint32(out, flags), guids...)
}
