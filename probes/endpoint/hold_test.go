package endpoint_test

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/endpoint"
)

// valid is a moment at which certificates made now are valid.
var valid = time.Now()

// far is the address of the far end in these tests. Time there is made by
// synctest: minutes pass at once and to the nanosecond.
const far = "203.0.113.7"

// road is what lies between here and the far end.
type road struct {
	forgets  time.Duration // swallows what comes after this idle time; 0 never
	resets   time.Duration // answers with a reset what comes after this idle time
	closes   time.Duration // closes an idle connection, below TLS
	farewell time.Duration // the far end itself ends an idle connection
}

// dial connects to a new far end over this road.
func (r road) dial(certificate tls.Certificate) func(context.Context, string, string) (net.Conn, error) {
	return func(ctx context.Context, _, _ string) (net.Conn, error) {
		here, there := net.Pipe()
		go r.serve(context.WithoutCancel(ctx), there, certificate)
		line := &line{Conn: here, road: r, last: time.Now()}
		if r.closes > 0 {
			line.closer = time.AfterFunc(r.closes, func() { _ = there.Close() })
		}
		return line, nil
	}
}

func (r road) serve(ctx context.Context, there net.Conn, certificate tls.Certificate) {
	defer func() { _ = there.Close() }()
	secure := tls.Server(there, &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12})
	if secure.HandshakeContext(ctx) != nil {
		return
	}
	if r.farewell > 0 {
		_ = secure.SetReadDeadline(time.Now().Add(r.farewell))
	}
	if _, err := secure.Read(make([]byte, 512)); err == nil {
		_, _ = io.WriteString(secure, "HTTP/1.1 401 Unauthorized\r\n\r\n")
	}
	_ = secure.SetDeadline(time.Now().Add(time.Second))
	_ = secure.Close()
}

// line is a connection as the road treats it.
type line struct {
	net.Conn
	road   road
	closer *time.Timer
	mu     sync.Mutex
	last   time.Time
}

func (l *line) Read(data []byte) (int, error) {
	n, err := l.Conn.Read(data)
	l.touch()
	return n, err
}

func (l *line) Write(data []byte) (int, error) {
	idle := l.touch()
	switch {
	case l.road.forgets > 0 && idle >= l.road.forgets:
		return len(data), nil
	case l.road.resets > 0 && idle >= l.road.resets:
		_ = l.Close()
		return 0, io.ErrClosedPipe
	}
	return l.Conn.Write(data)
}

func (l *line) touch() time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	idle := now.Sub(l.last)
	l.last = now
	if l.closer != nil {
		l.closer.Reset(l.road.closes)
	}
	return idle
}

