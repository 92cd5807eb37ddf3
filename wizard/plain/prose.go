package plain

import (
	"io"
	"regexp"
)

// lead is what stands before the first word of a line that people read: the
// status, the number or the dash that further lines hang behind.
var lead = regexp.MustCompile(`^ *(\[[A-Z]+\] |[1-9]\. |- )?`)

// Prose wraps what people read and leaves alone the commands that they
// copy, which stand further in.
func Prose(out io.Writer, text string) { Walked{}.prose(out, text) }
