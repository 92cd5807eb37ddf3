package steps

import (
	"encoding/hex"
	"fmt"
	"net/netip"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"example.com/writeback-doctor/steps/lang"
)

// spelling writes a value as a command may hold it, before the quotes of the
// shell. It reports false for a value that no command may hold.
type spelling func(value string) (string, bool)

// spellings say what belongs in a blank of a command. A blank that is not
// here gets no value, and its command is not shown.
func spellings() map[string]spelling {
	host, dn := spelledIf(isHost), spelling(spellDN)
	sids, guid := spelledIf(plainSIDs.MatchString), spelledIf(plainGUID.MatchString)
	return map[string]spelling{
		"host": host, "hosts": host, "pdc": host, "source": host, "domain": host, "account_domain": host,
		"targets": hosts(","), "preferred": hosts(", "),
		"dn": dn, "user_dn": dn, "domain_dn": dn, "ou": dn, "ou_dn": dn, "better_dn": dn, "stops": dn, "where": dn,
		"user": spellName, "better": spellName, "sddl": spellName, "grantee": spellName,
		"group_sids": sids, "heir": guid,
		"grants": spelledIf(plainGrants.MatchString), "entries": spelledIf(plainEntries.MatchString),
		"permissions": permissions, "unexpire": permissions,
		"mark": spelledIf(plainNumber.MatchString), "port": spelledIf(plainNumber.MatchString),
		"age": spelledIf(plainAge.MatchString), "expired_utc": spelledIf(isTime), "expired_at": spelledIf(isTime),
	}
}

const guidPattern = `[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}`

var (
	plainNumber = regexp.MustCompile(`\A-?[0-9]{1,10}\z`)
	plainAge    = regexp.MustCompile(`\A[0-9]{1,8}\.[0-9]{2}:[0-9]{2}:[0-9]{2}\z`)
	plainGUID   = regexp.MustCompile(`\A` + guidPattern + `\z`)
	plainSIDs   = regexp.MustCompile(`\AS-1(?:-[0-9]{1,15})+(?:,S-1(?:-[0-9]{1,15})+)*\z`)
	plainGrants = regexp.MustCompile(`\A[A-Za-z]+:` + guidPattern + `(?:,[A-Za-z]+:` + guidPattern + `)*\z`)
	// SID;mask;object type;inheriting class.
	plainEntries = regexp.MustCompile(`\A` + entryPattern + `(?:,` + entryPattern + `)*\z`)
	// What dsacls takes behind /G: account:permissions;right;class. A colon or
	// a semicolon in the account would be another permission.
	plainPermission = regexp.MustCompile(`\A[^"|:;/-][^"|:;]*:[A-Z]{2}(?:;[A-Za-z -]+){1,2}\z`)
	hostLabel       = regexp.MustCompile(`\A[0-9A-Za-z_](?:[0-9A-Za-z_-]{0,61}[0-9A-Za-z_])?\z`)
	attributeType   = regexp.MustCompile(`\A(?:[A-Za-z][0-9A-Za-z-]*|[0-9]+(?:\.[0-9]+)*)\z`)
)

const entryPattern = `S-1(?:-[0-9]{1,15})+;-?[0-9]{1,10};` + guidPattern + `;` + guidPattern

func spelledIf(plain func(string) bool) spelling {
	return func(value string) (string, bool) { return value, plain(value) }
}

// isHost reports whether a value is a plain host or domain name, or an
// address. Names outside of ASCII are none: they can look like another one.
func isHost(value string) bool {
	if addr, err := netip.ParseAddr(value); err == nil {
		return addr.Zone() == ""
	}
	name := strings.TrimSuffix(value, ".")
	for label := range strings.SplitSeq(name, ".") {
		if !hostLabel.MatchString(label) {
			return false
		}
	}
	return len(name) <= 253
}

// hosts are host names between separators, at which the command splits them.
func hosts(separator string) spelling {
	return spelledIf(func(value string) bool {
		for host := range strings.SplitSeq(value, separator) {
			if !isHost(host) {
				return false
			}
		}
		return true
	})
}

func isTime(value string) bool {
	_, err := time.Parse(time.RFC3339, value)
	return err == nil
}

// permissions are what dsacls grants, between bars, at which the command
// splits them.
func permissions(value string) (string, bool) {
	for one := range strings.SplitSeq(value, "|") {
		if !plainPermission.MatchString(one) {
			return "", false
		}
	}
	return spellName(value)
}

// spellName takes any text that can be seen: the quotes of PowerShell hold it,
// and it goes to a cmdlet. A dash stands for what nobody knows.
func spellName(value string) (string, bool) {
	return value, value != "" && value != "-" && lang.Clean(value) == value
}

// spellFilter is a name inside a search filter, where four characters and the
// NUL are hex digits (RFC 4515, 3).
func spellFilter(value string) (string, bool) {
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
			if !attributeType.MatchString(strings.TrimSpace(dn[from:i])) {
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
