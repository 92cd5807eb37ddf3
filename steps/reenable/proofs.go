package reenable

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// proofsIn are what the events of a log prove to have worked: the newest
// heartbeat, the newest password that was written, and the newest of the
// caller, which a row of the audit log may prove as well. What is still to come
// proves nothing.
func proofsIn(seen eventsSeen) []steps.Proof {
	log, user := seen.Log, seen.User
	newest := map[steps.Proven]steps.Proof{}
	noteAt := func(what steps.Proven, at time.Time, event string) {
		if at = at.UTC(); !at.After(log.At.UTC()) && at.After(newest[what].At) {
			newest[what] = steps.Proof{What: what, At: at, Event: event}
		}
	}
	note := func(what steps.Proven, e probes.Event) { noteAt(what, e.At, strconv.Itoa(e.ID)) }
	for _, c := range ofCloud(seen) {
		if c.done && !c.accepted {
			noteAt(steps.WrittenHere, c.at, "")
		}
	}
	for _, c := range incidents(log.Events) {
		for _, e := range c.events {
			for _, row := range decode(e) {
				switch {
				case row.kind == beat:
					note(steps.Connected, e)
				case row.kind != succeeded || !row.op.writes():
				case names(c.users, user):
					note(steps.WrittenHere, e)
				default:
					note(steps.Written, e)
				}
			}
		}
	}
	var proofs []steps.Proof
	for _, what := range []steps.Proven{steps.Connected, steps.Written, steps.WrittenHere} {
		if p, there := newest[what]; there {
			proofs = append(proofs, p)
		}
	}
	return proofs
}

// writes reports whether an operation that succeeded put a password into Active
// Directory.
func (o operation) writes() bool {
	return o == userReset || o == userChange || o == adminReset
}

// names reports whether a user principal name is one of several.
func names(users []string, user string) bool {
	return strings.Contains(user, "@") && slices.ContainsFunc(users, func(u string) bool { return strings.EqualFold(u, user) })
}
