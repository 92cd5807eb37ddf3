package directory

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
)

// Time-outs. None of them measures the customer's environment; each says how
// long a person should wait before hearing that nothing came.
const (
	// nameTime: a stub resolver asks two servers twice within about this time.
	nameTime = 6 * time.Second
	// dialTime: a lost first packet is sent again after 1 and after 3 seconds;
	// whoever did not answer either of these drops packets.
	dialTime = 5 * time.Second
	// requestTime: indexed searches and base reads take milliseconds, a busy
	// controller over a slow line a few seconds. Controllers themselves end a
	// query after 120 seconds, which is longer than a person waits.
	requestTime = 10 * time.Second
	// openTime bounds finding a controller and opening a connection, over all
	// that is tried.
	openTime = 30 * time.Second
	// pollTime bounds one look at one other controller.
	pollTime = 4 * time.Second
)

// link is one connection to one controller.
type link struct {
	ldap     *ldap.Conn
	wire     *wire // what LDAP is written to: TLS, when secure
	socket   *wire // the TCP connection below
	host     string
	clock    probes.Clock
	secure   bool
	refusal  *probes.Obstacle // why nobody is signed in; nil when somebody is. Set before the link is shared
	bound    bool             // somebody has signed in. Set before the link is shared
	answered atomic.Bool      // it has brought an answer, so that its end is news
	gone     sync.Once
	end      atomic.Pointer[probes.Obstacle] // why it ended; nil while it lasts
}

// cut ends the connection at once, with everything that waits on it.
func (l *link) cut() {
	_ = l.socket.Close() // wakes a blocked write, which closing by the library would wait for
	go func() { _ = l.ldap.Close() }()
}

// link returns the connection in use, or opens one.
func (c *Client) link(ctx context.Context) (*link, error) {
	return probes.Remember(ctx, &c.links, "link", c.open)
}

// drop ends a connection, so that the next question opens another.
func (c *Client) drop(l *link) {
	l.gone.Do(func() {
		c.links.Forget()
		c.mu.Lock()
		delete(c.live, l)
		c.mu.Unlock()
		l.cut()
	})
}

// open tries the roads one after the other, and signs in.
func (c *Client) open(ctx context.Context) (*link, error) {
	ctx, cancel := c.config.Clock.Within(ctx, openTime, nil)
	defer cancel()
	defer c.whenClosed(cancel)()
	groups, err := c.roads(ctx)
	if err != nil {
		return nil, c.stopped(err)
	}
	for _, group := range c.preferred(groups) {
		l, problem := c.enter(ctx, group)
		if problem == nil {
			return l, nil
		}
		if err == nil { // the first controller is the PDC emulator: its trouble is the one to tell
			err = problem
		}
	}
	return nil, c.stopped(err)
}

// enter connects to one controller and signs in there.
func (c *Client) enter(ctx context.Context, group []road) (*link, error) {
	l, err := c.connect(ctx, group)
	if err != nil {
		return nil, err
	}
	if err = c.signIn(ctx, l); err == nil && !c.keep(l) {
		err = &probes.Obstacle{Kind: probes.Stopped, Host: l.host}
	}
	if err != nil {
		l.cut()
		return nil, err
	}
	return l, nil
}

// keep notes a connection for Close. It reports false when that came first.
func (c *Client) keep(l *link) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return false
	}
	c.live[l] = struct{}{}
	return true
}

// whenClosed calls end when the client is closed, until the returned function
// is called.
func (c *Client) whenClosed(end func()) func() {
	over := make(chan struct{})
	go func() {
		select {
		case <-c.done:
			end()
		case <-over:
		}
	}()
	return func() { close(over) }
}

// stopped returns err, or that the client was closed, which explains it.
func (c *Client) stopped(err error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return &probes.Obstacle{Kind: probes.Stopped, Host: c.config.Controller, Err: err}
	}
	return err
}

// need says what a question needs of the connection.
type need bool

const (
	anonymous need = false
	signedIn  need = true
)

// search puts one search on the shared connection and returns its entries.
func (c *Client) search(ctx context.Context, n need, request *ldap.SearchRequest) ([]*ldap.Entry, *link, error) {
	result, l, err := c.result(ctx, n, request)
	if err != nil {
		return nil, l, err
	}
	return result.Entries, l, nil
}

