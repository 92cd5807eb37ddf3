package access

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// SID is a security identifier in its binary form (MS-DTYP 2.4.2.2). It is a
// string so that it can be compared, used as a key and cut out of a descriptor
// without a copy; String gives the form that people read. The zero value is no
// SID.
type SID string

// Sizes of MS-DTYP 2.4.2.2: revision, count and authority, then up to fifteen
// sub-authorities of four bytes.
const (
	sidHead       = 8
	maxAuthority  = 1<<48 - 1
	maxSubCount   = 15
	sidRevision   = 1
	subLength     = 4
	hexAuthority  = 1 << 32 // from here on an authority is written in hex
	decimal       = 10
	bitsAuthority = 48
	bitsSub       = 32
)

// Errors of everything in this package that reads what came from outside.
var (
	ErrSID        = errors.New("not a security identifier")
	ErrGUID       = errors.New("not a GUID")
	ErrDescriptor = errors.New("not a self-relative security descriptor")
)

// SIDFromBytes reads a binary SID that fills raw, as objectSid and tokenGroups
// hold it. The error is [ErrSID].
func SIDFromBytes(raw []byte) (SID, error) {
	s := string(raw)
	n, ok := sidLength(s)
	if !ok || n != len(s) {
		return "", fmt.Errorf("%d bytes: %w", len(raw), ErrSID)
	}
	return SID(s), nil
}

// sidLength returns the length of the SID that s begins with.
func sidLength(s string) (int, bool) {
	if len(s) < sidHead || s[0] != sidRevision || s[1] > maxSubCount {
		return 0, false
	}
	n := sidHead + subLength*int(s[1])
	return n, n <= len(s)
}

// ParseSID reads "S-1-5-11". The error is [ErrSID].
func ParseSID(text string) (SID, error) {
	parts := strings.Split(text, "-")
	if len(parts) < 3 || len(parts) > 3+maxSubCount || !strings.EqualFold(parts[0], "S") || parts[1] != "1" {
		return "", fmt.Errorf("%q: %w", text, ErrSID)
	}
	authority, err := parseAuthority(parts[2])
	if err != nil {
		return "", fmt.Errorf("%q: %w", text, ErrSID)
	}
	raw := binary.BigEndian.AppendUint64(nil, authority) // its upper two bytes are zero
	raw[0], raw[1] = sidRevision, byte(len(parts)-3)     //nolint:gosec // at most fifteen, see above
	for _, p := range parts[3:] {
		sub, err := strconv.ParseUint(p, decimal, bitsSub)
		if err != nil {
			return "", fmt.Errorf("%q: %w", text, ErrSID)
		}
		raw = binary.LittleEndian.AppendUint32(raw, uint32(sub))
	}
	return SID(raw), nil
}

func parseAuthority(text string) (uint64, error) {
	if hex, ok := strings.CutPrefix(text, "0x"); ok {
		return strconv.ParseUint(hex, 16, bitsAuthority) //nolint:wrapcheck // ParseSID says what was read
	}
	return strconv.ParseUint(text, decimal, bitsAuthority) //nolint:wrapcheck // ParseSID says what was read
}

// String returns "S-1-5-11", or "" for no SID.
func (s SID) String() string {
	n, ok := sidLength(string(s))
	if !ok || n != len(s) {
		return ""
	}
	authority := binary.BigEndian.Uint64([]byte(s[:sidHead])) & maxAuthority
	text := []byte("S-1-")
	if authority < hexAuthority {
		text = strconv.AppendUint(text, authority, decimal)
	} else {
		text = fmt.Appendf(text, "0x%012X", authority) // MS-DTYP 2.4.2.1
	}
	for i := sidHead; i < n; i += subLength {
		text = append(text, '-')
		text = strconv.AppendUint(text, uint64(u32(string(s), i)), decimal)
	}
	return string(text)
}

// RID returns the last sub-authority, which names a group within its domain,
// and reports whether there is one.
func (s SID) RID() (uint32, bool) {
	if len(s) < sidHead+subLength {
		return 0, false
	}
	return u32(string(s), len(s)-subLength), true
}

// Bytes returns the binary form.
func (s SID) Bytes() []byte { return []byte(s) }

// Well-known SIDs, in binary (MS-DTYP 2.4.2.4).
const (
	Everyone           SID = "\x01\x01\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00" // S-1-1-0
	CreatorOwner       SID = "\x01\x01\x00\x00\x00\x00\x00\x03\x00\x00\x00\x00" // S-1-3-0
	CreatorGroup       SID = "\x01\x01\x00\x00\x00\x00\x00\x03\x01\x00\x00\x00" // S-1-3-1
	OwnerRights        SID = "\x01\x01\x00\x00\x00\x00\x00\x03\x04\x00\x00\x00" // S-1-3-4
	Network            SID = "\x01\x01\x00\x00\x00\x00\x00\x05\x02\x00\x00\x00" // S-1-5-2
	PrincipalSelf      SID = "\x01\x01\x00\x00\x00\x00\x00\x05\x0a\x00\x00\x00" // S-1-5-10
	AuthenticatedUsers SID = "\x01\x01\x00\x00\x00\x00\x00\x05\x0b\x00\x00\x00" // S-1-5-11
	ThisOrganization   SID = "\x01\x01\x00\x00\x00\x00\x00\x05\x0f\x00\x00\x00" // S-1-5-15
	LocalSystem        SID = "\x01\x01\x00\x00\x00\x00\x00\x05\x12\x00\x00\x00" // S-1-5-18
)

// Name returns the name of a well-known SID in English, or "".
func (s SID) Name() string {
	switch s {
	case Everyone:
		return "Everyone"
	case CreatorOwner:
		return "CREATOR OWNER"
	case CreatorGroup:
		return "CREATOR GROUP"
	case OwnerRights:
		return "OWNER RIGHTS"
	case Network:
		return "NETWORK"
	case PrincipalSelf:
		return "SELF"
	case AuthenticatedUsers:
		return "Authenticated Users"
	case ThisOrganization:
		return "This Organization"
	case LocalSystem:
		return "SYSTEM"
	default:
		return ""
	}
}

// Little-endian numbers at an offset that the caller has checked.
func u16(s string, i int) uint16 { return uint16(s[i]) | uint16(s[i+1])<<8 }

func u32(s string, i int) uint32 {
	return uint32(s[i]) | uint32(s[i+1])<<8 | uint32(s[i+2])<<16 | uint32(s[i+3])<<24
}
