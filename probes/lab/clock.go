package lab

import (
	"sync"
	"sync/atomic"
	"time"

	"example.com/writeback-doctor/probes"
)

// clock is the time of one world. It starts at a moment of its own and is
// moved by the beats of the [pulse]: so many times as fast as this machine's
// while everybody waits, and never faster than this machine's while anybody
// works. It never passes a moment that somebody waits for.
type clock struct {
	system probes.Clock
	speed  float64
	talk   atomic.Uint64 // words said and heard on the sockets of the world

	mu    sync.Mutex
	beat  time.Time     // the last one, on this machine's clock
	world line          // what the clock says
	limit line          // what limits are measured on; see [clock.hold]
	told  time.Duration // how far from the last beat anybody was told that it is
	held  int           // answers that the world's latency holds back now
	fresh bool          // somebody began to wait since the last beat
	heard uint64        // what talk was at the last beat
	over  bool          // the world has ended: time goes at this machine's pace
}

// stride bounds what one beat can be worth, in time of this machine. A beat
// that comes late says that the machine is busy, not that anybody was silent.
const stride = 5 * time.Millisecond

func newClock(system probes.Clock, start time.Time, speed float64) *clock {
	return &clock{system: system, speed: speed, beat: system.Now(), world: line{now: start}, limit: line{now: start}}
}

// face is the clock as the probes see it.
func (c *clock) face() probes.Clock { return probes.Clock{Now: c.Now, After: c.After, Limit: c.Limit} }

// Now is the time of the world. Between two beats it goes at the pace of this
// machine, as far as the next beat will move it anyway. It never stands still:
// a look that took no time at all would not have been one.
func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.told = max(c.sinceBeat(), c.told+time.Nanosecond)
	return c.world.now.Add(c.told)
}

// sinceBeat is how far the world has come since the last beat at the least.
func (c *clock) sinceBeat() time.Duration {
	since := c.system.Now().Sub(c.beat)
	if !c.over {
		since = min(since, stride)
	}
	return max(scale(since, min(c.speed, 1)), c.told)
}

// After is as [time.After] in the time of the world. Waits that are out when
// the world ends end with it.
func (c *clock) After(d time.Duration) <-chan time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.over {
		return c.system.After(d)
	}
	rung := make(chan time.Time, 1)
	at := c.world.now.Add(c.sinceBeat() + d)
	c.world.add(&wait{at: at, alarm: func() { rung <- at }})
	c.stir()
	return rung
}

// hold says that an answer is being held back for the latency of the world,
// with 1, and that it is not any more, with -1. The latency is of this
// machine's time, so meanwhile limits are too: they would take it for a silence
// of so many times its length.
func (c *clock) hold(change int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.held += change
}

// noise tells the clock that a word was said or heard.
func (c *clock) noise() { c.talk.Add(1) }

// stir notes that somebody began to wait: the present beat began before, and
// will not hurry.
func (c *clock) stir() {
	c.fresh = true
	heart.stir()
}

// move is one beat. quiet says that nobody works. It is a silence only if
// nothing was said since the beat before and nobody began to wait. move reports
// whether anybody still waits.
func (c *clock) move(quiet bool) bool {
	c.mu.Lock()
	now, heard, pace := c.system.Now(), c.talk.Load(), c.sinceBeat()
	step, patience := pace, pace
	if quiet && !c.fresh && heard == c.heard {
		fast := c.world.upTo(scale(min(now.Sub(c.beat), stride), c.speed))
		if c.held == 0 {
			fast = c.limit.upTo(fast)
			patience = max(pace, fast)
		}
		step = max(pace, fast)
	}
	c.beat, c.fresh, c.heard, c.told = now, false, heard, 0
	rings := append(c.world.move(step), c.limit.move(patience)...)
	waiting := len(c.world.waits)+len(c.limit.waits) > 0
	c.mu.Unlock()
	for _, w := range rings {
		w.alarm()
	}
	return waiting
}

// end ends every wait.
func (c *clock) end() {
	c.mu.Lock()
	rings := append(c.world.waits, c.limit.waits...)
	c.world.waits, c.limit.waits, c.over = nil, nil, true
	c.mu.Unlock()
	for _, w := range rings {
		w.alarm()
	}
}

func scale(d time.Duration, by float64) time.Duration { return time.Duration(float64(d) * by) }
