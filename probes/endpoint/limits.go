package endpoint

import (
	"context"
	"fmt"
	"net"
	"os"
	"time"
)

// How long each phase may take. Together they stay well under the half minute
// that a check has by default.
const (
	// nameLimit: a resolver asks each of two name servers for up to 5 s and
	// goes on to the second try; whoever is silent for 8 s is dead for a sign-in
	// as well.
	nameLimit = 8 * time.Second
	// connectLimit: a lost first packet is sent again after 1 s and after 3 s
	// (RFC 6298 and the usual doubling), so two losses are forgiven.
	connectLimit = 5 * time.Second
	// proxyLimit: the proxy resolves and connects in our place, and says 502 or
	// 504 only when its own limit is over.
	proxyLimit = 12 * time.Second
	// secureLimit: one or two round trips, and on Windows perhaps a missing
	// intermediate that the system fetches.
	secureLimit = 10 * time.Second
	// answerLimit: one round trip and a front end that looks up its back end.
	// For an idle connection it is the time of four retransmissions.
	answerLimit = 10 * time.Second
)

// errLate is the cause of a context whose phase took too long.
var errLate = fmt.Errorf("no answer in the time allowed: %w", os.ErrDeadlineExceeded)

// within returns a context that ends when limit has passed on the clock. Call
// the function when the phase is over.
func (p *Prober) within(ctx context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	return p.config.Clock.Within(ctx, limit, errLate)
}

// guard closes conn when ctx ends, which ends every read and write on it. The
// function it returns lifts the guard and reports whether conn was left open.
func guard(ctx context.Context, conn net.Conn) func() bool {
	return context.AfterFunc(ctx, func() { closeQuietly(conn) })
}
