package reenable

import (
	"slices"
	"strconv"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// ofSilence are the troubles that can be why the heartbeat is missing.
var ofSilence = []kind{stopped, listener, keys, switching}

// ofServer are the troubles of the server, its roads and its accounts, of which the log
// can tell since when. What is one person's own, the story of that user tells.
var ofServer = []kind{
	stopped, listener, keys, switching, credentials, expired, unreported, hashesUnread, hashesUnsent,
	insecure, connector, oldControl, unreachable, uncontacted,
}

// spanOf is from when on the log knows of a trouble: the newest sign before it that it
// was not there, and the first of its kind behind that. A nil trouble is a heartbeat
// that is missing. It is nil of a log in which something may be missing, and of what the
// same log shows to have worked afterwards for somebody else.
func spanOf(log *probes.EventLog, c *incident) *steps.Span {
	kinds, until, hosts := ofSilence, log.At, []string(nil)
	of := incident{cause: &Code{kind: listener}} // which any heartbeat heals
	if c != nil {
		of = *c
		of.at, of.users, until = time.Time{}, nil, c.at // anybody's success counts
		if kinds = []kind{c.cause.kind}; kinds[0] == listener {
			hosts = append([]string{}, c.hosts...)
		}
	}
	nameless := hosts != nil && len(hosts) == 0 // which of two relays is not said
	if log.Lacks() || of.cloud || nameless || !slices.Contains(ofServer, kinds[0]) {
		return nil
	}
	span, first := spanIn(log), until
	all := incidents(log.Events) // newest first
	for i := range all {
		h := &all[i]
		good := of.healedBy(*h)
		switch {
		case hosts != nil && !shares(hosts, h.hosts): // of the other relay
		case good && h.at.After(until):
			return nil
		case good:
			span.Worked, span.Sign = h.at.UTC(), strconv.Itoa(h.events[0].ID)
			return span
		case h.at.After(until), h.cause == nil, !slices.Contains(kinds, h.cause.kind):
		case recurring(kinds[0]) && first.Sub(h.at) > recurs:
			return span
		default:
			first = h.at
			span.Failed, span.Event = h.at.UTC(), strconv.Itoa(h.event.ID)
		}
	}
	return span
}

// spanIn is an empty span of a log, which says whose it is and from when on it was
// read.
func spanIn(log *probes.EventLog) *steps.Span {
	span := &steps.Span{Host: log.Vantage.Host}
	switch {
	case log.Since.IsZero(), log.Oldest.IsZero():
	case log.Oldest.After(log.Since):
		span.Reach = log.Oldest.UTC()
	default:
		span.Reach = log.Since.UTC()
	}
	return span
}

// recurring reports whether a trouble is said again at every cycle while it holds, so
// that a longer silence ends it.
func recurring(k kind) bool { return k == credentials || k == expired || k == unreported }
