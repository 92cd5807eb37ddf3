package ldapserver

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
)

// Matching rules of Active Directory (MS-ADTS 3.1.1.3.4.4).
const (
	ruleBitAnd  = "1.2.840.113556.1.4.803"
	ruleBitOr   = "1.2.840.113556.1.4.804"
	ruleInChain = "1.2.840.113556.1.4.1941"
)

// subject is an entry as one client sees it.
type subject struct {
	item       *item
	privileged bool
	index      *index
}

// values returns what the client may compare. Constructed attributes cannot
// be searched for.
func (s subject) values(name string) [][]byte {
	name = strings.ToLower(name)
	if constructed(name) || (s.item.hides(name) && !s.privileged) {
		return nil
	}
	return s.item.values[name].values
}

func (f *filter) matchValues(s subject) truth {
	values := s.values(f.attribute)
	if f.kind == filterPresent {
		return said(len(values) > 0 || strings.EqualFold(f.attribute, "objectClass"))
	}
	return said(slices.ContainsFunc(values, f.accepts))
}

// accepts compares one value.
func (f *filter) accepts(value []byte) bool {
	switch f.kind {
	case filterEqual, filterApprox:
		return equal(f.attribute, value, f.value)
	case filterAtLeast:
		return order(value, f.value) >= 0
	case filterAtMost:
		return order(value, f.value) <= 0
	case filterSubstrings:
		return contains(strings.ToLower(string(value)), f.pieces)
	default:
		return false
	}
}

func equal(name string, value, wanted []byte) bool {
	switch strings.ToLower(name) {
	case "objectsid", "sidhistory":
		if sid, ok := binarySID(string(wanted)); ok {
			wanted = sid
		}
		return bytes.Equal(value, wanted)
	case "objectguid", "ms-ds-consistencyguid":
		return bytes.Equal(value, wanted)
	case "objectcategory":
		if !bytes.ContainsRune(wanted, '=') {
			return categoryIs(string(value), string(wanted))
		}
	}
	if strings.EqualFold(string(value), string(wanted)) {
		return true
	}
	if !bytes.ContainsRune(value, '=') {
		return false
	}
	a, isDN := canonicalDN(string(value))
	b, too := canonicalDN(string(wanted))
	return isDN && too && a == b
}

// categoryIs lets objectCategory be searched for by class name
// (MS-ADTS 3.1.1.3.1.3.5); user stands for person there.
func categoryIs(dn, class string) bool {
	if strings.EqualFold(class, "user") {
		class = "person"
	}
	canonical, _ := canonicalDN(dn)
	first, _, _ := strings.Cut(canonical, ",")
	return strings.EqualFold(first, "cn="+class)
}

// order compares as numbers where both are, else as text. Generalized times
// compare as text.
func order(a, b []byte) int {
	m, err := strconv.ParseInt(string(a), 10, 64)
	n, also := strconv.ParseInt(string(b), 10, 64)
	if err != nil || also != nil {
		return strings.Compare(strings.ToLower(string(a)), strings.ToLower(string(b)))
	}
	switch {
	case m < n:
		return -1
	case m > n:
		return 1
	default:
		return 0
	}
}

func contains(value string, pieces []substring) bool {
	for _, p := range pieces {
		wanted := strings.ToLower(p.value)
		var found bool
		switch p.place {
		case 0:
			value, found = strings.CutPrefix(value, wanted)
		case 1:
			_, value, found = strings.Cut(value, wanted)
		default:
			found = strings.HasSuffix(value, wanted)
		}
		if !found {
			return false
		}
	}
	return true
}

func (f *filter) matchRule(s subject) truth {
	switch f.rule {
	case "":
		return said(slices.ContainsFunc(s.values(f.attribute), func(v []byte) bool { return equal(f.attribute, v, f.value) }))
	case ruleBitAnd, ruleBitOr:
		return f.matchBits(s)
	case ruleInChain:
		goal, ok := canonicalDN(string(f.value))
		if !ok {
			return undefined
		}
		return said(s.index.chain(s, f.attribute, goal))
	default:
		return undefined
	}
}

func (f *filter) matchBits(s subject) truth {
	mask, err := strconv.ParseInt(string(f.value), 10, 64)
	if err != nil {
		return undefined
	}
	return said(slices.ContainsFunc(s.values(f.attribute), func(v []byte) bool {
		n, err := strconv.ParseInt(string(v), 10, 64)
		if err != nil {
			return false
		}
		if f.rule == ruleBitAnd {
			return n&mask == mask
		}
		return n&mask != 0
	}))
}

// chain reports whether goal is reached by following a DN attribute from s.
func (x *index) chain(s subject, name, goal string) bool {
	seen := map[string]bool{}
	queue := []subject{s}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for _, v := range at.values(name) {
			dn, ok := canonicalDN(string(v))
			if dn == goal {
				return true
			}
			if !ok || seen[dn] || x.byDN[dn] == nil {
				continue
			}
			seen[dn] = true
			queue = append(queue, subject{item: x.byDN[dn], privileged: s.privileged, index: x})
		}
	}
	return false
}

// byIdentity finds an entry by the alternative names <GUID=…> and <SID=…>
// (MS-ADTS 3.1.1.3.1.2.4), and reports whether the name is such a one.
func (x *index) byIdentity(dn string) (*item, bool) {
	inner, ok := strings.CutPrefix(strings.TrimSpace(dn), "<")
	inner, closed := strings.CutSuffix(inner, ">")
	kind, value, found := strings.Cut(inner, "=")
	if !ok || !closed || !found {
		return nil, false
	}
	var name string
	var wanted []byte
	switch strings.ToUpper(kind) {
	case "GUID":
		name, wanted = "objectguid", binaryGUID(value)
	case "SID":
		name = "objectsid"
		if wanted, ok = binarySID(value); !ok {
			wanted = fromHex(value)
		}
	}
	if len(wanted) == 0 {
		return nil, false
	}
	for _, it := range x.entries {
		if slices.ContainsFunc(it.values[name].values, func(v []byte) bool { return bytes.Equal(v, wanted) }) {
			return it, true
		}
	}
	return nil, true
}

func fromHex(s string) []byte {
	b, err := hex.DecodeString(s)
	if err != nil {
		return nil
	}
	return b
}

// binaryGUID reads a GUID with dashes, whose first three groups are turned
// (MS-DTYP 2.3.4), or as plain hex of the bytes.
func binaryGUID(s string) []byte {
	if !strings.Contains(s, "-") {
		return fromHex(s)
	}
	b := fromHex(strings.ReplaceAll(s, "-", ""))
	if len(b) != 16 {
		return nil
	}
	slices.Reverse(b[0:4])
	slices.Reverse(b[4:6])
	slices.Reverse(b[6:8])
	return b
}

// binarySID reads the string form of a SID (MS-DTYP 2.4.2.1).
func binarySID(s string) ([]byte, bool) {
	parts := strings.Split(strings.ToUpper(s), "-")
	if len(parts) < 3 || len(parts) > 18 || parts[0] != "S" || parts[1] != "1" {
		return nil, false
	}
	authority, err := strconv.ParseUint(parts[2], 10, 48)
	if err != nil {
		return nil, false
	}
	sid := binary.BigEndian.AppendUint64(nil, authority)
	sid[0], sid[1] = 1, byte(len(parts)-3) //nolint:gosec // at most 15
	for _, p := range parts[3:] {
		n, err := strconv.ParseUint(p, 10, 32)
		if err != nil {
			return nil, false
		}
		sid = binary.LittleEndian.AppendUint32(sid, uint32(n))
	}
	return sid, true
}
