package steps

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
)

// Looker is a Runner that looks ahead; [Ahead] is one. Forget also makes the
// transports drop what they remember, so that the next Run looks for itself.
type Looker interface {
	Runner
	Know(Facts)
	Forget(ID)
	Running() []ID
}

// Patient is one environment opened for a walk: the session, what looks, and
// the clock and names that go with it. Close it.
type Patient struct {
	Session *Session
	Looker  Looker
	Now     func() time.Time // the patient's clock; a lab's runs fast
	Zone    *time.Location   // in which times are shown; nil means UTC
	Name    lang.Text        // "this environment", a world of the lab, a file
	Vantage string           // the machine that this program runs on
	Started time.Time
	Hearsay *Hearsay       // what only the file says that the walk was opened from; nil for none
	Past    *Past          // the moment as of which the walk is judged; nil for the present
	Close   func() error   // ends every look; nil when there is nothing to end
	Acted   []probes.Acted // what the program changed on it before it was opened again
	// SignIn signs in to the tenant before the walk; nil where nothing was given to
	// sign in with, or is to be used.
	SignIn   *TenantSignIn
	SignedIn *probes.SignedIn // who did; nil for nobody
	// Broken is an action of the program that broke off here and is said first; nil
	// for none.
	Broken *Interrupted
	// Has reports whether there is what an instrument takes, before it is asked
	// anything; nil where everything is there, and nobody is asked for it.
	Has func(Instrument, Facts) bool
	// Env is what the Looker looks at, for questions that are no step of the
	// walk: about another user, about the whole domain. The zero value has
	// nothing to ask.
	Env Env
}

// Access is what a person gives to open an environment: to the directory, to the
// tenant, and of files. The secrets are wiped by whoever opens it and go nowhere
// else.
type Access struct {
	Facts Facts

	Account  string // to sign in to the directory
	Password []byte
	SignIn   string // how to sign in to the directory: "", "auto", "simple", "ntlm", "kerberos"
	Keytab   string // path of a file with the account's keys, for Kerberos

	TenantSignIn        string // how to sign in to the tenant: "" and "auto" are with what is given here
	ClientID            string // application, to sign in to the tenant
	ClientSecret        []byte
	Certificate         string // path of the file with that application's certificate
	CertificatePassword []byte
	Token               []byte // instead of an application

	CAFile     string // certificates to trust besides the system's
	ServerFile string // what collect wrote on the Connect server
}

// Secrets are all of them, to be wiped.
func (a *Access) Secrets() []*[]byte {
	return []*[]byte{&a.Password, &a.ClientSecret, &a.CertificatePassword, &a.Token}
}

// WantsClientSecret reports whether the application has to sign in with a secret
// that nobody has given yet: not where something else signs in.
func (a *Access) WantsClientSecret() bool {
	if a.ClientID == "" || len(a.ClientSecret) > 0 {
		return false
	}
	switch a.TenantSignIn {
	case "secret":
		return true
	case "", "auto":
		return len(a.Token) == 0 && a.Certificate == ""
	default:
		return false
	}
}

// Without is the same without its secrets, to be remembered. Those of a stay.
func (a *Access) Without() Access {
	bare := *a
	for _, secret := range bare.Secrets() {
		*secret = nil
	}
	return bare
}

// Wipe overwrites the secrets.
func (a *Access) Wipe() {
	for _, secret := range []([]byte){a.Password, a.ClientSecret, a.CertificatePassword, a.Token} {
		for i := range secret {
			secret[i] = 0
		}
	}
}

// Look runs the check of the step in front of the person and records it.
func (p *Patient) Look(ctx context.Context) (Finding, error) {
	step := p.Session.Step()
	if step == nil {
		return Finding{}, ErrOver
	}
	if p.Session.Rechecks() {
		p.Looker.Forget(step.ID)
	}
	p.Looker.Know(p.Session.Facts())
	result, cause := p.Looker.Run(ctx, step, p.Session.Facts())
	finding, err := p.Session.Record(result, cause, p.Now())
	if err == nil {
		err = p.Saw(finding)
	}
	if err == nil {
		p.Looker.Know(p.Session.Facts())
	}
	return finding, err
}

