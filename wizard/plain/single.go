package plain

import (
	"bytes"
	"fmt"
	"io"

	"example.com/writeback-doctor/steps"
)

// Single prints one finding that stands for itself: what it is, what it rests on,
// and what to do.
func (w Walked) Single(out io.Writer, told steps.Told) {
	w.Summary.Status = told.Status // whose colour the head has
	w.prose(out, fmt.Sprintf("== %s ==\n", told.Label))
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s\n", Mark(told, w.Language), told.Sentence)
	if told.Obstacle != told.Sentence {
		fmt.Fprintf(&b, "%s\n", told.Obstacle)
	}
	for _, detail := range told.Details {
		fmt.Fprintf(&b, "  - %s\n", detail)
	}
	remedy(&b, told, w.Language, w.commands)
	if told.Seen.Looked {
		fmt.Fprintf(&b, "%s\n", seen(told, w.Language))
	}
	if w.Masked != "" {
		fmt.Fprintf(&b, "%s\n", w.Masked)
	}
	w.prose(out, b.String())
}
