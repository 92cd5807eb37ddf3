package reenable

import (
	"slices"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/tell"
)

// Numbers with which a controller refuses a new password: the results of LDAP
// (RFC 4511, appendix A), and the Win32 numbers before its words (System Error
// Codes).
const (
	ldapConstraint  = 19 // constraintViolation
	ldapNoRight     = 50 // insufficientAccessRights
	winDenied       = "00000005"
	winNoRight      = "00002098" // ERROR_DS_INSUFF_ACCESS_RIGHTS
	winRestriction  = "0000052D" // ERROR_PASSWORD_RESTRICTION
	statusAccepted  = 202
	statusRefused   = 400
	unheardAfter    = legsLimit / 2
	decidedByEvents = 2 * legsLimit
)

func judgeAttempt(c canary) steps.Verdict {
	a := *c.Tried
	if a.Watch.Since.IsZero() || a.Watch.Until.IsZero() || a.Watch.unreadable() || a.Cloud == nil && a.Direct == nil {
		return steps.Blind(probes.Part{})
	}
	verdict := steps.Verdict{On: a.outcome(), Args: a.args(c)}
	if slices.Contains([]steps.Outcome{"not-tried", "cloud-denied", "unclear", "refused-somewhere"}, verdict.On) {
		verdict.Why = a.why()
	}
	return verdict
}

func (a attempt) outcome() steps.Outcome {
	switch {
	case a.Way == byGraph && a.Cloud != nil:
		return a.ofCloud()
	case a.Way == byLDAPS && a.Direct != nil:
		return a.ofController()
	default:
		return "unclear"
	}
}

// why is what stood in the way of the attempt, or of seeing what became of it.
func (a attempt) why() *probes.Obstacle {
	switch {
	case a.Cloud != nil && a.Cloud.Why != nil:
		return a.Cloud.Why
	case a.Direct != nil && a.Direct.Why != nil:
		return a.Direct.Why
	case !a.Watch.arrival().whole:
		return a.Watch.blindness()
	default:
		return nil
	}
}

// ofCloud judges a reset by Microsoft Graph. That the password changed in AD
// proves it only together with a word of the cloud or of the server: somebody
// else may have changed it.
func (a attempt) ofCloud() steps.Outcome {
	c, at, s := a.Cloud, a.Watch.arrival(), a.Watch.words()
	changed := !at.changed.IsZero()
	status, answered := c.Status.Get()
	wrote := s.done != nil && s.done.at.Sub(at.changed).Abs() <= oneOperation
	switch {
	case c.Sent.IsZero():
		return "not-tried"
	case answered && status != statusAccepted && changed:
		return "unclear"
	case answered && status == statusRefused:
		return "cloud-refused"
	case answered && status != statusAccepted:
		return "cloud-denied"
	case c.State == probes.OperationFailed:
		return a.failed(at, s)
	case changed && (c.State == probes.OperationSucceeded || wrote):
		return "proven"
	case changed:
		return "unclear"
	case s.trouble != nil && c.State != probes.OperationSucceeded:
		return a.failed(at, s)
	case c.State == probes.OperationSucceeded:
		return a.silent(at, s)
	case answered && (c.State == "" || c.State == probes.OperationNotStarted || c.State == probes.OperationRunning):
		return "waiting"
	default:
		return "unclear"
	}
}

// failed tells who refused: whoever says so by a number. Where nobody does, the
// cloud did only if the log of the server shows that no request came.
func (a attempt) failed(at arrived, s said) steps.Outcome {
	if !at.changed.IsZero() {
		return "passwords-differ"
	}
	if s.trouble != nil {
		switch on := refusal(s.trouble.kind(), at); on {
		case "directory-refused", "against-policy", "user-not-found", "account-state", "wrong-old-password":
			return "directory-refused"
		case "server-failed", "cloud-did-not-reach":
			return on
		case "cloud-refused":
			if s.trouble.kind() == cloudSaidNo {
				return on
			}
		default:
			return "unclear"
		}
	}
	switch {
	case s.done != nil && !s.done.cloud:
		return "unclear"
	case a.unheard():
		return "cloud-refused"
	default:
		return "refused-somewhere"
	}
}

// unheard reports whether the server certainly got no request: its log was read
// long enough after the end, goes back far enough, and has no trouble with a
// password, by whichever clock.
func (a attempt) unheard() bool {
	log := a.Watch.Log
	if log == nil || a.Cloud.Ended.IsZero() || log.Oldest.IsZero() || log.Oldest.After(a.Cloud.Sent) || log.At.Sub(a.Cloud.Ended) < unheardAfter {
		return false
	}
	return !slices.ContainsFunc(incidents(log.Events), func(c incident) bool {
		return c.op.writes() || c.kind() != noted && ofPassword(c)
	})
}

// silent is a success of the cloud that the directory does not show.
func (a attempt) silent(at arrived, s said) steps.Outcome {
	switch {
	case a.Cloud.Ended.IsZero() || a.Watch.Until.Sub(a.Cloud.Ended) < silence && a.Watch.Ended != byLimit:
		return "waiting"
	case at.whole && (s.done == nil || s.done.cloud):
		return "cloud-accepted-directory-silent"
	default:
		return "unclear"
	}
}

