package reenable

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// The ways in which this program resets the test user itself.
const (
	byGraph = "graph"
	byLDAPS = "ldaps"
)

const (
	// readyLimit is how long the first words of the places are waited for before
	// anything is changed.
	readyLimit = 45 * time.Second
	// silence is how long after the cloud says that it has done it the directory is
	// watched for it: the write itself came before, and only replication is behind.
	silence = 2 * time.Minute
	// legsLimit is how long the events of the server are waited for where the
	// answer is known already.
	legsLimit = 30 * time.Second
	// trialLimit bounds all of it.
	trialLimit = 8 * time.Minute
	// glance is how often it is asked whether that is enough.
	glance = time.Second
	// trialLook is between two looks at the directory: when it changed stands in its
	// own metadata.
	trialLook = 250 * time.Millisecond
)

// attempt is a reset that this program made itself, with what was watched
// meanwhile.
type attempt struct {
	Way    string                 `json:"way" is:"code"`
	Over   bool                   `json:"over"` // whoever was asked has said the last word, or never will
	Cloud  *probes.CloudReset     `json:"cloud,omitempty"`
	Direct *probes.DirectoryReset `json:"direct,omitempty"`
	Watch  landed                 `json:"watch"`
}

// trial is one on its way.
type trial struct {
	env  steps.Env
	user string // the test user, by user principal name
	way  string
	// act does what changes something, once. It tells how it stands, under a lock.
	act  func(ctx context.Context, tell func(func(*attempt)))
	tell func(attempt) // what is new on the way; may be nil

	mu   sync.Mutex
	made attempt
}

// errUnwatched keeps a reset from being made that nobody would see.
var errUnwatched = &probes.Obstacle{Kind: probes.NotLookedAt, Needs: "pwdLastSet"}

// run begins to watch, then acts, and watches on until the answer is known. An
// error means that nothing was changed.
func (t *trial) run(ctx context.Context, facts steps.Facts) (attempt, error) {
	start := t.env.Now()
	clock := probes.Clock{Limit: t.env.Limit}
	watch, over := clock.Within(ctx, trialLimit, errLimit)
	defer over()
	l := &lookout{
		Watching: Watching{Limit: trialLimit, Every: trialLook}, env: t.env.Itself(), facts: facts.With(steps.Facts{steps.User: t.user}), clock: clock,
		seen: landed{User: t.user, Begun: start.UTC(), Since: start.UTC()}, news: make(chan struct{}, 1), waiting: places - 1, lax: true, ready: make(chan struct{}), hurry: make(chan struct{}, places),
	}
	l.enough = t.enough
	t.made.Way = t.way
	var crashed error
	gone := make(chan struct{})
	go func() { // Together catches what panics
		defer close(gone)
		crashed = steps.Together(0,
			func() { l.directory(watch) }, func() { l.tenant(watch) }, func() { l.server(watch) },
			func() { t.begin(watch, l) }, func() { l.glances(watch) })
	}()
	how := l.await(watch, gone)
	over()
	if <-gone; crashed != nil {
		return attempt{}, crashed
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.made.Watch = l.over(how, start)
	if t.made.Cloud == nil && t.made.Direct == nil {
		return t.made, untouched(t.made.Watch)
	}
	return t.made, nil
}

// untouched is why nothing was changed.
func untouched(w landed) error {
	if w.NoAD != nil {
		return w.NoAD
	}
	return errUnwatched
}

// begin acts once it is watched.
func (t *trial) begin(ctx context.Context, l *lookout) {
	waited, over := l.clock.Within(ctx, readyLimit, nil)
	select {
	case <-l.ready:
	case <-waited.Done():
	}
	over()
	if ctx.Err() == nil && l.sees() {
		t.act(ctx, func(take func(*attempt)) {
			t.mu.Lock()
			take(&t.made)
			made := t.made
			t.mu.Unlock()
			if t.tell != nil {
				made.Watch = l.now()
				t.tell(made)
			}
			l.note(false, func(*landed) {})
		})
	}
	t.mu.Lock()
	t.made.Over = true
	t.mu.Unlock()
	for range places - 1 { // the server noted what it did before the answer came
		l.hurry <- struct{}{}
	}
	l.note(false, func(*landed) {})
}

// enough reports whether what is known will not be otherwise, or nobody waits any
// longer for more.
func (t *trial) enough(seen landed) bool {
	t.mu.Lock()
	made := t.made
	t.mu.Unlock()
	made.Watch = seen
	return made.settled()
}

// sees reports whether the password of the user is watched.
func (l *lookout) sees() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.seen.Account != nil && len(l.seen.Account.States) > 0 && l.seen.Account.Why == nil
}

// now is what is known now.
func (l *lookout) now() landed {
	l.mu.Lock()
	defer l.mu.Unlock()
	seen := l.seen
	seen.Until = l.env.Now().UTC()
	return seen
}

// over is what is known at the end.
func (l *lookout) over(how string, start time.Time) landed {
	seen := l.now()
	seen.Ended = how
	seen.Seen = probes.Seen{Vantage: probes.Vantage{Place: probes.Here}, At: start.UTC(), Took: seen.Until.Sub(start)}
	if seen.Account != nil {
		seen.Vantage = seen.Account.Vantage
	}
	return seen
}

// glances has it asked again and again whether that is enough.
func (l *lookout) glances(ctx context.Context) {
	for ctx.Err() == nil {
		l.pause(ctx, glance)
		l.note(false, func(*landed) {})
	}
}

// triedIn is the attempt that was made in a walk, nil for none.
func triedIn(env steps.Env) *attempt {
	last := env.Tried.Last()
	if len(last) == 0 {
		return nil
	}
	var made attempt
	if err := json.Unmarshal(last, &made); err != nil {
		return nil
	}
	return &made
}

// keep keeps what came of an attempt for the looks of this walk.
func (a attempt) keep(env steps.Env) (json.RawMessage, error) {
	text, err := json.Marshal(a)
	if err != nil {
		return nil, errors.Join(errUnwatched, err)
	}
	if env.Tried != nil {
		env.Tried.Keep(text)
	}
	return text, nil
}
