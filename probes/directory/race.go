package directory

import (
	"context"
	"errors"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
)

// How candidates are dialled, after "Happy Eyeballs Version 2" (RFC 8305,
// section 5): the next one is begun when one has failed, or has said nothing
// for headStart. However many there are, all are begun within allBegun, so that
// it does not hang on their number, or on where in the row it stands, whether
// the one that answers is found.
const (
	headStart = 250 * time.Millisecond
	allBegun  = 3 * time.Second
)

// race dials several controllers at once. Nobody signs in there: a password is
// shown to one at a time, to whoever answered first.
type race struct {
	dialer  dialer
	groups  [][]road
	begun   int // of groups, in their order
	out     int // begun and not ended
	arrived chan arrival
	ends    []*probes.Obstacle // by place in groups; nil for one that has not failed
}

// arrival is the end of one candidate.
type arrival struct {
	place int
	link  *link // nil where err says why
	keep  func() bool
	err   error
}

func (d dialer) race(groups [][]road) *race {
	return &race{dialer: d, groups: groups, arrived: make(chan arrival, len(groups)), ends: make([]*probes.Obstacle, len(groups))}
}

// next returns a connection to the next controller that answers, and its place;
// nil when there is none any more, or ctx ends. ctx is the same each time; with
// it ends what the losers still open.
func (r *race) next(ctx context.Context) (*link, int) {
	pace := min(headStart, allBegun/time.Duration(max(len(r.groups), 1)))
	for r.out > 0 || r.begun < len(r.groups) {
		var due <-chan time.Time
		if r.out == 0 {
			r.begin(ctx)
		}
		if r.begun < len(r.groups) {
			due = r.dialer.clock.After(pace)
		}
		select {
		case <-ctx.Done():
			return nil, 0
		case <-due:
			r.begin(ctx)
		case a := <-r.arrived:
			r.out--
			if a.err == nil && a.keep() {
				return a.link, a.place
			}
			r.fail(a.place, a.err)
			r.begin(ctx)
		}
	}
	return nil, 0
}

// begin dials the next candidate, if there is one.
func (r *race) begin(ctx context.Context) {
	if r.begun == len(r.groups) || ctx.Err() != nil {
		return
	}
	place := r.begun
	r.begun++
	r.out++
	go func() {
		a := arrival{place: place}
		defer func() { r.arrived <- a }()
		defer probes.Caught(&a.err)
		if a.link, a.err = r.dialer.connect(ctx, r.groups[place]); a.err == nil {
			a.keep = context.AfterFunc(ctx, a.link.cut)
		}
	}()
}

// fail notes what stood in the way of a candidate.
func (r *race) fail(place int, err error) { r.ends[place] = probes.AsObstacle(err) }

// why is what to tell when nobody is signed in anywhere: of one candidate, its
// own trouble. Of several it is that of the first one that at least spoke, and
// where none did, of the first, which is the most likely one; and all are told.
// Those that were not heard of before the time of ctx was over gave no answer.
func (r *race) why(ctx context.Context) error {
	if errors.Is(context.Cause(ctx), context.Canceled) {
		return &probes.Obstacle{Kind: probes.Stopped, Err: context.Cause(ctx)}
	}
	told, spoke := (*probes.Obstacle)(nil), false
	var tried []probes.Attempt
	for place, end := range r.ends {
		host := r.groups[place][0].host
		if end == nil || end.Kind == probes.Stopped {
			end = &probes.Obstacle{Kind: probes.TimedOut, Host: host, Err: context.DeadlineExceeded}
		}
		tried = append(tried, probes.Attempt{Host: host, Kind: end.Kind})
		if told == nil || !spoke && speaks(end.Kind) {
			told, spoke = end, speaks(end.Kind)
		}
	}
	if len(tried) < 2 {
		return told
	}
	probes.SortStable(tried, func(a, b probes.Attempt) int { return strings.Compare(a.Host, b.Host) }) // DNS turns them round
	all := *told
	all.Tried = &probes.Attempts{List: probes.All(tried)}
	return &all
}

// speaks reports whether a host was there at all.
func speaks(kind probes.Kind) bool {
	switch kind {
	case probes.NameUnknown, probes.NameUnanswered, probes.Unreachable, probes.Refused, probes.TimedOut, probes.Reset, probes.Mute:
		return false
	default:
		return true
	}
}
