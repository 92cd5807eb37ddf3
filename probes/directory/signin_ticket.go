package directory

import (
	"cmp"
	"context"

	"example.com/writeback-doctor/probes/directory/kerberos"
)

// prepareTicket gets a ticket for the controller: from the platform, if nobody
// was named and it has signed somebody in, else with what was given.
func (c *Client) prepareTicket(ctx context.Context, l *link) (do func() error, err error) {
	said, err := l.introduction(ctx)
	if err != nil {
		return nil, err
	}
	spn := "ldap/" + cmp.Or(said.host, l.host)
	if c.byPlatform() {
		shake, end, err := platform(l.peer())
		if err != nil {
			return nil, platformTrouble(spn, err)
		}
		return func() error {
			defer end()
			return platformTrouble(spn, l.ldap.GSSAPIBind(&paced{GSSAPIClient: shake, host: l.host}, spn, ""))
		}, nil
	}
	tickets, err := c.first().ticketsFor(said.domain, l.host)
	if err != nil {
		return nil, err
	}
	shake, err := tickets.Open(ctx, spn, channelBinding(l.peer()))
	if err != nil {
		return nil, err
	}
	return func() error { return l.ldap.GSSAPIBind(&paced{GSSAPIClient: shake, host: l.host}, spn, "") }, nil
}

func (c *Client) byPlatform() bool {
	t := c.config.Tickets
	return t.Platform && c.config.Account == "" && t.Cache == ""
}

// ticketsFor returns the tickets of the one sign-in that all connections
// share, so that a password is proven once.
func (c *Client) ticketsFor(domain, controller string) (*kerberos.Client, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.tickets != nil {
		return c.tickets, nil
	}
	made, err := kerberos.New(kerberos.Config{
		Account: c.config.Account, Password: c.config.Password,
		Keytab: c.config.Tickets.Keytab, Cache: c.config.Tickets.Cache, File: c.config.Tickets.File,
		Domain: cmp.Or(c.config.Domain, domain), Controller: controller, Named: c.domainsByPerson(),
		Network: c.config.Network, Clock: c.config.Clock,
	})
	if err != nil {
		return nil, err
	}
	c.tickets = made
	return made, nil
}
