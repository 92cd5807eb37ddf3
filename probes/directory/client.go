package directory

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/kerberos"
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
	links   probes.Memo // the connection in use, and the one being opened
	done    chan struct{}
	turns   chan struct{} // of the first client: who is binding; see [Client.turn]

	mu      sync.Mutex
	closed  bool
	live    map[*link]struct{}
	refused *probes.Obstacle // of the last bind; see [Client.signIn]
	lost    int              // binds without an answer; see [Client.unanswered]
	tickets *kerberos.Client // of the first client; nil before Kerberos is used

	kinship // see there
	choice  // see there
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
	return &Client{config: config, done: make(chan struct{}), turns: make(chan struct{}, 1), live: map[*link]struct{}{}}
}

// Close ends the connection and every question that is still out; those
// answer with an obstacle of kind Stopped, as do all later ones. It always
// returns nil.
func (c *Client) Close() error {
	c.mu.Lock()
	if c.closed {
		c.mu.Unlock()
		return nil
	}
	c.closed = true
	close(c.done)
	live, kin := c.live, c.kin
	c.live, c.kin = nil, nil
	c.mu.Unlock()
	for l := range live {
		l.cut()
	}
	for _, relative := range kin {
		_ = relative.Close()
	}
	return nil
}

// Forget drops every remembered answer, and the memory of a refused bind, so
// that the next question looks again. A connection that is signed in stays.
func (c *Client) Forget() {
	c.answers.Forget()
	c.mu.Lock()
	c.refused, c.refusedKin, c.lost, c.tickets, c.avoided = nil, nil, 0, nil, nil
	kin := slices.Collect(maps.Values(c.kin))
	var stale []*link
	for l := range c.live {
		if l.refusal != nil {
			stale = append(stale, l)
		}
	}
	c.mu.Unlock()
	for _, l := range stale {
		c.drop(l)
	}
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
