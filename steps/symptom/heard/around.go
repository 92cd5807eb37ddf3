package heard

import (
	"strings"
	"unicode/utf8"
)

// window returns the end of the line in front of a position, whole runes only.
func window(text string, end int) string {
	piece := wholeRunes(text[max(0, end-hintReach):end])
	return piece[strings.LastIndexByte(piece, '\n')+1:]
}

// after returns the beginning of the line behind a position, whole runes only.
func after(text string, start int) string {
	piece, _, _ := strings.Cut(text[start:min(len(text), start+hintReach)], "\n")
	return strings.ToValidUTF8(piece, "")
}

func lineStart(text string, at int) int { return strings.LastIndexByte(text[:at], '\n') + 1 }

// around returns the line around a position, as far as it is read.
func around(text string, at int) string {
	before := text[max(0, at-lineReach):at]
	before = before[strings.LastIndexByte(before, '\n')+1:]
	behind, _, _ := strings.Cut(text[at:min(len(text), at+lineReach)], "\n")
	return wholeRunes(before) + strings.ToValidUTF8(behind, "")
}

// lineTo and lineFrom are the line in front of a position and behind it, as far
// as they are read.
func lineTo(text string, end int) string {
	piece := wholeRunes(text[max(0, end-lineReach):end])
	return piece[strings.LastIndexByte(piece, '\n')+1:]
}

func lineFrom(text string, start int) string {
	piece, _, _ := strings.Cut(text[start:min(len(text), start+lineReach)], "\n")
	return strings.ToValidUTF8(piece, "")
}

// wholeRunes drops the rest of a rune that a cut left in front.
func wholeRunes(s string) string {
	start := 0
	for start < len(s) && !utf8.RuneStart(s[start]) {
		start++
	}
	return s[start:]
}
