// Package opener opens a patient: this environment, a world of the lab, or a
// file. It asks who signs in and with what, builds the transports, and connects
// to nothing that only a file names. It knows no command and no exit code.
package opener

import (
	"context"
	"net/url"
	"sync"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/graph"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/compare"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/output"
)

// Process is what it needs of the process.
type Process struct {
	Getenv func(string) string
	// Secret asks for a password without showing it, until ctx ends; nil when
	// there is no terminal.
	Secret func(ctx context.Context, prompt string) ([]byte, error)
	Now    func() time.Time
	Zone   *time.Location
	// SystemProxy names the proxy for an URL where the environment names none;
	// nil when there is no such setting.
	SystemProxy func(*url.URL) (*url.URL, error)
	Hostname    string
	// Network is what leads to everything outside; the zero value is that of this
	// machine.
	Network probes.Network

	// Browse opens an address in this person's browser; nil when there is none.
	Browse func(address string) error
	// Keeper is the key store of this system for a person's sign-in to the tenant;
	// nil where it offers none.
	Keeper graph.Keeper

	KerberosFile string // krb5.conf unless KRB5_CONFIG names another; it need not be there
	TicketCache  string // of whoever runs this, unless KRB5CCNAME names another; it need not be there
}

// Opener opens patients for one run of the program.
type Opener struct {
	// Acts lets the steps of reenable act; nil where nobody can consent.
	Acts   *Acts
	Masked bool // people outside read what a patient is called
	// Defaults are what the questions about this environment begin with where
	// nobody said anything, and Locked what of it the company has set.
	Defaults, Locked steps.Access
	// Remember is told of what this environment was opened with by a person; nil
	// tells nobody.
	Remember func(steps.Access)

	// Products is the table of products that somebody named; nil is that of the
	// program.
	Products steps.Products

	Pastes *Pastes // tell of what somebody pastes

	process  Process
	said     *Said
	output   *output.Output
	compared func(compare.Comparison)

	practised bool         // the patient is one of the lab
	offered   steps.Access // defaults that a person who walks line by line has to say
	found     steps.Access // what nobody said, and is not to be remembered
	people    *people

	mu   sync.Mutex // a journal is written beside the walk
	kept kept
}

// New makes one that opens by what is said at that moment. compared takes the
// comparison that a case file holds.
func New(process Process, said *Said, to *output.Output, compared func(compare.Comparison)) *Opener {
	return &Opener{process: process, said: said, output: to, compared: compared, people: newPeople(), Pastes: &Pastes{zone: process.Zone}}
}

// Secrets are what must never stand in a file, for the last sweep.
func (op *Opener) Secrets() []probes.Secret {
	var all []probes.Secret
	for _, name := range probes.SecretVariables() {
		all = append(all, probes.NewSecret(op.process.Getenv(name)))
	}
	last := op.last()
	return append(all, last.password, last.secret, last.token, last.certificate)
}

// Practised reports whether what was opened is of the lab.
func (op *Opener) Practised() bool { return op.practised }

// TryServerFile says what is wrong with a file from the Connect server.
func (op *Opener) TryServerFile(path string) lang.Text { return trouble(readServerFile(path)) }

// TryCAFile says what is wrong with a file of certificates.
func (op *Opener) TryCAFile(path string) lang.Text { return trouble(readRoots(path, op.process.Now())) }

// TryKeytab says what is wrong with a key table.
func (op *Opener) TryKeytab(path string) lang.Text { return trouble(0, readKeytab(path)) }
