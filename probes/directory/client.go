package directory

import (
	"context"
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
//
// It only sorts the questions. The examiner answers those about one user, with
// the tokens of accounts, the finder of names, the forest and, below that, the
// place that each domain is. A place reads over its links, which choose a
// controller, dial it and sign in there, as trust and the memory of earlier
// sign-ins allow. Each of these knows those after it and none before.
type Client struct {
	here   *place
	forest *forest
	find   finder
	tokens tokens
	exam   examiner
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
	named := trust{domain: config.Domain, controller: config.Controller, account: config.Account}
	first := newPlace(config, config, named, newMemory(config.Clock), false)
	all := &forest{first: first}
	first.own = newTokens(first, all).ownToken
	return newClient(first, all)
}

func newClient(here *place, forest *forest) *Client {
	tokens := newTokens(here, forest)
	exam := examiner{here: here, forest: forest, find: tokens.find, tokens: tokens}
	return &Client{here: here, forest: forest, find: tokens.find, tokens: tokens, exam: exam}
}

// home returns the client of the domain that an entry stands in.
func (c *Client) home(ctx context.Context, dn string) (*Client, error) {
	in, err := c.forest.home(ctx, c.here, dn)
	if err != nil {
		return nil, err
	}
	if in == c.here {
		return c, nil
	}
	return newClient(in, c.forest), nil
}

// Close ends the connection and every question that is still out; those
// answer with an obstacle of kind Stopped, as do all later ones. It always
// returns nil.
func (c *Client) Close() error {
	c.forest.close(c.here)
	return nil
}

// Forget drops every remembered answer, and the memory of a refused bind, so
// that the next question looks again. A connection that is signed in stays.
func (c *Client) Forget() { c.forest.forget(c.here) }

// Domain implements [probes.Directory].
func (c *Client) Domain(ctx context.Context) (probes.Domain, error) {
	return c.here.domain(ctx)
}

// PDCEmulator implements [probes.Directory]. It needs an account, because the
// role owner stands in the domain head.
func (c *Client) PDCEmulator(ctx context.Context) (probes.PDCEmulator, error) {
	return c.here.pdc(ctx)
}

// DomainControllers implements [probes.Directory]. The rootDSE of each is read
// without signing in there.
func (c *Client) DomainControllers(ctx context.Context) (probes.DomainControllers, error) {
	return remember(ctx, c.here, "controllers", c.here.seeControllers)
}

// User implements [probes.Directory]. Besides the forms named there it takes a
// DN and a bare sAMAccountName.
func (c *Client) User(ctx context.Context, name string) (probes.DirectoryUser, error) {
	if strings.TrimSpace(name) == "" {
		return probes.DirectoryUser{}, &probes.Obstacle{Kind: probes.NoUser}
	}
	return remember(ctx, c.here, "user "+name, func(ctx context.Context) (probes.DirectoryUser, error) {
		return c.exam.seeUser(ctx, name)
	})
}

// Account implements [probes.Directory]. Path and Shared are left out. A name
// of a domain outside the forest is an obstacle of kind NameOfNoDomain, not an
// account that is missing.
func (c *Client) Account(ctx context.Context, name string) (probes.DirectoryUser, error) {
	if strings.TrimSpace(name) == "" {
		return probes.DirectoryUser{}, &probes.Obstacle{Kind: probes.MissingInput, Needs: "connector-account"}
	}
	return remember(ctx, c.here, "account "+name, func(ctx context.Context) (probes.DirectoryUser, error) {
		start := c.here.config.Clock.Now()
		found, err := c.find.seeAccount(ctx, name)
		if refused := ownRefusal(c.here.config.Account, name, err); refused != nil {
			seen := c.here.config.Clock.Stamp(c.here.config.Vantage, start)
			return probes.DirectoryUser{Seen: seen, Asked: name, Refused: refused}, nil //nolint:nilerr // it says what there is to say
		}
		if err != nil {
			return found.user, err
		}
		return c.tokens.withLimits(ctx, found)
	})
}

// PasswordPolicy implements [probes.Directory].
func (c *Client) PasswordPolicy(ctx context.Context, userDN string) (probes.PasswordPolicy, error) {
	return remember(ctx, c.here, "policy "+userDN, func(ctx context.Context) (probes.PasswordPolicy, error) {
		home, err := c.home(ctx, userDN)
		if err != nil {
			return probes.PasswordPolicy{}, err
		}
		return home.exam.seePolicy(ctx, userDN)
	})
}

// PasswordProtection implements [probes.Directory].
func (c *Client) PasswordProtection(ctx context.Context, userDN string) (probes.PasswordProtection, error) {
	home, err := c.home(ctx, userDN)
	if err != nil {
		return probes.PasswordProtection{}, err
	}
	return remember(ctx, home.here, "password protection", home.here.seeProtection)
}

// Rights implements [probes.Directory].
func (c *Client) Rights(ctx context.Context, account, userDN string) (probes.Rights, error) {
	return remember(ctx, c.here, "rights "+account+"\x00"+userDN, func(ctx context.Context) (probes.Rights, error) {
		home, err := c.home(ctx, userDN)
		if err != nil {
			return probes.Rights{}, err
		}
		return home.exam.seeRights(ctx, account, userDN)
	})
}
