package directory

import (
	"context"
	"strings"
	"sync"

	"example.com/writeback-doctor/probes"
)

// kinship ties the clients of one forest together: the first, whom a person's
// questions go to, and its relatives for other domains, other controllers and
// the global catalog. A relative has the credentials, network, clock and
// limits of the first, and is closed and forgotten with it.
type kinship struct {
	head   *Client // nil in the first
	mu     sync.Mutex
	closed bool
	kin    map[string]*Client
}

// first returns the client that a person's questions go to.
func (c *Client) first() *Client {
	if c.head != nil {
		return c.head
	}
	return c
}

// domainClient returns the client of a domain of the forest by its DNS name.
func (c *Client) domainClient(ctx context.Context, dnsName string) (*Client, error) {
	return c.relative(ctx, "domain "+strings.ToLower(dnsName), false, func(r *Config) { r.Domain = dnsName })
}

// controllerClient returns the client of one controller of a client's domain,
// by its host name.
func (c *Client) controllerClient(ctx context.Context, d probes.Domain, host string) (*Client, error) {
	only := c.config.Controller != "" && strings.EqualFold(host, d.Controller) // however it was named
	if l, err := c.links.link(ctx); only || err == nil && strings.EqualFold(host, l.host) {
		return c, nil
	}
	return c.relative(ctx, "controller "+strings.ToLower(host), false, func(r *Config) {
		r.Domain, r.Controller = d.DNSName, host
	})
}

// relative returns the relative of a name, and makes it when there is none.
func (c *Client) relative(ctx context.Context, name string, catalog bool, set func(*Config)) (*Client, error) {
	head := c.first()
	d, err := head.Domain(ctx)
	if err != nil {
		return nil, err
	}
	account, err := head.accountForest(ctx, d)
	if err != nil {
		return nil, err
	}
	head.mu.Lock()
	defer head.mu.Unlock()
	if head.closed {
		return nil, &probes.Obstacle{Kind: probes.Stopped, Host: d.Controller}
	}
	if known := head.kin[name]; known != nil {
		return known, nil
	}
	config := head.config
	config.Controller, config.Account = "", account
	set(&config)
	made := newClient(config, head.config, head.elsewhere(), head.memory.elsewhere(), catalog)
	made.head = head
	if head.kin == nil {
		head.kin = map[string]*Client{}
	}
	head.kin[name] = made
	return made, nil
}

// accountForest returns the account as every domain of the forest knows it. A
// bare name is one of the first's own domain, and a DN is understood there
// alone; both have the implicit user principal name (MS-ADTS 5.1.1.1.1).
func (c *Client) accountForest(ctx context.Context, d probes.Domain) (string, error) {
	name := c.config.Account
	switch {
	case isDN(name):
		e, err := c.one(ctx, baseRead(name, "sAMAccountName"))
		if err != nil {
			return "", err
		}
		if sam := e.GetEqualFoldAttributeValue("sAMAccountName"); sam != "" {
			return sam + "@" + probes.DN(e.DN).DNS(), nil
		}
		return name, nil
	case name != "" && !strings.ContainsAny(name, `@\`):
		return name + "@" + d.DNSName, nil
	default:
		return name, nil
	}
}
