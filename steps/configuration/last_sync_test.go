package configuration

import (
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

func TestTheTenantIsHeldAgainstTheServer(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 20, 6, 0, 0, 0, time.UTC)
	const hour = time.Hour
	ran := func(ago time.Duration, result string) probes.Run {
		return probes.Run{Connector: "aad", Result: result, Start: now.Add(-ago - time.Minute), End: now.Add(-ago)}
	}
	for name, test := range map[string]struct {
		age, server time.Duration // of the last synchronisation, and of the look at the server
		newest      probes.Run
		change      func(*lastSyncEvidence)
		want        steps.Outcome
	}{
		"at the limit":                      {age: lateTime, want: "recent"},
		"past it":                           {age: lateTime + 1, want: "late"},
		"a day":                             {age: deadTime, want: "late"},
		"more than a day":                   {age: deadTime + 1, want: "days-old"},
		"a cycle of twelve hours":           {age: 20 * hour, newest: ran(20*hour, "success"), change: func(e *lastSyncEvidence) { e.Interval = probes.Known(12 * hour) }, want: "recent"},
		"two of them":                       {age: 26 * hour, newest: ran(26*hour, "success"), change: func(e *lastSyncEvidence) { e.Interval = probes.Known(12 * hour) }, want: "days-old"},
		"a server that ran since":           {age: 48 * hour, newest: ran(hour, "success"), want: "contradicts-server"},
		"a server that failed since":        {age: 48 * hour, newest: ran(hour, "stopped-server"), want: "days-old"},
		"a server that nobody understands":  {age: 48 * hour, newest: ran(hour, "new-word"), want: "days-old"},
		"a server that stood still too":     {age: 48 * hour, newest: ran(48*hour, "success"), want: "days-old"},
		"a server that stands still alone":  {age: hour, newest: ran(30*hour, "success"), want: "by-another"},
		"a file that was collected before":  {age: hour, server: 29 * hour, newest: ran(30*hour, "success"), want: "recent"},
		"clocks that differ a little":       {age: -clockTolerance, want: "recent"},
		"a time that has not come":          {age: -clockTolerance - 1, want: steps.Unseen},
		"nobody says when it was looked at": {age: 48 * hour, change: func(e *lastSyncEvidence) { e.At = time.Time{} }, want: steps.Unseen},
		"nobody says when it was":           {change: func(e *lastSyncEvidence) { e.LastSync = time.Time{} }, want: steps.Unseen},
		"nobody says whether it is":         {change: func(e *lastSyncEvidence) { e.Sync = "" }, want: steps.Unseen},
		"a word that nobody knows":          {change: func(e *lastSyncEvidence) { e.Sync = "paused" }, want: steps.Unseen},
		"it was once":                       {change: func(e *lastSyncEvidence) { e.Sync = probes.WasSynced }, want: "switched-off"},
		"it never was":                      {change: func(e *lastSyncEvidence) { e.Sync = probes.NeverSync }, want: "never"},
		"a run without an end":              {age: 48 * hour, newest: probes.Run{Connector: "aad", Result: "success"}, want: steps.Unseen},
	} {
		e := lastSyncEvidence{
			Seen: probes.Seen{At: now}, Sync: probes.Synced, LastSync: now.Add(-test.age),
			Server: probes.Seen{At: now.Add(-test.server)}, Newest: test.newest,
		}
		if test.change != nil {
			test.change(&e)
		}
		if got := judgeLastSync(e).On; got != test.want {
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
	}
}
