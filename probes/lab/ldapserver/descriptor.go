package ldapserver

import (
	"encoding/binary"
	"slices"
)

// Layout of a self-relative security descriptor (MS-DTYP 2.4.6).
const (
	sdHeader       = 20
	sdControlAt    = 2
	sdDACLPresent  = 0x0004
	sdSACLPresent  = 0x0010
	aclHeader      = 8
	sidFixedLength = 8
)

// selectParts returns the descriptor with only the parts that flags name, as
// the SD flags control asks. What is not a descriptor comes back as it is.
func selectParts(sd []byte, flags int64) []byte {
	parts, ok := cutParts(sd)
	if !ok {
		return slices.Clone(sd)
	}
	control := binary.LittleEndian.Uint16(sd[sdControlAt:])
	if flags&sdDACL == 0 {
		control &^= sdDACLPresent
	}
	if flags&sdSACL == 0 {
		control &^= sdSACLPresent
	}
	out := slices.Clone(sd[:sdHeader])
	binary.LittleEndian.PutUint16(out[sdControlAt:], control)
	for i, flag := range [4]int64{sdOwner, sdGroup, sdSACL, sdDACL} { // the order of the offsets
		offset := uint32(0)
		if flags&flag != 0 && len(parts[i]) > 0 {
			offset = uint32(len(out)) //nolint:gosec // bounded by the descriptor, which is
			out = append(out, parts[i]...)
		}
		binary.LittleEndian.PutUint32(out[4+4*i:], offset)
	}
	return out
}

// cutParts returns owner, group, SACL and DACL.
func cutParts(sd []byte) (parts [4][]byte, ok bool) {
	if len(sd) < sdHeader || len(sd) > maxMessage {
		return parts, false
	}
	for i := range parts {
		offset := int(binary.LittleEndian.Uint32(sd[4+4*i:]))
		if offset == 0 {
			continue
		}
		if offset < sdHeader || offset > len(sd)-aclHeader {
			return parts, false
		}
		length := sidFixedLength + 4*int(sd[offset+1])
		if i >= 2 {
			length = int(binary.LittleEndian.Uint16(sd[offset+2:]))
		}
		if length > len(sd)-offset {
			return parts, false
		}
		parts[i] = sd[offset : offset+length]
	}
	return parts, true
}
