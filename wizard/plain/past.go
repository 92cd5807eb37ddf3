package plain

import (
	"context"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// banner is the same behind the title of each step, in brackets.
func (w *Walker) banner(p *steps.Patient) string {
	if p.Past == nil {
		return ""
	}
	return " (" + p.Past.Banner(w.Language, w.Zone) + ")"
}

// reopen says as of when a walk is judged. A saved one that has not come to its
// end is told as far as it had come; then it goes on as one of the present.
func (w *Walker) reopen(ctx context.Context, p *steps.Patient) error {
	switch {
	case p.Past == nil, p.Session.Step() == nil: // the summary, which comes next, says it
		return nil
	case p.Past.Collected:
		w.printf("%s\n", p.Past.Sentence(w.Language, w.Zone))
		return nil
	}
	w.Summary(p)
	choice, err := w.choose(ctx, []option{{goOn, w.text(words.fromNow)}, {quit, w.text(words.quit)}})
	switch {
	case err != nil:
		return err
	case choice == quit:
		return ErrEnded
	default:
		return nil // one of the present once it has seen something
	}
}

// Tell prints a text that needs no answer.
func (w *Walker) Tell(t lang.Text) {
	if !t.Empty() {
		w.say(t, nil)
	}
}

// tellPaste says what an answer of several lines is read as.
func (w *Walker) tellPaste(q steps.Question, answer string) {
	if q.Lines && w.Pasted != nil {
		w.Tell(w.Pasted(answer))
	}
}
