// Package journal keeps the walk in front of a person while it goes on, so that
// the next start can go on with it when this program is killed: the walk as a
// case file, and what was given to open it. It holds no secret.
//
// Each running program has a journal of its own, in a folder that it holds by a
// lock. The system gives the lock back when the process ends, however it ends:
// a journal that nobody holds was left behind.
package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
)

// ErrLiving means that a running program holds a journal.
var ErrLiving = errors.New("another window goes on with this walk")

// Writer writes a walk as a case file, without secrets.
type Writer func(io.Writer, *steps.Patient) error

// Journal is that of this process. It writes in the background, and of what
// waits to be written only the newest. It is safe for concurrent use.
type Journal struct {
	among   string // the folder of all of them
	write   Writer
	secrets func() []probes.Secret

	mu      sync.Mutex
	idle    *sync.Cond
	waiting *entry
	writing bool
	held    *place // nil before the first entry
}

// entry is what is to be kept.
type entry struct {
	patient *steps.Patient // a copy that nobody walks; nil before there is one
	access  steps.Access   // without its secrets
	secrets []probes.Secret
	over    bool // nothing is
}

// New makes one below a folder, which need not be there yet.
func New(among string, write Writer, secrets func() []probes.Secret) *Journal {
	j := &Journal{among: among, write: write, secrets: secrets}
	j.idle = sync.NewCond(&j.mu)
	return j
}

// Note keeps a walk as it stands, and what was given to open it. It returns at
// once. A journal that cannot be written is none: the walk goes on without.
func (j *Journal) Note(p *steps.Patient, a steps.Access) {
	e := &entry{patient: p, access: a}
	for _, secret := range a.Secrets() {
		e.secrets = append(e.secrets, probes.NewSecret(string(*secret)))
	}
	e.access = a.Without()
	e.access.Facts = a.Facts.With(nil)
	j.next(e)
}

// Over removes the journal: the walk was finished, or left.
func (j *Journal) Over() { j.next(&entry{over: true}) }

// next has an entry written as soon as the one before is.
func (j *Journal) next(e *entry) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.waiting = e
	if !j.writing {
		j.writing = true
		go j.work()
	}
}

func (j *Journal) work() {
	defer func() { _ = recover() }() // keep catches its own
	j.mu.Lock()
	defer j.mu.Unlock()
	for j.waiting != nil {
		e := j.waiting
		j.waiting = nil
		j.mu.Unlock()
		j.keep(e)
		j.mu.Lock()
	}
	j.writing = false
	j.idle.Broadcast()
}

// wait returns when everything is written. It holds j.mu on return.
func (j *Journal) wait() {
	j.mu.Lock()
	for j.writing {
		j.idle.Wait()
	}
}

// Close waits for what is to be written, and leaves it to be gone on with.
func (j *Journal) Close() {
	j.wait()
	defer j.mu.Unlock()
	if j.held != nil {
		j.held.release()
		j.held = nil
	}
}

// Take goes on in a journal that was left behind.
func (j *Journal) Take(folder string) error {
	j.wait()
	defer j.mu.Unlock()
	if j.held != nil && j.held.folder == folder {
		return nil
	}
	taken, err := hold(folder, 0)
	if err != nil {
		return err
	}
	if j.held != nil {
		j.held.release()
	}
	j.held = taken
	return nil
}

// keep is called by one goroutine at a time, and by none while held changes
// otherwise.
func (j *Journal) keep(e *entry) {
	defer func() { _ = recover() }() // of a walk that cannot be written nothing is kept, and it goes on
	if e.over {
		if j.held != nil {
			j.held.remove()
			j.held = nil
		}
		return
	}
	if j.held == nil {
		held, err := newPlace(j.among)
		if err != nil {
			return
		}
		j.held = held
	}
	_ = j.put(e) // what stood there stands there still
}

func (j *Journal) put(e *entry) error {
	call, err := callOf(e).text()
	if err != nil {
		return err
	}
	call = casefile.NewSweeper(append(e.secrets, j.secrets()...)...).Values(call)
	if string(call) != j.held.call {
		if err := j.held.put(callFile, func(w io.Writer) error { return whole(w, call) }); err != nil {
			return err
		}
		j.held.call = string(call)
	}
	if e.patient == nil { // of another walk, if it is there
		if err := os.Remove(filepath.Join(j.held.folder, walkFile)); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("begin another walk: %w", err)
		}
		return nil
	}
	return j.held.put(walkFile, func(w io.Writer) error { return j.write(w, e.patient) })
}

func whole(w io.Writer, text []byte) error {
	if _, err := w.Write(text); err != nil {
		return fmt.Errorf("write what was given: %w", err)
	}
	return nil
}

// Schema names the format of what was given to open a walk.
const Schema = "writeback-doctor/call/1"

// call is what was given to open a walk.
type call struct {
	Schema   string      `json:"schema"`
	User     string      `json:"user,omitempty"` // whose call it is
	Facts    steps.Facts `json:"facts,omitempty"`
	Account  string      `json:"account,omitempty"`
	SignIn   string      `json:"sign_in,omitempty"`
	Keytab   string      `json:"keytab,omitempty"`
	CAFile   string      `json:"ca_file,omitempty"`
	ClientID string      `json:"client_id,omitempty"`

	TenantSignIn string `json:"tenant_sign_in,omitempty"`
	Certificate  string `json:"client_certificate,omitempty"` // path
	ServerFile   string `json:"server_file,omitempty"`
}

func callOf(e *entry) call {
	a := e.access
	c := call{
		Schema: Schema, User: a.Facts[steps.User], Facts: a.Facts, Account: a.Account, SignIn: a.SignIn,
		Keytab: a.Keytab, CAFile: a.CAFile, ClientID: a.ClientID, ServerFile: a.ServerFile,
		TenantSignIn: a.TenantSignIn, Certificate: a.Certificate,
	}
	if e.patient != nil {
		if user := e.patient.Session.Facts()[steps.User]; user != "" {
			c.User = user
		}
	}
	return c
}

func (c call) text() ([]byte, error) {
	text, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write what was given: %w", err)
	}
	return append(text, '\n'), nil
}

// access is what was given.
func (c call) access() steps.Access {
	return steps.Access{
		Facts: c.Facts.With(nil), Account: c.Account, SignIn: c.SignIn, Keytab: c.Keytab,
		CAFile: c.CAFile, ClientID: c.ClientID, ServerFile: c.ServerFile,
		TenantSignIn: c.TenantSignIn, Certificate: c.Certificate,
	}
}

func readCall(text []byte) (c call, ok bool) {
	err := json.NewDecoder(bytes.NewReader(text)).Decode(&c)
	return c, err == nil && c.Schema == Schema
}
