// Package misuse is a mistake on the command line, or in a file that it names,
// in the words of whoever made it: what is wrong, and what to write instead. It
// knows no command and no file.
package misuse

import (
	"strings"

	"example.com/writeback-doctor/steps/lang"
)

// Error is such a mistake.
type Error struct{ Text lang.Text }

func (e *Error) Error() string { return e.Text.En }

// Said is the mistake in both languages.
func (e *Error) Said() lang.Text { return e.Text }

// New makes one; args fill the blanks of text.
func New(text lang.Text, args lang.Args) error {
	return &Error{Text: lang.Text{
		Ko: text.Fill(lang.Korean, args), En: text.Fill(lang.English, args),
	}}
}

// Joined puts sentences of a text behind one another.
func Joined(texts ...lang.Text) lang.Text {
	var all lang.Text
	for _, t := range texts {
		all.Ko = strings.TrimSpace(all.Ko + " " + t.Ko)
		all.En = strings.TrimSpace(all.En + " " + t.En)
	}
	return all
}
