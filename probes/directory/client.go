package directory

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
)

// Config is what a Client needs. Domain or Controller must be there; all else
// may be empty.
type Config struct {
	Domain     string // DNS name; "" when only a controller is known
	Controller string // "host", "host:port", "ldaps://host:port", "ldap://host:port" (StartTLS); "" to find one by SRV record
	Account    string // user principal name, DOMAIN\name, DN, or a bare name of the domain; "" signs nobody in
	Password   probes.Secret
	SignIn     SignIn  // how; Auto decides by what else is here
	Tickets    Tickets // for Kerberos
	Network    probes.Network
	Clock      probes.Clock   // of stamps and certificates; the zero value is the system's
	Vantage    probes.Vantage // the machine that the roads start from
}

// Client is a [probes.Directory] that holds one connection to one controller.
// It is safe for concurrent use. Answers are remembered until Forget.
type Client struct {
	config  Config
	answers probes.Memo
	dialer  dialer
	memory  *memory
	signing *signing
	links   *links
	*reader

	kinship // see there
}

var _ probes.Directory = (*Client)(nil)

// New returns a Client that has dialled nothing yet.
func New(config Config) *Client {
	if config.Clock.Now == nil {
		config.Clock = probes.SystemClock()
	}
	config.Domain = strings.TrimSuffix(strings.TrimSpace(config.Domain), ".")
	config.Controller = strings.TrimSpace(config.Controller)
	config.Account = strings.TrimSpace(config.Account)
	first := trust{domain: config.Domain, controller: config.Controller, account: config.Account}
	return newClient(config, config, first, newMemory(config.Clock), false)
}

func newClient(config, person Config, trust trust, memory *memory, catalog bool) *Client {
	d := dialer{network: config.Network, clock: config.Clock}
	s := &signing{config: config, person: person, trust: trust, memory: memory}
	l := newLinks(d, &choice{domain: config.Domain, controller: config.Controller, catalog: catalog, dialer: d, trust: trust}, s)
	return &Client{config: config, dialer: d, memory: memory, signing: s, links: l, reader: &reader{links: l}}
}

// elsewhere is the trust of the first client's kin: in what the person named,
// and in what this client finds listed.
func (c *Client) elsewhere() trust {
	return trust{domain: c.config.Domain, controller: c.config.Controller, account: c.config.Account, listed: c.listed}
}

// Close ends the connection and every question that is still out; those
// answer with an obstacle of kind Stopped, as do all later ones. It always
// returns nil.
func (c *Client) Close() error {
	c.links.close()
	c.mu.Lock()
	kin := c.kin
	c.closed, c.kin = true, nil
	c.mu.Unlock()
	for _, relative := range kin {
		_ = relative.Close()
	}
	return nil
}

// Forget drops every remembered answer, and the memory of a refused bind, so
// that the next question looks again. A connection that is signed in stays.
func (c *Client) Forget() {
	c.answers.Forget()
	c.memory.forget()
	c.mu.Lock()
	kin := slices.Collect(maps.Values(c.kin))
	c.mu.Unlock()
	c.links.forget()
	for _, relative := range kin {
		relative.Forget()
	}
}

// Domain implements [probes.Directory].
func (c *Client) Domain(ctx context.Context) (probes.Domain, error) {
	return remember(ctx, c, "domain", c.seeDomain)
}

// PDCEmulator implements [probes.Directory]. It needs an account, because the
// role owner stands in the domain head.
func (c *Client) PDCEmulator(ctx context.Context) (probes.PDCEmulator, error) {
	return remember(ctx, c, "pdc", c.seePDC)
}

// DomainControllers implements [probes.Directory]. The rootDSE of each is read
// without signing in there.
func (c *Client) DomainControllers(ctx context.Context) (probes.DomainControllers, error) {
	return remember(ctx, c, "controllers", c.seeControllers)
}

// User implements [probes.Directory]. Besides the forms named there it takes a
// DN and a bare sAMAccountName.
func (c *Client) User(ctx context.Context, name string) (probes.DirectoryUser, error) {
	if strings.TrimSpace(name) == "" {
		return probes.DirectoryUser{}, &probes.Obstacle{Kind: probes.NoUser}
	}
	return remember(ctx, c, "user "+name, func(ctx context.Context) (probes.DirectoryUser, error) {
		return c.seeUser(ctx, name)
	})
}

// Account implements [probes.Directory]. Path and Shared are left out. A name
// of a domain outside the forest is an obstacle of kind NotLookedAt, not an
// account that is missing.
func (c *Client) Account(ctx context.Context, name string) (probes.DirectoryUser, error) {
	if strings.TrimSpace(name) == "" {
		return probes.DirectoryUser{}, &probes.Obstacle{Kind: probes.MissingInput, Needs: "connector-account"}
	}
	return remember(ctx, c, "account "+name, func(ctx context.Context) (probes.DirectoryUser, error) {
		found, err := c.seeAccount(ctx, name)
		if err != nil {
			return found.user, err
		}
		return withHidden(ctx, found)
	})
}

// PasswordPolicy implements [probes.Directory].
func (c *Client) PasswordPolicy(ctx context.Context, userDN string) (probes.PasswordPolicy, error) {
	return remember(ctx, c, "policy "+userDN, func(ctx context.Context) (probes.PasswordPolicy, error) {
		home, err := c.home(ctx, userDN)
		if err != nil {
			return probes.PasswordPolicy{}, err
		}
		return home.seePolicy(ctx, userDN)
	})
}

// Rights implements [probes.Directory].
func (c *Client) Rights(ctx context.Context, account, userDN string) (probes.Rights, error) {
	return remember(ctx, c, "rights "+account+"\x00"+userDN, func(ctx context.Context) (probes.Rights, error) {
		home, err := c.home(ctx, userDN)
		if err != nil {
			return probes.Rights{}, err
		}
		return home.seeRights(ctx, account, userDN)
	})
}

// remember asks once for each key, and makes an obstacle of whatever ends ctx
// for this asker.
func remember[T any](ctx context.Context, c *Client, key string, ask func(context.Context) (T, error)) (T, error) {
	value, err := probes.Remember(ctx, &c.answers, key, ask)
	return value, c.obstacle(ctx, err)
}

// obstacle makes an obstacle of whatever ended a question, as an asker with
// this context sees it. nil stays nil.
func (c *Client) obstacle(ctx context.Context, err error) error {
	var known *probes.Obstacle
	switch {
	case err == nil, errors.As(err, &known):
		return err
	case errors.Is(err, context.DeadlineExceeded):
		return &probes.Obstacle{Kind: probes.TimedOut, Host: c.config.Controller, Err: err}
	case ctx.Err() != nil:
		return &probes.Obstacle{Kind: probes.Stopped, Err: err}
	default:
		return probes.AsObstacle(err)
	}
}
