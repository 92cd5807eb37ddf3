package lab

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"
)

// watchIdle puts a firewall with an idle limit between a caller and a
// connection: real sockets on both sides, and a pump between them that
// forgets the connection when nothing passed for the limit, on the clock of
// the world. A silent firewall swallows whatever comes after that; the other
// kind resets both sides at that moment.
func (l *Lab) watchIdle(ctx context.Context, far net.Conn, limit time.Duration, silent bool) (net.Conn, error) {
	near, mine, err := l.pair(ctx)
	if err != nil {
		return nil, errors.Join(err, far.Close())
	}
	f := &firewall{lab: l, limit: limit, last: l.clock.Now(), near: mine, far: far, over: make(chan struct{})}
	end := l.onEnd(f.cut)
	l.group.Go(func() {
		defer end()
		var pumps sync.WaitGroup
		pumps.Go(func() { f.pump(f.far, f.near) })
		pumps.Go(func() { f.pump(f.near, f.far) })
		if !silent {
			l.group.Go(f.watch)
		}
		pumps.Wait()
		close(f.over)
	})
	return near, nil
}

// pair makes two ends of one real connection.
func (l *Lab) pair(ctx context.Context) (near, far net.Conn, err error) {
	listener, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return nil, nil, fmt.Errorf("listen on loopback: %w", err)
	}
	defer func() { _ = listener.Close() }()
	if near, err = l.dial(ctx, "tcp", listener.Addr().String()); err != nil {
		return nil, nil, err
	}
	if far, err = (door{listener, l.pace}).Accept(); err != nil {
		return nil, nil, errors.Join(err, near.Close())
	}
	return near, far, nil
}

// firewall is one connection in the table of a firewall.
type firewall struct {
	lab       *Lab
	limit     time.Duration
	near, far net.Conn      // the caller's side and the server's
	over      chan struct{} // closed when nothing is pumped any more

	mu   sync.Mutex
	last time.Time // when something last passed
	dead bool      // forgotten: nothing passes any more
}

const pumpBuffer = 16 << 10

func (f *firewall) pump(to, from net.Conn) {
	defer f.leave(to)
	buffer := make([]byte, pumpBuffer)
	for {
		n, err := from.Read(buffer)
		if n > 0 && f.passes() {
			if _, err := to.Write(buffer[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// passes reports whether data still gets through, and notes that it did.
func (f *firewall) passes() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := f.lab.clock.Now()
	if f.dead || now.Sub(f.last) >= f.limit {
		f.dead = true
		return false
	}
	f.last = now
	return true
}

// leave ends the other direction as well. Of a connection that is forgotten
// not even the end gets through: the caller's side stays up until the caller
// leaves.
func (f *firewall) leave(to net.Conn) {
	if f.passes() || to == f.far {
		_ = f.near.Close()
		_ = f.far.Close()
	}
}

// watch resets the connection at the moment of its limit.
func (f *firewall) watch() {
	for {
		f.mu.Lock()
		left := f.limit - f.lab.clock.Now().Sub(f.last)
		f.mu.Unlock()
		if left <= 0 {
			f.cut()
			return
		}
		select {
		case <-f.over:
			return
		case <-f.lab.clock.After(left):
		}
	}
}

// cut resets both sides.
func (f *firewall) cut() {
	f.mu.Lock()
	f.dead = true
	f.mu.Unlock()
	reset(f.near)
	reset(f.far)
}

// reset closes a connection with a reset instead of an orderly end: with
// unsent data given up at once (SO_LINGER of 0 s).
func reset(conn net.Conn) {
	if c, ok := conn.(interface{ SetLinger(seconds int) error }); ok {
		_ = c.SetLinger(0) // without it the end is orderly, which some test will notice
	}
	_ = conn.Close()
}
