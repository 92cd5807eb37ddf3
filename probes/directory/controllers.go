package directory

import (
	"context"
	"slices"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
)

// Primary groups of domain controllers (MS-DTYP 2.4.2.4).
const (
	primaryGroupReadOnly = 521 // Read-only Domain Controllers
	controllersFilter    = "(&(objectClass=computer)(|(primaryGroupID=516)(primaryGroupID=521)))"
)

// maxAtOnce bounds how many controllers are asked at the same time.
const maxAtOnce = 16

func (at *place) seeControllers(ctx context.Context) (probes.DomainControllers, error) {
	start := at.config.Clock.Now()
	d, err := at.domain(ctx)
	if err != nil {
		return probes.DomainControllers{}, err
	}
	list, err := at.listControllers(ctx, d)
	if err != nil {
		return probes.DomainControllers{}, err
	}
	if pdc, err := at.pdc(ctx); err == nil && pdc.Host != "" {
		for i := range list {
			list[i].PDC = probes.Said(strings.EqualFold(list[i].Host, pdc.Host))
		}
	}
	if err := at.askEach(ctx, list, d); err != nil {
		return probes.DomainControllers{}, err
	}
	return probes.DomainControllers{
		Seen:        at.config.Clock.Stamp(at.config.Vantage, start),
		DomainLevel: d.DomainLevel, ForestLevel: d.ForestLevel, List: list,
	}, nil
}

// listControllers reads the computer objects of the controllers. Where they
// are hidden, the server objects of the sites have at least the names.
func (at *place) listControllers(ctx context.Context, d probes.Domain) ([]probes.DomainController, error) {
	list, err := probes.Remember(ctx, &at.answers, "controller objects", func(ctx context.Context) ([]probes.DomainController, error) {
		return at.readControllers(ctx, d)
	})
	return slices.Clone(list), err // which the asker fills in
}

func (at *place) readControllers(ctx context.Context, d probes.Domain) ([]probes.DomainController, error) {
	entries, err := at.all(ctx, below(d.BaseDN, controllersFilter, "dNSHostName", "name",
		"operatingSystem", "operatingSystemVersion", "operatingSystemServicePack", "primaryGroupID"))
	if err != nil {
		return nil, err
	}
	if len(entries) == 0 {
		if entries, err = at.all(ctx, below("CN=Sites,"+d.ConfigurationDN, "(objectClass=server)", "dNSHostName")); err != nil {
			return nil, err
		}
		entries = slices.DeleteFunc(entries, func(e *ldap.Entry) bool { return !inDomain(e.GetEqualFoldAttributeValue("dNSHostName"), d.DNSName) })
	}
	list := make([]probes.DomainController, 0, len(entries))
	for _, e := range entries {
		list = append(list, controllerOf(e, d.DNSName))
	}
	probes.SortStable(list, func(a, b probes.DomainController) int { return strings.Compare(a.Host, b.Host) })
	return list, nil
}

// inDomain reports whether a host is one label below the domain. Sites hold
// the servers of every domain of the forest.
func inDomain(host, domain string) bool {
	_, rest, ok := strings.Cut(host, ".")
	return ok && strings.EqualFold(rest, domain)
}

func controllerOf(e *ldap.Entry, domain string) probes.DomainController {
	host := e.GetEqualFoldAttributeValue("dNSHostName")
	if name := e.GetEqualFoldAttributeValue("name"); host == "" && name != "" {
		host = name + "." + domain
	}
	readOnly := probes.Unsaid
	if primary, seen := number(e, "primaryGroupID"); seen {
		readOnly = probes.Said(primary == primaryGroupReadOnly)
	}
	return probes.DomainController{
		Host:        strings.TrimSuffix(host, "."),
		OS:          e.GetEqualFoldAttributeValue("operatingSystem"),
		OSVersion:   e.GetEqualFoldAttributeValue("operatingSystemVersion"),
		ServicePack: e.GetEqualFoldAttributeValue("operatingSystemServicePack"),
		ReadOnly:    readOnly,
	}
}

// askEach reads the rootDSE of every controller, at most maxAtOnce at a time.
// The one in use has answered already.
func (at *place) askEach(ctx context.Context, list []probes.DomainController, inUse probes.Domain) error {
	return atOnce(len(list), func(i int) {
		dc := &list[i]
		if strings.EqualFold(dc.Host, inUse.Controller) {
			speak(dc, inUse)
			return
		}
		said, err := at.poll(ctx, dc.Host)
		if err != nil {
			dc.Answer = contactOf(err)
			return
		}
		speak(dc, said) // copies what glance has read
	})
}

// speak fills in what a controller says of itself.
func speak(dc *probes.DomainController, d probes.Domain) {
	dc.Answer, dc.Level = probes.Open, d.ControllerLevel
	if len(d.Controls) == 0 { // every controller has some: this answer lacks the part
		return
	}
	dc.PolicyHints = probes.Said(slices.Contains(d.Controls, policyHints) || slices.Contains(d.Controls, policyHintsOld))
}

// poll reads the rootDSE of one controller over both ports at once, and takes
// the first answer. Port 389 is asked without TLS: nothing secret is sent or
// said, and many controllers have no certificate. When neither answers, the
// end of 389 is told, which every controller serves.
func (at *place) poll(ctx context.Context, host string) (probes.Domain, error) {
	if host == "" {
		return probes.Domain{}, &probes.Obstacle{Kind: probes.NameUnknown}
	}
	ctx, cancel := at.config.Clock.Within(ctx, pollTime, nil)
	defer cancel()
	defer at.links.whenClosed(cancel)()
	type reply struct {
		plain bool
		said  probes.Domain
		err   error
	}
	replies := make(chan reply, 2)
	for _, r := range []road{{host: host, port: portLDAP}, {host: host, port: portLDAPS, direct: true}} {
		go func() {
			answer := reply{plain: !r.direct}
			defer func() { replies <- answer }()
			defer probes.Caught(&answer.err)
			answer.said, answer.err = at.dialer.glance(ctx, r)
		}()
	}
	var plain error
	for range 2 {
		r := <-replies
		if r.err == nil {
			return r.said, nil
		}
		if r.plain {
			plain = r.err
		}
	}
	return probes.Domain{}, plain
}

// glance opens a connection of its own, reads the rootDSE and closes.
func (on dialer) glance(ctx context.Context, r road) (probes.Domain, error) {
	socket, err := on.dial(ctx, r)
	if err != nil {
		return probes.Domain{}, err
	}
	l := &link{socket: socket, wire: socket, host: r.host, clock: on.clock, secure: r.direct}
	if r.direct {
		if l.wire, err = on.secure(ctx, r.host, socket); err != nil {
			_ = socket.Close()
			return probes.Domain{}, on.handshakeTrouble(r.host, socket, err)
		}
	}
	l.ldap = ldap.NewConn(l.wire, l.secure)
	l.ldap.Start()
	defer l.cut()
	result, err := l.ask(ctx, rootDSE())
	if err != nil {
		return probes.Domain{}, l.trouble(err)
	}
	if len(result.Entries) != 1 {
		return probes.Domain{}, &probes.Obstacle{Kind: probes.NotTheProtocol, Host: r.host}
	}
	return domainOf(result.Entries[0]), nil
}
