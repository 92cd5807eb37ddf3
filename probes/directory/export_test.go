package directory

import "context"

// For tests of what cannot be seen from outside: no server of the tests lays a
// descriptor out in two ways.
var (
	Fingerprint = fingerprint
	DomainsOf   = domainsOf
	SiteOf      = func(raw []byte) (string, bool) { p := pongOf(raw); return p.site, p.closest }
)

// InCatalog is for tests against a forest of one domain, which never needs a
// catalog.
func InCatalog(ctx context.Context, c *Client, filter string) ([]string, error) {
	return c.forest.inCatalog(ctx, filter)
}
