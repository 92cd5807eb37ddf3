package configuration

import (
	"time"

	"example.com/writeback-doctor/probes"
)

// lock is whether an account is locked, and until when; a zero time is a lock
// whose end is not known or never comes by itself.
type lock struct {
	locked  probes.YesNo
	until   time.Time // of one that has run out, when it did; zero where nobody knows
	was     time.Time // when an account that is not locked now was locked; zero for never
	forGood bool      // reports whether only an administrator ends it: the lockout duration is known to be 0
}

// lockOf decides by the computed flags. Without them a lockoutTime decides
// only together with a known duration, because it stays after the lock ended.
func lockOf(a AccountNow) lock {
	duration, policyKnown := a.Policy.LockoutDuration.Get()
	policyKnown = policyKnown && duration >= 0 && // earlier versions wrote -1 for one that was not seen
		a.PolicyWhy == nil && a.Policy.Readable && a.Policy.FineGrained != probes.Unsaid
	forGood := policyKnown && duration == 0
	since, lockSeen := a.User.LockoutTime.Get()
	var until time.Time
	if policyKnown && duration > 0 && !since.IsZero() {
		until = since.Add(duration)
	}
	switch {
	case has(a.User.ComputedFlags, flagLocked):
		return lock{locked: probes.Yes, until: until, forGood: forGood}
	case a.User.ComputedFlags.Seen(), lockSeen && since.IsZero():
		return ended(since, until, a.ComparedNow)
	case !lockSeen, !policyKnown:
		return lock{}
	case until.IsZero():
		return lock{locked: probes.Yes, forGood: forGood}
	case !a.ComparedNow.Before(until):
		return ended(since, until, a.ComparedNow)
	default:
		return lock{locked: probes.Yes, until: until}
	}
}

// ended is no lock, and one that was: lockoutTime stays until the next good
// sign-in or until somebody unlocks the account ("Lockout-Time attribute").
// Where the policy would let it last on, only the directory knows why it ended.
func ended(since, until, now time.Time) lock {
	if until.After(now) {
		until = time.Time{}
	}
	return lock{locked: probes.No, was: since, until: until}
}
