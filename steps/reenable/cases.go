package reenable

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
)

// incident is one operation of the cloud, or one trouble of the service, put
// together from every event that belongs to it.
type incident struct {
	at       time.Time // of its newest event
	tracking string
	op       operation
	done     bool // it ended well
	rows     []Code
	hosts    []string
	users    []string // that its events name; none when they name nobody
	cause    *Code    // the most telling row that failed; nil when none did
	cloud    bool     // the tenant's audit log tells of it, and no event
	accepted bool     // and only that the cloud took the password, not who wrote it
	event    probes.Event
	reason   string         // as the audit log writes it
	events   []probes.Event // all that belong to it
}

// nearby is how close an event without a tracking ID stands to the operation
// that it belongs to: the sync engine notes its error while the cloud waits.
const nearby = 30 * time.Second

// incidents puts the events of a log together, newest first: by tracking ID,
// and failures that carry none, as those of the sync engine, by time. What the
// service says of itself stands alone.
func incidents(events []probes.Event) []incident {
	ordered := slices.Clone(events)
	probes.SortStable(ordered, func(a, b probes.Event) int { return b.At.Compare(a.At) })
	var found []incident
	var loose []probes.Event
	for _, e := range ordered {
		alone, tracked := ofService(e), tracks(e)
		i := slices.IndexFunc(found, func(c incident) bool { return tracked && !alone && c.tracking == e.TrackingID })
		switch {
		case i >= 0:
			found[i].add(e)
		case !tracked && !alone && fails(e):
			loose = append(loose, e)
		default:
			found = append(found, newIncident(e))
		}
	}
	for _, e := range loose {
		if i := nearest(found, e.At); i >= 0 {
			found[i].add(e)
		} else {
			found = append(found, newIncident(e))
		}
	}
	probes.SortStable(found, func(a, b incident) int { return b.at.Compare(a.at) })
	return found
}

// tracks reports whether an event carries a tracking ID of its own. The empty
// GUID is none.
func tracks(e probes.Event) bool {
	return strings.Trim(e.TrackingID, "0-{}") != ""
}

// ofService reports whether an event speaks of the service or the sync engine
// and not of one operation.
func ofService(e probes.Event) bool {
	return slices.ContainsFunc(decode(e), func(c Code) bool {
		return slices.Contains([]kind{beat, started, stopped, listener, credentials, expired, due, unreported, hashesUnread, hashesUnsent, hashed}, c.kind)
	})
}

func fails(e probes.Event) bool {
	return slices.ContainsFunc(decode(e), func(c Code) bool { return telling(c) > 0 })
}

// nearest finds the failed operation next to a moment, -1 for none.
func nearest(found []incident, at time.Time) int {
	best, apart := -1, nearby+1
	for i := range found {
		if k := found[i].kind(); k == noted || k == listener || k == stopped {
			continue
		}
		if d := found[i].at.Sub(at).Abs(); d < apart {
			best, apart = i, d
		}
	}
	return best
}

func newIncident(e probes.Event) incident {
	c := incident{at: e.At}
	if tracks(e) && !ofService(e) {
		c.tracking = e.TrackingID
	}
	c.add(e)
	return c
}

func (c *incident) add(e probes.Event) {
	c.events = append(c.events, e)
	c.hosts = append(c.hosts, e.Hosts...)
	c.users = append(c.users, e.Users...)
	for _, row := range decode(e) {
		c.rows = append(c.rows, row)
		if row.op != noOperation && c.op == noOperation {
			c.op = row.op
		}
		if row.kind == succeeded {
			c.done = true
		}
		if telling(row) > 0 && (c.cause == nil || telling(row) > telling(*c.cause)) {
			c.cause, c.event = &row, e
		}
	}
}

// kind returns what the incident means. A failure claims no reason that its
// events do not name.
func (c incident) kind() kind {
	switch {
	case c.cause == nil:
		return noted
	case c.cause.kind == failed:
		return unexplained
	default:
		return c.cause.kind
	}
}

// code writes what identifies the cause, with its official name:
// "33004 ADPermissionsError", "6329 80230619". Where no reason is known, it
// names the numbers that the table lacks.
func (c incident) code() string {
	if c.cause == nil {
		return ""
	}
	code := strconv.Itoa(c.event.ID)
	if name := c.cause.Name; name != "" && name != code {
		code += " " + name
	}
	if k := c.kind(); k == unexplained || ofHashes(k) {
		code = strings.Join(append([]string{code}, unlisted(c.event)...), " ")
	}
	return code
}

