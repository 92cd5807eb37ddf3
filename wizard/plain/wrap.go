package plain

import (
	"strings"
	"unicode"
)

// pageWidth is what a terminal has at least, and a ticket takes.
const pageWidth = 80

// hanging wraps text behind head, so that further lines stand under its first
// letter. A head that takes half of the line hangs nothing.
func hanging(head, text string, width int) []string {
	indent := cells(head)
	if indent > width/2 {
		indent = 2
	}
	lines := []string{head}
	used := cells(head)
	for i, word := range strings.Fields(text) {
		gap := 1
		if i == 0 {
			gap = 0
		}
		if n := cells(word); used+gap+n > width && used > indent {
			lines = append(lines, strings.Repeat(" ", indent))
			used, gap = indent, 0
		}
		for _, piece := range broken(word, width-indent) {
			if n := cells(piece); used+gap+n > width {
				lines = append(lines, strings.Repeat(" ", indent))
				used, gap = indent, 0
			}
			last := len(lines) - 1
			lines[last] += strings.Repeat(" ", gap) + piece
			used += gap + cells(piece)
			gap = 0
		}
	}
	return lines
}

// broken cuts a word that is longer than a line.
func broken(word string, width int) []string {
	var pieces []string
	piece, used := "", 0
	for _, r := range word {
		if n := cell(r); used+n > width {
			pieces = append(pieces, piece)
			piece, used = "", 0
		}
		piece += string(r)
		used += cell(r)
	}
	return append(pieces, piece)
}

// cells is how many columns text takes on a terminal.
func cells(text string) int {
	n := 0
	for _, r := range text {
		n += cell(r)
	}
	return n
}

// cell is two for what East Asian fonts draw wide, none for what is drawn over
// the letter before (Unicode Standard Annex 11, East Asian Width).
func cell(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me):
		return 0
	case unicode.In(r, unicode.Hangul, unicode.Han, unicode.Hiragana, unicode.Katakana):
		return 2
	case r >= 0x3000 && r <= 0x303e, r >= 0xff01 && r <= 0xff60, r >= 0xffe0 && r <= 0xffe6, r >= 0x1f300 && r <= 0x1faff:
		return 2
	default:
		return 1
	}
}
