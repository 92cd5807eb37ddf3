package graph

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"example.com/writeback-doctor/probes"
)

// personCredential is the sign-in of a person by Microsoft's library: in a browser,
// with PKCE and the way back to loopback, or by a device code. It stands here and
// not those of azidentity, which are the same calls. The one opens the browser in
// its own way: it lets that write to our terminal, says nothing of the address
// where no browser can be opened, and cannot be played by a test. Both keep a
// sign-in only by azidentity/cache, which the browser's call here could not use, and
// which does not compile for macOS without cgo.
type personCredential struct {
	client  public.Client
	acquire func(ctx context.Context, scopes []string) (public.AuthResult, error)

	mu     sync.Mutex
	person public.Account
}

// continuous says that a token may be revoked before it ends, and that we ask
// anew when it is ("Claims challenges, claims requests, and client
// capabilities"). azidentity says the same.
const continuous = "CP1"

// errAbsent says that nobody is there who could sign in.
var errAbsent = errors.New("a person has to sign in")

// tenantLetters are those of an ID and of a name of a tenant.
const tenantLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-."

var errTenant = errors.New("no ID and no name of a tenant")

func newPersonCredential(s *signIn, tenant string, config Config) (*personCredential, error) {
	if strings.Trim(tenant, tenantLetters) != "" { // it is a part of an address
		return nil, errTenant
	}
	options := []public.Option{
		public.WithAuthority("https://" + s.host + "/" + tenant), public.WithHTTPClient(s.desk),
		public.WithInstanceDiscovery(!undiscovered), public.WithClientCapabilities([]string{continuous}),
	}
	if config.keeping != nil {
		options = append(options, public.WithCache(config.keeping))
	}
	client, err := public.New(config.client(), options...)
	if err != nil {
		return nil, fmt.Errorf("sign in to %s: %w", tenant, err)
	}
	p := &personCredential{client: client}
	if p.acquire = p.byCode(s); s.way == ByBrowser {
		p.acquire = p.byBrowser(s)
	}
	return p, nil
}

func (p *personCredential) byBrowser(s *signIn) func(context.Context, []string) (public.AuthResult, error) {
	return func(ctx context.Context, scopes []string) (public.AuthResult, error) {
		return p.client.AcquireTokenInteractive(ctx, scopes,
			public.WithOpenURL(func(address string) error { return s.browsing(ctx, address) }))
	}
}

func (p *personCredential) byCode(s *signIn) func(context.Context, []string) (public.AuthResult, error) {
	return func(ctx context.Context, scopes []string) (public.AuthResult, error) {
		code, err := p.client.AcquireTokenByDeviceCode(ctx, scopes)
		if err == nil {
			err = s.prompt(ctx, code.Result.UserCode, code.Result.VerificationURL)
		}
		if err != nil {
			return public.AuthResult{}, err
		}
		return code.AuthenticationResult(ctx)
	}
}

// GetToken gives what was signed in for, or renews it. Before anybody signed in
// that is what was kept of an earlier run, where it is of one person.
func (p *personCredential) GetToken(ctx context.Context, options policy.TokenRequestOptions) (azcore.AccessToken, error) {
	p.mu.Lock()
	person := p.person
	p.mu.Unlock()
	if person.IsZero() {
		kept, err := p.client.Accounts(ctx)
		if err != nil || len(kept) != 1 {
			return azcore.AccessToken{}, errAbsent
		}
		person = kept[0]
	}
	given, err := p.client.AcquireTokenSilent(ctx, options.Scopes, public.WithSilentAccount(person), public.WithClaims(options.Claims))
	if err != nil {
		return azcore.AccessToken{}, err //nolint:wrapcheck // obstacle reads it
	}
	p.signedIn(person)
	return azcore.AccessToken{Token: given.AccessToken, ExpiresOn: given.ExpiresOn.UTC(), RefreshOn: given.Metadata.RefreshOn.UTC()}, nil
}

func (p *personCredential) signedIn(person public.Account) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.person = person
}

// Authenticate waits for the person. Of a browser the library waits at its end for
// whoever is still connected to its loopback port, however long; nobody waits for
// that here.
func (p *personCredential) Authenticate(ctx context.Context, options *policy.TokenRequestOptions) error {
	ended := make(chan error, 1)
	go func() {
		var err error
		defer func() { ended <- err }()
		defer probes.Caught(&err)
		given, failed := p.acquire(ctx, options.Scopes)
		if err = failed; err == nil {
			p.alone(ctx, given.Account)
			p.signedIn(given.Account)
		}
	}()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
		return context.Cause(ctx) //nolint:wrapcheck // the cause is ours
	}
}

// alone forgets whoever signed in before: one person's is kept.
func (p *personCredential) alone(ctx context.Context, person public.Account) {
	all, _ := p.client.Accounts(ctx) // who cannot be listed cannot be forgotten
	for _, other := range all {
		if other.HomeAccountID != person.HomeAccountID {
			_ = p.client.RemoveAccount(ctx, other)
		}
	}
}
