// Package wizard is the walk on the terminal: one root model, one screen a
// file. It shows a [steps.Session], takes answers, and has checks run by a
// [steps.Looker].
//
// It knows no medicine and no network: what to look at stands in the tree,
// how to look is the Looker's business, and how a patient is opened or a case
// file written is told to it by [Config].
package wizard

import (
	"context"
	"io"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/compare"
	"example.com/writeback-doctor/steps/forecast"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/wanted"
	_ "example.com/writeback-doctor/wizard/quiet" // before bubbletea: no question to the terminal
)

// Patient is one environment, opened for a walk; [steps.Patient] says more.
// A nil Now means that of the Config.
type Patient = steps.Patient

// Access is what the start screens asked for. Its secrets are wiped as soon
// as Open has returned, so whoever needs them later takes a copy.
type Access = steps.Access

// World is one practice environment of the lab.
type World struct {
	Name  string
	Text  lang.Text // what is wrong with it
	Stage string    // of the step that it is about; "" where it is about none
	First bool      // one to begin with
}

// Start is where the walk begins. The zero value is the start screen.
type Start struct {
	Environment bool    // the questions about this environment
	Access      *Access // this environment, with everything already said
	World       string  // a world of the lab
	File        string  // a case file
}

// Config is all that the wizard needs from outside.
type Config struct {
	Language lang.Language
	Ascii    bool   //nolint:revive // no glyph outside ASCII in the frame itself; spelt like the flag --ascii
	NoColor  bool   // symbols and words only
	Version  string // of the program, for the help screen

	Start Start
	// Worlds are the lab's. It is called while the start screen stands and
	// again for each list, so it remembers. nil: the lab is not offered.
	Worlds func() []World

	// Call are the steps whose questions a call begins with; nil for none.
	Call []steps.Step
	// Find finds the steps of the tree before there is a walk, for their titles;
	// nil finds none.
	Find func(steps.ID) *steps.Step
	// Given is what the command line and the environment said already. None of it
	// is asked for.
	Given Access
	// Heard is what of it a file alone says, and nobody at this keyboard: it is
	// asked for all the same, with that as the default.
	Heard Access
	// Remembered is what is the same every day, where nobody gave it.
	// Locked is what of it the company has set, which nobody is asked for.
	Remembered, Locked Access
	// TokenHost is where a tenant gives out tokens, and a client secret goes.
	TokenHost string
	// Discover finds what nobody has to be asked for, beyond what is known: SRV
	// records, the domain of this machine, the tenant. offered are defaults that a
	// person has to say. It may be slow. nil finds nothing.
	Discover func(ctx context.Context, known Access) (found, offered Access)
	// Pasted says of a long text that was pasted among the words what it is read as,
	// where it is more than words; it is called whenever the text is drawn. nil says
	// nothing.
	Pasted func(text string) lang.Text
	// TryServerFile, TryCAFile and TryKeytab say what is wrong with a file that
	// the person named; an empty text is nothing. nil tries nothing.
	TryServerFile func(path string) lang.Text
	TryCAFile     func(path string) lang.Text
	TryKeytab     func(path string) lang.Text
	// TryCertificate is as TryKeytab. A file that only its password opens is not
	// wrong.
	TryCertificate func(path string) lang.Text
	// Place is what is possible on this machine, where something is asked for; nil
	// for an application alone.
	Place func() wanted.Place
	// TellServerFile says of a file that can be used where and when it was
	// collected. nil says nothing.
	TellServerFile func(path string) lang.Text
	Open           func(context.Context, Access) (*Patient, error)           // this environment; nil: not offered
	Lab            func(ctx context.Context, world string) (*Patient, error) // nil: not offered
	// File opens a case file; nil: not offered. What collect wrote is no walk
	// yet: the error is then a CollectedError.
	File func(ctx context.Context, path string) (*Patient, error)
	// Saved are the paths of the case files that were saved here last, newest first;
	// nil: none is offered.
	Saved func() []string
	// Reopen opens the environment of a walk once more with another access, and
	// the new patient stands where the walk of p stands. Secrets that are empty
	// stay what they were. nil: an open walk's access cannot be corrected.
	Reopen func(ctx context.Context, p *Patient, a Access) (*Patient, error)
	// Save writes the case file and returns its path. "" lets it choose one.
	// The patient it is given is a copy whose session nobody else walks.
	Save func(p *Patient, path string) (string, error)
	// Masked is a copy of a walk that names nobody, to be passed on, and
	// SaveMasked its case file, as Save. Both get a copy. nil: not offered.
	Masked     func(p *Patient) (*Patient, error)
	SaveMasked func(p *Patient, path string) (string, error)

	// SavePage writes the diagnosis for people to read, as "html" or "markdown", in
	// the language l, and returns its path. The patient is a copy. nil: not
	// offered, and masked only where SaveMasked is there too.
	SavePage func(p *Patient, form string, masked bool, l lang.Language) (string, error)

	// Ahead is what is announced for the tenant of a walk. nil tells nothing of it.
	Ahead func(p *Patient) forecast.Forecast
	// SaveScripts writes the remedy of a finding as files into a folder, whose path
	// it returns. The patient is a copy. nil: not offered.
	SaveScripts func(p *Patient, f steps.Finding, l lang.Language) (string, error)
	// Clipboard puts a text on the clipboard of this machine. nil: there is none
	// that this person sees, and the terminal is asked.
	Clipboard func(text string) error

	// Compare holds the user of a walk against another, for whom it works. The
	// patient it is given is a copy, as for Save. nil: not offered.
	Compare func(ctx context.Context, p *Patient, other string, progress *compare.Progress) (compare.Comparison, error)

	// Interrupted is an action of the program that broke off in this environment, and
	// is said before anything else. Mend opens the environment by no more than its
	// server. nil: nothing can act.
	Interrupted func() *steps.Interrupted
	Mend        func(context.Context, *steps.Interrupted) (*Patient, error)

	// Lends is told when the terminal is lent to another program, and when it is taken
	// back: meanwhile an interrupt is not for this one. nil tells nobody.
	Lends func(on bool)

	// Journal keeps the walk while it goes on; nil keeps none.
	Journal Journal

	Now    func() time.Time // the clock of this machine
	Tick   time.Duration    // how often a running check is redrawn; 0 means 250 ms
	Input  io.Reader        // nil means the terminal
	Output io.Writer        // nil means the terminal
}

// CollectedError says that a file is what collect wrote on a Connect server.
// The wizard then says where and when, and asks whether it is judged alone or
// with the rest of the environment, of which Access holds defaults.
type CollectedError struct {
	Access Access
	Told   lang.Text // where and when it was collected
}

// Error says so.
func (e *CollectedError) Error() string {
	return e.Access.ServerFile + " is what collect wrote on a Connect server, not a walk"
}

// Ending says how the program came to end.
type Ending int8

// The endings.
const (
	Chosen      Ending = iota // the person was done
	Interrupted               // Ctrl+C before the walk was finished: exit code 130
	Terminated                // SIGTERM, SIGQUIT or a closed terminal: exit code 143
)

// Result is what a walk on the terminal came to.
type Result struct {
	Walked    bool // a patient was opened; false when the person left before
	Finished  bool // the walk reached its end
	Diagnosis steps.Diagnosis
	Saved     string // path of the case file; "" when none was written
	Ending    Ending
	Fault     string // of ours, however the walk ended: exit code 70; "" for none
	Stack     string // where it was, for the developers
}
