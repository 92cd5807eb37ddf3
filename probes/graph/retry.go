package graph

import (
	"context"
	"math"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"

	"example.com/writeback-doctor/probes"
)

const (
	// triesAtMost is how often one question is put before we call it throttled.
	triesAtMost = 4
	// waitAtMost bounds the pauses of one question together: somebody waits.
	waitAtMost = 20 * time.Second
	// firstPause doubles with each try when Graph does not say how long to
	// wait, as its identity protection service does not ("Microsoft Graph
	// throttling guidance").
	firstPause = 2 * time.Second
	// longPause stands for every pause that nobody will wait for.
	longPause = time.Hour
)

// patience puts a question again when the service is busy. The policy of
// azcore does too, but reads only whole seconds of Retry-After, while Graph
// documents a decimal, and waits on a clock of its own.
type patience struct {
	clock probes.Clock
	tries int           // how often
	most  time.Duration // of all pauses together
}

// Do is azcore's Policy.
func (p patience) Do(request *policy.Request) (*http.Response, error) {
	ctx := request.Raw().Context()
	waited := time.Duration(0)
	for try := 1; ; try++ {
		answer, err := request.Clone(ctx).Next()
		if err != nil || !busy(answer.StatusCode) || try == p.tries {
			return answer, err //nolint:wrapcheck // a policy hands on what the next one says
		}
		pause := p.pause(answer.Header.Get("Retry-After"), try)
		if waited += pause; waited > p.most {
			return answer, nil
		}
		runtime.Drain(answer)
		if err := p.clock.Wait(ctx, pause); err != nil {
			return nil, err
		}
	}
}

// busy reports whether a status asks for another try.
func busy(status int) bool {
	return status == http.StatusTooManyRequests || status >= http.StatusInternalServerError
}

// pause is how long to wait: what the service says, in seconds that may have a
// fraction or as a date, rounded up to a second; else a doubling pause with up
// to a quarter more, so that several programs do not come back together.
func (p patience) pause(said string, try int) time.Duration {
	if seconds, err := strconv.ParseFloat(said, 64); err == nil && seconds >= 0 && !math.IsNaN(seconds) {
		return time.Duration(math.Ceil(min(seconds, longPause.Seconds()))) * time.Second
	}
	if date, err := http.ParseTime(said); err == nil {
		left := min(date.Sub(p.clock.Now()), longPause) + time.Second - 1
		return max(left.Truncate(time.Second), 0)
	}
	pause := firstPause << (try - 1)
	return pause + rand.N(pause/4) //nolint:gosec // spreading load needs no secret randomness
}

// reportsPause keeps under the limit of the identity reports, five requests in
// ten seconds for each application and tenant ("Microsoft Graph service-
// specific throttling limits").
const reportsPause = 2 * time.Second

// gate lets questions to the identity reports through one after another.
type gate struct {
	clock probes.Clock
	turn  chan time.Time // holds when the last one started
}

func newGate(clock probes.Clock) gate {
	g := gate{clock: clock, turn: make(chan time.Time, 1)}
	g.turn <- time.Time{}
	return g
}

// pass waits for its turn and returns the function that ends it.
func (g gate) pass(ctx context.Context) (func(), error) {
	var last time.Time
	select {
	case <-ctx.Done():
		return nil, context.Cause(ctx) //nolint:wrapcheck // the cause of the context is ours
	case last = <-g.turn:
	}
	wait := reportsPause - g.clock.Now().Sub(last)
	if !last.IsZero() && wait > 0 {
		if err := g.clock.Wait(ctx, wait); err != nil {
			g.turn <- last
			return nil, err
		}
	}
	started := g.clock.Now()
	return func() { g.turn <- started }, nil
}
