package reenable

import (
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/tell"
)

// arrived is what the directory knows of the user's password.
type arrived struct {
	seen     bool      // it was looked at
	whole    bool      // the PDC emulator was seen to the end, so that what it does not show was not there
	changed  time.Time // when a new password was set that counts, by the clock of whoever set it; zero for none
	earlier  time.Time // when one was set that came during the watch and was set before what counts
	flagged  bool      // pwdLastSet became 0, and nothing tells whether with a new password
	unlocked time.Time // when the user was freed, by the clock of the controller
	state    probes.PasswordState
}

// slack is how long before the end of a watch the last answer may lie: a look
// that was on its way is no gap.
const slack = 5 * time.Second

// arrival looks for a new password. The replication metadata counts: pwdLastSet
// alone can be set without a password, and is 0 behind one that must be changed.
func (e landed) arrival() arrived {
	w := e.Account
	if w == nil || len(w.States) == 0 {
		return arrived{}
	}
	first, last := w.States[0], w.States[len(w.States)-1]
	a := arrived{seen: true, state: last}
	since := e.Since.Add(w.Ahead.Or(0)).Truncate(time.Second) // as their clock shows it, and as coarse as their stamps
	at, stamped := last.Password.At, last.Password.Version.Seen() && !last.Password.At.IsZero()
	grew := stamped && first.Password.Version.Seen() && last.Password.Version.Or(0) > first.Password.Version.Or(0)
	if !stamped {
		at, grew = last.Set, !last.Set.IsZero() && !last.Set.Equal(first.Set)
	}
	counts := w.Ahead.Seen() && !at.IsZero() && !at.Before(since)
	switch {
	case e.Back && counts, grew && (counts || last.Password.Here == probes.Yes || !w.Ahead.Seen()): // what was changed where it was watched needs no clock
		a.changed = exactly(at, last.Set)
	case grew:
		a.earlier = at
	case !stamped && last.MustChange == probes.Yes && first.MustChange == probes.No:
		a.flagged = true
	}
	for _, s := range w.States {
		if stamp := s.Unlocked.At; s.Lockout.Seen() && s.Lockout.Or(time.Time{}).IsZero() && !stamp.IsZero() && !stamp.Before(since) {
			a.unlocked = stamp
		}
	}
	blind := !stamped && last.MustChange != probes.No // who must change the password already is not marked once more
	back := e.Back && !w.Ahead.Seen()
	a.whole = w.PDC == probes.Yes && w.Why == nil && e.Until.Sub(w.Last) <= slack && !blind && !back
	return a
}

// exactly is a moment with the parts of a second that pwdLastSet has and the
// metadata lacks, where both tell of the same change.
func exactly(stamp, set time.Time) time.Time {
	if !set.IsZero() && set.Sub(stamp).Abs() <= 2*time.Second {
		return set
	}
	return stamp
}

// said is what the cloud and the server say of the user's password.
type said struct {
	done    *incident // the newest success; nil for none
	trouble *incident // the newest failure behind it; nil for none
	odd     bool      // the tenant noted a result that is neither success nor failure
	others  time.Time // of the newest failure or success of which the server does not say whose it was
}

// words puts together what the audit log and the events say since the moment
// that counts. Only what names the user is about the user.
func (e landed) words() said {
	var s said
	since := e.Since.Truncate(time.Second)
	seen := eventsSeen{User: e.User}
	if e.Log != nil {
		seen.Log = *e.Log
		seen.Log.Events = probes.All(after(e.Log.Events, since.Add(-time.Nanosecond)))
	}
	if e.Audit != nil {
		audit := *e.Audit
		audit.Rows = nil
		for _, row := range rowsAfter(e.Audit.Rows, since.Add(-time.Nanosecond)) {
			switch {
			case slices.Contains(unlocking, row.Activity):
			case !strings.EqualFold(row.Result, "success") && !strings.EqualFold(row.Result, "failure"):
				s.odd = true
			default:
				audit.Rows = append(audit.Rows, row)
			}
		}
		audit.Rows = probes.All(audit.Rows)
		seen.Audit = &audit
	}
	rows := ofCloud(seen)
	for _, c := range slices.Backward(timeline(seen)) { // the oldest first
		mine := c.cloud || names(c.users, e.User) || c.toldFor(rows)
		switch {
		case !mine && len(c.users) == 0 && (c.done && c.op.writes() || c.kind() != noted && c.personal()):
			s.others = c.at
		case !mine:
		case c.done && c.op.writes():
			s.done, s.trouble = &c, nil
		case !c.done && c.kind() != noted && ofPassword(c):
			s.trouble = &c
		}
	}
	return s
}

