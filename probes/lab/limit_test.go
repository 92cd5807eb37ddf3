package lab

import (
	"context"
	"errors"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

type key struct{}

// TestALimitEndsAsADeadlineDoes compares a limit of the world with what it
// stands for.
func TestALimitEndsAsADeadlineDoes(t *testing.T) {
	t.Parallel()
	l := begin(t, "")
	late, gone := errors.New("late"), errors.New("gone")
	for name, test := range map[string]struct {
		d          time.Duration
		late       error
		parent     error // that ends the parent
		leave      bool
		err, cause error
		world      time.Duration // what must have passed at least
	}{
		"time is over":          {d: 30 * time.Second, err: context.DeadlineExceeded, cause: context.DeadlineExceeded, world: 30 * time.Second},
		"with a cause":          {d: 30 * time.Second, late: late, err: context.DeadlineExceeded, cause: late, world: 30 * time.Second},
		"no time at all":        {d: 0, late: late, err: context.DeadlineExceeded, cause: late},
		"whoever asked left":    {d: 1000 * time.Hour, late: late, leave: true, err: context.Canceled, cause: context.Canceled},
		"somebody above left":   {d: 1000 * time.Hour, late: late, parent: gone, err: context.Canceled, cause: gone},
		"above, it was a limit": {d: 1000 * time.Hour, late: late, parent: context.DeadlineExceeded, err: context.Canceled, cause: context.DeadlineExceeded},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			parent, end := context.WithCancelCause(context.WithValue(t.Context(), key{}, name))
			defer end(nil)
			began := l.Clock().Now()
			ctx, leave := l.Clock().Within(parent, test.d, test.late)
			defer leave()
			child, stop := context.WithCancel(ctx)
			defer stop()
			if _, has := child.Deadline(); has || child.Value(key{}) != name || test.d > 0 && child.Err() != nil {
				t.Errorf("before: %v with the value %v, want no deadline, the value, and no end", child, child.Value(key{}))
			}
			if test.leave {
				leave()
			}
			if test.parent != nil {
				end(test.parent)
			}
			<-ctx.Done()
			<-child.Done()
			for who, ctx := range map[string]context.Context{"it": ctx, "its child": child} {
				if !errors.Is(ctx.Err(), test.err) || !errors.Is(context.Cause(ctx), test.cause) {
					t.Errorf("%s ended with %v because of %v, want %v because of %v", who, ctx.Err(), context.Cause(ctx), test.err, test.cause)
				}
			}
			if passed := l.Clock().Now().Sub(began); passed < test.world {
				t.Errorf("it ended after %v, want %v", passed, test.world)
			}
		})
	}
}

// TestALimitThatWasLeftIsForgotten counts who still waits.
func TestALimitThatWasLeftIsForgotten(t *testing.T) {
	t.Parallel()
	l := begin(t, "")
	for range 100 {
		_, leave := l.Clock().Within(t.Context(), 1000*time.Hour, nil)
		leave()
	}
	waits := func() int {
		l.pace.mu.Lock()
		defer l.pace.mu.Unlock()
		return len(l.pace.limit.waits)
	}
	for range 400 {
		if waits() == 0 {
			return
		}
		<-time.After(5 * time.Millisecond)
	}
	t.Errorf("%d limits still wait, want none", waits())
}

// TestLatencyIsNoSilence moves a clock by hand while an answer is held back.
func TestLatencyIsNoSilence(t *testing.T) {
	t.Parallel()
	machine := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	c := newClock(probes.Clock{Now: func() time.Time { return machine }}, machine, 600)
	ctx, leave := c.Limit(t.Context(), 10*time.Second, nil)
	defer leave()
	began := c.Now()
	beats := func() {
		for range 100 {
			machine = machine.Add(time.Millisecond)
			c.move(true)
		}
	}
	c.hold(1)
	beats()
	if passed := c.Now().Sub(began); passed < 50*time.Second || ctx.Err() != nil {
		t.Errorf("after 100 ms of latency the world is %v on, and the limit %v; want a minute, and nothing", passed, ctx.Err())
	}
	c.hold(-1)
	if beats(); ctx.Err() == nil {
		t.Error("after 100 ms of silence the limit holds, want its end")
	}
}

// TestLatencyIsOfThisMachine demands that a held answer comes, and lets the
// limits of the world go on.
func TestLatencyIsOfThisMachine(t *testing.T) {
	t.Parallel()
	l := begin(t, "speed: 600\nlatency: 50ms\n")
	began := time.Now()
	if !l.delay(t.Context()) || time.Since(began) < 50*time.Millisecond {
		t.Errorf("the answer came after %v, want 50 ms", time.Since(began))
	}
	ctx, leave := l.Clock().Within(t.Context(), time.Minute, nil)
	defer leave()
	<-ctx.Done()
}

// TestAnEndedWorldEndsItsLimits closes a lab under one, and begins another.
func TestAnEndedWorldEndsItsLimits(t *testing.T) {
	t.Parallel()
	l := begin(t, "")
	ctx, leave := l.Clock().Within(t.Context(), 1000*time.Hour, nil)
	defer leave()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	<-ctx.Done()
	after, leave := l.Clock().Within(t.Context(), time.Millisecond, nil)
	defer leave()
	if <-after.Done(); !errors.Is(ctx.Err(), context.DeadlineExceeded) || !errors.Is(after.Err(), context.DeadlineExceeded) {
		t.Errorf("they ended with %v and %v, want both as a deadline does", ctx.Err(), after.Err())
	}
}
