// Package plain walks the same session as the wizard, line by line: for
// screen readers, dumb terminals and pipes. It moves no cursor, clears
// nothing, and says nothing by colour.
//
// It knows steps and words, no transport and no terminal library.
package plain

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/compare"
	"example.com/writeback-doctor/steps/forecast"
	"example.com/writeback-doctor/steps/lang"
)

// ErrEnded means that the person ended the walk: by choice, or by the end of
// the input. What was found until then is kept.
var ErrEnded = errors.New("ended by the person")

// Walker walks one patient with one person.
type Walker struct {
	Language lang.Language
	Zone     *time.Location
	// After waits on the wall clock, for the line that says that a long check
	// is still running.
	After func(time.Duration) <-chan time.Time
	// Pause is how long after a line of a pasted answer the next one may come.
	// 0 is for input that no person types: there a line with a single dot ends an
	// answer of several lines.
	Pause time.Duration
	// Save writes the walk and returns the path; nil means it cannot be saved.
	Save func(*steps.Patient) (string, error)
	// SaveMasked writes it with names masked; nil means that is not offered.
	SaveMasked func(*steps.Patient) (string, error)
	// Ticket is the text for a ticket, a line each; saved is the path of the case file,
	// "" where there is none. nil means that it is not offered.
	Ticket func(p *steps.Patient, saved string) []string

	// Request is what to send to whoever mends a finding, a line each. Nil offers none.
	Request func(p *steps.Patient, f *steps.Finding) []string
	// SaveScripts writes the commands that mend a finding as files into a folder, and
	// returns its path; nil means that it is not offered.
	SaveScripts func(*steps.Patient, steps.Finding) (string, error)
	// Note keeps the walk whenever it has moved; nil keeps nothing.
	Note func(*steps.Patient)
	// Asking are the steps of the tree that only ask, and Find
	// finds any of them; both are for Call.
	Asking []steps.Step
	Find   func(steps.ID) *steps.Step
	// Pasted says of an answer of several lines what it is read as, where it is more
	// than words; nil says nothing.
	Pasted func(text string) lang.Text
	// Ahead is what is announced for the tenant of a walk; nil tells nothing of it.
	Ahead func(*steps.Patient) forecast.Forecast
	// Compare holds the user of the walk against another; nil means it is not
	// offered.
	Compare func(ctx context.Context, p *steps.Patient, other string) (compare.Comparison, error)

	// Give asks for what a step lacks, and opens the patient once more with it; nil
	// for a person who goes on without. f is the look that showed it, without an
	// outcome before one. A nil Give asks for nothing.
	Give func(ctx context.Context, p *steps.Patient, want steps.Want, f steps.Finding) (*steps.Patient, error)

	// Secret asks for a secret without showing it; nil where there is no terminal.
	Secret func(ctx context.Context, prompt string) ([]byte, error)

	known map[steps.Fact]bool // what was said already, and is not asked again
	asked map[steps.Want]bool // what a step lacked, and the person was asked for
	saved string              // path of the case file; "" for none

	in   *bufio.Scanner
	line chan string // that is being waited for; nil for none, closed for the end of the input
	out  io.Writer
}

// heartbeat is how often a long check says that it is still running: often
// enough for a person who sees nothing, seldom enough for one who hears it
// all.
const heartbeat = 30 * time.Second

// New returns a Walker that reads answers from in and writes to out. One
// reader serves the whole walk, so that piped answers are not lost.
func New(in io.Reader, out io.Writer) *Walker {
	scanner := bufio.NewScanner(in)
	scanner.Buffer(make([]byte, 0, 64<<10), 1<<20)
	return &Walker{in: scanner, out: out, After: time.After} //nolint:forbidigo // only for a line that says it is still looking
}

// Walk goes through the tree with the person and ends with the summary. It
// returns ErrEnded when the person left before the end.
func (w *Walker) Walk(ctx context.Context, p *steps.Patient) error {
	w.say(words.opening, nil)
	if err := w.mended(ctx, p); err != nil {
		return err
	}
	if err := w.reopen(ctx, p); err != nil {
		return err
	}
	return w.walk(ctx, p)
}

// walk goes on to the end of the tree.
func (w *Walker) walk(ctx context.Context, p *steps.Patient) error {
	w.note(p)
	for step := p.Session.Step(); step != nil; step = p.Session.Step() {
		if err := w.pass(ctx, p, step); err != nil {
			w.Summary(p)
			return err
		}
		w.note(p)
	}
	w.Summary(p)
	for _, offer := range []func(context.Context, *steps.Patient) (bool, error){w.giveLater, w.prove} {
		if more, err := offer(ctx, p); err != nil {
			return err
		} else if more {
			return w.walk(ctx, p)
		}
	}
	return w.offerSave(ctx, p)
}

