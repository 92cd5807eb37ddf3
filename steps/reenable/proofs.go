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
	newest := proofs{}
	now := seen.Log.At
	if seen.NoLog != nil {
		now = seen.At
	}
	for _, c := range ofCloud(seen) {
		if c.done && !c.accepted && !c.at.After(now) {
			newest.note(steps.WrittenHere, c.at, "")
		}
	}
	for _, c := range incidents(seen.Log.Events) {
		for _, e := range c.events {
			if what := proves(e, c.users, seen.User); what != "" && !e.At.After(now) {
				newest.note(what, e.At, strconv.Itoa(e.ID))
			}
		}
	}
	var all []steps.Proof
	for _, what := range []steps.Proven{steps.Connected, steps.Written, steps.WrittenHere} {
		if p, there := newest[what]; there {
			all = append(all, p)
		}
	}
	return all
}

// proofs are the newest of each sort.
type proofs map[steps.Proven]steps.Proof

func (p proofs) note(what steps.Proven, at time.Time, event string) {
	if at = at.UTC(); at.After(p[what].At) {
		p[what] = steps.Proof{What: what, At: at, Event: event}
	}
}

// proves is what an event of an incident proves to have worked, "" for nothing.
func proves(e probes.Event, users []string, user string) steps.Proven {
	for _, row := range decode(e) {
		switch {
		case row.kind == beat:
			return steps.Connected
		case row.kind != succeeded || !row.op.writes():
		case names(users, user):
			return steps.WrittenHere
		default:
			return steps.Written
		}
	}
	return ""
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
