package directory

import (
	"context"
	"slices"
	"strings"
	"sync"

	"example.com/writeback-doctor/probes"
)

// choice is which controllers there are to choose from, and which of them did
// not keep what they promised: they took a sign-in, and then fell silent or
// broke off.
type choice struct {
	domain     string // DNS name; "" when only a controller is known
	controller string // the only one, as Config names it; "" for those that DNS names
	catalog    bool   // they are asked as global catalogs
	dialer     dialer
	trust      trust

	mu      sync.Mutex
	known   []string        // hosts that the last opening could have tried
	asked   bool            // a controller was asked for the site of this machine
	site    string          // what it said; "" for nothing
	avoided map[string]bool // by host, in lower case; until forget
}

func (c *choice) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.avoided = nil
}

// siteSeen reports whether a controller was asked for the site of this machine.
func (c *choice) siteSeen() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.asked
}

func (c *choice) learnSite(site string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked, c.site = true, site
}

// inSite are the controllers that DNS names for a site; none for no site.
func (c *choice) inSite(ctx context.Context, site string) []string {
	if site == "" {
		return nil
	}
	hosts, err := c.dialer.srv(ctx, site+"._sites."+roleDC, c.domain)
	if err != nil {
		return nil
	}
	return hosts
}

// preferred puts the controllers that are avoided last, and remembers what
// there is. Both keep their order.
func (c *choice) preferred(groups [][]road) [][]road {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known = nil
	for _, g := range groups {
		c.known = append(c.known, strings.ToLower(g[0].host))
	}
	sorted := slices.Clone(groups)
	probes.SortStable(sorted, func(a, b []road) int { return c.rank(a) - c.rank(b) })
	return sorted
}

func (c *choice) rank(group []road) int {
	if c.avoided[strings.ToLower(group[0].host)] {
		return 1
	}
	return 0
}

// avoid lets later questions go to other controllers first, and reports
// whether there is one.
func (c *choice) avoid(host string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.avoided == nil {
		c.avoided = map[string]bool{}
	}
	c.avoided[strings.ToLower(host)] = true
	return slices.ContainsFunc(c.known, func(h string) bool { return !c.avoided[h] })
}
