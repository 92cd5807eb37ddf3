package access

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"
)

// GUID names a class, an attribute, a property set or an extended right. Its
// bytes stand as the directory stores them: the first three fields
// little-endian (MS-DTYP 2.3.4.2). The zero value is no GUID.
type GUID [16]byte

// guidLength is the length of the text form without braces.
const guidLength = 36

// ParseGUID reads "00299570-246d-11d0-a768-00aa006e0529". The error is
// [ErrGUID].
func ParseGUID(text string) (GUID, error) {
	if len(text) != guidLength || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-' {
		return GUID{}, fmt.Errorf("%q: %w", text, ErrGUID)
	}
	raw, err := hex.DecodeString(strings.ReplaceAll(text, "-", ""))
	if err != nil || len(raw) != len(GUID{}) {
		return GUID{}, fmt.Errorf("%q: %w", text, ErrGUID)
	}
	return swapped([16]byte(raw)), nil
}

// GUIDFromBytes reads sixteen bytes as the directory stores them. The error is
// [ErrGUID].
func GUIDFromBytes(raw []byte) (GUID, error) {
	if len(raw) != len(GUID{}) {
		return GUID{}, fmt.Errorf("%d bytes: %w", len(raw), ErrGUID)
	}
	return GUID(raw), nil
}

// swapped turns the order of the text into that of the bytes, and back.
func swapped(g [16]byte) [16]byte {
	out := g
	binary.LittleEndian.PutUint32(out[0:], binary.BigEndian.Uint32(g[0:]))
	binary.LittleEndian.PutUint16(out[4:], binary.BigEndian.Uint16(g[4:]))
	binary.LittleEndian.PutUint16(out[6:], binary.BigEndian.Uint16(g[6:]))
	return out
}

// String returns the text form in lower case.
func (g GUID) String() string {
	b := swapped(g)
	text := make([]byte, 0, guidLength)
	text = hex.AppendEncode(text, b[0:4])
	for _, part := range [][]byte{b[4:6], b[6:8], b[8:10], b[10:16]} {
		text = hex.AppendEncode(append(text, '-'), part)
	}
	return string(text)
}

// IsZero reports whether there is no GUID.
func (g GUID) IsZero() bool { return g == GUID{} }
