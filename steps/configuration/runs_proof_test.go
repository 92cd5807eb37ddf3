package configuration

import (
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// TestWhichRunProvesTheTenant: the newest import and export of the Microsoft
// Entra connector, both without an error.
func TestWhichRunProvesTheTenant(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	run := func(connector, profile, result string, ago time.Duration) probes.Run {
		return probes.Run{Connector: connector, Profile: profile, Result: result, Start: at.Add(-ago - time.Minute), End: at.Add(-ago)}
	}
	const cloud, forest = "contoso - AAD", "corp.contoso.com"
	for name, c := range map[string]struct {
		runs []probes.Run
		want time.Duration // before the look; 0 for none
	}{
		"an export":                       {[]probes.Run{run(cloud, "Export", "success", 5*time.Minute)}, 5 * time.Minute},
		"an import":                       {[]probes.Run{run(cloud, "Delta Import", "success", 7*time.Minute)}, 7 * time.Minute},
		"an import without an object":     {[]probes.Run{run(cloud, "Full Import", "completed-no-objects", 7*time.Minute)}, 7 * time.Minute},
		"the newer of both":               {[]probes.Run{run(cloud, "Export", "success", 5*time.Minute), run(cloud, "Delta Import", "success", 7*time.Minute)}, 5 * time.Minute},
		"one that failed before":          {[]probes.Run{run(cloud, "Export", "success", 5*time.Minute), run(cloud, "Export", "stopped-server-down", time.Hour)}, 5 * time.Minute},
		"one that failed since":           {[]probes.Run{run(cloud, "Export", "stopped-server-down", 5*time.Minute), run(cloud, "Export", "success", time.Hour)}, 0},
		"the export fails":                {[]probes.Run{run(cloud, "Delta Import", "success", 2*time.Minute), run(cloud, "Export", "stopped-server-down", 5*time.Minute)}, 0},
		"with errors":                     {[]probes.Run{run(cloud, "Export", "completed-export-errors", 5*time.Minute)}, 0},
		"a word that nobody knows":        {[]probes.Run{run(cloud, "Export", "completed-splendidly", 5*time.Minute)}, 0},
		"a synchronisation":               {[]probes.Run{run(cloud, "Full Synchronization", "success", 5*time.Minute)}, 0},
		"a profile that somebody made":    {[]probes.Run{run(cloud, "Everything", "success", 5*time.Minute)}, 0},
		"of the forest":                   {[]probes.Run{run(forest, "Export", "success", 5*time.Minute)}, 0},
		"still to come":                   {[]probes.Run{run(cloud, "Export", "success", -time.Hour)}, 0},
		"one that runs, and one before":   {[]probes.Run{{Connector: cloud, Profile: "Export", Start: at.Add(-time.Minute)}, run(cloud, "Export", "success", 30*time.Minute)}, 30 * time.Minute},
		"one of which nobody says when":   {[]probes.Run{{Connector: cloud, Profile: "Export", Result: "success"}, run(cloud, "Export", "success", 30*time.Minute)}, 0},
		"one that ended nobody knows how": {[]probes.Run{{Connector: cloud, Profile: "Export", Start: at.Add(-2 * time.Minute), End: at.Add(-time.Minute)}, run(cloud, "Export", "success", 30*time.Minute)}, 0},
		"none":                            {nil, 0},
	} {
		e := runsEvidence{
			Seen:       probes.Seen{At: at},
			Connectors: probes.Connectors{Part: probes.Part{Read: true}, List: []probes.Connector{{Name: cloud, Entra: probes.Yes}, {Name: forest, Entra: probes.No}}},
			Runs:       probes.Runs{Part: probes.Part{Read: true}, List: c.runs},
		}
		got := judgeRuns(e).Proofs
		if (len(got) == 1) != (c.want != 0) {
			t.Errorf("%s: got %+v, want one of %s before: %v", name, got, c.want, c.want != 0)
			continue
		}
		if len(got) == 1 && (got[0].What != steps.RanWell || !got[0].At.Equal(at.Add(-c.want))) {
			t.Errorf("%s: got %+v, want one of %s before", name, got[0], c.want)
		}
		e.Connectors.List[0].Entra = probes.Unsaid
		if got := judgeRuns(e).Proofs; len(got) != 0 {
			t.Errorf("%s, of a connector of which nobody says whose it is: got %+v", name, got)
		}
	}
}

// TestWhatARunSays: only what says that the engine cannot synchronise stands
// against a run that ended well.
func TestWhatARunSays(t *testing.T) {
	t.Parallel()
	want := map[steps.Outcome]bool{"certificate-ended": true, "never": true, "switched-off": true}
	for _, step := range []steps.Step{ConnectApplication, LastSync, FullSync, WritebackSwitch, EffectiveRights, SyncEngine, UserLink, ConnectorAccount} {
		for _, b := range step.Branches {
			if (b.RefutedAlso == steps.RanWell) != (want[b.On] && (step.ID == LastSyncID || step.ID == ConnectApplication.ID)) {
				t.Errorf("%s#%s is refuted by %q", step.ID, b.On, b.RefutedAlso)
			}
		}
	}
}
