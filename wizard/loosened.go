package wizard

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps/lang"
)

// loosened lets a line end inside a word that is longer than one, but only where the
// word has parts: a distinguished name behind a comma, an account behind its domain or
// its at sign, a path behind a slash. What then is too long still breaks anywhere.
func loosened(s string, width int) string {
	if ansi.StringWidth(s) <= width {
		return s
	}
	var out strings.Builder
	for s != "" {
		end, next := strings.IndexAny(s, " \n"+loose), 0
		if end < 0 {
			end = len(s)
		}
		if rest := s[end:]; rest != "" {
			_, next = utf8.DecodeRuneInString(rest)
		}
		out.WriteString(parted(s[:end], width))
		out.WriteString(s[end : end+next])
		s = s[end+next:]
	}
	return out.String()
}

// parted is a word that is longer than a line with places between its parts where a
// line may end. A part that is too long as well ends one at a blank in it, if it has
// any.
func parted(word string, width int) string {
	if ansi.StringWidth(word) <= width {
		return word
	}
	behind := behindPlace
	if behind(word) == len(word) {
		return lang.Release(word) // it has no parts
	}
	if lang.Distinguished().MatchString(lang.Release(word)) {
		behind = behindComma
	}
	var parts []string
	alone := false // the sign behind the part before has a line to itself
	for word != "" {
		end := behind(word)
		part := word[:end]
		switch wide := ansi.StringWidth(part); {
		case wide == width+1 && !alone && strings.IndexByte(signs, part[end-1]) >= 0:
			part, alone = part[:end-1]+loose+part[end-1:], true
		case wide > width, wide == width && len(parts) > 0:
			part, alone = chopped(part, width-1), false
		default:
			alone = false
		}
		parts, word = append(parts, part), word[end:]
	}
	return strings.Join(parts, loose)
}

// chopped is a part with places for the ends of lines at its blanks, and anywhere in
// what is too long without one. None of the pieces is as wide as a line: whoever wraps
// words makes lines of those that are too wide by one.
func chopped(part string, width int) string {
	words := strings.Split(lang.Release(part), " ")
	for i, word := range words {
		if ansi.StringWidth(word) > width {
			words[i] = strings.ReplaceAll(ansi.Hardwrap(word, width, true), "\n", loose)
		}
	}
	return strings.Join(words, " ")
}

// signs stand between the parts of accounts, paths and lists.
const signs = `\/@,`

// behindPlace is where the first part of an account, a path or a list ends, with what
// parts it from the next.
func behindPlace(word string) int {
	at := strings.IndexAny(word, signs)
	if at < 0 {
		return len(word)
	}
	for at < len(word) && strings.IndexByte(signs, word[at]) >= 0 {
		at++
	}
	return at
}

// behindComma is where the first attribute of a distinguished name ends, with the comma
// behind it. A comma behind a backslash is a part of the value.
func behindComma(dn string) int {
	for i := 0; i < len(dn); i++ {
		switch dn[i] {
		case '\\':
			i++
		case ',':
			return i + 1
		}
	}
	return len(dn)
}
