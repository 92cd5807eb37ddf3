package directory

import (
	"cmp"
	"context"
	"net"
	"slices"
	"strconv"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/internal/sockets"
)

// Ports of a controller (MS-ADTS 3.1.1.3 and the port tables of the product).
const (
	portLDAP          = "389"
	portLDAPS         = "636"
	portCatalog       = "3268"
	portCatalogSecure = "3269"
)

// road is one way to a controller.
type road struct {
	host   string // as it was named; certificates are verified against it
	port   string
	direct bool // TLS from the first byte (LDAPS), rather than StartTLS
}

func (r road) addr() string { return net.JoinHostPort(r.host, r.port) }

// roadsTo reads the ways in which a person names a controller. Where nothing
// is said about the transport it is LDAPS first, then StartTLS.
func roadsTo(controller string) ([]road, bool) {
	scheme, rest, named := strings.Cut(controller, "://")
	if !named {
		scheme, rest = "", controller
	}
	host, port, ok := hostPort(strings.TrimSuffix(rest, "/"))
	if !ok {
		return nil, false
	}
	secure := road{host: host, port: or(port, portLDAPS), direct: true}
	upgraded := road{host: host, port: or(port, portLDAP)}
	switch {
	case strings.EqualFold(scheme, "ldaps"):
		return []road{secure}, true
	case strings.EqualFold(scheme, "ldap"):
		return []road{upgraded}, true
	case scheme != "":
		return nil, false
	case port == portLDAPS, port == portCatalogSecure:
		return []road{secure}, true
	case port == portLDAP, port == portCatalog:
		return []road{upgraded}, true
	default:
		return []road{secure, upgraded}, true
	}
}

// hostPort cuts "host:port"; the port is "" when there is none.
func hostPort(text string) (host, port string, ok bool) {
	host, port, err := net.SplitHostPort(text)
	if err != nil { // no port, or an IPv6 address as such
		host, port = strings.Trim(text, "[]"), ""
		if strings.Contains(host, ":") && net.ParseIP(host) == nil {
			return "", "", false
		}
	}
	host = strings.TrimSuffix(host, ".")
	if host == "" || strings.ContainsAny(host, "/ \t@\\") {
		return "", "", false
	}
	if port == "" {
		return host, "", true
	}
	n, err := strconv.ParseUint(port, 10, 16)
	return host, port, err == nil && n > 0
}

func or(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

// roads returns the ways to try, best first, one group a controller: to the
// one that was named, else to those that DNS names.
func (c *choice) roads(ctx context.Context) ([][]road, error) {
	if c.controller != "" {
		group, ok := roadsTo(c.controller)
		if !ok {
			return nil, &probes.Obstacle{Kind: probes.NoDomain, Needs: c.controller}
		}
		return [][]road{group}, nil
	}
	if c.domain == "" {
		return nil, &probes.Obstacle{Kind: probes.NoDomain}
	}
	var groups [][]road
	known := map[string]bool{}
	hosts, cause := c.named(ctx)
	for _, host := range c.trust.vouched(ctx, hosts) {
		if group, ok := c.ways(host); ok && !known[strings.ToLower(host)] {
			known[strings.ToLower(host)] = true
			groups = append(groups, group)
		}
	}
	if len(groups) == 0 {
		return nil, noController(c.domain, cause)
	}
	return groups, nil
}

// ways returns the ways to a host that DNS named.
func (c *choice) ways(host string) ([]road, bool) {
	if !c.catalog {
		return roadsTo(host)
	}
	host, _, ok := hostPort(host)
	return []road{{host: host, port: portCatalogSecure, direct: true}, {host: host, port: portCatalog}}, ok
}

// named asks DNS for the PDC emulator and for every controller, at once, and
// returns the former first, after those of this machine's site where that is
// known; or for the global catalogs.
func (c *choice) named(ctx context.Context) ([]string, error) {
	if c.catalog {
		return c.dialer.srv(ctx, roleCatalog, c.domain)
	}
	c.mu.Lock()
	site := c.site
	c.mu.Unlock()
	near := c.inSite(ctx, site)
	var others []string
	var problem error
	asked := make(chan struct{})
	go func() {
		defer close(asked)
		defer probes.Caught(&problem)
		others, problem = c.dialer.srv(ctx, roleDC, c.domain)
	}()
	hosts, err := c.dialer.srv(ctx, rolePDC, c.domain)
	<-asked
	return slices.Concat(near, hosts, others), cmp.Or(problem, err)
}

// noController is the obstacle of a domain whose controllers DNS does not name.
func noController(domain string, cause error) error {
	if cause == nil { // an answer without a usable record
		return &probes.Obstacle{Kind: probes.NameUnknown, Host: domain}
	}
	return trouble(domain, cause)
}

// Roles under which a controller registers its SRV records (MS-ADTS 6.3.2.3).
const (
	rolePDC = "pdc"
	roleDC  = "dc"
	// roleCatalog is registered in the root domain of the forest alone.
	roleCatalog = "gc"
)

// srv asks for the hosts of a role, as an absolute name, so that no search
// list of this machine takes part.
func (d dialer) srv(ctx context.Context, role, domain string) ([]string, error) {
	ctx, cancel := d.clock.Within(ctx, nameTime, nil)
	defer cancel()
	name := "_ldap._tcp." + role + "._msdcs." + domain + "."
	_, records, err := d.network.Names().LookupSRV(ctx, "", "", name)
	hosts := make([]string, 0, len(records))
	for _, r := range records {
		if host := strings.TrimSuffix(r.Target, "."); host != "" {
			hosts = append(hosts, host)
		}
	}
	if len(hosts) > 0 {
		return hosts, nil // some records of the answer may have been unusable
	}
	return nil, err //nolint:wrapcheck // a *net.DNSError holds the name already
}

// answered reports whether name servers said which hosts there are.
func answered(srv probes.Contact) bool { return srv == probes.Open || srv == probes.NoSuchName }

// srvContact says how the question for SRV records ended.
func srvContact(hosts []string, err error) probes.Contact {
	switch {
	case len(hosts) > 0:
		return probes.Open
	case err == nil: // an answer without a usable record
		return probes.NoSuchName
	default:
		return cmp.Or(sockets.NameContact(err), probes.NoNameServer)
	}
}
