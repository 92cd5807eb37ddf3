package lab

import (
	"slices"
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
	now   time.Time // at the last beat
	beat  time.Time // of this machine
	waits []*wait   // the earliest first
	fresh bool      // somebody began to wait since the last beat
	heard uint64    // what talk was at the last beat
	over  bool      // the world has ended: time goes at this machine's pace
}

// wait is one moment that somebody waits for.
type wait struct {
	at    time.Time
	alarm func() // must not wait itself
}

// stride bounds what one beat can be worth, in time of this machine. A beat
// that comes late says that the machine is busy, not that anybody was silent.
const stride = 5 * time.Millisecond

func newClock(system probes.Clock, start time.Time, speed float64) *clock {
	return &clock{system: system, speed: speed, now: start, beat: system.Now()}
}

// face is the clock as the probes see it.
func (c *clock) face() probes.Clock { return probes.Clock{Now: c.Now, After: c.After} }

// Now is the time of the world. Between two beats it goes at the pace of this
// machine, as far as the next beat will move it anyway.
func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now.Add(c.sinceBeat())
}

// sinceBeat is how far the world has come since the last beat at the least.
func (c *clock) sinceBeat() time.Duration {
	since := c.system.Now().Sub(c.beat)
	if !c.over {
		since = min(since, stride)
	}
	return scale(since, min(c.speed, 1))
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
	at := c.now.Add(c.sinceBeat()).Add(d)
	c.add(&wait{at: at, alarm: func() { rung <- at }})
	return rung
}

// add puts a wait among the others. The next beat began before it did and
// will not hurry.
func (c *clock) add(w *wait) {
	place, _ := slices.BinarySearchFunc(c.waits, w.at, func(w *wait, at time.Time) int {
		if w.at.After(at) {
			return 1
		}
		return -1 // behind those of the same moment
	})
	c.waits, c.fresh = slices.Insert(c.waits, place, w), true
	heart.stir()
}

// move is one beat. quiet says that nobody works. It is a silence only if
// nothing was said since the beat before and nobody began to wait. move reports
// whether anybody still waits.
func (c *clock) move(quiet bool) bool {
	c.mu.Lock()
	now, step := c.system.Now(), c.sinceBeat()
	heard := c.talk.Load()
	if quiet && !c.fresh && heard == c.heard {
		fast := scale(min(now.Sub(c.beat), stride), c.speed)
		if len(c.waits) > 0 {
			fast = min(fast, c.waits[0].at.Sub(c.now))
		}
		step = max(step, fast)
	}
	c.now, c.beat, c.fresh, c.heard = c.now.Add(step), now, false, heard
	due := 0
	for due < len(c.waits) && !c.waits[due].at.After(c.now) {
		due++
	}
	rings := slices.Clone(c.waits[:due])
	c.waits = slices.Delete(c.waits, 0, due)
	left := len(c.waits) > 0
	c.mu.Unlock()
	for _, w := range rings {
		w.alarm()
	}
	return left
}

// noise tells the clock that a word was said or heard.
func (c *clock) noise() { c.talk.Add(1) }

// end ends every wait.
func (c *clock) end() {
	c.mu.Lock()
	rings := c.waits
	c.waits, c.over = nil, true
	c.mu.Unlock()
	for _, w := range rings {
		w.alarm()
	}
}

func scale(d time.Duration, by float64) time.Duration { return time.Duration(float64(d) * by) }
