package reenable

import (
	"context"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/tell"
)

// FirstLook is the check of the step that the walk begins with: whether the
// server's log holds a fresh failure of exactly this user. It reads what
// [EventLog] reads later, once for both, and judges nothing but where to begin.
var FirstLook = steps.Look(seeOwn, judgeFirst)

// FirstLimit is how long the walk waits for it, from when the environment was
// opened: a log that takes longer is read by its own step, and orders nothing.
const FirstLimit = 15 * time.Second

// FreshFor is how old a failure may be to say where the walk begins. It is what
// brought the caller to the telephone, and not what happened in the morning. The
// event and the moment at which the log was read are both of the server's clock,
// so that a wrong one makes nothing fresh. A log that was read longer than this
// before the walk began, as one that somebody collected, holds nothing fresh.
const FreshFor = 2 * time.Hour

// seeOwn reads the log and keeps what it says of this user.
func seeOwn(ctx context.Context, env steps.Env, facts steps.Facts) (eventsSeen, error) {
	seen, err := seeEvents(ctx, env, facts)
	if err != nil || !seen.Log.Events.Seen() {
		return seen, err
	}
	own := probes.List[probes.Event]{}
	for _, c := range incidents(seen.Log.Events) {
		if c.names(seen.User) {
			own = append(own, c.events...)
		}
	}
	seen.Log.Events = own
	return seen, nil
}

// judgeFirst says which steps a fresh failure of this user points to.
func judgeFirst(e eventsSeen) steps.Verdict {
	if e.Log.At.IsZero() || nameless(e.Log.Events) {
		return steps.Blind(probes.Part{})
	}
	args := eventArgs(e.Log.At, time.Time{})
	c := freshest(e)
	switch {
	case c == nil && e.Log.Lacks():
		return steps.Blind(probes.Part{Why: lacking(e.Log)})
	case c == nil:
		return steps.Verdict{On: "nothing-fresh", Args: args}
	}
	fill(args, *c)
	if len(c.cause.Visits) == 0 {
		return steps.Verdict{On: "no-direction", Args: args}
	}
	return steps.Verdict{
		On: "fresh-failure", Args: args, Visit: c.cause.Visits,
		Learned: steps.Facts{steps.Logged: joined(c.cause.Visits)},
	}
}

// freshest is the newest fresh failure of the user that nothing later heals and
// that points somewhere, else the newest one; nil for none.
func freshest(e eventsSeen) *incident {
	if !e.Begun.IsZero() && e.Begun.Sub(e.Log.At) > FreshFor {
		return nil
	}
	fresh := slices.DeleteFunc(unhealed(incidents(e.Log.Events)), func(c incident) bool {
		age := e.Log.At.Sub(c.at)
		return !c.names(e.User) || age > FreshFor || age < -nearby
	})
	if len(fresh) == 0 {
		return nil
	}
	leading := func(c incident) bool { return len(c.cause.Visits) > 0 }
	return &fresh[max(0, slices.IndexFunc(fresh, leading))]
}

// names reports whether an incident names a user by the user principal name.
func (c incident) names(user string) bool {
	return strings.Contains(user, "@") && slices.ContainsFunc(c.users, func(name string) bool { return strings.EqualFold(name, user) })
}

func joined(ids []steps.ID) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = string(id)
	}
	return strings.Join(texts, ",")
}

// FirstBlanks are the blanks that its verdicts fill.
var FirstBlanks = tell.Kinds{
	"event": tell.Event, "host": tell.Host, "seen_at": tell.Moment, "last_at": tell.Moment, "age": tell.Period,
	"tracking": tell.Words, "reason": tell.Foreign,
}
