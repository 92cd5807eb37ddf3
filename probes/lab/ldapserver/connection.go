package ldapserver

import (
	"bufio"
	"context"
	"crypto/tls"
	"net"
	"strings"
	"sync"

	ber "github.com/go-asn1-ber/asn1-ber"
)

// atOnce is how many requests of one connection are worked on at a time.
const atOnce = 32

// Object identifiers of the extended operations (RFC 4511 and RFC 4532).
const (
	oidStartTLS     = "1.3.6.1.4.1.1466.20037"
	oidWhoAmI       = "1.3.6.1.4.1.4203.1.11.3"
	oidDisconnected = "1.3.6.1.4.1.1466.20036"
)

// connection is one client. Requests other than bind and StartTLS are worked
// on side by side, because clients send many over one connection.
type connection struct {
	server *Server
	config *tls.Config
	slots  chan struct{}
	group  sync.WaitGroup
	pages  pages

	writing sync.Mutex
	conn    net.Conn // replaced by StartTLS, while nothing else is at work
	reader  *bufio.Reader

	// Changed by bind and StartTLS alone, while nothing else is at work.
	account   *Account // nil for an anonymous one
	encrypted bool
	signedIn  bool
	shown     []byte    // the certificate of this connection; nil without TLS
	challenge [8]byte   // of the NTLM handshake that is going on
	shake     Handshake // the one that is going on; nil for none
}

func newConnection(s *Server, c net.Conn, config *tls.Config) *connection {
	return &connection{
		server: s, config: config, conn: c,
		reader: bufio.NewReader(c), slots: make(chan struct{}, atOnce),
	}
}

// encrypt begins TLS and reports whether it came up.
func (c *connection) encrypt(ctx context.Context) bool {
	if c.config == nil {
		return false
	}
	secured := tls.Server(c.conn, c.noting(c.config))
	if err := secured.HandshakeContext(ctx); err != nil {
		return false
	}
	c.conn, c.reader, c.encrypted = secured, bufio.NewReader(secured), true
	return true
}

// listen reads requests until the client leaves or sends what is not LDAP.
func (c *connection) listen(ctx context.Context, cancel context.CancelFunc) {
	defer c.group.Wait()
	defer cancel() // first, so that what waits for the clock ends
	for {
		data, err := readMessage(c.reader)
		if err != nil {
			return
		}
		m, err := parseMessage(data)
		if err != nil {
			c.disconnect()
			return
		}
		if !c.dispatch(ctx, cancel, m) {
			return
		}
	}
}

// dispatch begins the work on one request. It reports false at the end of the
// connection.
func (c *connection) dispatch(ctx context.Context, cancel context.CancelFunc, m message) bool {
	if c.server.lost() {
		return false
	}
	switch uint64(m.op.Tag) {
	case opUnbind:
		return false
	case opAbandon:
		return true // nothing here takes long enough to be worth ending
	case opBindRequest:
		c.group.Wait()
		return c.pause(ctx) && c.send(envelope(m.id, c.bindAnswer(m)))
	case opExtendedRequest:
		c.group.Wait()
		return c.pause(ctx) && c.extended(ctx, m)
	}
	if c.server.options.HangsAfterBind && c.signedIn {
		return true
	}
	select {
	case c.slots <- struct{}{}:
	case <-ctx.Done():
		return false
	}
	c.group.Go(func() {
		defer func() { <-c.slots }()
		if !c.pause(ctx) || !c.work(m) {
			cancel()
		}
	})
	return true
}

// work answers one request that can stand beside others. It reports false
// when the connection is to end.
func (c *connection) work(m message) bool {
	switch uint64(m.op.Tag) {
	case opSearchRequest:
		return c.search(m)
	case opCompareRequest:
		return c.send(envelope(m.id, done(opCompareResponse, c.compare(m))))
	case opModifyRequest:
		answer, ok := c.modify(m)
		return ok && c.send(envelope(m.id, done(m.op.Tag+1, answer)))
	case opAddRequest, opDeleteRequest, opModifyDNRequest:
		return c.send(envelope(m.id, done(m.op.Tag+1, result{
			code:       unwillingToPerform,
			diagnostic: "00002035: SvcErr: DSID-031A1254, problem 5003 (WILL_NOT_PERFORM), data 0\n\x00",
		})))
	default:
		c.disconnect()
		return false
	}
}

func (c *connection) pause(ctx context.Context) bool {
	if c.server.options.Latency <= 0 {
		return ctx.Err() == nil
	}
	return c.server.options.Clock.Wait(ctx, c.server.options.Latency) == nil
}

// send writes one message and reports whether it went out.
func (c *connection) send(p *ber.Packet) bool { return c.sendBytes(p.Bytes()) }

func (c *connection) sendBytes(data []byte) bool {
	c.writing.Lock()
	defer c.writing.Unlock()
	_, err := c.conn.Write(data)
	return err == nil
}

// disconnect sends the notice of disconnection (RFC 4511, section 4.4.1).
func (c *connection) disconnect() {
	answer := done(opExtendedResponse, result{
		code:       protocolError,
		diagnostic: c.server.ldapErr(0x57, "0C0C0095", "Error decoding ldap message", "0"),
	})
	answer.AppendChild(ber.NewString(ber.ClassContext, ber.TypePrimitive, 10, oidDisconnected, "responseName"))
	c.send(envelope(0, answer))
}

func (c *connection) extended(ctx context.Context, m message) bool {
	name := text(child(m.op, 0))
	switch name {
	case oidStartTLS:
		r, ready := c.mayStartTLS()
		answer := done(opExtendedResponse, r)
		answer.AppendChild(ber.NewString(ber.ClassContext, ber.TypePrimitive, 10, oidStartTLS, "responseName"))
		if !c.send(envelope(m.id, answer)) {
			return false
		}
		return !ready || c.encrypt(ctx)
	case oidWhoAmI:
		answer := done(opExtendedResponse, result{})
		answer.AppendChild(ber.NewString(ber.ClassContext, ber.TypePrimitive, 11, c.whoAmI(), "responseValue"))
		return c.send(envelope(m.id, answer))
	default:
		return c.send(envelope(m.id, done(opExtendedResponse, result{
			code:       protocolError,
			diagnostic: c.server.ldapErr(0x203D, "0C090E8E", "Unknown extended request OID", "0"),
		})))
	}
}

func (c *connection) mayStartTLS() (result, bool) {
	switch {
	case c.config == nil:
		return result{code: unavailable, diagnostic: c.server.ldapErr(0, "0C09101A", "Error initializing SSL/TLS", "0")}, false
	case c.encrypted:
		return result{code: operationsError, diagnostic: c.server.ldapErr(0, "0C090F9F", "TLS or SSL already in effect", "0")}, false
	default:
		return result{}, true
	}
}

// whoAmI is the authorization identity as a controller gives it: u:CORP\name.
func (c *connection) whoAmI() string {
	if c.account == nil {
		return ""
	}
	for _, name := range c.account.Names {
		if strings.Contains(name, `\`) {
			return "u:" + name
		}
	}
	return "dn:" + c.account.DN
}
