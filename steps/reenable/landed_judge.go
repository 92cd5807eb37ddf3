package reenable

import (
	"slices"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

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
	if verdict.On == steps.Unseen {
		return steps.Blind(probes.Part{Why: e.NoAD})
	}
	if verdict.On == "unwatched" {
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
