package ldapserver

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
)

// Server is one domain controller. It serves any number of listeners, so that
// ports 389, 636 and 3268 can be one controller.
type Server struct {
	options Options
	index   *index

	mu     sync.Mutex
	closed bool
	open   map[io.Closer]struct{} // listeners and connections
	group  sync.WaitGroup
}

// New returns a controller that holds d. It dials and listens nothing.
func New(d Directory, options Options) *Server {
	return &Server{options: options.withDefaults(), index: newIndex(d), open: map[io.Closer]struct{}{}}
}

// Serve answers plain LDAP on l until ctx ends or Close is called; then it
// returns nil. StartTLS is offered when config is not nil. It closes l.
func (s *Server) Serve(ctx context.Context, l net.Listener, config *tls.Config) error {
	return s.serve(ctx, l, config, false)
}

// ServeTLS answers LDAPS on l, like Serve.
func (s *Server) ServeTLS(ctx context.Context, l net.Listener, config *tls.Config) error {
	return s.serve(ctx, l, config, true)
}

// Close ends every listener and connection and waits for them.
func (s *Server) Close() error {
	s.mu.Lock()
	s.closed = true
	for c := range s.open {
		_ = c.Close() // whoever reads from it sees the end
	}
	s.mu.Unlock()
	s.group.Wait()
	return nil
}

func (s *Server) serve(ctx context.Context, l net.Listener, config *tls.Config, encrypted bool) error {
	if !s.track(l) {
		return l.Close() //nolint:wrapcheck // closing at the end says all
	}
	defer s.untrack(l)
	stop := context.AfterFunc(ctx, func() { _ = l.Close() })
	defer stop()
	for {
		c, err := l.Accept()
		switch {
		case err == nil:
		case ctx.Err() != nil || errors.Is(err, net.ErrClosed):
			return nil
		default:
			return fmt.Errorf("accept: %w", err)
		}
		if !s.track(c) {
			return c.Close() //nolint:wrapcheck // closing at the end says all
		}
		go func() {
			defer s.untrack(c)
			s.meet(ctx, c, config, encrypted)
		}()
	}
}

// meet is the life of one connection.
func (s *Server) meet(ctx context.Context, c net.Conn, config *tls.Config, encrypted bool) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stop := context.AfterFunc(ctx, func() { _ = c.Close() })
	defer stop()
	switch {
	case s.lost():
		return
	case s.options.AcceptsAndHangs:
		_, _ = io.Copy(io.Discard, c) // until the other side has had enough
		return
	case s.options.Banner != nil:
		_, _ = c.Write(s.options.Banner)
		return
	}
	conn := newConnection(s, c, config)
	if encrypted && !conn.encrypt(ctx) {
		return
	}
	conn.listen(ctx, cancel)
}

// lost reports whether the controller is out of reach now.
func (s *Server) lost() bool { return s.options.Lost != nil && s.options.Lost() }

func (s *Server) track(c io.Closer) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	s.open[c] = struct{}{}
	s.group.Add(1)
	return true
}

func (s *Server) untrack(c io.Closer) {
	s.mu.Lock()
	delete(s.open, c)
	s.mu.Unlock()
	_ = c.Close()
	s.group.Done()
}