// ofController judges a write as the connector account.
func (a attempt) ofController() steps.Outcome {
	d := a.Direct
	changed := !a.Watch.arrival().changed.IsZero()
	result, answered := d.Result.Get()
	switch {
	case d.Sent.IsZero():
		return "not-tried"
	case !answered:
		return "unclear"
	case result == 0 && changed:
		return "dry-written"
	case result == 0 || changed:
		return "unclear"
	case result == ldapNoRight || d.Number == winDenied || d.Number == winNoRight:
		return "dry-refused-rights"
	case d.Number == winRestriction:
		return "dry-refused-policy"
	case result == ldapConstraint:
		return "dry-refused-constraint"
	default:
		return "unclear"
	}
}

// settled reports whether nobody waits for more: the answer is known, or what
// would make it known has had its time.
func (a attempt) settled() bool {
	w := a.Watch
	if !a.Over {
		return false
	}
	if a.Direct != nil {
		return a.outcome() != "unclear" || w.Until.Sub(latest(a.Direct.Answered, a.Direct.Sent)) > legsLimit
	}
	if a.Cloud == nil {
		return true
	}
	past := w.Until.Sub(latest(a.Cloud.Ended, a.Cloud.Accepted, a.Cloud.Sent))
	switch on := a.outcome(); on {
	case "proven", "passwords-differ": // the time of the event is wanted as well
		done := w.words().done
		return w.NoLog != nil || w.Log == nil || done != nil && !done.cloud || past > legsLimit
	case "waiting":
		return a.Cloud.Ended.IsZero() && past > silence // where it has ended, the judge waits out the silence
	case "refused-somewhere":
		return past > decidedByEvents
	case "unclear":
		return past > silence
	default:
		return true
	}
}

// args fill the blanks of the branches.
func (a attempt) args(c canary) tell.Args {
	s := a.Watch.words()
	cloud, server := a.Watch.newestOf(s)
	args := moments(nil)
	args["user"], args["event"] = tell.User.Of(c.TestUser), tell.Event.Unknown()
	args["cloud_at"], args["ad_at"], args["refused_at"] = tell.At(cloud).OrDash(), tell.Moment.Unknown(), tell.Moment.Unknown()
	if s.trouble != nil && !s.trouble.cloud {
		args["event"], args["refused_at"] = tell.Event.Of(s.trouble.code()), tell.At(s.trouble.at)
	}
	args["code"] = tell.Code.Of(a.code()).OrDash()
	a.legs(args, server)
	if a.Cloud != nil && !a.Cloud.Accepted.IsZero() {
		args["cloud_at"] = tell.At(a.Cloud.Accepted)
	}
	return args
}

// code is the number with which somebody refused.
func (a attempt) code() string {
	switch {
	case a.Cloud != nil && a.Cloud.Why != nil:
		return a.Cloud.Why.Code
	case a.Direct != nil:
		code := a.Direct.Result.String()
		if a.Direct.Number != "" {
			code += "/" + a.Direct.Number
		}
		return code
	default:
		return ""
	}
}

// legs are the times of each place, each by its own clock.
func (a attempt) legs(args tell.Args, server time.Time) {
	noLegs(args)
	at := a.Watch.arrival()
	args["event_at"], args["changed_at"] = tell.Exactly(server), tell.Exactly(at.changed)
	if a.Watch.Account != nil {
		args["controller"] = tell.Controller.Of(a.Watch.Account.Host)
		if !at.changed.IsZero() {
			args["read_at"] = tell.Exactly(a.Watch.readFirst(at))
			if at.state.Password.Here != probes.Yes {
				args["origin"] = tell.Controller.Of(at.state.Password.Origin)
			}
		}
	}
	if c := a.Cloud; c != nil {
		args["sent_at"], args["accepted_at"], args["ended_at"] = tell.Exactly(c.Sent), tell.Exactly(c.Accepted), tell.Exactly(c.Ended)
		args["state"], args["detail"] = tell.Foreign.Of(c.State), tell.Foreign.Of(c.Detail)
	}
	if d := a.Direct; d != nil {
		args["wrote_at"], args["answered_at"], args["controller"] = tell.Exactly(d.Sent), tell.Exactly(d.Answered), tell.Controller.Of(d.Host)
		if d.Hints == probes.No && !d.Sent.IsZero() {
			args["no_hints"] = tell.Controller.Of(d.Host)
		}
	}
}

// noLegs are the blanks of an attempt where there was none.
func noLegs(args tell.Args) {
	for _, name := range []string{"sent_at", "accepted_at", "ended_at", "event_at", "changed_at", "read_at", "wrote_at", "answered_at"} {
		args[name] = tell.Instant.Of("")
	}
	args["controller"], args["origin"], args["no_hints"] = tell.Controller.Of(""), tell.Controller.Of(""), tell.Controller.Of("")
	args["state"], args["detail"] = tell.Foreign.Of(""), tell.Foreign.Of("")
}
