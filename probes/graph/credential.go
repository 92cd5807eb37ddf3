package graph

import (
	"cmp"
	"context"
	"net/http"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"

	"example.com/writeback-doctor/probes"
)

// personal is a credential with which a person signs in. Its GetToken never
// begins that: it gives what was signed in for, or renews it.
type personal interface {
	azcore.TokenCredential
	Authenticate(context.Context, *policy.TokenRequestOptions) error
}

// newSignIn returns the sign-in for a configuration. It dials nothing.
func newSignIn(config Config, hosts hosts, transport http.RoundTripper) (*signIn, error) {
	s := &signIn{way: config.way(), host: hosts.signIn, clock: config.Clock, browse: config.Browse}
	err := s.equip(config, hosts, transport)
	if err != nil {
		return nil, err
	}
	return s, nil
}

// equip gives a sign-in the credential of its way.
func (s *signIn) equip(config Config, hosts hosts, transport http.RoundTripper) (err error) {
	switch s.way {
	case ByToken:
		if config.Token.Empty() {
			return &probes.Obstacle{Kind: probes.NoTenant}
		}
		s.inner, s.host = brought{config.Token, config.Clock}, hosts.graph
		return nil
	case ByAzureCLI:
		return s.equipCLI(config)
	case ByBrowser, ByDeviceCode:
	default:
		if config.Tenant == "" {
			return &probes.Obstacle{Kind: probes.NoTenant}
		}
	}
	s.desk = &desk{door: newDoor(transport, onlySignIn, append([]string{hosts.signIn}, hosts.tokens...)...)}
	s.desk.bytes, s.desk.values = tokenBytes, tokenValues
	options := azcore.ClientOptions{
		Cloud:           cloud.Configuration{ActiveDirectoryAuthorityHost: "https://" + hosts.signIn + "/"},
		Transport:       s.desk,
		Retry:           policy.RetryOptions{MaxRetries: -1}, // patience does it
		Telemetry:       policy.TelemetryOptions{Disabled: true},
		PerCallPolicies: []policy.Policy{patience{config.Clock, triesAtMost, waitAtMost}},
	}
	switch s.way {
	case ByBrowser, ByDeviceCode:
		return s.equipPerson(config)
	case ByCertificate:
		return s.equipCertificate(config, options)
	default:
		return s.equipSecret(config, options)
	}
}

// undiscovered says for every credential what it need not ask: the host comes
// from our own table, so nobody needs to be asked whether it may be trusted, and
// one host less has to be open.
const undiscovered = true

func (s *signIn) equipSecret(config Config, options azcore.ClientOptions) error {
	if config.ClientID == "" || config.ClientSecret.Empty() {
		return &probes.Obstacle{Kind: probes.NoCredentials, Host: s.host}
	}
	inner, err := azidentity.NewClientSecretCredential(config.Tenant, config.ClientID, config.ClientSecret.Reveal(),
		&azidentity.ClientSecretCredentialOptions{ClientOptions: options, DisableInstanceDiscovery: undiscovered})
	if err != nil {
		return &probes.Obstacle{Kind: probes.NoTenant, Needs: "tenant", Err: err}
	}
	s.inner = inner
	return nil
}

func (s *signIn) equipCertificate(config Config, options azcore.ClientOptions) error {
	if config.ClientID == "" {
		return &probes.Obstacle{Kind: probes.NoCredentials, Host: s.host}
	}
	pair, err := readCertificate(config.Certificate)
	if err != nil {
		return err
	}
	s.ends = pair.chain[0].NotAfter
	inner, err := azidentity.NewClientCertificateCredential(config.Tenant, config.ClientID, pair.chain, pair.key,
		&azidentity.ClientCertificateCredentialOptions{ClientOptions: options, DisableInstanceDiscovery: undiscovered})
	if err != nil {
		return &probes.Obstacle{Kind: probes.ClientCertificateUnread, Needs: config.Certificate.Path}
	}
	s.inner = inner
	return nil
}

// equipCLI needs no door: the Azure CLI has its own road, proxy and clock.
func (s *signIn) equipCLI(config Config) error {
	inner, err := azidentity.NewAzureCLICredential(&azidentity.AzureCLICredentialOptions{TenantID: config.Tenant})
	if err != nil {
		return &probes.Obstacle{Kind: probes.NoTenant, Needs: "tenant", Err: err}
	}
	s.inner = inner
	return nil
}

func (s *signIn) equipPerson(config Config) error {
	inner, err := newPersonCredential(s, cmp.Or(config.Tenant, anybodysTenant), config)
	if err != nil {
		return &probes.Obstacle{Kind: probes.NoTenant, Needs: "tenant", Err: err}
	}
	s.inner, s.person = inner, inner
	return nil
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
