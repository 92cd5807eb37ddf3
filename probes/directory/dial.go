package directory

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
)

// dialer goes the roads to controllers, which nobody signs in on yet.
type dialer struct {
	network probes.Network
	clock   probes.Clock
}

// connect tries the roads to one controller. A certificate that does not
// verify ends it: going on in another way would be going round it.
func (d dialer) connect(ctx context.Context, group []road) (*link, error) {
	var err error
	for _, r := range group {
		var l *link
		if l, err = d.take(ctx, r); err == nil {
			return l, nil
		}
		if ctx.Err() != nil || final(probes.AsObstacle(err).Kind) {
			break
		}
	}
	return nil, err
}

// final reports whether another port of the same controller is not worth
// trying: its name or its certificate is what stands in the way.
func final(kind probes.Kind) bool {
	return kind.OfCertificate() || kind == probes.NameUnknown || kind == probes.NameUnanswered
}

// take goes one road to its end. A controller that refuses StartTLS gives a
// link that is not secure, on which nobody signs in.
func (d dialer) take(ctx context.Context, r road) (*link, error) {
	ctx, cancel := d.clock.Within(ctx, dialTime, nil)
	defer cancel()
	socket, err := d.dial(ctx, r)
	if err != nil {
		return nil, err
	}
	l := &link{socket: socket, wire: socket, host: r.host, clock: d.clock, secure: r.direct}
	if !r.direct {
		l.secure, err = startTLS(ctx, socket)
	}
	if err == nil && l.secure {
		l.wire, err = d.secure(ctx, r.host, socket)
	}
	if err != nil {
		_ = socket.Close()
		if ctx.Err() != nil { // a deadline that closed the socket explains what that looked like
			err = errors.Join(ctx.Err(), err)
		}
		return nil, d.handshakeTrouble(r.host, socket, err)
	}
	l.ldap = ldap.NewConn(l.wire, l.secure)
	l.ldap.Start()
	return l, nil
}

func (d dialer) dial(ctx context.Context, r road) (*wire, error) {
	conn, err := d.network.DialContext(ctx, "tcp", r.addr())
	if err != nil {
		return nil, trouble(r.host, fmt.Errorf("connect to %s: %w", r.addr(), err))
	}
	w := &wire{Conn: conn, left: answerBytes}
	if !r.direct {
		w.elements = &elements{}
	}
	return w, nil
}

// secure speaks TLS, and verifies the certificate against the host as it was
// named and the time on our clock.
func (d dialer) secure(ctx context.Context, host string, socket *wire) (*wire, error) {
	conn := tls.Client(socket, &tls.Config{
		ServerName: host,
		RootCAs:    d.network.Roots,
		Time:       d.clock.Now,
		MinVersion: tls.VersionTLS12,
	})
	if err := conn.HandshakeContext(ctx); err != nil {
		return nil, fmt.Errorf("TLS handshake: %w", err)
	}
	return &wire{Conn: conn, left: answerBytes, elements: &elements{}}, nil
}

// oidStartTLS is the request name of StartTLS (RFC 4511 4.14.1).
const oidStartTLS = "1.3.6.1.4.1.1466.20037"

// startTLS asks for TLS and reports whether the controller agreed. It is done
// here because the library's own way loses the error of the handshake.
func startTLS(ctx context.Context, conn *wire) (bool, error) {
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	request := ber.NewSequence("LDAPMessage")
	request.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, 1, "messageID"))
	extended := ber.Encode(ber.ClassApplication, ber.TypeConstructed, ldap.ApplicationExtendedRequest, nil, "ExtendedRequest")
	extended.AppendChild(ber.NewString(ber.ClassContext, ber.TypePrimitive, 0, oidStartTLS, "requestName"))
	request.AppendChild(extended)
	if _, err := conn.Write(request.Bytes()); err != nil {
		return false, fmt.Errorf("ask for TLS: %w", err)
	}
	// One byte at a time: what follows the answer belongs to TLS.
	reply, err := ber.ReadPacket(bufio.NewReaderSize(oneByOne{conn}, 1))
	if err != nil {
		return false, fmt.Errorf("ask for TLS: %w", err)
	}
	if err := ldap.GetLDAPError(reply); err != nil {
		if _, declined := resultCode(err); declined {
			return false, nil
		}
		return false, fmt.Errorf("ask for TLS: %w", err)
	}
	conn.restart()
	return true, nil
}

// oneByOne reads no further than it is asked to, whoever buffers it.
type oneByOne struct{ net.Conn }

func (o oneByOne) Read(p []byte) (int, error) { return o.Conn.Read(p[:min(len(p), 1)]) } //nolint:wrapcheck // a connection passes on what it gets
