package probes

import (
	"context"
	"time"
)

// Clock is the time as probes may use it. A lab can run it fast, so whatever
// measures a customer's time-outs waits on the Clock and not on package time.
type Clock struct {
	Now   func() time.Time
	After func(time.Duration) <-chan time.Time
	// Limit is as [context.WithTimeoutCause] on this clock; nil is just that.
	Limit func(context.Context, time.Duration, error) (context.Context, context.CancelFunc)
}

// SystemClock is the clock of this machine.
func SystemClock() Clock {
	return Clock{Now: time.Now, After: time.After} //nolint:forbidigo // the one place where outside is
}

// Wait returns after d on the clock, or earlier with the cause of ctx.
func (c Clock) Wait(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return context.Cause(ctx) //nolint:wrapcheck // the cause is the whole message
	case <-c.After(d):
		return nil
	}
}

// Within returns a context that ends when d has passed on the clock, with the
// cause late; nil is [context.DeadlineExceeded]. Whatever bounds the silence of
// somebody else takes it, so that the silence is measured where it is kept. It
// has a deadline only on the clock of this machine.
func (c Clock) Within(ctx context.Context, d time.Duration, late error) (context.Context, context.CancelFunc) {
	if c.Limit == nil {
		return context.WithTimeoutCause(ctx, d, late) //nolint:forbidigo // the one place where outside is
	}
	return c.Limit(ctx, d, late)
}

// Stamp returns the stamp of a look that began at start and ends now.
func (c Clock) Stamp(from Vantage, start time.Time) Seen {
	return Seen{Vantage: from, At: start.UTC(), Took: c.Now().Sub(start)}
}