// toldFor reports whether an incident that names nobody is a failure of the user
// that the tenant noted as well, and in the place of which it is told.
func (c incident) toldFor(rows []incident) bool {
	return len(c.users) == 0 && slices.ContainsFunc(rows, func(row incident) bool { return !row.done && c.tellsWhy(row) })
}

// unlockedInCloud is when the tenant noted that the user was freed.
func (e landed) unlockedInCloud() time.Time {
	var at time.Time
	if e.Audit == nil {
		return at
	}
	for _, row := range rowsAfter(e.Audit.Rows, e.Since.Add(-time.Second)) {
		if slices.Contains(unlocking, row.Activity) && strings.EqualFold(row.Result, "success") && row.At.After(at) {
			at = row.At
		}
	}
	return at
}

// unreadable reports whether an event or a row came without what it is known by:
// it may be the very one that matters.
func (e landed) unreadable() bool {
	return e.Log != nil && nameless(e.Log.Events) || auditGap(eventsSeen{Audit: e.Audit}) != ""
}

func judgeLanded(e landed) steps.Verdict {
	if e.Since.IsZero() || e.Until.IsZero() || e.unreadable() {
		return steps.Blind(probes.Part{})
	}
	a, s := e.arrival(), e.words()
	verdict := steps.Verdict{On: e.outcome(a, s), Args: e.args(a, s)}
	switch verdict.On {
	case steps.Unseen:
		return steps.Blind(probes.Part{Why: e.NoAD})
	case "unwatched":
		verdict.Why = e.blindness()
	}
	return verdict
}

// blindness is why the PDC emulator was not watched to the end.
func (e landed) blindness() *probes.Obstacle {
	switch {
	case e.Account == nil:
		return e.NoAD
	case e.Account.Why != nil:
		return e.Account.Why
	default:
		return e.Account.PDCWhy
	}
}

func (e landed) outcome(a arrived, s said) steps.Outcome {
	switch {
	case !a.changed.IsZero():
		return e.inDirectory(a, s)
	case s.trouble != nil:
		return refusal(s.trouble.kind(), a)
	case s.done != nil:
		return e.accepted(a, s)
	case s.odd:
		return "cloud-unclear"
	case a.flagged:
		return "flag-only"
	case !a.earlier.IsZero():
		return "earlier"
	case !a.seen && e.NoAD != nil:
		return steps.Unseen
	case e.Ended != byLimit:
		return "not-yet"
	case !a.whole:
		return "unwatched"
	case !a.unlocked.IsZero(), !e.unlockedInCloud().IsZero():
		return "unlocked-only"
	default:
		return "not-arrived"
	}
}

// inDirectory tells what is known of a new password in the directory. Somebody
// at a PC can have set it too.
func (e landed) inDirectory(a arrived, s said) steps.Outcome {
	near := func(c *incident) bool { return c != nil && c.at.Sub(a.changed).Abs() <= oneOperation }
	switch {
	case s.trouble != nil && s.trouble.kind() == differ:
		return "passwords-differ"
	case s.trouble != nil:
		return "contested"
	case near(s.done):
		return "proven"
	case e.Proof:
		return "unproven"
	default:
		return "changed"
	}
}

// accepted tells of a success that the directory does not show.
func (e landed) accepted(a arrived, s said) steps.Outcome {
	switch {
	case !a.seen && e.NoAD != nil && !s.done.cloud:
		return "server-wrote"
	case e.Ended != byLimit:
		return "not-yet"
	case !s.done.cloud:
		return "written-not-seen"
	case a.whole:
		return "cloud-accepted-directory-silent"
	default:
		return "unwatched"
	}
}

// refusal is the outcome of a failure that names the user. Where the directory
// does not show what the cloud says that it took, nobody knows.
func refusal(k kind, a arrived) steps.Outcome {
	switch k {
	case adRefused:
		return "directory-refused"
	case policy:
		return "against-policy"
	case notFound:
		return "user-not-found"
	case account:
		return "account-state"
	case mistyped:
		return "wrong-old-password"
	case unreached:
		return "cloud-did-not-reach"
	case cloudSaidNo, cloudFailed:
		return "cloud-refused"
	case unwritten:
		return "not-written-back"
	case differ:
		if !a.seen {
			return "passwords-differ"
		}
		return "written-not-seen"
	default:
		return "server-failed"
	}
}

// settles reports whether a watch is over with an outcome: what may still turn
// out otherwise is waited for.
func settles(on steps.Outcome) bool {
	return !slices.Contains([]steps.Outcome{
		"not-yet", "contested", "unproven", "earlier", "flag-only", "written-not-seen", "cloud-unclear", "unwatched", steps.Unseen,
	}, on)
}

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
