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

// Stamp returns the stamp of a look that began at start and ends now.
func (c Clock) Stamp(from Vantage, start time.Time) Seen {
	return Seen{Vantage: from, At: start.UTC(), Took: c.Now().Sub(start)}
}
