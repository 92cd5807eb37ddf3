package configuration

import (
	"encoding/hex"
	"errors"
	"strings"
	"unicode/utf8"
)

// rdn is one level of a distinguished name.
type rdn struct {
	kind  string // attribute type in upper case: OU
	value string // without escapes
	rest  string // the name from the next level up, as it was written
	dn    string // the name from this level up, as it was written
}

var errNotDN = errors.New("not a distinguished name")

// parseDN splits a distinguished name into its levels, lowest first (RFC 4514,
// section 3; quotes of RFC 2253, section 4, are not taken). Of a level with
// several attributes only the first is kept.
func parseDN(dn string) ([]rdn, error) {
	if !utf8.ValidString(dn) || dn == "" {
		return nil, errNotDN
	}
	var levels []rdn
	for rest := dn; rest != ""; {
		raw, tail, more := cutPlain(rest, ',')
		first, _, _ := cutPlain(raw, '+')
		kind, value, ok := strings.Cut(first, "=")
		kind = strings.ToUpper(strings.TrimSpace(kind))
		if !ok || kind == "" || strings.ContainsAny(kind, `\,+"`) || more && tail == "" {
			return nil, errNotDN
		}
		plain, err := unescape(value)
		if err != nil {
			return nil, err
		}
		levels = append(levels, rdn{kind: kind, value: plain, rest: tail, dn: strings.TrimLeft(rest, " ")})
		rest = tail
	}
	return levels, nil
}

// cutPlain cuts at the first separator that no backslash stands before.
func cutPlain(s string, separator byte) (before, after string, found bool) {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case separator:
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}

// unescape undoes the escapes of a value. Blanks around it that nobody escaped
// do not belong to it.
func unescape(value string) (string, error) {
	value = strings.TrimLeft(value, " ")
	for strings.HasSuffix(value, " ") && !strings.HasSuffix(value, `\ `) {
		value = value[:len(value)-1]
	}
	var b strings.Builder
	for i := 0; i < len(value); i++ {
		if value[i] != '\\' {
			b.WriteByte(value[i])
			continue
		}
		if i+2 < len(value) {
			if octet, err := hex.DecodeString(value[i+1 : i+3]); err == nil {
				b.WriteByte(octet[0])
				i += 2
				continue
			}
		}
		if i+1 == len(value) {
			return "", errNotDN
		}
		i++
		b.WriteByte(value[i])
	}
	return b.String(), nil
}

// containerOf returns the DN of the container that an entry stands in, "" for
// what is not a DN of two parts or more.
func containerOf(dn string) string {
	levels, err := parseDN(dn)
	if err != nil || len(levels) < 2 {
		return ""
	}
	return levels[1].dn
}

// domainOf returns the DN of the domain head that an entry stands under: the
// DC parts at its end. It returns "" when there are none.
func domainOf(dn string) string {
	levels, err := parseDN(dn)
	if err != nil {
		return ""
	}
	for _, l := range levels {
		if l.kind == "DC" {
			return l.dn
		}
	}
	return ""
}
