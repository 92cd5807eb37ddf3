package directory_test

import (
	"context"
	"crypto/tls"
	"io"
	"net"
	"os"
	"sync"
	"syscall"
	"testing"
	"time"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
)

const (
	dc1    = "dc1.corp.example.com"
	baseDN = "DC=corp,DC=example,DC=com"
)

// behaviour is what one port does with a connection.
type behaviour func(net.Conn)

// ports is a network: what stands behind each "host:port". Everything else
// refuses. It counts the connections to each.
type ports struct {
	mu    sync.Mutex
	open  map[string]behaviour
	fail  map[string]error
	dials map[string]int
	all   sync.WaitGroup
}

func (p *ports) dial(_ context.Context, _, addr string) (net.Conn, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.dials == nil {
		p.dials = map[string]int{}
	}
	p.dials[addr]++
	if err := p.fail[addr]; err != nil {
		return nil, err
	}
	serve := p.open[addr]
	if serve == nil {
		return nil, &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
	}
	here, there := net.Pipe()
	p.all.Go(func() {
		serve(there)
		_ = there.Close()
	})
	return here, nil
}

func (p *ports) count(addr string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.dials[addr]
}

// acceptsAndHangs takes everything and never says a word.
func acceptsAndHangs(conn net.Conn) { _, _ = io.Copy(io.Discard, conn) }

// hangsUp closes as soon as it is spoken to, as a controller without a
// certificate does on port 636.
func hangsUp(conn net.Conn) { _, _ = conn.Read(make([]byte, 1)) }

// speaksHTTP is a web server on the wrong port.
func speaksHTTP(conn net.Conn) {
	_, _ = conn.Read(make([]byte, 4096))
	_, _ = conn.Write([]byte("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"))
}

// overTLS puts a behaviour behind TLS.
func overTLS(cert tls.Certificate, serve behaviour) behaviour {
	return func(conn net.Conn) {
		secure := tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{cert}})
		if secure.HandshakeContext(context.Background()) == nil {
			serve(secure)
		}
	}
}

// entries are what a fake directory holds: attributes by DN. "" is the
// rootDSE.
type entries map[string]map[string][]string

// controller is a small LDAP server: simple bind, base and subtree searches.
type controller struct {
	mu       sync.Mutex
	has      entries
	matches  func(base, filter string) []string // DNs of a subtree search; nil for none
	fits     func(dn, filter string) bool       // of a base search; nil for every filter
	bindCode uint16                             // result of every bind
	bindText string
	noBind   bool // takes binds and never answers one
	binds    int
	startTLS *tls.Certificate // nil refuses StartTLS
	answers  int              // closes after so many searches; 0 for never
	deny     map[string]uint16
	refers   []string        // continuation references of every subtree search
	quiet    <-chan struct{} // until it is closed, no entry but the rootDSE is answered; nil for always
}

// bound is how often somebody has tried to bind.
func (s *controller) bound() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.binds
}

// serve answers until the other side leaves.
func (s *controller) serve(conn net.Conn) {
	left := s.answers
	for request := range s.requests(conn) {
		id, _ := request.Children[0].Value.(int64)
		op := request.Children[1]
		switch op.Tag {
		case ldap.ApplicationBindRequest:
			s.mu.Lock()
			s.binds++
			s.mu.Unlock()
			if s.noBind {
				continue
			}
			say(conn, id, ldap.ApplicationBindResponse, s.bindCode, s.bindText)
		case ldap.ApplicationExtendedRequest:
			if s.startTLS == nil {
				say(conn, id, ldap.ApplicationExtendedResponse, ldap.LDAPResultUnavailable, "00000000: LdapErr: DSID-0C0910F1, comment: Error initializing SSL/TLS, data 0, v4563")
				continue
			}
			say(conn, id, ldap.ApplicationExtendedResponse, ldap.LDAPResultSuccess, "")
			overTLS(*s.startTLS, s.serve)(conn)
			return
		case ldap.ApplicationSearchRequest:
			s.search(conn, id, op)
			if left--; left == 0 {
				return
			}
		default:
			return
		}
	}
}

// requests reads ahead of the answers, as the sockets of a system do: a writer
// that waits for a reader keeps the LDAP library in a lock, in which the clock
// of a bubble of package synctest stands still. It stops before TLS.
func (s *controller) requests(conn net.Conn) <-chan *ber.Packet {
	ahead := make(chan *ber.Packet, 1000)
	go func() {
		defer close(ahead)
		for {
			request, err := ber.ReadPacket(conn)
			if err != nil || len(request.Children) < 2 {
				return
			}
			ahead <- request
			if s.startTLS != nil && request.Children[1].Tag == ldap.ApplicationExtendedRequest {
				return
			}
		}
	}()
	return ahead
}

