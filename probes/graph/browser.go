package graph

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"example.com/writeback-doctor/probes"
)

// browserCredential is the interactive sign-in of Microsoft's library, with PKCE
// and the way back to loopback. It stands here and not that of azidentity, which
// is the same call and opens the browser in its own way: it lets that write to
// our terminal, says nothing of the address where no browser can be opened, and
// cannot be played by a test.
type browserCredential struct {
	client public.Client
	open   func(ctx context.Context, address string) error

	mu     sync.Mutex
	person public.Account
}

// continuous says that a token may be revoked before it ends, and that we ask
// anew when it is ("Claims challenges, claims requests, and client
// capabilities"). azidentity says the same.
const continuous = "CP1"

func newBrowserCredential(s *signIn, tenant, clientID string) (*browserCredential, error) {
	client, err := public.New(clientID,
		public.WithAuthority("https://"+s.host+"/"+tenant), public.WithHTTPClient(s.desk),
		public.WithInstanceDiscovery(!undiscovered), public.WithClientCapabilities([]string{continuous}))
	if err != nil {
		return nil, fmt.Errorf("sign in to %s: %w", tenant, err)
	}
	return &browserCredential{client: client, open: s.browsing}, nil
}

// errAbsent says that nobody is there who could sign in.
var errAbsent = errors.New("a person has to sign in")

// GetToken gives what was signed in for, or renews it.
func (b *browserCredential) GetToken(ctx context.Context, options policy.TokenRequestOptions) (azcore.AccessToken, error) {
	b.mu.Lock()
	person := b.person
	b.mu.Unlock()
	if person.IsZero() {
		return azcore.AccessToken{}, errAbsent
	}
	given, err := b.client.AcquireTokenSilent(ctx, options.Scopes, public.WithSilentAccount(person), public.WithClaims(options.Claims))
	if err != nil {
		return azcore.AccessToken{}, err //nolint:wrapcheck // obstacle reads it
	}
	return azcore.AccessToken{Token: given.AccessToken, ExpiresOn: given.ExpiresOn.UTC(), RefreshOn: given.Metadata.RefreshOn.UTC()}, nil
}

// Authenticate waits for the person in the browser. The library waits at its end
// for whoever is still connected to its loopback port, however long; nobody
// waits for that here.
func (b *browserCredential) Authenticate(ctx context.Context, options *policy.TokenRequestOptions) (azidentity.AuthenticationRecord, error) {
	ended := make(chan error, 1)
	go func() {
		var err error
		defer func() { ended <- err }()
		defer probes.Caught(&err)
		given, failed := b.client.AcquireTokenInteractive(ctx, options.Scopes,
			public.WithOpenURL(func(address string) error { return b.open(ctx, address) }))
		if err = failed; err == nil {
			b.mu.Lock()
			b.person = given.Account
			b.mu.Unlock()
		}
	}()
	select {
	case err := <-ended:
		return azidentity.AuthenticationRecord{}, err
	case <-ctx.Done():
		return azidentity.AuthenticationRecord{}, context.Cause(ctx) //nolint:wrapcheck // the cause is ours
	}
}
