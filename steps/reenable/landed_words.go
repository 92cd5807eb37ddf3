package reenable

import (
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
)

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
	seen, odd := e.counted()
	s := said{odd: odd}
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

// counted is what was logged since the moment that counts, and whether the tenant
// noted a result that is neither a success nor a failure.
func (e landed) counted() (seen eventsSeen, odd bool) {
	before := e.Since.Truncate(time.Second).Add(-time.Nanosecond)
	seen.User = e.User
	if e.Log != nil {
		seen.Log = *e.Log
		seen.Log.Events = probes.All(after(e.Log.Events, before))
	}
	if e.Audit == nil {
		return seen, false
	}
	audit := *e.Audit
	audit.Rows = probes.List[probes.AuditRow]{}
	for _, row := range rowsAfter(e.Audit.Rows, before) {
		switch {
		case slices.Contains(unlocking, row.Activity):
		case !strings.EqualFold(row.Result, "success") && !strings.EqualFold(row.Result, "failure"):
			odd = true
		default:
			audit.Rows = append(audit.Rows, row)
		}
	}
	seen.Audit = &audit
	return seen, odd
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