func (s *controller) search(conn net.Conn, id int64, op *ber.Packet) {
	base, _ := op.Children[0].Value.(string)
	scope, _ := op.Children[1].Value.(int64)
	dns := []string{base}
	if s.quiet != nil && base != "" && scope == ldap.ScopeBaseObject {
		<-s.quiet
	}
	filter, _ := ldap.DecompileFilter(op.Children[6])
	if scope == ldap.ScopeBaseObject && s.fits != nil && s.has[base] != nil && !s.fits(base, filter) {
		dns = nil
	}
	if scope != ldap.ScopeBaseObject {
		dns = nil
		if s.matches != nil {
			dns = s.matches(base, filter)
		}
	}
	if code := s.deny[base]; code != 0 {
		say(conn, id, ldap.ApplicationSearchResultDone, code, "")
		return
	}
	for _, dn := range dns {
		entry, ok := s.has[dn]
		if !ok {
			say(conn, id, ldap.ApplicationSearchResultDone, ldap.LDAPResultNoSuchObject, "0000208D: NameErr: DSID-03100245, problem 2001 (NO_OBJECT), data 0")
			return
		}
		p := ber.Encode(ber.ClassApplication, ber.TypeConstructed, ldap.ApplicationSearchResultEntry, nil, "")
		p.AppendChild(octets(dn))
		list := ber.NewSequence("")
		for name, values := range entry {
			attribute := ber.NewSequence("")
			attribute.AppendChild(octets(name))
			set := ber.Encode(ber.ClassUniversal, ber.TypeConstructed, ber.TagSet, nil, "")
			for _, v := range values {
				set.AppendChild(octets(v))
			}
			attribute.AppendChild(set)
			list.AppendChild(attribute)
		}
		p.AppendChild(list)
		send(conn, id, p)
	}
	if scope != ldap.ScopeBaseObject {
		for _, url := range s.refers {
			p := ber.Encode(ber.ClassApplication, ber.TypeConstructed, ldap.ApplicationSearchResultReference, nil, "")
			p.AppendChild(octets(url))
			send(conn, id, p)
		}
	}
	say(conn, id, ldap.ApplicationSearchResultDone, ldap.LDAPResultSuccess, "")
}

func octets(s string) *ber.Packet {
	return ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, s, "")
}

// say sends a result.
func say(conn net.Conn, id int64, op ber.Tag, code uint16, text string) {
	p := ber.Encode(ber.ClassApplication, ber.TypeConstructed, op, nil, "")
	p.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagEnumerated, int64(code), ""))
	p.AppendChild(octets(""))
	p.AppendChild(octets(text))
	send(conn, id, p)
}

func send(conn net.Conn, id int64, op *ber.Packet) {
	p := ber.NewSequence("")
	p.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, id, ""))
	p.AppendChild(op)
	_, _ = conn.Write(p.Bytes())
}

// root is the rootDSE of dc1.
func root() map[string][]string {
	return map[string][]string{
		"defaultNamingContext": {baseDN}, "rootDomainNamingContext": {baseDN}, "configurationNamingContext": {"CN=Configuration," + baseDN},
		"dnsHostName": {dc1}, "domainFunctionality": {"7"}, "forestFunctionality": {"7"}, "domainControllerFunctionality": {"7"},
		"supportedControl": {"1.2.840.113556.1.4.319", "1.2.840.113556.1.4.2239"}, "currentTime": {"20261123074211.0Z"},
	}
}

// world is one client before one controller that serves LDAPS.
type world struct {
	*directory.Client
	net *ports
	dc  *controller
}

// newWorld signs in as svc. change may alter what the controller has.
func newWorld(t *testing.T, dc *controller) world {
	t.Helper()
	ca := newAuthority(t)
	p := &ports{open: map[string]behaviour{dc1 + ":636": overTLS(ca.certificate(t, dc1, time.Now().Add(time.Hour)), dc.serve)}}
	if dc.has[""] == nil {
		if dc.has == nil {
			dc.has = entries{}
		}
		dc.has[""] = root()
	}
	return world{client(t, p, ca, dc1), p, dc}
}

// client is a client of a network, signed in as svc. It is closed before the
// test ends, and every server with it.
func client(t *testing.T, p *ports, ca authority, to string) *directory.Client {
	t.Helper()
	c := directory.New(directory.Config{
		Controller: to, Account: `CORP\svc`, Password: probes.NewSecret("secret"),
		Network: probes.Network{Dial: p.dial, Roots: ca.pool()},
	})
	t.Cleanup(func() {
		_ = c.Close()
		p.all.Wait()
	})
	return c
}
