package reenable

import (
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// TestAFaultOfTheServerTellsSinceWhen, by its own log: the newest sign that it worked
// and the first failure behind that. Nothing is told of one person's refusal, of a log
// in which something may be missing, and of what worked for somebody else afterwards.
func TestAFaultOfTheServerTellsSinceWhen(t *testing.T) {
	t.Parallel()
	beats := func(from, until time.Duration) []probes.Event {
		var all []probes.Event
		for ago := from; ago >= until; ago -= 5 * time.Minute {
			all = append(all, event(ago, heartbeat, ""))
		}
		return all
	}
	with := func(more []probes.Event, all ...probes.Event) []probes.Event { return append(all, more...) }
	alive, h, m := beats(time.Hour, 0), time.Hour, time.Minute
	for name, c := range map[string]struct {
		events         []probes.Event
		on             steps.Outcome
		worked, failed time.Duration // how long ago; 0 is not known
		sign, event    string
	}{
		"healthy":                         {alive, "alive", 0, 0, "", ""},
		"silence alone":                   {beats(3*h, 2*h), "silent", 2 * h, 0, "31019", ""},
		"no heartbeat at all":             {nil, "silent", 0, 0, "", ""},
		"late":                            {beats(62*m, 12*m), "late", 12 * m, 0, "31019", ""},
		"relay errors behind the last":    {with(beats(3*h, 2*h), event(3*h+m, 31034, ""), event(50*m, 31034, ""), event(110*m, 31034, ""), event(5*m, 31044, "")), "listener", 2 * h, 110 * m, "31019", "31034"},
		"an error first, and then a stop": {with(beats(3*h, 2*h), event(118*m, 31034, ""), event(20*m, 31016, "")), "stopped", 2 * h, 118 * m, "31019", "31034"},
		"errors alone":                    {[]probes.Event{event(50*m, 31034, ""), event(5*m, 31034, "")}, "listener", 0, 50 * m, "", "31034"},
		"keys, after a good reset":        {with(alive, event(9*h, 32004, trackB), event(8*h, 31002, trackA), event(3*h, 32004, ""), event(m, 32004, "")), "keys", 8 * h, 3 * h, "31002", "32004"},
		"one relay of two":                {[]probes.Event{relayEvent(4*h, heartbeat, "a"), relayEvent(3*h, 31034, "a"), relayEvent(2*m, 31034, "a"), relayEvent(m, heartbeat, "b"), relayEvent(3*h+m, 31034, "b")}, "one-relay", 4 * h, 3 * h, "31019", "31034"},
		"one relay that is not named":     {with(alive, event(3*m, 31044, "")), "one-relay", 0, 0, "", ""},
		"the saved password, all cycles":  {with(alive, event(2*h, 6000, ""), event(4*h, 6000, ""), event(9*h, 6000, "")), "credentials", 0, 4 * h, "", "6000"},
		"refused by rights":               {with(alive, event(2*h, 31002, trackA), event(h, 33004, trackB)), "ad-refused", 0, 0, "", ""},
		"a controller out of reach":       {with(alive, event(5*h, 31002, trackA), event(2*h, 6329, "", "80230818"), event(h, 6329, "", "80230818")), "controller-not-contacted", 5 * h, 2 * h, "31002", "6329"},
		"and in reach for another person": {with(alive, named(event(2*h, 6329, trackB, "80230818"), "kim@c"), named(event(h, 31002, trackA), "lee@c")), "controller-not-contacted", 0, 0, "", ""},
	} {
		log := logOf(c.events...)
		log.At, log.Since, log.Oldest = noon, noon.Add(-eventsBack), noon.Add(-9*24*h)
		log.Vantage.Host = "sync01"
		got := judgeEvents(eventsSeen{Seen: log.Seen, Log: log, Begun: noon, User: "kim@c"})
		if got.On != c.on {
			t.Errorf("%s: got %s, want %s", name, got.On, c.on)
			continue
		}
		want := steps.Span{Sign: c.sign, Event: c.event}
		if c.worked > 0 {
			want.Worked = noon.Add(-c.worked)
		}
		if c.failed > 0 {
			want.Failed = noon.Add(-c.failed)
		}
		span := got.Span
		if span == nil {
			span = &steps.Span{}
		} else if span.Host != "sync01" || !span.Reach.Equal(log.Since) {
			t.Errorf("%s: whose log it is and from when on it was read: %+v", name, *span)
		}
		if bare := (steps.Span{Worked: span.Worked, Sign: span.Sign, Failed: span.Failed, Event: span.Event}); bare != want {
			t.Errorf("%s: got %+v, want %+v", name, bare, want)
		}
		log.Excerpt = probes.Yes
		if got := judgeEvents(eventsSeen{Seen: log.Seen, Log: log, Begun: noon, User: "kim@c"}); got.Span != nil {
			t.Errorf("%s: of a selection it says since when: %+v", name, *got.Span)
		}
	}
}