func (w *Walker) pass(ctx context.Context, p *steps.Patient, step *steps.Step) error {
	n, of := p.Session.Position()
	place := fmt.Sprintf("%s %d/%d", steps.StageWord(step.ID.Stage()).In(w.Language), n, of)
	head := fmt.Sprintf("[%s] %s%s\n%s\n", place, step.Title.In(w.Language), w.banner(p), step.Why.In(w.Language))
	if step.Check == nil {
		return w.ask(ctx, p, step, head)
	}
	if moved, err := w.supply(ctx, p, step, steps.Finding{}); moved || err != nil {
		return err
	}
	finding, err := w.look(ctx, p, step)
	if err != nil {
		return err
	}
	w.note(p)
	if moved, err := w.supply(ctx, p, step, finding); moved || err != nil {
		return err
	}
	if step.Orders {
		w.finding(p, finding) // one sentence where it leads somewhere; there is nothing to decide
		return nil
	}
	if finding = latest(p, finding); finding.Status == steps.Healthy || p.Without(finding) || explained(step, finding) {
		w.brief(p, finding, place)
		return nil
	}
	w.printf("\n%s", head)
	w.finding(p, finding)
	return w.decide(ctx, p, step, finding)
}

// brief tells in one line a healthy step, one that another explains, and one that
// could not be seen for want of what the person goes on without: whoever listens
// hears all of it.
func (w *Walker) brief(p *steps.Patient, f steps.Finding, place string) {
	told := p.Teller(w.Language, w.Zone).Finding(f)
	because := ""
	if told.ExplainedBy != "" {
		because = told.AndFix(" (" + words.because.Fill(w.Language, lang.Args{"title": told.ExplainedBy}) + ")")
	}
	w.printf("%s %s %s: %s%s%s%s\n", Mark(told, w.Language), place, told.Title, told.Label, told.Then, because, w.banner(p))
}

func (w *Walker) note(p *steps.Patient) {
	if w.Note != nil {
		w.Note(p)
	}
}

// look runs the check and says now and then that it is still running.
func (w *Walker) look(ctx context.Context, p *steps.Patient, step *steps.Step) (steps.Finding, error) {
	type answer struct {
		finding steps.Finding
		err     error
		fault   any // of a panic, which goes on where somebody catches it
	}
	answers := make(chan answer, 1)
	started := p.Now()
	go func() {
		var a answer
		defer func() {
			if a.fault = recover(); a.fault != nil {
				a.fault = fmt.Sprintf("%v\n%s", a.fault, debug.Stack())
			}
			answers <- a
		}()
		a.finding, a.err = p.Look(ctx)
	}()
	for {
		select {
		case a := <-answers:
			if a.fault != nil {
				panic(a.fault)
			}
			if ctx.Err() != nil {
				return a.finding, fmt.Errorf("look: %w", context.Cause(ctx))
			}
			return a.finding, a.err
		case <-w.After(heartbeat):
			w.say(words.still, lang.Args{"title": step.Title.In(w.Language), "vantage": p.Vantage, "elapsed": p.Now().Sub(started).Round(time.Second).String()})
		}
	}
}

// decide lets the person choose what comes after a finding that is not
// healthy.
func (w *Walker) decide(ctx context.Context, p *steps.Patient, step *steps.Step, f steps.Finding) error {
	for {
		choice, err := w.choose(ctx, append(w.choices(p, step, f), taking(w, p, f)...))
		if act := actOf(step, choice); act != nil {
			choice, err = w.acted(ctx, p, act)
		}
		if err != nil {
			return err
		}
		told, err := w.tell(ctx, p, f, choice)
		if err != nil {
			return err
		}
		if told {
			continue
		}
		if left, err := w.leave(ctx, p, f, choice); left || err != nil {
			return err
		}
	}
}

// leave does what a person chose that ends the choice. It reports whether it did.
func (w *Walker) leave(ctx context.Context, p *steps.Patient, f steps.Finding, choice string) (bool, error) {
	switch choice {
	case goOn:
		return true, nil
	case again:
		return true, p.Again(f.Step)
	case byHand:
		return true, w.hand(ctx, p, p.Session.Find(f.Step))
	case back:
		return w.back(ctx, p, f)
	case quit:
		if err := w.offerSave(ctx, p); err != nil {
			return true, err
		}
		return true, ErrEnded
	}
	return false, nil
}
