package reenable

import (
	"time"

	"example.com/writeback-doctor/probes"
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
	stamped := last.Password.Seen()
	at, grew := setBetween(first, last)
	counts := w.Ahead.Seen() && !at.IsZero() && !at.Before(since)
	switch {
	case e.Back && counts, grew && (counts || last.Password.Here == probes.Yes || !w.Ahead.Seen()): // what was changed where it was watched needs no clock
		a.changed = exactly(at, last.Set)
	case grew:
		a.earlier = at
	case !stamped && last.MustChange == probes.Yes && first.MustChange == probes.No:
		a.flagged = true
	}
	a.unlocked = e.unlockedSince(since)
	a.whole = e.whole(last)
	return a
}

// whole reports whether the PDC emulator was seen to the end, with all that a new
// password shows itself by. Who must change the password already is not marked
// once more.
func (e landed) whole(last probes.PasswordState) bool {
	w := e.Account
	blind := !last.Password.Seen() && last.MustChange != probes.No
	back := e.Back && !w.Ahead.Seen()
	return w.PDC == probes.Yes && w.Why == nil && e.Until.Sub(w.Last) <= slack && !blind && !back
}

// setBetween is when the password of the last state was set, by the metadata or,
// where that cannot be read, by pwdLastSet; and whether that was after the first
// one was read.
func setBetween(first, last probes.PasswordState) (at time.Time, grew bool) {
	if !last.Password.Seen() {
		return last.Set, !last.Set.IsZero() && !last.Set.Equal(first.Set)
	}
	return last.Password.At, first.Password.Seen() && last.Password.Version.Or(0) > first.Password.Version.Or(0)
}

// unlockedSince is when the user was freed: during the watch, or after a moment
// that somebody named. It is zero where that was not.
func (e landed) unlockedSince(since time.Time) time.Time {
	var at time.Time
	first := e.Account.States[0].Unlocked.Version.Or(0)
	for _, s := range e.Account.States {
		locked, seen := s.Lockout.Get()
		if !seen || !locked.IsZero() || !s.Unlocked.Seen() {
			continue
		}
		if s.Unlocked.Version.Or(0) > first || e.Back && !s.Unlocked.At.Before(since) {
			at = s.Unlocked.At
		}
	}
	return at
}

// exactly is a moment with the parts of a second that pwdLastSet has and the
// metadata lacks, where both tell of the same change.
func exactly(stamp, set time.Time) time.Time {
	if !set.IsZero() && set.Sub(stamp).Abs() <= 2*time.Second {
		return set
	}
	return stamp
}
