package graph

import (
	"context"
	"net/http"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"

	"example.com/writeback-doctor/probes"
)

// Pass is what another package sends something to Graph with that this one does
// not send: as whoever is signed in here, over the same road. The tokens stay
// where they are as long as nobody asks.
type Pass struct {
	Host      string // of Graph in this cloud, and the only one that a token may go to
	Transport http.RoundTripper
	// Token signs in where nobody has, and returns a token for Graph.
	Token func(ctx context.Context) (probes.Secret, error)
	// Holds says, of the latest token, whether it is a person's and whether it
	// carries a permission. What cannot be read is unsaid.
	Holds func(permission string) (person, holds probes.YesNo)
}

// Pass returns the pass of whoever signs in with this client. It dials nothing.
func (c *Client) Pass() (Pass, error) {
	if err := c.connect(); err != nil {
		return Pass{}, err
	}
	return Pass{
		Host: c.hosts.graph, Transport: c.transport,
		Token: func(ctx context.Context) (probes.Secret, error) {
			token, err := c.signIn.GetToken(ctx, policy.TokenRequestOptions{Scopes: []string{c.scope()}})
			return probes.NewSecret(token.Token), err
		},
		Holds: func(permission string) (person, holds probes.YesNo) {
			token := c.signIn.claims.Load()
			if token == nil {
				return probes.Unsaid, probes.Unsaid
			}
			return probes.Said(token.ofPerson()), probes.Said(token.holds(permission))
		},
	}, nil
}

// Unreached reads why a server could not be asked over a pass.
func Unreached(host string, err error) error { return unreached(host, err) }