// Saw makes a saved walk one of the present once something new was found of it: a
// look that saw, or a person's word of an outcome. Until then it stands as of its own
// time, and a look that could not see changes nothing of that.
func (p *Patient) Saw(f Finding) error {
	if blind := f.Status == Unknown && f.Why != nil; !blind && f.Missed == nil && f.On != Unseen && !f.Asked {
		return p.GoOn()
	}
	return nil
}

// Deeds are what the program changed on the walk, by its audit trail: before it was
// opened again, and since. What cannot be read says nothing here; whoever acts
// reads it first.
func (p *Patient) Deeds() []probes.Acted {
	all := slices.Clone(p.Acted)
	if p.Env.Trail == nil {
		return all
	}
	acts, err := p.Env.Trail.Read()
	if err != nil {
		return all
	}
	for _, a := range acts.List {
		known := slices.ContainsFunc(all, func(b probes.Acted) bool { return b.ID == a.ID && b.Mark == a.Mark && b.At.Equal(a.At) })
		if !a.At.Before(p.Started.Truncate(time.Second)) && !known {
			all = append(all, a)
		}
	}
	return all
}

// GoOn makes a saved walk that was judged as of its own time one of the
// present: what has passed since is looked at again before the walk goes on, and
// counts as unknown until then. It does nothing to any other walk.
func (p *Patient) GoOn() error {
	if p.Past == nil || p.Past.Collected {
		return nil
	}
	p.Past = nil
	p.Session.Recheck(p.Session.Age(p.Now()))
	return nil
}

// Today is the moment at which the person is, also where the walk is judged as
// of another one.
func (p *Patient) Today() time.Time {
	if p.Past != nil {
		return p.Past.Opened
	}
	return p.Now()
}

// Again goes back to a step that was looked at, so that the next Look sees the
// patient as it is now; see [Session.Again]. Of a saved walk that stands as of its
// own time nothing is too old to stand.
func (p *Patient) Again(id ID) error {
	p.Looker.Forget(id)
	if err := p.Session.Again(id); err != nil {
		return err
	}
	if before, seen := p.Session.held[id]; seen && p.Past != nil {
		before.still = true
		p.Session.held[id] = before
	}
	return nil
}

// Walk goes through the whole tree without asking anybody: questions are
// answered with what is known. It tells each finding as it comes, and ends
// early with the cause of ctx.
func (p *Patient) Walk(ctx context.Context, tell func(Finding)) error {
	for step := p.Session.Step(); step != nil; step = p.Session.Step() {
		if ctx.Err() != nil {
			return fmt.Errorf("walk: %w", context.Cause(ctx))
		}
		finding, err := p.pass(ctx, step)
		if err != nil {
			return err
		}
		if tell != nil {
			tell(finding)
		}
	}
	return nil
}

func (p *Patient) pass(ctx context.Context, step *Step) (Finding, error) {
	if step.Check != nil {
		return p.Look(ctx)
	}
	return p.Session.Answer(p.known(step), p.Now())
}

// known are the answers to a step's questions that are known already.
func (p *Patient) known(step *Step) Facts {
	facts, answers := p.Session.Facts(), Facts{}
	for _, q := range step.Ask {
		if value := facts[q.Fact]; value != "" {
			answers[q.Fact] = value
		}
	}
	return answers
}

// Shut closes the patient. It is safe on one that has nothing to close.
func (p *Patient) Shut() error {
	if p == nil || p.Close == nil {
		return nil
	}
	if err := p.Close(); err != nil && !errors.Is(err, context.Canceled) {
		return fmt.Errorf("close: %w", err)
	}
	return nil
}
