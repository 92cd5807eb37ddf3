package directory

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"example.com/writeback-doctor/probes"
)

// domainTime bounds one domain of a forest: longer than one controller that
// drops packets takes on both ports, so that the next one is still asked.
const domainTime = 15 * time.Second

// forestTime bounds all of them. A forest has a few domains; of one with very
// many, those that did not get their turn say that time was up.
const forestTime = 40 * time.Second

// forest is the domains of one forest: the first, which the person named, and
// its kin, which are other domains, other controllers and the global catalog.
// They have the credentials, network, clock and limits of the first, and are
// closed and forgotten with it.
type forest struct {
	first *place

	mu     sync.Mutex
	closed bool
	kin    map[string]*place
}

// close ends a place, and with the first one all others.
func (f *forest) close(p *place) {
	p.links.close()
	if p != f.first {
		return
	}
	f.mu.Lock()
	kin := f.kin
	f.closed, f.kin = true, nil
	f.mu.Unlock()
	for _, relative := range kin {
		relative.links.close()
	}
}

// forget drops what a place remembers, and with the first one what all others
// do.
func (f *forest) forget(p *place) {
	p.forget()
	if p != f.first {
		return
	}
	f.mu.Lock()
	kin := slices.Collect(maps.Values(f.kin))
	f.mu.Unlock()
	for _, relative := range kin {
		relative.forget()
	}
}

// Forest implements [probes.Directory]. It needs an account. A domain that
// cannot be reached says so in its own Why and leaves the others as they are.
func (c *Client) Forest(ctx context.Context) (probes.Forest, error) {
	return remember(ctx, c.forest.first, "forest", c.forest.see)
}

// Home implements [probes.Directory]. The relative that it returns is closed
// with this client.
func (c *Client) Home(ctx context.Context, dn string) (probes.Directory, error) {
	home, err := c.home(ctx, dn)
	if err != nil {
		return nil, c.here.obstacle(ctx, err)
	}
	return home, nil
}

func (f *forest) see(ctx context.Context) (probes.Forest, error) {
	start := f.first.config.Clock.Now()
	d, err := f.first.domain(ctx)
	if err != nil {
		return probes.Forest{}, err
	}
	known, err := f.partitions(ctx)
	if err != nil {
		return probes.Forest{}, err
	}
	if !slices.ContainsFunc(known, func(p partition) bool { return p.is(d) }) {
		known = append(slices.Clone(known), partition{dnsName: d.DNSName, baseDN: d.BaseDN})
	}
	ctx, cancel := f.first.config.Clock.Within(ctx, forestTime, nil)
	defer cancel()
	domains := make([]probes.ForestDomain, len(known))
	if err := atOnce(len(known), func(i int) { domains[i] = f.seeDomain(ctx, known[i]) }); err != nil {
		return probes.Forest{}, err
	}
	probes.SortStable(domains, func(a, b probes.ForestDomain) int { return strings.Compare(a.DNSName, b.DNSName) })
	return probes.Forest{
		Seen:       f.first.config.Clock.Stamp(f.first.config.Vantage, start),
		RootDomain: probes.DN(d.ForestBaseDN).DNS(), Level: d.ForestLevel, Domains: domains,
	}, nil
}

// atOnce does n things, at most maxAtOnce at a time. It returns an error when
// one of them panicked, which leaves its answer unsaid.
func atOnce(n int, do func(int)) error {
	var all sync.WaitGroup
	crashes := make([]error, n)
	slots := make(chan struct{}, maxAtOnce)
	for i := range n {
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots }()
			defer probes.Caught(&crashes[i])
			do(i)
		})
	}
	all.Wait()
	return cmp.Or(crashes...) //nolint:wrapcheck // it is an obstacle
}

// seeForestDomain asks DNS and a controller of one domain side by side, so
// that a domain whose controllers are out of reach still has its records.
func (f *forest) seeDomain(ctx context.Context, p partition) (seen probes.ForestDomain) {
	ctx, cancel := f.first.config.Clock.Within(ctx, domainTime, nil)
	defer cancel()
	seen = probes.ForestDomain{DNSName: p.dnsName, BaseDN: p.baseDN, NetBIOSName: p.netbios}
	var crash error
	asked := make(chan struct{})
	go func() {
		defer close(asked)
		defer probes.Caught(&crash)
		hosts, err := f.first.dialer.srv(ctx, rolePDC, p.dnsName)
		seen.SRVAnswer = srvContact(hosts, err)
		seen.SRV = probes.AllIf(hosts, answered(seen.SRVAnswer))
	}()
	level, pdc, err := f.headOf(ctx, p)
	<-asked
	seen.Level, seen.Answer = level, probes.Open
	if level == "" {
		seen.Answer = contactOf(err)
	}
	if seen.PDC = pdc.host; err == nil {
		seen.OwnerGone = probes.Said(pdc.gone)
	}
	if err == nil {
		err = crash
	}
	seen.Why = probes.AsObstacle(f.first.obstacle(ctx, err))
	return seen
}

// headOf reads the level and the role owner of one domain from a controller
// of its own. The level is "" when none was reached.
func (f *forest) headOf(ctx context.Context, p partition) (level string, pdc owner, err error) {
	defer probes.Caught(&err)
	in, err := f.of(ctx, p)
	if err != nil {
		return "", owner{}, err
	}
	d, err := in.domain(ctx)
	if err != nil {
		return "", owner{}, err
	}
	pdc, err = in.roleOwner(ctx, d)
	return d.DomainLevel, pdc, err
}
