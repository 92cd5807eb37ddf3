package reenable

import (
	"context"
	"slices"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/tell"
)

// watchEvery is how often the events are read again while a person follows
// the guided path.
const watchEvery = 5 * time.Second

// watched is what the server says while a person acts on it. Only events
// after Begun prove anything.
type watched struct {
	probes.Seen
	Begun     time.Time        `json:"begun"` // when the walk began
	Log       probes.EventLog  `json:"log"`
	Scheduler probes.Scheduler `json:"scheduler"`
}

func seeWatched(ctx context.Context, env steps.Env, facts steps.Facts) (watched, error) {
	env = env.Itself()
	events, err := seeEvents(ctx, env, facts)
	if err != nil {
		return watched{}, err
	}
	seen := watched{Seen: events.Seen, Log: events.Log, Begun: begun(facts)}
	shell, err := env.Shell(ctx, facts)
	if err != nil {
		return watched{}, err
	}
	// The scheduler only says whether one should wait; without it the events
	// are judged alone.
	if server, err := shell.Server(ctx); err == nil {
		seen.Scheduler = server.Scheduler
	}
	return seen, nil
}

// begun is when the walk began, zero when nobody noted it.
func begun(facts steps.Facts) time.Time {
	at, err := time.Parse(time.RFC3339, facts[steps.Started])
	if err != nil {
		return time.Time{}
	}
	return at.UTC()
}

// since returns the events after the walk began.
func (w watched) since() []probes.Event { return after(w.Log.Events, w.Begun) }

// after returns the events later than a moment.
func after(events []probes.Event, moment time.Time) []probes.Event {
	var found []probes.Event
	for _, e := range events {
		if e.At.After(moment) {
			found = append(found, e)
		}
	}
	return found
}

// blind reports whether the events cannot be set against the walk.
func (w watched) blind() bool {
	return w.Begun.IsZero() || w.Log.At.IsZero() || nameless(w.Log.Events)
}

// nameless reports whether the events themselves were not said, or one of them
// came without its number, its time or what its text names, so that it may be
// the very one that matters. Windows writes none without ("System properties",
// Windows Event Log), so the answer was not understood.
func nameless(events probes.List[probes.Event]) bool {
	return !events.Seen() || slices.ContainsFunc(events, func(e probes.Event) bool {
		return e.ID == 0 || e.At.IsZero() || !e.Codes.Seen() || !e.Hosts.Seen() || !e.Users.Seen()
	})
}

// rolledOver reports whether the log has lost what came right after the walk
// began, so that what it lacks may have happened.
func (w watched) rolledOver() bool { return w.Log.Oldest.After(w.Begun) }

// moments fills blanks with the times of events; a dash where there is none.
func moments(times map[string]time.Time) tell.Args {
	args := tell.Args{}
	for name, at := range times {
		args[name] = tell.At(at).OrDash()
	}
	return args
}
