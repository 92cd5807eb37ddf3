package graph

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"

	"example.com/writeback-doctor/probes"
)

// signIn gives out tokens and remembers what the last one allows.
type signIn struct {
	inner  azcore.TokenCredential
	door   *door // to the sign-in service; nil for a token that somebody brought
	host   string
	claims atomic.Pointer[claims]

	clock   probes.Clock
	refused *pastRefusal
}

// pastRefusal remembers a sign-in that failed, so that the questions of one walk
// do not all knock at a door that is shut: a wrong secret is sent once, and a
// dead road is waited for once.
type pastRefusal struct {
	mu  sync.Mutex
	why error
	at  time.Time
}

// refusalHolds is for how long a failed sign-in speaks for the next ones: the
// questions that start together, and not the person who tries again.
const refusalHolds = 15 * time.Second

func (r *pastRefusal) last(now time.Time) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.why == nil || now.Sub(r.at) > refusalHolds {
		return nil
	}
	return r.why
}

func (r *pastRefusal) note(why error, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.why, r.at = why, now
}

func (r *pastRefusal) forget() { r.note(nil, time.Time{}) }

// newSignIn returns the sign-in for a configuration. It dials nothing.
func newSignIn(config Config, hosts hosts, transport http.RoundTripper) (*signIn, error) {
	if !config.Token.Empty() {
		return &signIn{inner: brought{config.Token, config.Clock}, host: hosts.graph}, nil
	}
	if config.Tenant == "" {
		return nil, &probes.Obstacle{Kind: probes.NoTenant}
	}
	if config.ClientID == "" || config.ClientSecret.Empty() {
		return nil, &probes.Obstacle{Kind: probes.NoCredentials, Host: hosts.signIn}
	}
	way := newDoor(transport, onlySignIn, append([]string{hosts.signIn}, hosts.tokens...)...)
	way.bytes, way.values = tokenBytes, tokenValues
	options := &azidentity.ClientSecretCredentialOptions{
		ClientOptions: azcore.ClientOptions{
			Cloud:           cloud.Configuration{ActiveDirectoryAuthorityHost: "https://" + hosts.signIn + "/"},
			Transport:       way,
			Retry:           policy.RetryOptions{MaxRetries: -1}, // patience does it
			Telemetry:       policy.TelemetryOptions{Disabled: true},
			PerCallPolicies: []policy.Policy{patience{config.Clock}},
		},
		// The host comes from our own table, so nobody needs to be asked
		// whether it may be trusted, and one host less has to be open.
		DisableInstanceDiscovery: true,
	}
	inner, err := azidentity.NewClientSecretCredential(config.Tenant, config.ClientID, config.ClientSecret.Reveal(), options)
	if err != nil {
		return nil, &probes.Obstacle{Kind: probes.NoTenant, Needs: "tenant", Err: err}
	}
	return &signIn{inner: inner, door: way, host: hosts.signIn}, nil
}

// GetToken is azcore's TokenCredential. Its error is an [*probes.Obstacle].
func (s *signIn) GetToken(ctx context.Context, options policy.TokenRequestOptions) (azcore.AccessToken, error) {
	if why := s.refused.last(s.clock.Now()); why != nil {
		return azcore.AccessToken{}, why
	}
	token, err := s.inner.GetToken(ctx, options)
	if err != nil {
		why := s.obstacle(ctx, err)
		if ctx.Err() == nil {
			s.refused.note(why, s.clock.Now())
		}
		return azcore.AccessToken{}, why
	}
	s.claims.Store(readClaims(token.Token))
	return token, nil
}

// obstacle reads why no token was given out. The library keeps the answer but
// not the failure of a connection; the door keeps that.
func (s *signIn) obstacle(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		return stopped(s.host, cause)
	}
	failed, ok := errors.AsType[*azidentity.AuthenticationFailedError](err)
	if ok && failed.RawResponse != nil {
		return s.refusal(failed.RawResponse, err)
	}
	if s.door != nil {
		if failure := s.door.lastFailure(); failure != nil {
			return unreached(s.host, failure)
		}
	}
	return &probes.Obstacle{Kind: probes.NotTheProtocol, Host: s.host, Err: err}
}

// refusal reads the answer of the sign-in service. The numbers stand in
// "Microsoft Entra authentication and authorization error codes".
func (s *signIn) refusal(answer *http.Response, err error) error {
	refused := &probes.Obstacle{Kind: probes.TokenRejected, Host: s.host, Err: err}
	body, _ := runtime.Payload(answer) // no body reads as no numbers
	numbers := readNumbers(body)
	switch {
	case busy(answer.StatusCode):
		refused.Kind, refused.Code = busyKind(answer.StatusCode), strconv.Itoa(answer.StatusCode)
	case len(numbers) > 0:
		refused.Code = "AADSTS" + strconv.FormatInt(numbers[0], 10)
	case answer.StatusCode >= 300 && answer.StatusCode < 400, !json.Valid(body):
		refused.Kind, refused.Code = probes.NotTheProtocol, strconv.Itoa(answer.StatusCode)
	default:
		refused.Code = strconv.Itoa(answer.StatusCode)
	}
	return refused
}

// readNumbers reads the error numbers in a refusal of the sign-in service.
func readNumbers(body []byte) []int64 {
	var refusal struct {
		Numbers []int64 `json:"error_codes"`
	}
	if json.Unmarshal(body, &refusal) != nil {
		return nil
	}
	return refusal.Numbers
}

// brought is a token that somebody brought. Graph itself says when it is over.
type brought struct {
	token probes.Secret
	clock probes.Clock
}

// GetToken returns the token, as one that need not be renewed.
func (b brought) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{
		Token:     strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(b.token.Reveal()), "Bearer ")),
		ExpiresOn: b.clock.Now().AddDate(1, 0, 0),
	}, nil
}
