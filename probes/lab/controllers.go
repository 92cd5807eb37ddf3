package lab

import (
	"crypto/tls"
	"net"

	"example.com/writeback-doctor/probes/lab/ldapserver"
)

// faults are how a controller can misbehave.
var faults = map[string]func(*ldapserver.Options){ //nolint:gochecknoglobals // a table
	"hangs":             func(o *ldapserver.Options) { o.AcceptsAndHangs = true },
	"hangs-after-bind":  func(o *ldapserver.Options) { o.HangsAfterBind = true },
	"closes-mid-answer": func(o *ldapserver.Options) { o.ClosesMidAnswer = true },
	"not-ldap":          func(o *ldapserver.Options) { o.Banner = []byte("220 files ready\r\n") },
	"no-ntlm":           func(o *ldapserver.Options) { o.NoNTLM = true },
	noTLS:               func(o *ldapserver.Options) { o.RequireTLS = true },
}

// noTLS is the fault of a controller without a certificate, which demands
// signing: LDAPS answers nobody and StartTLS is refused.
const noTLS = "no-tls"

func faultNames() []string { return append(sortedKeys(faults), sortedKeys(certificateFaults)...) }

func (l *Lab) startController(d *directory, name string, m *machine) error {
	f := l.newForest(d)
	c := d.controllers[name]
	options := ldapserver.Options{
		Clock: l.latent(), Latency: l.world.latency, ClockSkew: c.skew, Binding: ldapserver.Binding(c.binding), Kerberos: l.kerberos,
	}
	if c.lost > 0 {
		options.Lost = func() bool {
			past := l.clock.Now().Sub(l.start)
			return past >= c.lost && (c.back == 0 || past < c.back)
		}
	}
	config, err := l.certificate(m.name, c.fault)
	if err != nil {
		return err
	}
	if misbehave := faults[c.fault]; misbehave != nil {
		misbehave(&options)
	}
	if c.offloaded {
		hidden, err := l.ca.leaf("behind."+m.name, year(lastYear))
		if err != nil {
			return err
		}
		options.Certificate = hidden.Certificate[0]
	}
	if c.fault == noTLS {
		config = nil
	}
	options.Writes = l.passwords.writes(d, name)
	f.at = name
	own, err := f.entries()
	if err != nil {
		return err
	}
	holds := ldapserver.Directory{RootDSE: f.rootDSE(name), Entries: own, Accounts: f.accounts(), References: f.references()}
	server := ldapserver.New(holds, options)
	l.passwords.holds(d, name, server)
	if err := l.serveLDAP(m, server, config, ldapPort, ldapsPort); err != nil || l.world.directory.noCatalog {
		return err
	}
	if holds.Entries, err = f.catalog(own); err != nil {
		return err
	}
	holds.Catalog, holds.References, options.Writes = true, nil, nil
	return l.serveLDAP(m, ldapserver.New(holds, options), config, gcPort, gcTLSPort)
}

// serveLDAP puts one server on two ports of a machine: one that begins in
// clear, and one that begins with TLS.
func (l *Lab) serveLDAP(m *machine, server *ldapserver.Server, config *tls.Config, plain, encrypted int) error {
	l.closes(server.Close)
	serve := map[int]func(net.Listener) error{
		plain:     func(at net.Listener) error { return server.Serve(l.ctx, at, config) },
		encrypted: func(at net.Listener) error { return server.ServeTLS(l.ctx, at, config) },
	}
	for port, listen := range serve {
		listener, err := l.listen()
		if err != nil {
			return err
		}
		m.ports[port] = listener.Addr().String()
		l.group.Go(func() { _ = listen(listener) }) // ends with Close
	}
	return nil
}
