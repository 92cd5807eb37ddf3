package configuration

import (
	"errors"
	"strconv"
	"strings"
)

// sddlACE is one entry of a DACL in SDDL (MS-DTYP 2.5.1), as far as the
// remote SAM setting needs it.
type sddlACE struct {
	kind    string // A, D, and the conditional and object kinds
	flags   string
	rights  uint32
	trustee string // SID, or two letters
}

// sddlDACL is the DACL of a descriptor in SDDL. A descriptor without one
// grants everything to everybody; an empty one grants nothing.
type sddlDACL struct {
	present bool
	entries []sddlACE
}

var errNotSDDL = errors.New("not a security descriptor in SDDL")

// readControl is the right that the remote SAM setting grants.
const readControl = 0x20000

// genericWithRead are the generic rights that contain READ_CONTROL: all,
// read, write and execute (MS-ADTS 5.1.3.2; standard rights of winnt.h).
const genericWithRead = 0xF0000000

// rightLetters are the rights that SDDL writes with two letters.
func rightLetters() map[string]uint32 {
	return map[string]uint32{
		"GA": 0x10000000, "GX": 0x20000000, "GW": 0x40000000, "GR": 0x80000000,
		"RC": readControl, "SD": 0x10000, "WD": 0x40000, "WO": 0x80000,
		"CC": 0x1, "DC": 0x2, "LC": 0x4, "SW": 0x8, "RP": 0x10, "WP": 0x20, "DT": 0x40, "LO": 0x80, "CR": 0x100,
		"FA": 0x1F01FF, "FR": 0x120089, "FW": 0x120116, "FX": 0x1200A0,
		"KA": 0xF003F, "KR": 0x20019, "KW": 0x20006, "KX": 0x20019,
	}
}

// parseSDDL reads the DACL of a descriptor in SDDL. It does not read owner,
// group and SACL, and it does not look into conditions.
func parseSDDL(sddl string) (sddlDACL, error) {
	body, present, err := daclPart(strings.TrimSpace(sddl))
	if err != nil || !present {
		return sddlDACL{}, err
	}
	dacl := sddlDACL{present: true}
	start := strings.IndexByte(body, '(')
	if start < 0 {
		start = len(body)
	}
	if strings.Contains(body[:start], "NO_ACCESS_CONTROL") { // a NULL DACL, said in words
		return sddlDACL{}, nil
	}
	for rest := body[start:]; rest != ""; {
		entry, after, ok := cutEntry(rest)
		if !ok {
			return sddlDACL{}, errNotSDDL
		}
		ace, err := parseEntry(entry)
		if err != nil {
			return sddlDACL{}, err
		}
		dacl.entries = append(dacl.entries, ace)
		rest = after
	}
	return dacl, nil
}

// daclPart cuts out what stands between "D:" and the next part.
func daclPart(sddl string) (body string, present bool, err error) {
	from, to, err := daclAt(sddl)
	if err != nil || from == 0 {
		return "", false, err
	}
	return sddl[from:to], true, nil
}

// daclAt is where it stands; from is 0 where there is none.
func daclAt(sddl string) (from, to int, err error) {
	parts, err := partsOf(sddl)
	if err != nil {
		return 0, 0, err
	}
	for i, colon := range parts {
		if sddl[colon-1] != 'D' {
			continue
		}
		end := len(sddl)
		if i+1 < len(parts) {
			end = parts[i+1] - 1
		}
		return colon + 1, end, nil
	}
	return 0, 0, nil
}

// withEntry is a descriptor with one more entry at the end of its DACL, which is
// where the editor of Windows puts an entry that allows.
func withEntry(sddl, entry string) (string, error) {
	_, to, err := daclAt(sddl)
	if err != nil {
		return "", err
	}
	if to == 0 {
		return "", errNotSDDL
	}
	return sddl[:to] + entry + sddl[to:], nil
}

// partsOf returns where the colons of the parts stand: behind O, G, D or S,
// outside all brackets. It refuses text without a part or with brackets that
// do not match.
func partsOf(sddl string) ([]int, error) {
	var parts []int
	depth := 0
	for i := range len(sddl) {
		switch sddl[i] {
		case '(':
			depth++
		case ')':
			depth--
		case ':':
			if depth == 0 && i > 0 && strings.IndexByte("OGDS", sddl[i-1]) >= 0 {
				parts = append(parts, i)
			}
		}
		if depth < 0 {
			return nil, errNotSDDL
		}
	}
	if depth != 0 || len(parts) == 0 {
		return nil, errNotSDDL
	}
	return parts, nil
}

// cutEntry cuts one bracketed entry, which may hold brackets itself.
func cutEntry(s string) (entry, after string, ok bool) {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth == 0 {
			return s[1:max(i, 1)], s[i+1:], s[0] == '('
		}
	}
	return "", "", false
}

// parseEntry reads type;flags;rights;object;inherited object;trustee.
func parseEntry(entry string) (sddlACE, error) {
	fields := strings.SplitN(entry, ";", 7)
	if len(fields) < 6 || fields[0] == "" || fields[5] == "" {
		return sddlACE{}, errNotSDDL
	}
	rights, err := parseRights(fields[2])
	if err != nil {
		return sddlACE{}, err
	}
	return sddlACE{
		kind: strings.ToUpper(fields[0]), flags: strings.ToUpper(fields[1]),
		rights: rights, trustee: strings.ToUpper(strings.TrimSpace(fields[5])),
	}, nil
}

// parseRights reads pairs of letters, or a number in hexadecimal, octal or
// decimal form.
func parseRights(text string) (uint32, error) {
	if text != "" && text[0] >= '0' && text[0] <= '9' {
		n, err := strconv.ParseUint(text, 0, 32)
		if err != nil {
			return 0, errNotSDDL
		}
		return uint32(n), nil
	}
	var rights uint32
	letters := rightLetters()
	for rest := strings.ToUpper(text); rest != ""; rest = rest[2:] {
		if len(rest) < 2 {
			return 0, errNotSDDL
		}
		bit, known := letters[rest[:2]]
		if !known {
			return 0, errNotSDDL
		}
		rights |= bit
	}
	return rights, nil
}
