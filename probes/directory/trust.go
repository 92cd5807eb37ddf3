package directory

import (
	"context"
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
)

// trust is whom a password or a ticket may be shown.
type trust struct {
	domain, controller, account string // what the person named, whichever domain is asked
	// listed are the controllers that the forest itself lists; nil where there
	// is nobody to ask yet.
	listed func(context.Context) ([]string, error)
}

// distrust says why nobody signs in at a host, and nil when somebody may. TLS
// proves only that a host is who it says; which host it is comes from SRV
// records, directory entries and referrals, which anybody may have made. So a
// password or a ticket is shown to three kinds of hosts: the controller that the
// person named, those at or below the domain that the person named, and those
// that the forest itself lists as its controllers. A controller that was named
// pins: the domain then vouches for no other.
func (t trust) distrust(ctx context.Context, host string) *probes.Obstacle {
	if t.byPerson(host) {
		return nil
	}
	why := &probes.Obstacle{Kind: probes.HostNotTrusted, Host: host, Needs: t.domain}
	if group, ok := roadsTo(t.controller); ok {
		why.Needs = group[0].host
	}
	if t.listed == nil {
		return why
	}
	listed, err := t.listed(ctx)
	if slices.ContainsFunc(listed, func(known string) bool { return probes.SameHost(known, host) }) {
		return nil
	}
	why.Err = err
	return why
}

// byPerson reports whether the person named a host, by itself or by its domain.
func (t trust) byPerson(host string) bool {
	if t.controller == "" {
		return probes.HostWithin(host, t.domain)
	}
	group, ok := roadsTo(t.controller)
	return ok && probes.SameHost(group[0].host, host)
}

// domainsByPerson are the domains whose hosts may see a password proven: the one
// that was named, unless a controller was pinned, and the one that the person
// wrote with the account.
func (t trust) domainsByPerson() []string {
	var list []string
	if t.controller == "" {
		list = append(list, t.domain)
	}
	if prefix, _, ok := strings.Cut(t.account, `\`); ok {
		return append(list, prefix)
	}
	if at := strings.LastIndexByte(t.account, '@'); at >= 0 {
		list = append(list, t.account[at+1:])
	}
	return list
}

// listed are the hosts of all controllers of the forest: the server objects of
// its sites, which administrators of the forest alone can make (MS-ADTS
// 6.1.1.2.2.1.2.1). The controller that is asked was trusted itself, its
// certificate verified, and it took a sign-in, or there is no answer. It is asked
// once more where they stand: what the first rootDSE was read from need not be
// that controller.
func (at *place) listed(ctx context.Context) ([]string, error) {
	return probes.Remember(ctx, &at.answers, "listed controllers", func(ctx context.Context) ([]string, error) {
		said, err := at.one(ctx, baseRead("", "configurationNamingContext"))
		if err != nil {
			return nil, err
		}
		servers, err := at.all(ctx, below("CN=Sites,"+said.GetEqualFoldAttributeValue("configurationNamingContext"), "(objectClass=server)", "dNSHostName"))
		var hosts []string
		for _, s := range servers {
			hosts = append(hosts, s.GetEqualFoldAttributeValue("dNSHostName"))
		}
		return hosts, err
	})
}

// vouched leaves out the roads to hosts that nobody may sign in at, where there
// are others.
func (t trust) vouched(ctx context.Context, hosts []string) []string {
	trusted := slices.DeleteFunc(slices.Clone(hosts), func(h string) bool { return t.distrust(ctx, h) != nil })
	if len(trusted) == 0 {
		return hosts
	}
	return trusted
}
