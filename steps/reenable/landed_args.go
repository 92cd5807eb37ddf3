package reenable

import (
	"slices"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/tell"
)

// inStep is how far two clocks may be apart and count as one.
const inStep = 2 * time.Second

func (e landed) args(a arrived, s said) tell.Args {
	args := eventArgs(e.Until, time.Time{})
	delete(args, "last_at")
	delete(args, "age")
	args["user"], args["since"], args["until"] = tell.User.Of(e.User), tell.Exactly(e.Since), tell.Exactly(e.Until)
	cloud, server := e.newestOf(s)
	unlocked := a.unlocked
	if unlocked.IsZero() {
		unlocked = e.unlockedInCloud()
	}
	for name, at := range map[string]time.Time{
		"cloud_at": cloud, "server_at": server, "ad_at": latest(a.changed, a.earlier),
		"read_at": {}, "unlocked_at": unlocked, "others_at": s.others, "gap_from": {}, "gap_until": {},
	} {
		args[name] = tell.Exactly(at)
	}
	args["controller"], args["origin"] = tell.Controller.Of(""), tell.Controller.Of("")
	args["ahead"], args["behind"] = tell.Period.Of(""), tell.Period.Of("")
	args["no_tenant"], args["no_server"] = tell.Words.Of(kindOf(e.NoAudit)), tell.Words.Of(kindOf(e.NoLog))
	if s.trouble != nil {
		fill(args, *s.trouble)
		if s.trouble.cloud {
			args["event"] = tell.Event.Unknown()
		}
	}
	e.watchArgs(a, args)
	return args
}

// watchArgs are what the directory itself tells.
func (e landed) watchArgs(a arrived, args tell.Args) {
	w := e.Account
	if w == nil {
		return
	}
	args["controller"] = tell.Controller.Of(w.Host)
	if !a.changed.IsZero() || !a.earlier.IsZero() {
		args["read_at"] = tell.Exactly(e.readFirst(a))
		if a.state.Password.Here != probes.Yes {
			args["origin"] = tell.Controller.Of(a.state.Password.Origin)
		}
	}
	switch ahead := w.Ahead.Or(0); {
	case ahead >= inStep:
		args["ahead"] = tell.Long(ahead)
	case ahead <= -inStep:
		args["behind"] = tell.Long(-ahead)
	}
	if n := len(w.Gaps); n > 0 {
		args["gap_from"], args["gap_until"] = tell.Exactly(w.Gaps[n-1].From), tell.Exactly(w.Gaps[n-1].Until)
	}
}

func kindOf(why *probes.Obstacle) string {
	if why == nil {
		return ""
	}
	return string(why.Kind)
}

// newestOf are the times at which the cloud and the server last said something
// of this user.
func (e landed) newestOf(s said) (cloud, server time.Time) {
	for _, c := range []*incident{s.done, s.trouble} {
		switch {
		case c == nil:
		case c.cloud:
			cloud = latest(cloud, c.at)
		default:
			server = latest(server, c.at)
		}
	}
	if e.Audit == nil {
		return cloud, server
	}
	for _, row := range rowsAfter(e.Audit.Rows, e.Since.Add(-time.Second)) { // an event that says why takes the place of a row
		if slices.Contains(newPassword, row.Activity) {
			cloud = latest(cloud, row.At)
		}
	}
	return cloud, server
}
