// Package wizard is the walk on the terminal: one root model, one screen a
// file. It shows a [steps.Session], takes answers, and has checks run by a
// [Runner].
//
// It knows no medicine and no network: what to look at stands in the tree,
// how to look is the Runner's business, and how a patient is opened or a case
// file written is told to it by [Config].
package wizard

import (
	"context"
	"io"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	_ "example.com/writeback-doctor/wizard/quiet" // before bubbletea: no question to the terminal
)

// Runner runs checks, ahead of the person where it can. [steps.Ahead] is one.
// None of its methods but Run may wait for anything.
type Runner interface {
	steps.Runner
	Know(facts steps.Facts) // what the walk knows now
	Forget(id steps.ID)     // look again the next time
	Running() []steps.ID    // what is being looked at right now
}

// Patient is one environment, opened for a walk.
type Patient struct {
	Session *steps.Session
	Runner  Runner
	Now     func() time.Time // the patient's clock; a lab's may run fast. nil means Config.Now
	Zone    *time.Location   // of the times that are shown; nil means UTC
	Name    lang.Text        // "this environment", "lab: pdc-unreachable", a file's name
	Vantage string           // the machine that this program runs on
	Close   func() error     // ends every look; nil when there is nothing to close
}

// Access is what the start screens asked for. The secrets are wiped as soon
// as Open has returned, so whoever needs them later takes a copy.
type Access struct {
	Facts        steps.Facts // domain, controller, tenant, server
	Account      string      // to sign in to the directory with; "" goes on without the directory
	Password     []byte
	ClientID     string // of the app registration for Microsoft Graph; "" goes on without the tenant
	ClientSecret []byte
}

// World is one practice environment of the lab.
type World struct {
	Name string
	Text lang.Text // what is wrong with it
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

	Start  Start
	Worlds []World // none: the lab is not offered

	// Discover finds defaults for the start screens: SRV records, the
	// environment, the domain of this machine. It may be slow. nil finds nothing.
	Discover func(context.Context) Access
	Open     func(context.Context, Access) (*Patient, error)           // this environment; nil: not offered
	Lab      func(ctx context.Context, world string) (*Patient, error) // nil: not offered
	File     func(ctx context.Context, path string) (*Patient, error)  // nil: not offered
	// Save writes the case file and returns its path. "" lets it choose one.
	Save func(session *steps.Session, path string) (string, error)

	Now    func() time.Time // the clock of this machine
	Tick   time.Duration    // how often a running check is redrawn; 0 means 250 ms
	Input  io.Reader        // nil means the terminal
	Output io.Writer        // nil means the terminal
}

// Ending says how the program came to end.
type Ending int8

// The endings.
const (
	Chosen      Ending = iota // the person was done
	Interrupted               // Ctrl+C before the walk was finished: exit code 130
	Terminated                // SIGTERM or a closed terminal: exit code 143
)

// Result is what a walk on the terminal came to.
type Result struct {
	Walked    bool // a patient was opened; false when the person left before
	Finished  bool // the walk reached its end
	Diagnosis steps.Diagnosis
	Saved     string // path of the case file; "" when none was written
	Ending    Ending
}
