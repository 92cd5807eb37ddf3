package plain

import (
	"io"

	"example.com/writeback-doctor/steps/lang"
)

// lead is what stands before the first word of a line that people read: the
// status, the number or the dash that further lines hang behind.
var lead = lang.Pattern(`^ *(\[(?:[A-Z]+|\p{Hangul}[\p{Hangul} ]{1,5})\] |[0-9]+[.)] |[a-z]\) |- )?`) //nolint:gochecknoglobals // an expression that compiles once

// Prose wraps what people read and leaves alone the commands that they
// copy, which stand further in.
func Prose(out io.Writer, text string) { Walked{}.prose(out, text) }
