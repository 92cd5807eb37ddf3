package steps

import (
	"context"
	"time"

	"example.com/writeback-doctor/probes"
)

// SignedIn is who signed in to the tenant.
type SignedIn = probes.SignedIn

// TenantSignIn is how a walk signs in to the tenant.
type TenantSignIn struct {
	Way      string // in the words of the command line; "" is with what was given
	Personal bool   // a person takes part, so that it has to be done before the walk
	// Enter signs in. show is told what the person has to do, from another
	// goroutine, and once more where another way is tried. The error says what stood
	// in the way; the walk then goes on without the tenant.
	Enter func(ctx context.Context, show func(SignInPrompt)) (probes.SignedIn, error)
	// Keep has the key store of this system keep the sign-in for the next runs, or
	// forget it; nil where nothing can be kept.
	Keep func(on bool)
	// Browse opens the address of a prompt in a browser of this machine; nil where
	// there is none.
	Browse func(address string) error
	// Other has the next Enter go the other way that a person can: by the browser of
	// this machine in place of a device code, or the other way round. It returns the way
	// that is taken from then on; nil where there is no other.
	Other func() (way string)
}

// SignInPrompt is what a person has to do to sign in to the tenant.
type SignInPrompt struct {
	Code    string    // to be entered at Address; "" for a browser of this machine
	Address string    // https
	Expires time.Time // by the clock of the patient
	Opened  bool      // a browser of this machine shows Address already
	// Instead is why another way was given up for this one; nil for the first.
	Instead *probes.Obstacle
}

// Entered takes who signed in. Where nobody had said which tenant it is, it is
// theirs.
func (p *Patient) Entered(in probes.SignedIn) {
	p.SignedIn = &in
	if p.Session.Facts()[Tenant] == "" && in.Tenant != "" {
		p.Session.Correct(p.Session.Known().With(Facts{Tenant: in.Tenant}))
	}
}
