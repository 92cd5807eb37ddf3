package configuration

import (
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// TestTheNewestRunsDecide: a full run of yesterday that ended well says nothing
// about a connector on which everything has failed since.
func TestTheNewestRunsDecide(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 20, 6, 0, 0, 0, time.UTC)
	run := func(profile, result string, ago time.Duration) probes.Run {
		one := probes.Run{Connector: "corp", Profile: profile, Result: result, Start: now.Add(-ago), End: now.Add(time.Second - ago)}
		if result == "" {
			one.End = time.Time{}
		}
		return one
	}
	const export, minute = "Export", time.Minute
	for name, test := range map[string]struct {
		runs []probes.Run
		want steps.Outcome
	}{
		"nothing since, and the day is young": {nil, "complete"},
		"refused once":                        {[]probes.Run{run(deltaImport, noCredentials, 20*minute)}, "credentials"},
		"refused, whatever the capitals":      {[]probes.Run{run(deltaImport, "No-Start-Credentials", 20*minute)}, "credentials"},
		"refused, and let in by another phase": {[]probes.Run{
			run(deltaImport, "success", 10*minute), run(export, noCredentials, 20*minute),
		}, "failed-once"},
		"refused, and a synchronisation, which signs in nowhere": {[]probes.Run{
			run(deltaSync, "success", 10*minute), run(deltaImport, noCredentials, 20*minute),
		}, "credentials"},
		"refused before a restart of the controller": {[]probes.Run{
			run(export, "stopped-server-down", 10*minute), run(deltaImport, noCredentials, 20*minute),
		}, "credentials"},
		"refused, and running again": {[]probes.Run{
			run(deltaImport, "", minute), run(deltaImport, noCredentials, 20*minute),
		}, "credentials"},
		"one failure":  {[]probes.Run{run(deltaImport, "stopped-connectivity", 20*minute)}, "failed-once"},
		"two failures": {[]probes.Run{run(deltaImport, "stopped-server", 20*minute), run(deltaImport, "stopped-server", 50*minute)}, "failed"},
		"two failures of two kinds of run": {[]probes.Run{
			run(export, "stopped-server", 20*minute), run(deltaImport, "no-start-connection", 50*minute),
		}, "failed"},
		"two failures before a success": {[]probes.Run{
			run(deltaImport, "success", 10*minute), run(deltaImport, "stopped-server", 20*minute), run(deltaImport, "stopped-server", 50*minute),
		}, "complete"},
		"a failure, and nobody knows what was before": {[]probes.Run{
			run(deltaImport, "stopped-server", 20*minute), run(deltaImport, "new-word", 50*minute),
		}, "failed-once"},
		"a new word": {[]probes.Run{run(export, "new-word", 20*minute)}, steps.Unseen},
		"a new word before a success": {[]probes.Run{
			run(export, "success", 10*minute), run(export, "new-word", 20*minute),
		}, "complete"},
		"objects with errors": {[]probes.Run{run(export, "completed-export-errors", 20*minute)}, "completed-with-errors"},
		"a profile that somebody made": {[]probes.Run{
			run("Nightly", "stopped-server", 20*minute), run("Nightly", "stopped-server", 50*minute), run(export, "success", minute),
		}, "failed"},
	} {
		e := currentEvidence(now, test.runs...)
		if got := judgeRuns(e).On; got != test.want {
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
	}
}

// currentEvidence is a connector with a full run of two hours ago, and what has
// happened since.
func currentEvidence(now time.Time, since ...probes.Run) runsEvidence {
	read := probes.Part{Read: true}
	full := now.Add(-26 * time.Hour)
	return runsEvidence{
		Seen:       probes.Seen{At: now},
		Connectors: probes.Connectors{Part: read, List: []probes.Connector{{Name: "corp", Entra: probes.No, Forest: "corp.example"}}},
		Runs: probes.Runs{Part: read, List: append(since,
			probes.Run{Connector: "corp", Profile: "Housekeeping", Result: "success", Start: now.Add(-time.Hour), End: now.Add(-time.Hour)},
			probes.Run{Connector: "corp", Profile: fullSync, Result: "success", Start: full.Add(time.Hour), End: full.Add(2 * time.Hour)},
			probes.Run{Connector: "corp", Profile: fullImport, Result: "success", Start: full, End: full.Add(time.Hour)},
		)},
		CycleEnabled: probes.Yes, Suspended: probes.No, InProgress: probes.No,
		NextCycle: now.Add(10 * time.Minute), Interval: probes.Known(30 * time.Minute),
	}
}

// TestASchedulerThatIsOnHasToRun: silence is no health where something had to
// be heard.
func TestASchedulerThatIsOnHasToRun(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 20, 6, 0, 0, 0, time.UTC)
	const hour = time.Hour
	running := func(e *runsEvidence) { e.Runs.List[0].Result, e.Runs.List[0].End = "in-progress", time.Time{} }
	for name, test := range map[string]struct {
		ago    time.Duration
		change func(*runsEvidence)
		want   steps.Outcome
	}{
		"just now":                    {hour, nil, "complete"},
		"at the limit":                {lateTime, nil, "complete"},
		"past it":                     {lateTime + time.Second, nil, "idle"},
		"a day":                       {deadTime, nil, "idle"},
		"more than a day":             {deadTime + time.Second, nil, "idle-for-days"},
		"switched off":                {72 * hour, func(e *runsEvidence) { e.CycleEnabled = probes.No }, "complete"},
		"suspended":                   {72 * hour, func(e *runsEvidence) { e.Suspended = probes.Yes }, "complete"},
		"nobody says whether it is":   {72 * hour, func(e *runsEvidence) { e.CycleEnabled = probes.Unsaid }, steps.Unseen},
		"nobody says whether it sits": {72 * hour, func(e *runsEvidence) { e.Suspended = probes.Unsaid }, steps.Unseen},
		"twelve hours are its cycle":  {20 * hour, func(e *runsEvidence) { e.Interval = probes.Known(12 * hour) }, "complete"},
		"and two of them are over":    {26 * hour, func(e *runsEvidence) { e.Interval = probes.Known(12 * hour) }, "idle-for-days"},
		"a cycle that no one believes": {30 * 24 * hour, func(e *runsEvidence) {
			e.Interval = probes.Known(time.Duration(1<<63 - 1))
		}, "idle-for-days"},
		"nobody says how long it is":    {20 * hour, func(e *runsEvidence) { e.Interval = probes.Maybe[time.Duration]{} }, steps.Unseen},
		"which a day does not ask":      {30 * hour, func(e *runsEvidence) { e.Interval = probes.Maybe[time.Duration]{} }, "idle-for-days"},
		"overdue":                       {2 * hour, func(e *runsEvidence) { e.NextCycle = now.Add(-overdueTime - time.Second) }, "idle"},
		"due":                           {2 * hour, func(e *runsEvidence) { e.NextCycle = now.Add(-overdueTime) }, "complete"},
		"overdue, and run since":        {hour, func(e *runsEvidence) { e.NextCycle = now.Add(-2 * hour) }, "complete"},
		"overdue, because it is at it":  {2 * hour, func(e *runsEvidence) { e.NextCycle, e.InProgress = now.Add(-90*time.Minute), probes.Yes }, "complete"},
		"nobody says when the next is":  {2 * hour, func(e *runsEvidence) { e.NextCycle = time.Time{} }, "complete"},
		"still running":                 {stuckTime - time.Second, running, "complete"},
		"and no slow one":               {stuckTime, running, "stuck"},
		"nobody says what the time was": {2 * hour, func(e *runsEvidence) { e.At = time.Time{} }, steps.Unseen},
	} {
		e := currentEvidence(now)
		e.Runs.List[0].Start = now.Add(-test.ago)
		e.Runs.List[0].End = e.Runs.List[0].Start.Add(time.Second)
		for i := range e.Runs.List[1:] {
			e.Runs.List[i+1].Start, e.Runs.List[i+1].End = e.Runs.List[i+1].Start.Add(-60*24*hour), e.Runs.List[i+1].End.Add(-60*24*hour)
		}
		if test.change != nil {
			test.change(&e)
		}
		if got := judgeRuns(e).On; got != test.want {
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
	}
}

// TestAnotherForestIsAnotherMatter: what fails on its connector does not stop
// this user, and where nobody knows whose connector it is nothing is told.
func TestAnotherForestIsAnotherMatter(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 20, 6, 0, 0, 0, time.UTC)
	failed := probes.Run{Connector: "partner", Profile: deltaImport, Result: noCredentials, Start: now.Add(-time.Hour), End: now.Add(-time.Hour)}
	for _, test := range []struct {
		domain  string
		entra   probes.YesNo
		want    steps.Outcome
		assumed bool
	}{
		{"corp.example", probes.No, "elsewhere", false},
		{"partner.example", probes.No, "credentials", false},
		{"", probes.No, "credentials", false},
		{"third.example", probes.No, "credentials", false},
		{"corp.example", probes.Yes, "entra-credentials", false},
		{"corp.example", probes.Unsaid, steps.Unseen, false},
		{"corp.example", probes.No, steps.Unseen, true},
		{"corp.example", probes.Yes, "entra-credentials", true},
	} {
		e := currentEvidence(now, failed)
		e.Domain, e.Assumed = test.domain, test.assumed
		e.Connectors.List = append(e.Connectors.List, probes.Connector{Name: "partner", Entra: test.entra, Forest: "partner.example"})
		e.Runs.List = append(e.Runs.List, probes.Run{Connector: "partner", Profile: fullImport, Result: "success", Start: now.Add(-30 * time.Hour), End: now.Add(-29 * time.Hour)},
			probes.Run{Connector: "partner", Profile: fullSync, Result: "success", Start: now.Add(-29 * time.Hour), End: now.Add(-28 * time.Hour)})
		if got := judgeRuns(e).On; got != test.want {
			t.Errorf("%q, entra %v: got %q, want %q", test.domain, test.entra, got, test.want)
		}
	}
}
