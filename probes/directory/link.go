package directory

import (
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
