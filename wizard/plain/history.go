package plain

import (
	"fmt"
	"io"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/timeline"
)

// History prints what really happened, a line for each thing.
func History(out io.Writer, told timeline.Told, l lang.Language) {
	fmt.Fprintf(out, "\n== %s ==\n", told.Title)
	for _, one := range told.Head {
		Paragraph(out, "", one)
	}
	for i := range told.Lines {
		line := &told.Lines[i]
		head := "- "
		if !line.Noted {
			head = Mark(steps.Told{Status: line.Status}, l) + " "
		}
		Paragraph(out, head, line.One())
	}
	for _, one := range told.Foot {
		Paragraph(out, "", one)
	}
}

// history prints what happened as far as the walk has seen it.
func (w *Walker) history(p *steps.Patient) {
	history := timeline.Of(p.Session.Findings(), p.Session.Facts()[steps.User])
	History(w.out, history.Tell(p.Teller(w.Language, w.Zone)), w.Language)
}
