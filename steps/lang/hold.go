package lang

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// NoBreak stands for a blank at which no line may end. Whoever breaks lines
// makes a blank of it again, so that what is copied holds none.
const NoBreak = '\u00a0'

// Hold returns a text for whoever breaks lines: a number stays with the word
// behind it, which is its unit ("7.4 s", "12 users", "09:00 UTC"), a day with its
// time ("2026-11-29 14:12"), and a command in backquotes stays in one piece.
func Hold(text string) string {
	if !strings.Contains(text, " ") {
		return text
	}
	code, quotes := false, strings.Count(text, "`")%2 == 0
	var out strings.Builder
	out.Grow(len(text))
	word := 0 // where it begins
	for i, r := range text {
		switch {
		case r == '`' && quotes:
			code = !code
		case unicode.IsSpace(r):
			number, day := isNumber(text[word:i]), isDay(text[word:i])
			word = i + utf8.RuneLen(r)
			if r == ' ' && (code || number && isUnit(text[word:]) || day && isClock(text[word:])) {
				r = NoBreak
			}
		}
		out.WriteRune(r)
	}
	return out.String()
}

// Distinguished finds the distinguished names of a directory in a text: attributes
// with their values, in which a backslash takes the meaning from what follows it (RFC
// 4514), and at the end the names of a domain.
func Distinguished() *regexp.Regexp { return distinguished() }

var distinguished = Pattern(`(?i)\b(?:(?:CN|OU|DC|O|L|C|ST|UID)=(?:\\.|[^,\\=\n])*,)+DC=[a-z0-9-]+`)

// isNumber reports whether a word is a number and nothing else, behind an
// opening bracket or a sign at most: a comma behind it ends what it says.
func isNumber(word string) bool {
	word = strings.TrimLeft(word, "([{<>=~±≤≥+-")
	last := len(word) - 1
	if last < 0 || !isDigit(word[0]) || !isDigit(word[last]) {
		return false
	}
	return strings.Trim(word, "0123456789.,:") == ""
}

// isDay reports whether a word is a day as files and logs write it (2026-11-29), and
// isClock whether a text begins with a time of it, which stays on its line.
func isDay(word string) bool {
	word = strings.TrimLeft(word, "([")
	return len(word) == len("2026-11-29") && word[4] == '-' && word[7] == '-' && strings.Trim(word, "0123456789-") == ""
}

func isClock(text string) bool {
	return len(text) >= len("15:04") && isDigit(text[0]) && isDigit(text[1]) && text[2] == ':' && isDigit(text[3])
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isUnit reports whether a text begins with what a number could count: any
// word but the small ones that join sentences, and names, which are longer
// than a unit or a month that begins with a capital (MB, UTC, Nov).
func isUnit(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	if !unicode.IsLetter(r) && r != '%' && r != '°' {
		return false
	}
	word, _, _ := strings.Cut(text, " ")
	word = strings.TrimRight(word, ".,:;)")
	if unicode.IsUpper(r) && len(word) > len("UTC") {
		return false
	}
	switch word {
	case "a", "and", "are", "as", "at", "but", "by", "for", "from", "has", "have", "if", "in", "into", "is", "it", "its",
		"no", "not", "of", "on", "or", "so", "than", "that", "the", "then", "this", "to", "was", "were", "with":
		return false
	default:
		return true
	}
}

// Release makes blanks of those that Hold put in their place.
func Release(text string) string { return strings.ReplaceAll(text, string(NoBreak), " ") }
