package configuration

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

func TestHistoryThatMayBeCutOffProvesNothing(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 20, 6, 0, 0, 0, time.UTC)
	history := func(n int, age time.Duration) []probes.Run {
		var list []probes.Run
		for i := range n {
			start := now.Add(-age * time.Duration(i+1) / time.Duration(n))
			list = append(list, probes.Run{Connector: "other", Profile: "Export", Result: "success", Start: start, End: start.Add(time.Second)})
		}
		return list
	}
	week := 7 * 24 * time.Hour
	for _, test := range []struct {
		runs  int
		age   time.Duration
		purge time.Duration
		want  steps.Outcome
	}{
		{3, 48 * time.Hour, week, "never"},
		{0, 0, week, "purged"},
		{3, 48 * time.Hour, 0, "purged"},            // nobody knows when it is purged
		{3, week + time.Hour, week, "purged"},       // older runs may be gone
		{runsAsked, 10 * time.Hour, week, "purged"}, // older runs were not asked for
		{runsAsked - 1, 10 * time.Hour, week, "never"},
	} {
		e := runsEvidence{
			Seen:       probes.Seen{At: now},
			Connectors: probes.Connectors{Part: probes.Part{Read: true}, List: []probes.Connector{{Name: "corp.example"}}},
			Runs:       probes.Runs{Part: probes.Part{Read: true}, List: history(test.runs, test.age)},
			PurgeAfter: probes.KnownIf(test.purge, test.purge > 0),
		}
		if got := judgeRuns(e).On; got != test.want {
			t.Errorf("%s: got %q, want %q", fmt.Sprint(test.runs, test.age, test.purge), got, test.want)
		}
	}
}

func TestAResultWithoutARowClaimsNothing(t *testing.T) {
	t.Parallel()
	for result, want := range map[string]steps.Outcome{
		"success": "", "Success": "", "completed-no-objects": "", "completed-export-errors": "completed-with-errors", "completed-warnings": "completed-with-errors",
		"completed-discovery-errors": "failed", "stopped-extension-dll-exception": "failed", "completed-later": steps.Unseen, "completed-": steps.Unseen,
		"stopped-later": steps.Unseen, "no-start-ma-already-running": steps.Unseen, "successful": steps.Unseen, "completed-no-objects-today": steps.Unseen,
		"stopped-connectivity": "failed", "no-start-credentials": "failed", "call-failure:0x80230703": "failed",
		"in-progress": "running", "": "running", "failed": "failed", "aborted": "failed", "???": steps.Unseen,
	} {
		ended := probes.Run{Result: result, End: time.Date(2026, 11, 17, 4, 0, 0, 0, time.UTC)}
		if want == "running" {
			ended.End = time.Time{}
		}
		if got := judgeResult(ended); got != want {
			t.Errorf("%q: got %q, want %q", result, got, want)
		}
	}
	if got := judgeResult(probes.Run{Result: "success"}); got != steps.Unseen {
		t.Errorf("a success without an end: got %q, want unseen", got)
	}
}

func TestEveryConnectorCounts(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 11, 17, 2, 0, 0, 0, time.UTC)
	full := func(connector string) []probes.Run {
		return []probes.Run{
			{Connector: connector, Profile: fullSync, Result: "success", Start: start.Add(time.Hour), End: start.Add(2 * time.Hour)},
			{Connector: connector, Profile: fullImport, Result: "success", Start: start, End: start.Add(time.Hour)},
		}
	}
	server := probes.Server{
		Connectors: probes.Connectors{Part: probes.Part{Read: true}, List: []probes.Connector{{Name: "corp", Entra: probes.No}, {Name: "aad", Entra: probes.Yes}}},
		Runs:       probes.Runs{Part: probes.Part{Read: true}, List: full("corp")},
		Seen:       probes.Seen{At: start.Add(3 * time.Hour)},
	}
	verdict := run(t, &FullSync, world(nil, toldShell{server: server}, nil), nil, "purged")
	if got := verdict.Args["connector"].Text; got != "aad" {
		t.Errorf("the verdict is about %q, want the Entra connector", got)
	}
	server.Runs.List = append(server.Runs.List, full("aad")...)
	run(t, &FullSync, world(nil, toldShell{server: server}, nil), nil, "complete")
}

func TestEveryOutcomeOfAConnectorHasItsWeight(t *testing.T) {
	t.Parallel()
	ranked := runsByWeight()
	for _, b := range FullSync.Branches {
		if !slices.Contains(ranked, b.On) {
			t.Errorf("%s has no weight", b.On)
		}
	}
	for i, on := range ranked {
		if FullSync.Branch(on) == nil {
			t.Errorf("%s is no outcome of the step", on)
		}
		if i > 0 && (!outweighs(on, ranked[i-1]) || outweighs(ranked[i-1], on)) {
			t.Errorf("%s does not outweigh %s", on, ranked[i-1])
		}
	}
	if !outweighs("complete", "") || !outweighs("new-word", "purged") || outweighs("new-word", "failed") {
		t.Error("a word that nobody ranked must weigh what is not seen weighs")
	}
}
