package plain

import (
	"strings"
	"unicode"

	"github.com/mattn/go-runewidth"

	"example.com/writeback-doctor/steps/lang"
)

// pageWidth is what a terminal has at least, and a ticket takes.
const pageWidth = 80

// hanging wraps text behind head, so that further lines stand under its first
// letter. A head that takes half of the line hangs nothing. Nothing that is
// copied is cut: a word that is longer than a line, such as an address, has a
// line to itself, and a number keeps its unit.
func hanging(head, text string, width int) []string {
	indent := cells(head)
	if indent > width/2 {
		indent = 2
	}
	lines := []string{head}
	used, first := cells(head), true
	for _, word := range pieces(text) {
		n := cells(word)
		switch {
		case first:
		case used+1+n > width:
			lines = append(lines, strings.Repeat(" ", indent))
			used = indent
		default:
			word, n = " "+word, n+1
		}
		if first && used > indent && used+n > width { // the head has a line to itself
			lines = []string{strings.TrimRight(head, " "), strings.Repeat(" ", indent)}
			used = indent
		}
		lines[len(lines)-1] += lang.Release(word)
		used, first = used+n, false
	}
	return lines
}

// pieces are what a line can be broken between.
func pieces(text string) []string {
	return strings.FieldsFunc(lang.Hold(text), func(r rune) bool { return unicode.IsSpace(r) && r != lang.NoBreak })
}

// cells is how many columns text takes on a terminal, where signs of East Asia
// that are drawn in either width take one, as the wizard counts them.
func cells(text string) int {
	return (&runewidth.Condition{StrictEmojiNeutral: true}).StringWidth(text)
}
