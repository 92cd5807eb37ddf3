package endpoint_test

import (
	"context"
	"crypto/tls"
	"io"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/endpoint"
)

// pace is how much faster than the wall the idle tests on real sockets run:
// slow enough that a busy machine does not blur the idle times.
const pace = 50

func pacedClock() probes.Clock {
	began := time.Now()
	return probes.Clock{
		Now:   func() time.Time { return began.Add(time.Since(began) * pace) },
		After: func(d time.Duration) <-chan time.Time { return time.After(d / pace) },
		Limit: unhurried(pace),
	}
}

// forgetsIdleAfter answers a question that comes in time and swallows the rest.
func forgetsIdleAfter(certificate tls.Certificate, limit time.Duration) func(net.Conn) {
	return func(c net.Conn) {
		secure := tls.Server(c, &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12})
		if secure.HandshakeContext(context.Background()) != nil {
			return
		}
		began := time.Now()
		_, err := secure.Read(make([]byte, 512))
		if err == nil && time.Since(began) < limit/pace {
			_, _ = io.WriteString(secure, needsToken)
			return
		}
		_, _ = io.Copy(io.Discard, c)
	}
}

// closesIdleAfter ends the connection below TLS, as a device on the way does.
func closesIdleAfter(certificate tls.Certificate, limit time.Duration, reset bool) func(net.Conn) {
	return func(c net.Conn) {
		secure := tls.Server(c, &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12})
		if secure.HandshakeContext(context.Background()) != nil {
			return
		}
		_ = c.SetReadDeadline(time.Now().Add(limit / pace))
		if _, err := secure.Read(make([]byte, 512)); err == nil {
			_, _ = io.WriteString(secure, needsToken)
		}
		if tcp, ok := c.(*net.TCPConn); ok && reset {
			_ = tcp.SetLinger(0)
		}
	}
}

func TestIdleConnectionsOnSockets(t *testing.T) {
	t.Parallel()
	ca := newMaker(t, "Contoso")
	certificate := ca.leaf(t, "127.0.0.1", false)
	const length, limit, blur = 60 * time.Second, 34 * time.Second, 14 * time.Second
	for name, c := range map[string]struct {
		behave func(net.Conn)
		cut    probes.YesNo
		silent probes.YesNo
	}{
		"survives":         {forgetsIdleAfter(certificate, time.Hour), probes.No, probes.Unsaid},
		"forgetsIdleAfter": {forgetsIdleAfter(certificate, limit), probes.Yes, probes.Yes},
		"closesIdleAfter":  {closesIdleAfter(certificate, limit, false), probes.Yes, probes.No},
		"resetsIdleAfter":  {closesIdleAfter(certificate, limit, true), probes.Yes, probes.No},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := endpoint.New(endpoint.Config{Network: probes.Network{Roots: ca.pool()}, Clock: pacedClock()})
			hold, err := p.Hold(t.Context(), probes.Target{Host: "127.0.0.1", Port: serve(t, c.behave)}, length)
			if err != nil {
				t.Fatal(err)
			}
			if hold.Start != probes.Open || hold.Cut != c.cut || hold.Silent != c.silent {
				t.Fatalf("start %q, cut %v, silent %v, want open, %v, %v", hold.Start, hold.Cut, hold.Silent, c.cut, c.silent)
			}
			if c.cut == probes.No {
				return
			}
			if hold.Held < limit-blur || hold.Held > limit+blur || hold.CutAt < limit-blur || hold.CutAt > limit+blur {
				t.Errorf("held %v, cut at %v, want both about %v", hold.Held, hold.CutAt, limit)
			}
		})
	}
}

// chatty notes whether its keep-alive was switched off.
type chatty struct {
	net.Conn
	off *atomic.Bool
}

func (c chatty) SetKeepAlive(on bool) error {
	c.off.Store(!on)
	return nil
}

func TestIdleConnectionsSendNoKeepAlive(t *testing.T) {
	t.Parallel()
	var off atomic.Bool
	port := serve(t, neverAnswers)
	p := endpoint.New(endpoint.Config{Network: probes.Network{
		Dial: func(ctx context.Context, network, addr string) (net.Conn, error) {
			var d net.Dialer
			conn, err := d.DialContext(ctx, network, addr)
			return chatty{conn, &off}, err
		},
	}})
	reach(t, p, probes.Target{Host: "127.0.0.1", Port: port})
	if !off.Load() {
		t.Error("keep-alive stayed on, so an idle connection is never idle")
	}
}