func TestIdleConnections(t *testing.T) {
	t.Parallel()
	ca := newMaker(t, "Contoso")
	certificate := ca.leaf(t, far, false)
	const length = 180 * time.Second
	for name, c := range map[string]struct {
		road     road
		held     time.Duration
		cut      probes.YesNo
		cutAt    time.Duration
		silent   probes.YesNo
		atLatest time.Duration
	}{
		"survives":             {road{}, length, probes.No, 0, probes.Unsaid, length},
		"forgetsIdleAfter33s":  {road{forgets: 33 * time.Second}, 32 * time.Second, probes.Yes, 33 * time.Second, probes.Yes, length},
		"forgetsIdleAfter60s":  {road{forgets: 60 * time.Second}, 59 * time.Second, probes.Yes, 60 * time.Second, probes.Yes, length},
		"forgetsIdleAfter125s": {road{forgets: 125 * time.Second}, 120 * time.Second, probes.Yes, 130 * time.Second, probes.Yes, length},
		"forgetsIdleAfter179s": {road{forgets: 179 * time.Second}, 170 * time.Second, probes.Yes, 180 * time.Second, probes.Yes, length + 10*time.Second},
		"forgetsAtOnce":        {road{forgets: time.Second}, 0, probes.Yes, time.Second, probes.Yes, length},
		"resetsIdleAfter45s":   {road{resets: 45 * time.Second}, 44 * time.Second, probes.Yes, 45 * time.Second, probes.No, length},
		"closesIdleAfter47s":   {road{closes: 47 * time.Second}, 40 * time.Second, probes.Yes, 47 * time.Second, probes.No, 47 * time.Second},
		"farEndEndsAfter100s":  {road{farewell: 100 * time.Second}, 100 * time.Second, probes.Unsaid, 0, probes.Unsaid, 100 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p := endpoint.New(endpoint.Config{Network: probes.Network{Dial: c.road.dial(certificate), Roots: ca.pool()}, Clock: inBubble()})
				hold, err := p.Hold(t.Context(), probes.Target{Host: far, Port: 443}, length)
				if err != nil {
					t.Fatal(err)
				}
				if hold.Start != probes.Open || hold.Held != c.held || hold.Cut != c.cut || hold.CutAt != c.cutAt || hold.Silent != c.silent {
					t.Errorf("got start %q, held %v, cut %v at %v, silent %v; want held %v, cut %v at %v, silent %v",
						hold.Start, hold.Held, hold.Cut, hold.CutAt, hold.Silent, c.held, c.cut, c.cutAt, c.silent)
				}
				if hold.Took > c.atLatest {
					t.Errorf("took %v, want at most %v", hold.Took, c.atLatest)
				}
			})
		})
	}
}

// inBubble is the clock of synctest, where it is the year 2000, moved to when
// the certificates of these tests are valid.
func inBubble() probes.Clock {
	began := time.Now()
	return probes.Clock{After: time.After, Now: func() time.Time { return valid.Add(time.Since(began)) }}
}

func TestLeavingEndsTheHold(t *testing.T) {
	t.Parallel()
	ca := newMaker(t, "Contoso")
	certificate := ca.leaf(t, far, false)
	synctest.Test(t, func(t *testing.T) { // which fails when a goroutine stays behind
		p := endpoint.New(endpoint.Config{Network: probes.Network{Dial: road{}.dial(certificate), Roots: ca.pool()}, Clock: inBubble()})
		ctx, cancel := context.WithTimeout(t.Context(), 25*time.Second)
		defer cancel()
		began := time.Now()
		_, err := p.Hold(ctx, probes.Target{Host: far, Port: 443}, 3*time.Minute)
		if o, ok := errors.AsType[*probes.Obstacle](err); !ok || o.Kind != probes.TimedOut {
			t.Errorf("got %v, want the obstacle timed-out", err)
		}
		if took := time.Since(began); took != 25*time.Second {
			t.Errorf("took %v, want 25s", took)
		}
	})
}

func TestSilenceIsDropped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := endpoint.New(endpoint.Config{Clock: inBubble(), Network: probes.Network{
			Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
				<-ctx.Done()
				return nil, ctx.Err()
			},
		}})
		target := probes.Target{Host: far, Port: 445, Purpose: probes.DomainControl}
		if route := reach(t, p, target); route.TCP != probes.Dropped || route.Took != 5*time.Second {
			t.Errorf("tcp %q after %v, want dropped after 5s", route.TCP, route.Took)
		}
		hold, err := p.Hold(t.Context(), target, time.Minute)
		if err != nil || hold.Start != probes.Dropped || hold.Cut != probes.Unsaid || hold.Held != 0 {
			t.Errorf("got %+v, %v, want start dropped and nothing more", hold, err)
		}
	})
}

func TestNoLengthIsAnObstacle(t *testing.T) {
	t.Parallel()
	_, err := endpoint.New(endpoint.Config{}).Hold(t.Context(), probes.Target{Host: far, Port: 443}, 0)
	if o, ok := errors.AsType[*probes.Obstacle](err); !ok || o.Needs != "length" {
		t.Errorf("got %v, want an obstacle that names the length", err)
	}
}
