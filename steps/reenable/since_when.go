package reenable

import (
	"slices"
	"strconv"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// spanOf is from when on the log knows of a trouble of the service: the newest event
// before it that would have healed it, and the first of its kind behind that. Of what
// is one person's own, what the tenant alone noted, and what the same log shows to
// have worked afterwards for somebody else, it is nil: the story of the user tells
// that. So is that of a log in which something may be missing.
func spanOf(log probes.EventLog, c incident) *steps.Span {
	if log.Lacks() || c.cloud || c.personal() || !ofServer(c) {
		return nil
	}
	all := incidents(log.Events)
	worked, again := lastGood(all, c)
	if again {
		return nil
	}
	first := c
	for _, other := range all { // newest first
		if other.at.After(first.at) || other.kind() != c.kind() || !other.alike(c) {
			continue
		}
		if worked != nil && !other.at.After(worked.at) || c.repeats() && first.at.Sub(other.at) > recurs {
			break
		}
		first = other
	}
	span := spanIn(log)
	span.Failed, span.Event = first.at.UTC(), strconv.Itoa(first.event.ID)
	if worked != nil {
		span.Worked, span.Sign = worked.at.UTC(), worked.sign()
	}
	return span
}

// silenceOf is the same of a service whose heartbeat is missing: it lived with the
// last one, and failed with the first of what says why behind it.
func silenceOf(log probes.EventLog, last time.Time, troubles []incident) *steps.Span {
	if log.Lacks() {
		return nil
	}
	span := spanIn(log)
	if !last.IsZero() && !last.After(log.At) {
		span.Worked, span.Sign = last.UTC(), strconv.Itoa(heartbeat)
	}
	for _, c := range troubles {
		if c.at.After(last) && !c.cloud && ofSilence(c) && (span.Failed.IsZero() || c.at.Before(span.Failed)) {
			span.Failed, span.Event = c.at.UTC(), strconv.Itoa(c.event.ID)
		}
	}
	return span
}

// ofSilence reports whether a trouble can be why the heartbeat is missing.
func ofSilence(c incident) bool {
	return slices.Contains([]kind{stopped, listener, keys, switching}, c.kind())
}

// spanIn is an empty span of a log.
func spanIn(log probes.EventLog) *steps.Span {
	span := &steps.Span{Reach: log.Since.UTC(), Host: log.Vantage.Host}
	if log.Oldest.After(log.Since) {
		span.Reach = log.Oldest.UTC()
	}
	if log.Since.IsZero() || log.Oldest.IsZero() {
		span.Reach = time.Time{}
	}
	return span
}

// ofServer reports whether a trouble is one of the server or of its roads and
// accounts, and not of a user, and has events that can tell since when.
func ofServer(c incident) bool {
	switch c.kind() {
	case stopped, keys, switching, credentials, expired, unreported, hashesUnread, hashesUnsent,
		insecure, connector, oldControl, unreachable, uncontacted:
		return true
	case listener:
		return len(c.hosts) > 0 // of which of the two relays is else not said
	default:
		return false
	}
}

// lastGood is the newest incident before a trouble that shows that it was not there
// then, nil for none. again: there is such a one behind it.
func lastGood(all []incident, c incident) (worked *incident, again bool) {
	anybodys := c
	anybodys.at, anybodys.users = time.Time{}, nil
	for i := range all {
		switch h := &all[i]; {
		case !anybodys.healedBy(*h), c.kind() == listener && !shares(c.hosts, h.hosts):
		case h.at.After(c.at):
			return nil, true
		case worked == nil && h.sign() != "":
			worked = h
		}
	}
	return worked, false
}

// alike reports whether another trouble of the same kind is the same one.
func (c incident) alike(other incident) bool {
	return c.kind() != listener || shares(c.hosts, other.hosts)
}

// repeats reports whether it is said again at every cycle while it holds, so that a
// longer silence ends it.
func (c incident) repeats() bool {
	return slices.Contains([]kind{credentials, expired, unreported}, c.kind())
}

// sign is the number of the event that says that something worked.
func (c incident) sign() string {
	for _, e := range c.events {
		for _, row := range decode(e) {
			if slices.Contains([]kind{succeeded, beat, started, hashed}, row.kind) {
				return strconv.Itoa(e.ID)
			}
		}
	}
	return ""
}
