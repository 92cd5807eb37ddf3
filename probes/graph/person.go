package graph

import (
	"context"
	"errors"
	"net/url"
	"sync"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"

	"example.com/writeback-doctor/probes"
)

// personLimit ends a sign-in that a person has begun and left: later than a device
// code of the service does by itself, after 15 minutes ("Microsoft identity
// platform and the OAuth 2.0 device authorization grant flow").
const personLimit = 20 * time.Minute

// Prompt is what a person has to do to sign in.
type Prompt struct {
	Code    string    // to be entered at Address; "" where a browser was opened
	Address string    // https
	Expires time.Time // by the clock of the client
	Opened  bool      // a browser of this machine shows Address
}

// prompter shows the person what to do, and ends the wait for it.
type prompter struct {
	mu   sync.Mutex
	show func(Prompt)
	end  context.CancelCauseFunc
}

func (p *prompter) set(show func(Prompt), end context.CancelCauseFunc) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.show, p.end = show, end
}

func (p *prompter) now() (func(Prompt), context.CancelCauseFunc) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.show, p.end
}

// SignIn signs in before the first question is put. show is told what a person
// has to do, from another goroutine; it is not called where nobody has to do
// anything. The error is an [*probes.Obstacle].
func (c *Client) SignIn(ctx context.Context, show func(Prompt)) (probes.SignedIn, error) {
	start := c.now()
	if err := c.connect(); err != nil {
		return probes.SignedIn{}, err
	}
	limit := questionLimit
	if c.signIn.person != nil {
		limit = personLimit
		c.refused.forget() // whoever tries again is let; a wrong secret is sent once all the same
	}
	late := &probes.Obstacle{Kind: probes.TimedOut, Host: c.signIn.host, Needs: limit.String()}
	ctx, cancel := c.config.Clock.Within(ctx, limit, late)
	defer cancel()
	options := policy.TokenRequestOptions{Scopes: []string{c.scope()}, EnableCAE: true} // as the pipeline asks
	if err := c.signIn.enter(ctx, options, show); err != nil {
		return probes.SignedIn{}, err
	}
	if _, err := c.signIn.GetToken(ctx, options); err != nil {
		return probes.SignedIn{}, err
	}
	return c.signedIn(start), nil
}

// enter has the person sign in, where one takes part.
func (s *signIn) enter(ctx context.Context, options policy.TokenRequestOptions, show func(Prompt)) error {
	if s.person == nil {
		return nil
	}
	if _, err := s.inner.GetToken(ctx, options); err == nil {
		return nil // who signed in once does not do so again
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	s.prompts.set(show, cancel)
	defer s.prompts.set(nil, nil)
	s.desk.forget()
	if err := s.person.Authenticate(ctx, &options); err != nil {
		why := probes.AsObstacle(s.obstacle(ctx, err))
		if why.Kind != probes.Stopped { // who leaves has said nothing
			s.outside.Store(why)
		}
		return why
	}
	s.outside.Store(nil)
	return nil
}

var errStrange = errors.New("a device code that nobody could enter")

// userCodeAtMost bounds a device code in bytes; Microsoft's has nine letters.
const userCodeAtMost = 32

// prompt shows a device code, and ends the wait when the code does: by the clock
// of the client, and not by that of the library.
func (s *signIn) prompt(ctx context.Context, code, link string) error {
	show, end := s.prompts.now()
	holds := min(s.desk.codeLasts(), personLimit)
	address, err := url.Parse(link)
	if err != nil || address.Scheme != "https" || address.Host == "" || address.User != nil ||
		code == "" || len(code) > userCodeAtMost || holds <= 0 || show == nil {
		end(&probes.Obstacle{Kind: probes.Malformed, Host: s.host, Needs: "user_code"})
		return errStrange
	}
	show(Prompt{Code: code, Address: address.String(), Expires: s.clock.Now().Add(holds)})
	over := s.clock.After(holds)
	go func() {
		defer func() { _ = recover() }() // the limit of the whole sign-in still stands
		select {
		case <-ctx.Done():
		case <-over:
			end(&probes.Obstacle{Kind: probes.CodeExpired, Host: s.host})
		}
	}()
	return nil
}

// browsing opens the address at which the person signs in. Where no browser can
// be opened the person is shown the address.
func (s *signIn) browsing(_ context.Context, address string) error {
	show, _ := s.prompts.now()
	opened := s.browse != nil && s.browse(address) == nil
	if show != nil {
		show(Prompt{Address: address, Expires: s.clock.Now().Add(personLimit), Opened: opened})
	}
	return nil
}
