package lab

import (
	"io"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

// TestTheClockRunsFastOnlyWhileEverybodyWaits moves a clock by hand.
func TestTheClockRunsFastOnlyWhileEverybodyWaits(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	const quiet, busy = true, false
	for _, test := range []struct {
		name  string
		speed float64
		beats func(c *clock, later func(time.Duration))
		want  time.Duration
	}{
		{"quiet", 60, func(c *clock, later func(time.Duration)) { later(time.Millisecond); c.move(quiet) }, 60 * time.Millisecond},
		{"busy", 60, func(c *clock, later func(time.Duration)) { later(time.Millisecond); c.move(busy) }, time.Millisecond},
		{"starved and busy", 60, func(c *clock, later func(time.Duration)) { later(time.Minute); c.move(busy) }, stride},
		{"starved and quiet", 60, func(c *clock, later func(time.Duration)) { later(time.Minute); c.move(quiet) }, 60 * stride},
		{"starved between two beats", 60, func(_ *clock, later func(time.Duration)) { later(time.Minute) }, stride},
		{"slower than this machine", 0.5, func(c *clock, later func(time.Duration)) { later(4 * time.Millisecond); c.move(busy) }, 2 * time.Millisecond},
		{"up to the next wait", 60, func(c *clock, later func(time.Duration)) {
			c.After(10 * time.Millisecond)
			c.move(busy)
			later(time.Millisecond)
			c.move(quiet)
		}, 10 * time.Millisecond},
		{"a wait began since the last beat", 60, func(c *clock, later func(time.Duration)) {
			later(time.Millisecond)
			c.After(time.Minute)
			c.move(quiet)
		}, time.Millisecond},
		{"something was said since the last beat", 60, func(c *clock, later func(time.Duration)) {
			later(time.Millisecond)
			c.noise()
			c.move(quiet)
		}, time.Millisecond},
		{"and was over at this one", 60, func(c *clock, later func(time.Duration)) {
			c.noise()
			c.move(quiet)
			later(time.Millisecond)
			c.move(quiet)
		}, 60 * time.Millisecond},
		{"the world ended", 60, func(c *clock, later func(time.Duration)) {
			c.end()
			later(time.Minute)
		}, time.Minute},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			machine := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
			c := newClock(probes.Clock{Now: func() time.Time { return machine }}, start, test.speed)
			test.beats(c, func(d time.Duration) { machine = machine.Add(d) })
			if got := c.Now().Sub(start).Truncate(time.Microsecond); got != test.want {
				t.Errorf("the clock came %v far, want %v", got, test.want)
			}
		})
	}
}

// TestWaitsEndInTheirOrder holds whoever waits, for what, and when they hear.
func TestWaitsEndInTheirOrder(t *testing.T) {
	t.Parallel()
	machine := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	start := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	c := newClock(probes.Clock{Now: func() time.Time { return machine }}, start, 60)
	waits := []time.Duration{2 * time.Second, time.Second, 2 * time.Second, 0}
	rings := make([]<-chan time.Time, len(waits))
	for i, d := range waits {
		rings[i] = c.After(d)
	}
	var heard []time.Duration
	for range 60 {
		machine = machine.Add(time.Millisecond)
		c.move(true)
		for i, ring := range rings {
			select {
			case at := <-ring:
				if got := c.Now().Sub(start); got < waits[i] || got > waits[i]+2*time.Millisecond {
					t.Errorf("a wait of %v ended after %v", waits[i], got)
				}
				heard = append(heard, at.Sub(start))
			default:
			}
		}
	}
	if len(heard) != 4 || heard[0] != 0 || heard[1] != time.Second || heard[2] != 2*time.Second || heard[3] != 2*time.Second {
		t.Errorf("heard %v, want each once and in order", heard)
	}
}

// TestAnEndedWorldKeepsNobodyWaiting closes a lab under those who wait, and
// waits on its clock after that.
func TestAnEndedWorldKeepsNobodyWaiting(t *testing.T) {
	t.Parallel()
	l := begin(t, "")
	long := l.Clock().After(1000 * time.Hour)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	<-long
	before := l.Clock().Now()
	<-l.Clock().After(time.Millisecond)
	if passed := l.Clock().Now().Sub(before); passed < time.Millisecond {
		t.Errorf("after a wait of 1 ms %v have passed", passed)
	}
}

// TestWorkIsNoSilence demands of a running lab that its time hardly passes
// this machine's while somebody works, on however many processors and beside
// whatever else.
func TestWorkIsNoSilence(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		work func(t *testing.T, l *Lab) func()
	}{
		{"two sockets talk", talk},
		{"somebody reckons", func(*testing.T, *Lab) func() { return func() {} }},
		{"waits begin all the time", func(_ *testing.T, l *Lab) func() { return func() { l.Clock().After(1000 * time.Hour) } }},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			l := begin(t, "speed: 600\n")
			work := test.work(t, l)
			began, here := l.Clock().Now(), time.Now()
			for time.Since(here) < 200*time.Millisecond {
				work()
			}
			spent, passed := time.Since(here), l.Clock().Now().Sub(began)
			if passed > 5*spent { // at the speed of the world it would be 600
				t.Errorf("%v of work are %v in the world", spent, passed)
			}
			<-l.Clock().After(time.Minute) // and silence passes
		})
	}
}

// talk is one word and its echo on a connection of the world.
func talk(t *testing.T, l *Lab) func() {
	t.Helper()
	near, far, err := l.pair(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = near.Close() })
	go func() { _, _ = io.Copy(far, far) }()
	word := make([]byte, 100)
	return func() {
		_, _ = near.Write(word)
		if _, err := io.ReadFull(near, word); err != nil {
			t.Error(err)
		}
	}
}

// TestASystemCallIsWorkAtFirst tells those that have long been waiting in one,
// for a key or a signal, from those that the kernel may not have let go on.
func TestASystemCallIsWorkAtFirst(t *testing.T) {
	t.Parallel()
	w := newWork()
	w.outside = 3
	for beats, test := range []struct {
		n    uint64
		want bool
	}{{2, false}, {3, true}, {2, false}, {4, true}, {4, true}} {
		if got := w.away(test.n); got != test.want {
			t.Errorf("beat %d: with %d goroutines in system calls at work is %v, want %v", beats, test.n, got, test.want)
		}
	}
	for range settled {
		w.away(4)
	}
	if w.away(4) {
		t.Errorf("a goroutine that has long been in a system call is still taken for one at work")
	}
}

// TestNoTimeIsToldTwice reads a clock between beats that are worth nothing.
func TestNoTimeIsToldTwice(t *testing.T) {
	t.Parallel()
	machine := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	c := newClock(probes.Clock{Now: func() time.Time { return machine }}, machine, 60)
	for last, i := c.Now(), 0; i < 100; i++ {
		if i%3 == 0 {
			c.move(true)
		}
		now := c.Now()
		if !now.After(last) {
			t.Fatalf("told %v after %v", now, last)
		}
		last = now
	}
}

// TestThePulseComesBack cuts the connection of a pulse, twice, and closes it.
func TestThePulseComesBack(t *testing.T) {
	t.Parallel()
	var p pulse
	c := newClock(probes.SystemClock(), time.Now(), 60)
	if err := p.join(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	for _, side := range []func() error{func() error { return p.near.Close() }, func() error { return p.far.Close() }} {
		p.mu.Lock()
		if err := side(); err != nil {
			t.Error(err)
		}
		p.mu.Unlock()
		<-c.After(time.Minute)
	}
	long := c.After(1000 * time.Hour)
	p.leave(c)
	<-long
}
