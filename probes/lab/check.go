package lab

import (
	"net"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// checker holds a world that was read against what no world can be. What it
// refuses is about several values at once; single values are refused where
// they are read.
type checker struct {
	world *World
	root  *yaml.Node // the outermost mapping; nil in an empty file
	read  *reader
}

// at returns the node of a path of keys, or the nearest one above it that the
// file has, so that a fault always has a line.
func (c *checker) at(path ...string) *yaml.Node {
	node := c.root
	for _, key := range path {
		next := child(node, key)
		if next == nil {
			break
		}
		node = next
	}
	if node == nil {
		return &yaml.Node{Kind: yaml.ScalarNode, Line: 1}
	}
	return node
}

func child(n *yaml.Node, key string) *yaml.Node {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

func (c *checker) demand(holds bool, want string, path ...string) {
	if !holds {
		c.read.fault(c.at(path...), want)
	}
}

func (c *checker) all() {
	c.expectation()
	c.directory()
	c.tenant()
	c.credentials()
	c.server(&c.world.server, "server")
	for host, s := range c.world.servers {
		path := []string{"servers", host}
		c.demand(host == s.host && strings.Contains(host, ".") && !strings.EqualFold(host, c.world.server.host), "the DNS name of another server", path...)
		c.demand(!s.none, "a server that is there", path...)
		c.server(&s, path...)
	}
	c.proxies()
	c.hosts()
	rules := c.at("network")
	for i := range c.world.network {
		if rules.Kind == yaml.SequenceNode && i < len(rules.Content) {
			c.rule(&c.world.network[i], rules.Content[i])
		}
	}
}

func (c *checker) expectation() {
	e := &c.world.Expect
	c.demand((e.Cause == "") == (e.Outcome == ""), "cause and outcome together", "expect")
	c.demand(e.Status != "broken" && e.Status != "warning" || e.Cause != "", "a cause for this status", "expect")
	c.demand(e.Status != "healthy" || e.Cause == "", "no cause for a healthy world", "expect", "cause")
	c.demand(e.Status == "broken" || len(e.Also) == 0, "nothing broken besides unless the world is", "expect", "also")
	c.demand(e.Cause != "" || len(e.Warnings) == 0, "a warning as the cause before others beside it", "expect", "warnings")
	unseen := e.Status == "broken" || e.Status == "unknown"
	c.demand(unseen || len(e.Unknown) == 0, "nothing unknown with this status", "expect", "unknown")
	found := map[string]string{e.Cause: "cause"}
	for _, list := range []struct {
		key string
		ids []string
	}{{"also", e.Also}, {"warnings", e.Warnings}, {"unknown", e.Unknown}, {"explained", sortedKeys(e.Explained)}} {
		for _, id := range list.ids {
			_, twice := found[id]
			c.demand(!twice, "each step once; "+id+" stands in "+found[id]+" too", "expect", list.key)
			found[id] = list.key
		}
	}
}

func (c *checker) directory() {
	d := &c.world.directory
	c.demand(strings.Contains(d.domain, "."), "a domain name with a dot", "directory", "domain")
	c.domain(d, "directory")
	for _, name := range sortedKeys(d.domains) {
		other := d.domains[name]
		path := []string{"directory", "domains", name}
		c.demand(strings.Contains(name, ".") && name != d.domain, "another domain name with a dot", path...)
		c.demand(other.netbios != "" && other.netbios != d.netbios, "a netbios of its own", path...)
		c.domain(&other, path...)
	}
	for _, name := range sortedKeys(d.forests) {
		other := d.forests[name]
		path := []string{"directory", "forests", name}
		c.demand(strings.Contains(name, ".") && !slices.Contains(d.domainNames(), name), "the name of another domain with a dot", path...)
		c.demand(other.netbios != "" && other.netbios != d.netbios, "a netbios of its own", path...)
		c.domain(&other, path...)
	}
	c.demand(d.withConnector().connectorName != "", "a connector account in one domain", "directory")
}

// domain demands of one domain what each must have.
func (c *checker) domain(d *directory, path ...string) {
	at := func(keys ...string) []string { return append(slices.Clone(path), keys...) }
	_, known := d.controllers[d.pdc]
	c.demand(known, "a PDC emulator that is a controller: "+strings.Join(d.controllerNames(), ", "), at("controllers")...)
	c.demand(!d.controllers[d.pdc].readOnly, "a PDC emulator that is not read-only", at("controllers", d.pdc)...)
	c.demand(d.forestLevel <= d.domainLevel, "a forest level that no domain is below", path...)
	for sam, p := range d.users {
		inside := strings.HasPrefix(p.ou, "OU=") || strings.HasPrefix(p.ou, "CN=")
		c.demand(inside, "a container such as OU=Staff", at("users", sam, "ou")...)
		for i, one := range p.changes {
			_, known := d.controllers[one.by]
			c.demand(known || one.by == "", "a controller: "+strings.Join(d.controllerNames(), ", "), at("users", sam, "changes", strconv.Itoa(i), "by")...)
		}
		for name := range p.copies {
			_, known := d.controllers[name]
			c.demand(known, "a controller: "+strings.Join(d.controllerNames(), ", "), at("users", sam, "copies", name)...)
		}
	}
	_, taken := d.users[d.connectorName]
	c.demand(!taken, "a name for the connector account that no user has", at("connector-name")...)
}

func (c *checker) tenant() {
	for upn, u := range c.world.tenant.users {
		home := c.world.directory.homeOf(u.account)
		_, from := home.users[u.account]
		want := "the directory account that the user comes from: " + strings.Join(sortedKeys(home.users), ", ")
		c.demand(from || u.sync == "never", want, "tenant", "users", upn)
		_, suffix, _ := strings.Cut(upn, "@")
		_, registered := c.world.tenant.domains[suffix]
		c.demand(registered, "a user of one of the domains "+strings.Join(sortedKeys(c.world.tenant.domains), ", "), "tenant", "users", upn)
		u.licenses = slices.DeleteFunc(slices.Clone(u.licenses), func(part string) bool {
			_, owned := c.world.tenant.skus[part]
			return !owned // whoever takes a product away takes it from its holders
		})
		c.world.tenant.users[upn] = u
	}
	for path, a := range c.world.tenant.answers {
		c.demand(a.status != 0 || a.body != "" || len(a.without)+len(a.null) > 0, "a status", "tenant", "answers", path)
		c.demand(path == "*" || strings.HasPrefix(path, "/"), "a path such as /subscribedSkus, or *", "tenant", "answers", path)
		_, err := strconv.ParseFloat(a.retryAfter, 64)
		c.demand(a.retryAfter == "" || err == nil, "seconds", "tenant", "answers", path, "retry-after")
	}
}

// server demands of one Connect server what each must have.
func (c *checker) server(s *server, path ...string) {
	at := func(keys ...string) []string { return append(slices.Clone(path), keys...) }
	for i := range s.runs {
		c.demand(s.runs[i].connector != "" && s.runs[i].profile != "", "a connector and a profile for every run", at("runs")...)
	}
	for i := range s.events.list {
		c.demand(s.events.list[i].id != 0, "an id for every event", at("events", "list")...)
	}
	entra := slices.ContainsFunc(sortedKeys(s.connectors), func(name string) bool { return s.connectors[name].entra })
	c.demand(entra, "one connector with entra: true", at("connectors")...)
	for sam := range s.links {
		_, known := c.world.directory.homeOf(sam).users[sam]
		c.demand(known, "a user of the directory", at("links", sam)...)
	}
}

func (c *checker) proxies() {
	for at := range c.world.proxies {
		host, port, err := net.SplitHostPort(at)
		n, bad := strconv.Atoi(port)
		c.demand(err == nil && bad == nil && host != "" && n > 0 && n < 1<<16, "a proxy as host:port", "proxies", at)
	}
}

// hosts demands of the further hosts that nothing of this world has their names.
func (c *checker) hosts() {
	others := *c.world
	others.hosts = nil
	taken := others.names()
	for _, h := range c.world.hosts {
		host := relayHost(h)
		c.demand(h != "" && !slices.Contains(taken, host), "the name of a host that this world does not have yet", "hosts")
		taken = append(taken, host)
	}
}

// rule demands of a rule what its kind needs.
func (c *checker) rule(v *rule, n *yaml.Node) {
	demand := func(holds bool, want string) {
		if !holds {
			c.read.fault(n, want)
		}
	}
	demand(v.Host != "" && v.Do != "", "a rule with host and do")
	demand((v.Do == doForget || v.Do == doClose) == (v.After > 0), "after with forget-idle and close-idle, and nowhere else")
	demand((v.Do == doIntercept) == (v.Organization != ""), "organization with intercept, and nowhere else")
	demand((v.Do == doCaptive) == (v.To != ""), "to with captive, and nowhere else")
	demand((v.Do == doStatus) == (v.Status != 0), "status with status, and nowhere else")
	known := slices.ContainsFunc(c.world.names(), func(host string) bool { return v.matches(&c.world.directory, host, v.Port) })
	demand(v.Host == "" || known, "a host of this world: "+strings.Join(c.world.names(), ", "))
}

// names are those of all machines of the world.
func (w *World) names() []string {
	hosts := w.cloudHosts()
	for _, d := range w.directory.everyDomain() {
		for _, name := range d.controllerNames() {
			hosts = append(hosts, d.fqdn(name))
		}
	}
	for at := range w.proxies {
		if host, _, err := net.SplitHostPort(at); err == nil {
			hosts = append(hosts, strings.ToLower(host))
		}
	}
	hosts = append(hosts, strings.ToLower(w.server.host))
	for host := range w.servers {
		hosts = append(hosts, strings.ToLower(host))
	}
	slices.Sort(hosts)
	return slices.Compact(hosts)
}
