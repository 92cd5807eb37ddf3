package ldapserver

import (
	"encoding/hex"
	"strings"
)

// canonicalDN returns a form of a distinguished name (RFC 4514) that is equal
// for equal names: no spaces around the separators, one spelling of every
// escape, lower case. It reports false for what is not a name.
func canonicalDN(dn string) (string, bool) {
	if strings.TrimSpace(dn) == "" {
		return "", dn == ""
	}
	var parts []string
	for _, rdn := range splitUnescaped(dn, ",;") {
		name, value, found := strings.Cut(rdn, "=")
		name = strings.ToLower(strings.TrimSpace(name))
		if !found || name == "" || strings.ContainsAny(name, "\\\"<>") {
			return "", false
		}
		plain, ok := unescape(value)
		if !ok {
			return "", false
		}
		parts = append(parts, name+"="+escape(strings.ToLower(plain)))
	}
	return strings.Join(parts, ","), true
}

// splitUnescaped cuts at any of the separators that no backslash precedes.
func splitUnescaped(s, separators string) []string {
	var parts []string
	start := 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\':
			i++
		case strings.IndexByte(separators, s[i]) >= 0:
			parts = append(parts, s[start:i])
			start = i + 1
		}
	}
	return append(parts, s[start:])
}

// unescape returns the plain value of an RDN, without the spaces around it.
func unescape(value string) (string, bool) {
	value = strings.TrimLeft(value, " ")
	var b strings.Builder
	keep := 0 // length that ends in an escaped character, so is not trimmed
	for i := 0; i < len(value); i++ {
		if value[i] != '\\' {
			b.WriteByte(value[i])
			continue
		}
		if i+1 >= len(value) {
			return "", false
		}
		if pair, err := hex.DecodeString(value[i+1 : min(i+3, len(value))]); err == nil && len(pair) == 1 {
			b.Write(pair)
			i += 2
		} else {
			b.WriteByte(value[i+1])
			i++
		}
		keep = b.Len()
	}
	plain := b.String()
	return plain[:keep] + strings.TrimRight(plain[keep:], " "), true
}

func escape(plain string) string {
	var b strings.Builder
	for i := range len(plain) {
		c := plain[i]
		edge := c == ' ' && (i == 0 || i == len(plain)-1)
		if edge || strings.IndexByte("\\,+\"<>;=#\x00", c) >= 0 {
			b.WriteByte('\\')
			b.WriteString(hex.EncodeToString([]byte{c}))
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// parentDN returns the canonical name of the container, "" at the top.
func parentDN(canonical string) string {
	parts := splitUnescaped(canonical, ",")
	return strings.Join(parts[1:], ",")
}

// within reports whether a canonical name is base or below it.
func within(canonical, base string) bool {
	return base == "" || canonical == base || strings.HasSuffix(canonical, ","+base)
}
