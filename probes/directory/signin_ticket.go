package directory

import (
	"cmp"
	"context"

	"example.com/writeback-doctor/probes/directory/kerberos"
)

// prepareTicket gets a ticket for the controller: from the platform, if nobody
// was named and it has signed somebody in, else with what was given.
func (s *signing) prepareTicket(ctx context.Context, l *link) (do func() error, err error) {
	said, err := l.introduction(ctx)
	if err != nil {
		return nil, err
	}
	spn := "ldap/" + cmp.Or(said.host, l.host)
	if s.byPlatform() {
		shake, end, err := platform(l.peer())
		if err != nil {
			return nil, platformTrouble(spn, err)
		}
		return func() error {
			defer end()
			return platformTrouble(spn, l.ldap.GSSAPIBind(&paced{GSSAPIClient: shake, host: l.host}, spn, ""))
		}, nil
	}
	tickets, err := s.memory.ticketsOf(func() (*kerberos.Client, error) {
		return s.ticketsFor(said.domain, l.host)
	})
	if err != nil {
		return nil, err
	}
	shake, err := tickets.Open(ctx, spn, channelBinding(l.peer()))
	if err != nil {
		return nil, err
	}
	return func() error { return l.ldap.GSSAPIBind(&paced{GSSAPIClient: shake, host: l.host}, spn, "") }, nil
}

func (s *signing) byPlatform() bool {
	t := s.config.Tickets
	return t.Platform && s.config.Account == "" && t.Cache == ""
}

// ticketsFor signs in at a key distribution centre, as the person gave it.
func (s *signing) ticketsFor(domain, controller string) (*kerberos.Client, error) {
	p := s.person
	return kerberos.New(kerberos.Config{
		Account: p.Account, Password: p.Password,
		Keytab: p.Tickets.Keytab, Cache: p.Tickets.Cache, File: p.Tickets.File,
		Domain: cmp.Or(p.Domain, domain), Controller: controller, Named: s.trust.domainsByPerson(),
		Network: p.Network, Clock: p.Clock,
	})
}