// result puts one search on the shared connection. If that turns out to have
// died since it last brought an answer, or there is another controller to ask,
// one is opened once more and the search is repeated, which is safe because
// searches change nothing. Where that fails too, the first reason is told: that
// the others refuse is not what became of the question.
func (c *Client) result(ctx context.Context, n need, request *ldap.SearchRequest) (*ldap.SearchResult, *link, error) {
	var why error
	for again := true; ; again = false {
		l, err := c.link(ctx)
		if err != nil {
			return nil, nil, c.stopped(cmp.Or(why, err))
		}
		if n == signedIn && l.refusal != nil {
			return nil, l, l.refusal
		}
		before := l.answered.Load()
		result, err := l.ask(ctx, request)
		if err == nil {
			return result, l, nil
		}
		if code, ok := resultCode(err); ok {
			return nil, l, declined(l.host, code, err)
		}
		problem := l.first(l.trouble(err))
		if worth := c.leave(l, before, problem); !again || !worth {
			return nil, l, c.stopped(cmp.Or(why, problem))
		}
		if !idle(before, problem) {
			why = problem
		}
	}
}

// leave drops a connection that failed, and reports whether it is worth asking
// again: it had answered before, or there is another controller. One that was
// closed while idle says nothing against its controller.
func (c *Client) leave(l *link, before bool, problem error) bool {
	c.drop(l)
	if idle(before, problem) {
		return true
	}
	return c.avoid(l.host) || before
}

// idle reports whether a connection that had answered was closed since.
func idle(before bool, problem error) bool {
	return before && probes.AsObstacle(problem).Kind == probes.Reset
}

// answer is what a search brings.
type answer struct {
	result *ldap.SearchResult
	err    error
}

// errCrash is a panic of the LDAP library over an answer.
var errCrash = errors.New("answer that the library cannot take")

// ask waits for one search, until ctx or requestTime ends. The library knows
// no contexts: the search is waited for in a goroutine, which ends with the
// connection at the latest.
func (l *link) ask(ctx context.Context, request *ldap.SearchRequest) (*ldap.SearchResult, error) {
	ctx, cancel := l.clock.Within(ctx, requestTime, nil)
	defer cancel()
	l.socket.allow()
	l.wire.allow()
	arrived := make(chan answer, 1)
	go func() {
		a := answer{err: errCrash}
		defer func() {
			_ = recover() // errCrash stands
			arrived <- a
		}()
		a.result, a.err = l.ldap.Search(request)
	}()
	select {
	case <-ctx.Done():
		return nil, fmt.Errorf("search %q: %w", request.BaseDN, context.Cause(ctx))
	case a := <-arrived:
		if _, spoke := resultCode(a.err); spoke || a.err == nil {
			l.answered.Store(true)
		}
		if a.err != nil {
			return nil, fmt.Errorf("search %q: %w", request.BaseDN, a.err)
		}
		return a.result, nil
	}
}

// first keeps why the connection ended. Whoever else waited on it sees only
// that it is gone, which would make a controller that stalled one that cuts.
// A caller that left says so of itself alone.
func (l *link) first(problem error) error {
	o := probes.AsObstacle(problem)
	if o.Kind == probes.Stopped || l.end.CompareAndSwap(nil, o) {
		return problem
	}
	return l.end.Load() //nolint:wrapcheck // it is an obstacle
}

// trouble says what became of the connection, from what its sockets saw: the
// library hides the cause.
func (l *link) trouble(err error) error {
	if errors.Is(l.wire.failure(), errFlood) || errors.Is(l.socket.failure(), errFlood) {
		return &probes.Obstacle{Kind: probes.Malformed, Host: l.host, Err: errFlood}
	}
	if l.wire.foreign() {
		return &probes.Obstacle{Kind: probes.NotTheProtocol, Host: l.host, Err: err}
	}
	slow := errors.Is(err, context.DeadlineExceeded)
	if cause := l.socket.failure(); cause != nil && !slow {
		err = fmt.Errorf("%w: %w", err, cause)
	}
	o := probes.AsObstacle(trouble(l.host, err))
	switch {
	case slow && o.Kind == probes.TimedOut && (l.bound || l.answered.Load()):
		o.Kind = probes.Stalled
	case slow && o.Kind == probes.TimedOut && !l.wire.spoke():
		o.Kind = probes.Mute
	case o.Kind == probes.Reset && l.wire.begun():
		o.Kind = probes.BrokenOff
	}
	return o
}
