package tell

import (
	"encoding/hex"
	"fmt"
	"net/netip"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
)

// Spelled is the value as a command may hold it, before the quotes of the
// shell. It reports false for what no command may hold: a kind that is in no
// command, a value that is not known, and one that cannot be spelled safely.
func (v Value) Spelled() (string, bool) {
	nature := natures()[v.Kind]
	if nature.spell == nil || !v.Known() || v.Cut {
		return "", false
	}
	if len(v.List) == 0 {
		return spelled(nature.spell, v.Text)
	}
	parts := make([]string, len(v.List))
	for i, one := range v.List {
		part, ok := spelled(nature.spell, one.Text)
		if !ok {
			return "", false
		}
		parts[i] = part
	}
	joined := nature.joined
	if joined == "" {
		joined = ","
	}
	return strings.Join(parts, joined), true
}

// InCommands reports whether a command may hold values of the kind.
func (k Kind) InCommands() bool { return natures()[k].spell != nil }

func spelled(how spelling, text string) (string, bool) {
	if strings.Contains(text, probes.Hidden) { // a secret stood there
		return "", false
	}
	if value, ok := how(text); ok {
		return value, true
	}
	return "", false
}

// spelling writes a value as a command may hold it, before the quotes of the
// shell. It reports false for a value that no command may hold.
type spelling func(value string) (string, bool)

const guidPattern = `[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}`

var (
	plainNumber = lang.Pattern(`\A-?[0-9]{1,10}\z`)
	plainGUID   = lang.Pattern(`\A` + guidPattern + `\z`)
	plainSID    = lang.Pattern(`\AS-1(?:-[0-9]{1,15})+\z`)
	plainGrant  = lang.Pattern(`\A[A-Za-z]+:` + guidPattern + `\z`)
	// SID;mask;object type;inheriting class;where it goes.
	plainEntry = lang.Pattern(`\AS-1(?:-[0-9]{1,15})+;-?[0-9]{1,10};` + guidPattern + `;` + guidPattern +
		`(?:;(?:None|All|Descendents|Children|SelfAndChildren))?\z`)
	// What dsacls takes behind /G: account:permissions;right;class. A colon or
	// a semicolon in the account would be another permission.
	plainPermission = lang.Pattern(`\A[^"|:;/-][^"|:;]*:[A-Z]{2}(?:;[A-Za-z -]+){1,2}\z`)
	hostLabel       = lang.Pattern(`\A[0-9A-Za-z_](?:[0-9A-Za-z_-]{0,61}[0-9A-Za-z_])?\z`)
	attributeType   = lang.Pattern(`\A(?:[A-Za-z][0-9A-Za-z-]*|[0-9]+(?:\.[0-9]+)*)\z`)
)

func spelledIf(plain func(string) bool) spelling {
	return func(value string) (string, bool) { return value, plain(value) }
}

// IsHost reports whether a value is a plain host or domain name, or an
// address. Names outside of ASCII are none: they can look like another one.
func IsHost(value string) bool {
	if addr, err := netip.ParseAddr(value); err == nil {
		return addr.Zone() == ""
	}
	name := strings.TrimSuffix(value, ".")
	for label := range strings.SplitSeq(name, ".") {
		if !hostLabel().MatchString(label) {
			return false
		}
	}
	return len(name) <= 253
}

func isMoment(value string) bool {
	_, err := time.Parse(time.RFC3339, value)
	return err == nil
}

// spellPermission is what dsacls grants.
func spellPermission(value string) (string, bool) {
	if !plainPermission().MatchString(value) {
		return "", false
	}
	return spellName(value)
}

// spellName takes any text that can be seen: the quotes of PowerShell hold it,
// and it goes to a cmdlet.
func spellName(value string) (string, bool) {
	return value, value != "" && lang.Clean(value) == value
}

// spellMatch is a name inside a search filter, where four characters and the
// NUL are hex digits (RFC 4515, 3).
func spellMatch(value string) (string, bool) {
	name, ok := spellName(value)
	return strings.NewReplacer(`\`, `\5c`, `*`, `\2a`, `(`, `\28`, `)`, `\29`).Replace(name), ok
}

// spellDN spells a distinguished name so that it survives any command line.
// RFC 4514 2.4 lets every octet of a value stand as a backslash and two hex
// digits. A double quote does, because Windows PowerShell 5.1 hands it to
// programs such as dsacls without protecting it (about_Parsing, "Passing
// arguments that contain quote characters"); so do the characters that end a
// name unless they are escaped, and what nobody can see and cleaning would
// take out; and so does a backslash or a blank at the very end, where a
// backslash would protect the closing quote ("Parsing C command-line
// arguments"). What is no distinguished name gets no command.
func spellDN(dn string) (string, bool) {
	if !utf8.ValidString(dn) {
		return "", false
	}
	var b strings.Builder
	kind := true // before the equals sign of a level
	from := 0
	for i, size := 0, 0; i < len(dn); i += size {
		r, width := utf8.DecodeRuneInString(dn[i:])
		size = width
		switch {
		case kind && r == '=':
			if !attributeType().MatchString(strings.TrimSpace(dn[from:i])) {
				return "", false
			}
			kind = false
			b.WriteString(dn[from : i+1])
		case kind:
		case r == ',' || r == '+':
			kind, from = true, i+1
			b.WriteRune(r)
		case r == '\\':
			escape, length := spellEscape(dn[i:])
			if length == 0 {
				return "", false
			}
			b.WriteString(escape)
			size = length
		case needsHex(r):
			writeHex(&b, string(r))
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), !kind && strings.TrimLeft(dn, " ") == dn
}

// needsHex reports whether a character of a value may stand in a name only as
// hex digits here: quotes and what ends a name (RFC 4514, 2.4), and what cannot
// be seen.
func needsHex(r rune) bool {
	return strings.ContainsRune(`";<>`, r) || r == '\u2028' || r == '\u2029' || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}

// spellEscape spells the escape at the beginning of s and returns its length
// there, 0 for none that RFC 4514 knows.
func spellEscape(s string) (spelled string, length int) {
	if len(s) >= 3 {
		if _, err := hex.DecodeString(s[1:3]); err == nil {
			return s[:3], 3
		}
	}
	if len(s) < 2 {
		return "", 0
	}
	switch c := s[1]; {
	case c == '"', len(s) == 2 && (c == '\\' || c == ' '):
		return fmt.Sprintf(`\%02x`, c), 2
	case strings.IndexByte(`\ #+,;<=>`, c) >= 0:
		return s[:2], 2
	default:
		return "", 0
	}
}

func writeHex(b *strings.Builder, s string) {
	for _, octet := range []byte(s) {
		fmt.Fprintf(b, `\%02x`, octet)
	}
}
