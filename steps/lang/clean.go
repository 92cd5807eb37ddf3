package lang

import (
	"strings"
	"unicode"
)

// Clean returns s fit for a terminal, Markdown or a table cell: control
// characters, escape sequences, direction overrides and characters of no
// width are gone, and line breaks and tabs have become single spaces.
//
// It does not escape: Markdown and CSV have their own rules on top.
func Clean(s string) string { return clean(s, false) }

// CleanLines is Clean for text of several lines, whose line breaks stay.
func CleanLines(s string) string { return clean(s, true) }

func clean(s string, lines bool) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		if n := sequence(s[i:]); n > 0 {
			i += n
			continue
		}
		r, size := rune(s[i]), 1
		if r >= 0x80 {
			for _, c := range s[i:] {
				r = c
				break
			}
			size = len(string(r))
		}
		i += size
		switch {
		case r == '\n' && lines:
			b.WriteByte('\n')
		case r == '\n' || r == '\t':
			b.WriteByte(' ')
		case r == 0x9b: // the one-character CSI: skip what belongs to it
			i += parameters(s[i:])
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == '\u2028', r == '\u2029':
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// sequence returns the length of the escape sequence that s begins with, 0
// for none (ECMA-48: CSI, OSC, DCS and the two-character ones).
func sequence(s string) int {
	if s == "" || s[0] != 0x1b {
		return 0
	}
	if len(s) == 1 {
		return 1
	}
	switch s[1] {
	case '[':
		return 2 + parameters(s[2:])
	case ']', 'P', 'X', '^', '_':
		return 2 + untilTerminator(s[2:])
	default:
		if s[1] >= 0x80 {
			return 1
		}
		return 2
	}
}

func parameters(s string) int {
	for i := range len(s) {
		if c := s[i]; c >= 0x40 && c <= 0x7e {
			return i + 1
		} else if c < 0x20 || c > 0x7e {
			return i
		}
	}
	return len(s)
}

func untilTerminator(s string) int {
	for i := range len(s) {
		switch {
		case s[i] == 0x07:
			return i + 1
		case s[i] == 0x1b && i+1 < len(s) && s[i+1] == '\\':
			return i + 2
		case s[i] == '\n':
			return i
		}
	}
	return len(s)
}
