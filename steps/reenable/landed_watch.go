package reenable

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// places is how many a watch looks at: the directory, the tenant and the server.
const places = 3

// lookout gathers what the places say.
type lookout struct {
	Watching

	env   steps.Env
	facts steps.Facts
	clock probes.Clock
	news  chan struct{}

	mu      sync.Mutex
	seen    landed
	waiting int               // for the first word of so many places
	ready   chan struct{}     // closed when all of them have said it; nil tells nobody
	hurry   chan struct{}     // has the tenant and the server looked at now; nil never does
	lax     bool              // the first word of the tenant is not waited for
	enough  func(landed) bool // whether the answer is known; nil is as landed judges
}

// note takes what a place says. Its first word counts as one, also when it is
// that there will be none.
func (l *lookout) note(first bool, take func(*landed)) {
	l.mu.Lock()
	take(&l.seen)
	if first {
		if l.waiting--; l.waiting == 0 && l.ready != nil {
			close(l.ready)
		}
	}
	l.mu.Unlock()
	select {
	case l.news <- struct{}{}:
	default: // somebody is told already
	}
}

// await returns when there is an answer, ctx ends or nobody looks any more, and
// says how it ended.
func (l *lookout) await(ctx context.Context, gone <-chan struct{}) string {
	for {
		select {
		case <-gone:
			if ctx.Err() == nil {
				return byNobody
			}
			gone = nil // ctx tells why
		case <-ctx.Done():
			if errors.Is(context.Cause(ctx), errLimit) {
				return byLimit
			}
			return byPerson
		case <-l.news:
			if l.answered() {
				return byAnswer
			}
		}
	}
}

// answered reports whether what is known so far will not be otherwise. Before
// every place has said its first word it may be.
func (l *lookout) answered() bool {
	l.mu.Lock()
	seen, waiting := l.seen, l.waiting
	l.mu.Unlock()
	if waiting > 0 {
		return false
	}
	seen.Until = l.env.Now().UTC()
	if l.enough != nil {
		return l.enough(seen)
	}
	return l.Limit == 0 || settles(judgeLanded(seen).On)
}

// pause waits on the clock of the patient.
func (l *lookout) pause(ctx context.Context, d time.Duration) {
	waited, over := l.clock.Within(ctx, d, nil)
	defer over()
	<-waited.Done()
}

// directory watches the user, and tries again where the directory is out of
// reach.
func (l *lookout) directory(ctx context.Context) {
	for first := true; ; first = false {
		heard := false
		watched, err := l.account(ctx, func(w probes.PasswordWatch) {
			l.note(first && !heard, func(seen *landed) { seen.Account, seen.NoAD = &w, nil })
			heard = true
			l.tell(Waited{Host: w.Host, Lost: w.Why})
		})
		why := probes.AsObstacle(err)
		l.note(first && !heard, func(seen *landed) {
			switch {
			case err == nil:
				seen.Account, seen.NoAD = &watched, nil
			case seen.NoAD == nil || ctx.Err() == nil: // that it was ended is no reason
				seen.NoAD = why
			}
		})
		if ctx.Err() == nil && why != nil {
			l.tell(Waited{Lost: why})
		}
		if err == nil || !passes(why.Kind) || l.Limit == 0 {
			return
		}
		if l.pause(ctx, againEvery); ctx.Err() != nil {
			return
		}
	}
}

func (l *lookout) tell(w Waited) {
	if l.Tell != nil {
		l.Tell(w)
	}
}

// account finds the user and watches it until ctx ends.
func (l *lookout) account(ctx context.Context, tell func(probes.PasswordWatch)) (probes.PasswordWatch, error) {
	var none probes.PasswordWatch
	directory, err := l.env.Directory(ctx, l.facts)
	if err != nil {
		return none, err
	}
	user, err := directory.User(ctx, l.facts[steps.User])
	switch {
	case err != nil:
		return none, err
	case user.Matches > 1:
		return none, &probes.Obstacle{Kind: probes.Ambiguous, Needs: l.facts[steps.User]}
	case user.Matches == 0:
		return none, user.Absence()
	}
	l.note(false, func(seen *landed) {
		if user.UPN != "" { // by which the tenant and the events know the user, however the person called them
			seen.User = user.UPN
		}
	})
	watcher, able := directory.(probes.Watcher)
	if !able {
		return none, &probes.Obstacle{Kind: probes.NotLookedAt}
	}
	return watcher.WatchPassword(ctx, user.DN, cmp.Or(l.Every, LookEvery), tell)
}

// passes reports whether what stands in the way may be gone a little later. A
// sign-in that was refused is not tried again: each try counts against the
// account.
func passes(kind probes.Kind) bool {
	return slices.Contains([]probes.Kind{
		probes.Unreachable, probes.Refused, probes.TimedOut, probes.Reset, probes.Mute, probes.Stalled, probes.BrokenOff,
		probes.NameUnanswered, probes.Throttled, probes.Failing,
	}, kind)
}

// forgetting makes a transport look for itself once more.
func forgetting(transport any) {
	if f, able := transport.(interface{ Forget() }); able {
		f.Forget()
	}
}

// tenant reads the audit log again and again.
func (l *lookout) tenant(ctx context.Context) {
	l.repeat(ctx, auditEvery, func() error {
		if graph, err := l.env.Graph(ctx, l.facts); err == nil {
			forgetting(graph)
		}
		audit, err := auditOf(ctx, l.env, l.facts, l.user(), l.since(), slices.Concat(newPassword, unlocking))
		if err == nil {
			l.note(false, func(seen *landed) { seen.Audit, seen.NoAudit = &audit, nil })
		}
		return err
	}, !l.lax, func(seen *landed, why *probes.Obstacle) { seen.NoAudit = why })
}

// server reads the events again and again.
func (l *lookout) server(ctx context.Context) {
	l.repeat(ctx, eventsEvery, func() error {
		shell, err := l.env.Shell(ctx, l.facts)
		if err != nil {
			return err
		}
		forgetting(shell)
		log, err := shell.Events(ctx, l.since())
		if err == nil {
			err = steps.FromServer(log.Seen)
		}
		if err != nil {
			return err
		}
		if log.At.IsZero() {
			log.At = l.env.Now().UTC()
		}
		l.note(false, func(seen *landed) { seen.Log, seen.NoLog = &log, nil })
		return nil
	}, true, func(seen *landed, why *probes.Obstacle) { seen.NoLog = why })
}

// since is from when on others are asked. What is a moment older is told as
// well, and not counted.
func (l *lookout) since() time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.seen.Since.Add(-oneOperation).Truncate(time.Second)
}

func (l *lookout) user() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.seen.User
}

// repeat looks until ctx ends, or until what stands in the way will not pass. The
// first word of what is awaited counts as one.
func (l *lookout) repeat(ctx context.Context, every time.Duration, look func() error, awaited bool, failed func(*landed, *probes.Obstacle)) {
	for first := true; ; first = false {
		err := look()
		why := probes.AsObstacle(err)
		l.note(first && awaited, func(seen *landed) {
			if why != nil && (first || ctx.Err() == nil) {
				failed(seen, why)
			}
		})
		if why != nil && !passes(why.Kind) || l.Limit == 0 {
			return
		}
		if l.breathe(ctx, every); ctx.Err() != nil {
			return
		}
	}
}

// breathe is a pause that is cut short where there is something to see.
func (l *lookout) breathe(ctx context.Context, d time.Duration) {
	waited, over := l.clock.Within(ctx, d, nil)
	defer over()
	select {
	case <-waited.Done():
	case <-l.hurry:
	}
}
