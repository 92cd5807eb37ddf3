package reenable

import (
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

// beatLog is a log with a heartbeat every five minutes, from so long ago on.
func beatLog(from time.Duration, without ...gap) probes.EventLog {
	log := probes.EventLog{Seen: probes.Seen{At: noon}, Since: noon.Add(-72 * time.Hour), Oldest: noon.Add(-30 * 24 * time.Hour)}
	for ago := 2 * time.Minute; ago <= from; ago += 5 * time.Minute {
		at, missed := noon.Add(-ago), false
		for _, g := range without {
			missed = missed || at.After(g.from) && at.Before(g.until)
		}
		if !missed {
			log.Events = append(log.Events, probes.Event{At: at, Provider: resetService, ID: heartbeat})
		}
	}
	return log
}

func hoursAgo(hours float64) time.Time { return noon.Add(-time.Duration(hours * float64(time.Hour))) }

func TestRhythmOfADay(t *testing.T) {
	t.Parallel()
	failing := beatLog(30*time.Hour, gap{hoursAgo(2), hoursAgo(1)})
	failing.Events = append(failing.Events, probes.Event{At: hoursAgo(1.5), Provider: resetService, ID: 31034})
	rolled := beatLog(6 * time.Hour)
	rolled.Oldest = hoursAgo(6)
	cut := beatLog(6 * time.Hour)
	cut.BeatsFrom = hoursAgo(6)
	older := beatLog(17 * time.Hour) // 204 of them, and nobody says that there were more
	unread := beatLog(30 * time.Hour)
	unread.At = time.Time{}
	unreached := beatLog(6 * time.Hour)
	unreached.Oldest = time.Time{}
	day := strings.Repeat("|", 288)
	for name, c := range map[string]struct {
		log  probes.EventLog
		want string
		gaps int
	}{
		"steady":              {beatLog(30 * time.Hour), day, 0},
		"an hour missing":     {beatLog(30*time.Hour, gap{hoursAgo(2), hoursAgo(1)}), day[:265] + strings.Repeat(".", 11) + day[:12], 1},
		"and with errors":     {failing, day[:265] + "....x......" + day[:12], 1},
		"six minutes late":    {beatLog(30*time.Hour, gap{hoursAgo(2), noon.Add(-113 * time.Minute)}), day, 0},
		"rolled over":         {rolled, strings.Repeat("?", 216) + day[:72], 0},
		"cut off":             {cut, strings.Repeat("?", 216) + day[:72], 0},
		"older script":        {older, strings.Repeat("?", 84) + day[:204], 0},
		"never beat":          {beatLog(0), strings.Repeat(".", 288), 0},
		"nobody says when":    {unread, "", 0},
		"nor how far back":    {unreached, strings.Repeat("?", 216) + day[:72], 0},
		"began six hours ago": {beatLog(6 * time.Hour), strings.Repeat(".", 216) + day[:72], 1},
	} {
		if got := rhythm(c.log); got != c.want {
			t.Errorf("%s: got\n%s want\n%s", name, got, c.want)
		}
		if got := gapsIn(c.log); len(got) != c.gaps {
			t.Errorf("%s: got the gaps %v, want %d", name, got, c.gaps)
		}
	}
}

func TestHeartbeatThatIsLate(t *testing.T) {
	t.Parallel()
	for ago, want := range map[time.Duration]string{
		9 * time.Minute: "alive", 10 * time.Minute: "alive", 10*time.Minute + time.Second: "late", 15 * time.Minute: "late", 15*time.Minute + time.Second: "silent",
	} {
		log := probes.EventLog{Seen: probes.Seen{At: noon}, Since: noon.Add(-72 * time.Hour), Oldest: noon.Add(-time.Hour * 700)}
		log.Events = []probes.Event{{At: noon.Add(-ago), Provider: resetService, ID: heartbeat, Codes: []string{}, Hosts: []string{}, Users: []string{}}}
		if got := judgeEvents(eventsSeen{Seen: log.Seen, Log: log, Begun: noon}); string(got.On) != want {
			t.Errorf("%s ago: got %s, want %s", ago, got.On, want)
		}
	}
}

// TestSelectionProvesNoHealth: what somebody exported may lack what came right
// afterwards, or the failures.
func TestSelectionProvesNoHealth(t *testing.T) {
	t.Parallel()
	refused := event(20*time.Minute, 33004, trackA)
	for name, c := range map[string]struct {
		events []probes.Event
		want   string
	}{
		"errors alone":               {[]probes.Event{refused}, "unseen"},
		"a refusal and heartbeats":   {[]probes.Event{event(time.Minute, heartbeat, noGUID), refused}, "ad-refused"},
		"heartbeats alone":           {[]probes.Event{event(time.Minute, heartbeat, noGUID)}, "unseen"},
		"a late heartbeat":           {[]probes.Event{event(time.Minute, 31002, trackB), event(12*time.Minute, heartbeat, noGUID)}, "unseen"},
		"an old heartbeat":           {[]probes.Event{event(time.Hour, heartbeat, noGUID)}, "unseen"},
		"a stop after the heartbeat": {[]probes.Event{event(time.Minute, 31016, noGUID), event(time.Hour, heartbeat, noGUID)}, "stopped"},
		"a success after a refusal":  {[]probes.Event{event(time.Minute, heartbeat, noGUID), event(2*time.Minute, 31002, trackB), refused}, "unseen"},
	} {
		log := logOf(c.events...)
		for why, change := range map[probes.Kind]func(*probes.EventLog){
			probes.NotCollected: func(l *probes.EventLog) { l.Excerpt, l.Cut = probes.Yes, probes.Unsaid },
			probes.CutLog:       func(l *probes.EventLog) { l.Excerpt, l.Cut = probes.Unsaid, probes.Yes },
		} {
			change(&log)
			got := judgeEvents(eventsSeen{Seen: log.Seen, Log: log, Begun: noon})
			if string(got.On) != c.want || c.want == "unseen" && got.Why.Kind != why {
				t.Errorf("%s, %s: got %s, %v, want %s", name, why, got.On, got.Why, c.want)
			}
			if told := len(tellCut(got.Args)) > 0; told != (why == probes.CutLog && c.want != "unseen") {
				t.Errorf("%s, %s: that the log is cut is told: %t", name, why, told)
			}
			if strings.Contains(rhythm(log), ".") {
				t.Errorf("%s: a heartbeat that was left out is called missing: %s", name, rhythm(log))
			}
		}
	}
}
