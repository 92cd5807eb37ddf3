package lab

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
)

// Events that a healthy server writes by itself ("Troubleshoot self-service
// password reset writeback", Microsoft Learn).
const (
	serviceStarted = 31015
	heartbeat      = 31019
	resetService   = "PasswordResetService"
)

// heartbeatsAtMost bounds the heartbeats that are written out: what counts is
// the newest, and two relays take turns.
const heartbeatsAtMost = 40

// heartbeatPhase is the age of the newest heartbeat at the start.
const heartbeatPhase = 2 * time.Minute

// eventLog is the log as of now, newest first. Events of the world that are
// still to come appear when the clock gets there.
func (l *connectServer) eventLog(since time.Time, seen probes.Seen) *probes.EventLog {
	now := l.serverTime() // stamps the heartbeats; the events of the world stand as they will be read
	e := &l.is.events
	log := &probes.EventLog{Seen: seen, Since: since.UTC(), Oldest: l.start.Add(-e.oldest), Excerpt: e.excerpt, Cut: e.cut}
	all := l.heartbeats(now)
	for _, v := range e.list {
		all = append(all, l.event(&v))
	}
	if l.is == &l.world.server {
		for _, v := range l.resets.events() {
			all = append(all, l.event(&v))
		}
	}
	all = l.changedEvents(append(all, l.tooLong()...), now)
	if first := l.firstBeat(now); first.After(log.Oldest) && first.After(since) {
		log.BeatsFrom = first
	}
	log.Events = probes.List[probes.Event]{}
	for _, v := range all {
		if !v.At.After(now) && !v.At.Before(since) && !v.At.Before(log.Oldest) {
			v.Codes, v.Hosts = probes.All(v.Codes), probes.All(v.Hosts) // the script writes both of every event
			log.Events = append(log.Events, v)
		}
	}
	probes.SortStable(log.Events, func(a, b probes.Event) int { return b.At.Compare(a.At) })
	return log
}

// longestPassword is that of the AD DS Connector account with which the sync
// engine can still sign in ("Troubleshoot self-service password reset
// writeback": 800700CE).
const longestPassword = 256

// tooLong are the events of the last reset that the sync engine could not
// write, because the password of its own account is too long.
func (l *connectServer) tooLong() []probes.Event {
	if l.world.directory.connector.passwordLength <= longestPassword {
		return nil
	}
	const tracking = "5d0c0000-0000-4000-8000-0000000000ce"
	var all []probes.Event
	for _, v := range []event{
		{ago: 6 * time.Minute, provider: "ADSync", id: 6329, tracking: tracking, codes: []string{"800700CE"}},
		{ago: 6 * time.Minute, provider: resetService, id: 31003, tracking: tracking},
		{ago: 6 * time.Minute, provider: resetService, id: 31001, tracking: tracking},
	} {
		all = append(all, l.event(&v))
	}
	return all
}

func (l *connectServer) event(v *event) probes.Event {
	hosts := make([]string, len(v.hosts))
	for i, h := range v.hosts {
		hosts[i] = relayHost(h)
	}
	text := v.text
	if text == "" {
		text = "TrackingId: " + v.tracking + ", " + strings.Join(slices.Concat(v.codes, hosts), ", ")
	}
	return probes.Event{
		At: l.start.Add(-v.ago), Provider: v.provider, ID: v.id, Level: v.level, TrackingID: v.tracking, Codes: v.codes, Hosts: hosts,
		Text: text,
	}
}

// heartbeats are those up to now, and the start of the service before them.
func (l *connectServer) heartbeats(now time.Time) []probes.Event {
	e := &l.is.events
	if e.heartbeat < time.Second {
		return nil
	}
	newest := l.start.Add(-heartbeatPhase)
	if e.until > 0 {
		newest = l.start.Add(-e.until)
	} else {
		newest = newest.Add(now.Sub(newest) / e.heartbeat * e.heartbeat)
		if newest.After(now) { // its clock is behind
			newest = newest.Add(-e.heartbeat)
		}
	}
	all := []probes.Event{{
		At: l.start.Add(-3*day - time.Hour), Provider: resetService, ID: serviceStarted, Text: "WriteBackServiceStarted",
	}}
	for i := range e.beats {
		at := newest.Add(-time.Duration(i) * e.heartbeat)
		if ago := l.start.Sub(at); e.gap.from == 0 || ago < e.gap.until || ago > e.gap.from {
			all = append(all, l.beat(at))
		}
	}
	return all
}

// firstBeat is the oldest heartbeat that is handed over; zero for none.
func (l *connectServer) firstBeat(now time.Time) time.Time {
	all := l.heartbeats(now)
	if len(all) == 0 || all[len(all)-1].ID != heartbeat {
		return time.Time{}
	}
	return all[len(all)-1].At
}

// beat is one heartbeat. It names one of the relays, which take turns, or
// none in a world whose heartbeats cannot be read that far.
func (l *connectServer) beat(at time.Time) probes.Event {
	e := &l.is.events
	one := probes.Event{At: at, Provider: resetService, ID: heartbeat, Text: "ServiceBusHeartBeat"}
	if len(e.relays) == 0 {
		return one
	}
	turn := at.Unix() / int64(max(e.heartbeat, time.Second)/time.Second)
	host := relayHost(e.relays[int(turn)%len(e.relays)])
	one.Hosts = []string{host}
	one.Text = fmt.Sprintf("ServiceBusHeartBeat https://%s/%s_9f000000-0000-4000-8000-000000000001", host, l.world.tenant.id)
	return one
}
