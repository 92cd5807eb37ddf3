package endpoint

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"sync/atomic"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/internal/sockets"
)

// fate is how one idle connection ended. The zero value is that nobody waited
// for the end.
type fate int8

const (
	unfinished fate = iota
	answered        // it carried data after its idle time
	farewell        // the far end itself spoke or ended it before that
	silent          // asked after its idle time, nothing came back
	rejected        // asked after its idle time, a reset came back
	cut             // closed or reset while it idled, and not by the far end's TLS
)

// alive reports whether data passed after the idle time.
func (f fate) alive() bool { return f == answered || f == farewell }

// end is the fate of one connection and the idle time after which it showed.
type end struct {
	fate fate
	idle time.Duration
}

// strand is one idle connection, with somebody reading on it.
type strand struct {
	conn   net.Conn
	since  time.Time
	words  chan error // the first word or end: nil for data; closed when nobody reads any more
	target probes.Target
}

// strand opens one connection and leaves it idle. It returns nil and how far
// it came when the road is closed.
func (p *Prober) strand(ctx context.Context, target probes.Target) (*strand, probes.Contact, error) {
	route := probes.Route{Target: target}
	conn, err := p.open(ctx, &route)
	if conn == nil {
		return nil, route.End(), err
	}
	return &strand{conn: conn, since: p.config.Clock.Now(), words: listen(conn), target: target}, probes.Open, nil
}

// listen reads until the first word or the end of conn, one result in all.
func listen(conn net.Conn) chan error {
	words := make(chan error, 1) // so that the reader never waits for us
	go func() {
		var err error
		defer func() {
			words <- err
			close(words)
		}()
		defer probes.Caught(&err)
		_, err = conn.Read(make([]byte, 1))
	}()
	return words
}

// leave closes the connection and waits for its reader.
func (s *strand) leave() {
	closeQuietly(s.conn)
	for range s.words {
		continue
	}
}

// dead reports whether data no longer passes.
func (f fate) dead() bool { return f == silent || f == rejected || f == cut }

// idle leaves a connection alone for the idle time, then says something and
// waits for the answer. It closes the connection and waits for its reader.
func (p *Prober) idle(ctx context.Context, s *strand, idle time.Duration) end {
	defer s.leave()
	rest := max(idle-p.config.Clock.Now().Sub(s.since), 0)
	select {
	case <-ctx.Done():
		return end{}
	case err := <-s.words:
		return end{fate: interrupted(s.conn, err), idle: p.config.Clock.Now().Sub(s.since)}
	case <-p.config.Clock.After(rest):
	}
	phase, cancel := p.within(ctx, answerLimit)
	defer cancel()
	defer guard(phase, s.conn)()
	if _, err := io.WriteString(s.conn, request(s.target)); err != nil {
		return end{fate: unheard(ctx, phase, s, err), idle: idle}
	}
	select {
	case <-phase.Done():
		return end{fate: broken(ctx, phase, context.Cause(phase)), idle: idle}
	case err := <-s.words:
		if phase.Err() != nil {
			return end{fate: broken(ctx, phase, err), idle: idle}
		}
		return end{fate: answeredBy(s.conn, err), idle: idle}
	}
}

// unheard reads why the question could not even be sent. The far end may have
// said goodbye at that very moment.
func unheard(ctx, phase context.Context, s *strand, sent error) fate {
	closeQuietly(s.conn)
	err := <-s.words
	if interrupted(s.conn, err) == farewell {
		return farewell
	}
	return broken(ctx, phase, sent)
}

// answeredBy tells an answer, or the far end's own goodbye to our question,
// from a connection that was closed under it.
func answeredBy(conn net.Conn, err error) fate {
	switch {
	case crashed(err):
		return unfinished
	case err != nil && endedBelow(conn):
		return rejected
	default:
		return answered
	}
}

// interrupted reads what ended an idle connection before we spoke. Data that
// nobody asked for and the closing alert of TLS (RFC 8446, section 6.1) come
// from the far end itself, because nobody on the way can forge them. Anything
// else was done to the connection below TLS.
func interrupted(conn net.Conn, err error) fate {
	switch {
	case crashed(err):
		return unfinished
	case err == nil, errors.Is(err, io.EOF) && !endedBelow(conn):
		return farewell
	default:
		return cut
	}
}

// crashed reports a fault of ours in reading, which says nothing about the
// road.
func crashed(err error) bool {
	fault, ok := errors.AsType[*probes.Obstacle](err)
	return ok && fault.Kind == probes.Crashed
}

// watched is a connection under TLS that remembers how it ended. The TLS
// library reports [io.EOF] for a closing alert and for a connection that was
// just closed; here they differ.
type watched struct {
	net.Conn
	ended atomic.Bool
}

// Read reads, and remembers when nothing more can be read.
func (w *watched) Read(data []byte) (int, error) {
	n, err := w.Conn.Read(data)
	if err != nil {
		w.ended.Store(true)
	}
	return n, err //nolint:wrapcheck // a reader hands errors on as they are
}

// endedBelow reports whether the connection under TLS has ended.
func endedBelow(conn net.Conn) bool {
	secure, ok := conn.(*tls.Conn)
	if !ok {
		return true
	}
	below, ok := secure.NetConn().(*watched)
	return !ok || below.ended.Load()
}

// broken reads why the question after the idle time brought nothing.
func broken(ctx, phase context.Context, err error) fate {
	switch {
	case ctx.Err() != nil:
		return unfinished
	case errors.Is(context.Cause(phase), errLate), sockets.Late(err):
		return silent
	default:
		return rejected
	}
}
