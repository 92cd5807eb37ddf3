package heard

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"example.com/writeback-doctor/steps/lang"
)

// longestPaste is how much of a paste is read, in bytes: a whole event with its
// stack is some ten kilobytes, and a screen of events is several.
const longestPaste = 64 << 10

// tidy returns a text as it is read: bounded, its tables written out, cleaned,
// in composed characters and in ordinary width.
func tidy(text string) string {
	if len(text) > longestPaste {
		text = text[:longestPaste]
	}
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	return unKorean(FoldWidth(norm.NFC.String(lang.CleanLines(rows(text)))))
}

// FoldWidth turns full-width letters, digits and signs (U+FF01 to U+FF5E, the
// Halfwidth and Fullwidth Forms of Unicode) and the wide and the unbreakable
// blank into the ordinary ones.
func FoldWidth(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0xff01 && r <= 0xff5e:
			return r - 0xfee0
		case r == 0x3000 || r == 0x00a0:
			return ' '
		default:
			return r
		}
	}, s)
}
