package directory

import (
	"context"
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
)

// distrust says why nobody signs in at a host, and nil when somebody may. TLS
// proves only that a host is who it says; which host it is comes from SRV
// records, directory entries and referrals, which anybody may have made. So a
// password or a ticket is shown to three kinds of hosts: the controller that the
// person named, those at or below the domain that the person named, and those
// that the forest itself lists as its controllers. A controller that was named
// pins: the domain then vouches for no other.
func (c *Client) distrust(ctx context.Context, host string) *probes.Obstacle {
	head := c.first()
	if head.byPerson(host) {
		return nil
	}
	why := &probes.Obstacle{Kind: probes.HostNotTrusted, Host: host, Needs: head.config.Domain}
	if group, ok := roadsTo(head.config.Controller); ok {
		why.Needs = group[0].host
	}
	if c == head { // which has nobody else to ask
		return why
	}
	listed, err := head.listed(ctx)
	if slices.ContainsFunc(listed, func(known string) bool { return probes.SameHost(known, host) }) {
		return nil
	}
	why.Err = err
	return why
}

// byPerson reports whether the person named a host, by itself or by its domain.
func (c *Client) byPerson(host string) bool {
	if c.config.Controller == "" {
		return probes.HostWithin(host, c.config.Domain)
	}
	group, ok := roadsTo(c.config.Controller)
	return ok && probes.SameHost(group[0].host, host)
}

// domainsByPerson are the domains whose hosts may see a password proven: the one
// that was named, unless a controller was pinned, and the one that the person
// wrote with the account.
func (c *Client) domainsByPerson() []string {
	var list []string
	if c.config.Controller == "" {
		list = append(list, c.config.Domain)
	}
	if prefix, _, ok := strings.Cut(c.config.Account, `\`); ok {
		return append(list, prefix)
	}
	if at := strings.LastIndexByte(c.config.Account, '@'); at >= 0 {
		list = append(list, c.config.Account[at+1:])
	}
	return list
}

// listed are the hosts of all controllers of the forest: the server objects of
// its sites, which administrators of the forest alone can make (MS-ADTS
// 6.1.1.2.2.1.2.1). The controller that is asked was trusted itself, its
// certificate verified, and it took a sign-in, or there is no answer. It is asked
// once more where they stand: what the first rootDSE was read from need not be
// that controller.
func (c *Client) listed(ctx context.Context) ([]string, error) {
	return probes.Remember(ctx, &c.answers, "listed controllers", func(ctx context.Context) ([]string, error) {
		said, err := c.one(ctx, baseRead("", "configurationNamingContext"))
		if err != nil {
			return nil, err
		}
		servers, err := c.all(ctx, below("CN=Sites,"+said.GetEqualFoldAttributeValue("configurationNamingContext"), "(objectClass=server)", "dNSHostName"))
		var hosts []string
		for _, s := range servers {
			hosts = append(hosts, s.GetEqualFoldAttributeValue("dNSHostName"))
		}
		return hosts, err
	})
}

// vouched leaves out the roads to hosts that nobody may sign in at, where there
// are others.
func (c *Client) vouched(ctx context.Context, hosts []string) []string {
	trusted := slices.DeleteFunc(slices.Clone(hosts), func(h string) bool { return c.distrust(ctx, h) != nil })
	if len(trusted) == 0 {
		return hosts
	}
	return trusted
}
