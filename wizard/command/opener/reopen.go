package opener

import (
	"context"
	"fmt"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/powershell"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard"
)

// kept is what the environment was opened with last. A person who corrects
// one thing does not type the others again.
type kept struct {
	account, clientID, file              string // file of the certificate
	way, tenant, roots                   string // of signing in to the tenant; the file of the authorities
	password, secret, token, certificate probes.Secret
}

func (op *Opener) last() kept {
	op.mu.Lock()
	defer op.mu.Unlock()
	return op.kept
}

func (op *Opener) keep(access steps.Access) {
	op.mu.Lock()
	defer op.mu.Unlock()
	op.kept = kept{
		way: access.TenantSignIn, tenant: access.Facts[steps.Tenant], roots: access.CAFile,
		account: access.Account, clientID: access.ClientID, password: probes.NewSecret(string(access.Password)),
		secret: probes.NewSecret(string(access.ClientSecret)), token: probes.NewSecret(string(access.Token)),
		file: access.Certificate, certificate: probes.NewSecret(string(access.CertificatePassword)),
	}
}

// fill puts the secrets of before where none was given, as long as they are of the same
// account.
func (k kept) fill(access *steps.Access) {
	if len(access.Password) == 0 && access.Account == k.account {
		access.Password = []byte(k.password.Reveal())
	}
	if len(access.ClientSecret) == 0 && access.ClientID == k.clientID {
		access.ClientSecret = []byte(k.secret.Reveal())
	}
	if len(access.CertificatePassword) == 0 && access.Certificate == k.file {
		access.CertificatePassword = []byte(k.certificate.Reveal())
	}
	if len(access.Token) == 0 {
		access.Token = []byte(k.token.Reveal())
	}
}

// signsInAlike reports whether an access signs in to the tenant as the one before did, so
// that whoever signed in still is. The tenant may be named by what the sign-in told.
func (k kept) signsInAlike(a steps.Access, p *steps.Patient) bool {
	name := a.Facts[steps.Tenant]
	return a.TenantSignIn == k.way && a.ClientID == k.clientID && a.Certificate == k.file && a.CAFile == k.roots &&
		string(a.ClientSecret) == k.secret.Reveal() && string(a.CertificatePassword) == k.certificate.Reveal() && string(a.Token) == k.token.Reveal() &&
		(name == k.tenant || p.SignedIn != nil && name == p.SignedIn.Tenant)
}

// Reopen opens the environment of a walk once more with another access. A
// secret that was left empty stays as it was, as long as it is of the same
// account.
func (op *Opener) Reopen(_ context.Context, p *steps.Patient, access steps.Access) (*steps.Patient, error) {
	last := op.last()
	last.fill(&access)
	access.Facts = p.Session.Facts()
	signedIn := p.SignedIn
	if !last.signsInAlike(access, p) {
		signedIn = nil
	}
	o, err := op.reality(access)
	if err != nil {
		return nil, err
	}
	if p.Past != nil && p.Past.Collected {
		if o, err = o.judgedAlone(access); err != nil {
			return nil, err
		}
	}
	if p.Env.Acting != nil { // one from a file stays one that changes nothing
		o.acting = op.Acts.here()
	}
	op.keep(access)
	given := access.Without()
	access.Wipe()
	o.heard = p.Hearsay
	patient, err := o.reopened(p)
	if err == nil {
		patient.SignedIn = signedIn
	}
	if err == nil && len(p.Hearsay.Facts()) == 0 && p.Past == nil {
		op.remember(given)
	}
	return patient, err
}

// reopened goes on with a walk on another access. That of a file begins, because the
// file is only a part of it now. A saved one stands as of its own time until something
// new was seen of it: that somebody signs in says nothing about it yet.
func (o outside) reopened(p *steps.Patient) (*steps.Patient, error) {
	now, started, past := o.clock.Now(), p.Started, o.past
	switch {
	case past != nil || p.Past == nil:
	case p.Past.Collected:
		started = now
		p.Session.Correct(p.Session.Known().With(steps.Facts{steps.Started: now.UTC().Format(time.RFC3339)}))
	default:
		past = p.Past
	}
	patient, err := o.resumed(p.Session, p.Name, p.Zone, started)
	if err == nil {
		patient.Past, patient.Acted = past, p.Acted
	}
	return patient, err
}

// WalkFile opens a case file for the wizard. What collect wrote is evidence
// of one machine only; the wizard asks for the rest.
func (op *Opener) WalkFile(ctx context.Context, path string) (*steps.Patient, error) {
	read, err := ReadFile(path)
	if err != nil {
		return nil, err
	}
	if read.Collected != nil {
		past, err := collectedAt(read.Collected, op.process.Now())
		if err != nil {
			return nil, err
		}
		return nil, &wizard.CollectedError{Told: op.told(past), Access: steps.Access{ServerFile: path, Facts: collectedFacts(ctx, read.Collected)}}
	}
	if err := op.vouched(steps.Access{CAFile: op.said.Heard().CAFile}); err != nil {
		return nil, err
	}
	if op.Masked {
		if read.Report, err = casefile.Mask(catalog.All(), read.Report); err != nil {
			return nil, fmt.Errorf("mask %s: %w", path, err)
		}
	}
	return op.fileWith(path, read, op.Given()) // nobody can be asked for a secret while the screen is taken
}

// collectedFacts are what the file itself says about where it comes from:
// defaults for a person to correct.
func collectedFacts(ctx context.Context, text []byte) steps.Facts {
	shell, err := powershell.Open(text)
	if err != nil {
		return nil
	}
	server, err := shell.Server(ctx)
	if err != nil {
		return nil
	}
	return steps.Facts{}.With(steps.Facts{steps.Domain: server.System.Domain, steps.SyncServer: server.Vantage.Host})
}

// trouble is what a person reads about an error; an empty text for none.
func trouble[T any](_ T, err error) lang.Text {
	if err == nil {
		return lang.Text{}
	}
	return steps.Reason(err)
}
