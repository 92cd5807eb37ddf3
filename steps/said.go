package steps

import (
	"errors"

	"example.com/writeback-doctor/steps/lang"
)

// SaidOf is what an error says in both languages, when it can.
func SaidOf(err error) (lang.Text, bool) {
	said, ok := errors.AsType[interface {
		error
		Said() lang.Text
	}](err)
	if !ok {
		return lang.Text{}, false
	}
	return said.Said(), true
}

// Reason is an error as a person reads it: in both languages when it has them,
// else its own words, cleaned.
func Reason(err error) lang.Text {
	if said, ok := SaidOf(err); ok {
		return lang.Text{Ko: lang.Clean(said.Ko), En: lang.Clean(said.En)}
	}
	text := lang.Clean(err.Error())
	return lang.Text{Ko: text, En: text}
}
