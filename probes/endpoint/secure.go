package endpoint

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/internal/sockets"
)

// secure speaks TLS over conn and writes into the route what it saw. It
// returns nil when the road ends here: nothing is ever sent to a peer whose
// certificate did not verify.
func (p *Prober) secure(ctx context.Context, conn net.Conn, route *probes.Route) net.Conn {
	ctx, cancel := p.within(ctx, secureLimit)
	defer cancel()
	var refusal error // of the certificate chain
	config := &tls.Config{
		ServerName: strings.TrimSuffix(route.Target.Host, "."),
		MinVersion: tls.VersionTLS12, // everything writeback talks to needs it
		RootCAs:    p.config.Network.Roots,
		Time:       p.config.Clock.Now,
		// The library's own verification throws the chain away when it fails,
		// and the chain is the very thing to show: whose device answered.
		// VerifyConnection does the same verification in its place and ends the
		// handshake as the library would.
		InsecureSkipVerify: true, //nolint:gosec // verified by VerifyConnection below
		VerifyConnection: func(state tls.ConnectionState) error {
			route.Chain = chainOf(state.PeerCertificates)
			refusal = p.verify(state.PeerCertificates, state.ServerName, route)
			return refusal
		},
	}
	secure := tls.Client(conn, config)
	err := secure.HandshakeContext(ctx)
	switch {
	case refusal != nil:
		route.TLS = probes.BadCertificate
	case err != nil:
		route.TLS = secureContact(ctx, err)
	default:
		route.TLS = probes.Open
		route.Version = tls.VersionName(secure.ConnectionState().Version)
		return secure
	}
	return nil
}

// secureContact reads how a handshake failed. An alert (RFC 8446, section 6)
// is the other side's way to hang up; whatever else cannot be read as TLS 1.2
// or later is no TLS for our purpose.
func secureContact(ctx context.Context, err error) probes.Contact {
	if errors.Is(context.Cause(ctx), errLate) {
		return probes.Dropped
	}
	if _, notTLS := errors.AsType[tls.RecordHeaderError](err); notTLS {
		return probes.NoTLS
	}
	// An alert that came in is wrapped as an operation of the network; what we
	// ourselves could not read is not.
	if _, alert := errors.AsType[*net.OpError](err); alert {
		return sockets.ContactOf(err, probes.CutOff)
	}
	return sockets.ContactOf(err, probes.NoTLS)
}

// verify verifies the chain for the name, at the clock's time and against the
// trust store in use. It writes the fault into the route.
func (p *Prober) verify(chain []*x509.Certificate, name string, route *probes.Route) error {
	if len(chain) == 0 {
		route.Fault = probes.OtherFault
		return errNoCertificate
	}
	store := trust{roots: p.config.Network.Roots, chain: chain}
	err := store.verify(name, p.config.Clock.Now())
	// A moment at which the leaf was valid, so that a chain which merely
	// expired still shows where it ends.
	anchored := store.verify("", chain[0].NotAfter.Add(-time.Second))
	route.PublicRoot = rooted(anchored)
	if err == nil {
		route.PublicRoot = probes.Yes
		return nil
	}
	route.Fault = faultOf(err, anchored, chain[0].VerifyHostname(name))
	return err
}

var errNoCertificate = errors.New("the other side sent no certificate")

// trust is a chain and the store that it is verified against.
type trust struct {
	roots *x509.CertPool // nil means the system's
	chain []*x509.Certificate
}

// verify verifies for a TLS server; "" accepts every name. It does not check
// revocation.
func (t trust) verify(name string, at time.Time) error {
	between := x509.NewCertPool()
	for _, c := range t.chain[1:] {
		between.AddCert(c)
	}
	_, err := t.chain[0].Verify(x509.VerifyOptions{
		DNSName: name, Roots: t.roots, Intermediates: between, CurrentTime: at,
	})
	return err //nolint:wrapcheck // its type is the verdict
}

// rooted says whether a chain ends in the trust store, by what verifying it
// without name and without clock brought. A store that cannot be read says
// nothing.
func rooted(anchored error) probes.YesNo {
	if _, blind := errors.AsType[x509.SystemRootsError](anchored); blind {
		return probes.Unsaid
	}
	if _, unknown := errors.AsType[x509.UnknownAuthorityError](anchored); unknown {
		return probes.No
	}
	return probes.Said(anchored == nil)
}

// faultOf picks the fault that explains most: whose certificate it is comes
// before the name on it, and the name before its date.
func faultOf(err, anchored, named error) probes.Fault {
	if _, unknown := errors.AsType[x509.UnknownAuthorityError](anchored); unknown {
		return probes.UnknownAuthority
	}
	if anchored == nil && named != nil {
		return probes.WrongName
	}
	if invalid, ok := errors.AsType[x509.CertificateInvalidError](err); ok && invalid.Reason == x509.Expired {
		return probes.Expired
	}
	if _, unknown := errors.AsType[x509.UnknownAuthorityError](err); unknown {
		return probes.UnknownAuthority
	}
	return probes.OtherFault
}

// chainAtMost bounds the chain that is kept. Public chains have three or four
// certificates.
const chainAtMost = 10

// chainOf keeps what matters of a chain as it was sent.
func chainOf(sent []*x509.Certificate) []probes.Certificate {
	sent = sent[:min(len(sent), chainAtMost)]
	chain := make([]probes.Certificate, len(sent))
	for i, c := range sent {
		chain[i] = probes.Certificate{
			Subject: c.Subject.String(), Issuer: c.Issuer.String(),
			Organization: strings.Join(c.Issuer.Organization, ", "),
			NotBefore:    c.NotBefore.UTC(), NotAfter: c.NotAfter.UTC(),
		}
		if i == 0 {
			chain[i].Names = probes.All(c.DNSNames)
		}
	}
	return chain
}