// pingEvery is how often password hash synchronisation tells the tenant that
// there is nothing to hand over. It does that for each forest by itself, and none
// of its events but 611 says of which domain it is: what was handed over for one
// domain says of another that failed only that it did not fail again meanwhile.
const pingEvery = 30 * time.Minute

// healedBy reports whether a later incident shows that this trouble is over:
// a success of the same operation, and for keys a success of any.
func (c incident) healedBy(later incident) bool {
	if !later.at.After(c.at) {
		return false
	}
	switch c.kind() {
	case listener:
		return later.has(beat) && (len(c.hosts) == 0 || len(later.hosts) == 0 || shares(c.hosts, later.hosts))
	case stopped:
		return later.has(beat) || later.has(started)
	case unreported: // no event says that the health was reported
		return false
	case hashesUnread:
		return later.has(hashed) && later.at.Sub(c.at) >= pingEvery
	case hashesUnsent:
		return later.has(hashed)
	case keys:
		return later.done && later.op != switchOff
	case switching:
		return later.done && (later.op == switchOn || later.op == c.op)
	default:
		password := later.op == userReset || later.op == userChange || later.op == adminReset
		return later.done && password && (c.op == noOperation || c.op == later.op) && !elsewhere(c.users, later.users) &&
			(c.cloud || !later.accepted)
	}
}

// personal reports whether the trouble is that of one person, whose password
// was refused, and says nothing of anybody else's.
func (c incident) personal() bool {
	switch c.kind() {
	case adRefused, policy, notFound, account, mistyped:
		return true
	case unexplained:
		return c.op.writes()
	default:
		return false
	}
}

// elsewhere reports whether two lists of names are known to speak of
// different people.
func elsewhere(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	return !slices.ContainsFunc(a, func(name string) bool {
		return slices.ContainsFunc(b, func(other string) bool { return strings.EqualFold(name, other) })
	})
}

// ofOthers takes the troubles of people other than user out of a list. A user
// who is not known by a user principal name could be anybody.
func ofOthers(troubles []incident, user string) (left []incident, others int) {
	for _, c := range troubles {
		if strings.Contains(user, "@") && c.personal() && elsewhere(c.users, []string{user}) {
			others++
		} else {
			left = append(left, c)
		}
	}
	return left, others
}

func (c incident) has(k kind) bool {
	return slices.ContainsFunc(c.rows, func(row Code) bool { return row.kind == k })
}

func shares(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// unhealed returns the troubles that nothing later shows to be over, newest
// first.
func unhealed(all []incident) []incident {
	var left []incident
	for _, c := range all {
		if c.kind() == noted || c.done {
			continue
		}
		healed := slices.ContainsFunc(all, c.healedBy)
		if c.cause.ID == hostsDown {
			healed = beating(all, c.at) >= relayPair
		}
		if !healed {
			left = append(left, c)
		}
	}
	return left
}

// relayPair is how many relays a tenant has. 31044 does not say which of them
// is down, so only a heartbeat of each shows that both are up again.
const relayPair = 2

// beating counts the relays that sent a heartbeat after a moment. Heartbeats
// that name no relay may all be of one.
func beating(all []incident, moment time.Time) int {
	hosts, nameless := map[string]bool{}, 0
	for _, c := range all {
		if !c.at.After(moment) || !c.has(beat) {
			continue
		}
		if len(c.hosts) == 0 {
			nameless = 1
		}
		for _, h := range c.hosts {
			hosts[h] = true
		}
	}
	return len(hosts) + nameless
}

// providerOf is who writes an event of the writeback service: itself, but for
// the one of the sync engine that could not start it.
func providerOf(id int) string {
	if id == extensionFailed {
		return syncEngine
	}
	return resetService
}

// newest returns the time of the newest event with one of these IDs of the
// writeback service, zero for none.
func newest(events []probes.Event, ids ...int) time.Time {
	var at time.Time
	for _, e := range events {
		if slices.Contains(ids, e.ID) && strings.EqualFold(e.Provider, providerOf(e.ID)) && e.At.After(at) {
			at = e.At
		}
	}
	return at
}
