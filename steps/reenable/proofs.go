package reenable

import (
	"slices"
	"strconv"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// proofsIn are what the events of a log prove to have worked: the newest
// heartbeat, the newest password that was written, and the newest of the
// caller. Events that are still to come prove nothing.
func proofsIn(log probes.EventLog, user string) []steps.Proof {
	newest := map[steps.Proven]steps.Proof{}
	note := func(what steps.Proven, e probes.Event) {
		if at := e.At.UTC(); !at.After(log.At.UTC()) && at.After(newest[what].At) {
			newest[what] = steps.Proof{What: what, At: at, Event: strconv.Itoa(e.ID)}
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
