package endpoint

import (
	"context"
	"errors"
	"sync"
	"time"

	"example.com/writeback-doctor/probes"
)

var errNoLength = errors.New("an idle connection is held for a positive time")

// Hold finds out for how long an idle TLS connection to target stays usable,
// up to length.
//
// One connection that is tried after length says whether it survives, not when
// it died. A firewall that forgets connections says nothing when it does, so
// the moment cannot be watched either. Therefore several connections idle at
// the same time, each tried once after its own idle time: 10 s, 20 s, … 180 s.
// The longest that still answers and the shortest that does not enclose the
// limit, and all is over soon after length. When the limit shows so early that
// a second round fits into length, the gap is searched again ten times finer.
//
// A connection that is closed or reset is seen at once, because somebody reads
// on it all the time; then CutAt is exact.
//
// No keep-alive is sent while a connection idles: that would be traffic. A
// connection that the far end itself ends, with the closing alert of TLS or
// with an answer that nobody asked for, was alive until then; how much longer
// the road would have carried it cannot be known, so Cut stays unsaid.
func (p *Prober) Hold(ctx context.Context, target probes.Target, length time.Duration) (probes.Hold, error) {
	if err := sound(target); err != nil {
		return probes.Hold{}, err
	}
	if length <= 0 {
		return probes.Hold{}, &probes.Obstacle{Kind: probes.MissingInput, Host: target.Host, Needs: "length", Err: errNoLength}
	}
	start := p.config.Clock.Now()
	target.Depth = probes.ToTLS
	hold := probes.Hold{Target: target, Wanted: length}
	err := p.hold(ctx, &hold, start)
	if ctx.Err() != nil {
		return probes.Hold{}, stopped(ctx, target)
	}
	if err != nil {
		return probes.Hold{}, err
	}
	hold.Seen = p.config.Clock.Stamp(p.config.Vantage, start)
	return hold, nil
}

func (p *Prober) hold(ctx context.Context, hold *probes.Hold, start time.Time) error {
	// The longest one comes first: when it does not come up, nothing will.
	first, contact, err := p.strand(ctx, hold.Target)
	hold.Start = contact
	if first == nil {
		return err
	}
	ends := p.round(ctx, hold.Target, ladder(0, hold.Wanted, laddersAtMost), first)
	spent := p.config.Clock.Now().Sub(start)
	gap := gapOf(ends)
	if gap.wide && gap.to+spent <= hold.Wanted {
		ends = append(ends, p.round(ctx, hold.Target, ladder(gap.from, gap.to, finerAtMost), nil)...)
	}
	sum(ends, hold)
	return nil
}

const (
	// laddersAtMost connections idle at the same time: an idle limit is found
	// within 10 s for the 180 s that matter most, and eighteen connections are
	// fewer than one browser opens for a page.
	laddersAtMost = 18
	// finerAtMost connections search the gap of the first round.
	finerAtMost = 10
	// atOnce connections are opened at the same time.
	atOnce = 6
	// finest is the step below which a ladder does not go: handshakes and
	// answers take their part of a second.
	finest = time.Second
)

// ladder returns idle times above from, up to and including to, in equal
// steps of whole seconds, at most n of them.
func ladder(from, to time.Duration, n int) []time.Duration {
	step := max((to-from+time.Duration(n)-1)/time.Duration(n), finest)
	step = (step + finest - 1).Truncate(finest)
	var rungs []time.Duration
	for at := from + step; at < to; at += step {
		rungs = append(rungs, at)
	}
	return append(rungs, to)
}

// round idles one connection for each of the idle times. first, when there is
// one, is already open and takes the longest. When two neighbours turn out to
// be dead the longer ones are not waited for.
func (p *Prober) round(ctx context.Context, target probes.Target, rungs []time.Duration, first *strand) []end {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ends := make([]end, len(rungs))
	tally := tally{stop: cancel, rungs: len(rungs), dead: map[int]bool{}}
	slots := make(chan struct{}, atOnce)
	var group sync.WaitGroup
	for i, idle := range rungs {
		group.Go(func() {
			var crash error // leaves this rung untold, which is what it then is
			defer probes.Caught(&crash)
			s := first
			if i < len(rungs)-1 || first == nil {
				slots <- struct{}{}
				s, _, _ = p.strand(ctx, target)
				<-slots
			}
			if s != nil {
				ends[i] = p.idle(ctx, s, idle)
				tally.note(i, ends[i].fate)
			}
		})
	}
	group.Wait()
	return ends
}

// tally ends a round when the rest of it cannot teach anything.
type tally struct {
	mu    sync.Mutex
	stop  context.CancelFunc
	rungs int
	dead  map[int]bool
}

func (t *tally) note(i int, f fate) {
	if !f.dead() {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.dead[i] = true
	if t.dead[i-1] || t.dead[i+1] {
		t.stop()
	}
}

// gap is between what idle times the limit lies, when it could not be watched.
type gap struct {
	from, to time.Duration
	wide     bool // reports whether there is such a limit, and room to search
}

func gapOf(ends []end) gap {
	var g gap
	for _, e := range ends {
		if (e.fate == silent || e.fate == rejected) && (g.to == 0 || e.idle < g.to) {
			g.to = e.idle
		}
	}
	for _, e := range ends {
		if e.fate.alive() && e.idle < g.to {
			g.from = max(g.from, e.idle)
		}
	}
	g.wide = g.to-g.from > finest
	return g
}

// sum says what the ends of all connections mean together.
func sum(ends []end, hold *probes.Hold) {
	shortest := end{}
	for _, e := range ends {
		switch {
		case e.fate.alive():
			hold.Held = max(hold.Held, e.idle)
		case e.fate.dead() && (shortest.fate == unfinished || e.idle < shortest.idle):
			shortest = e
		}
	}
	switch {
	case hold.Held >= hold.Wanted:
		hold.Cut = probes.No
	case shortest.fate != unfinished:
		hold.Cut, hold.CutAt = probes.Yes, shortest.idle
		hold.Silent = probes.Said(shortest.fate == silent)
	}
}
