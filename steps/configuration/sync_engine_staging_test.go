package configuration

import (
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// entraRun is a run on the connector to Microsoft Entra ID, so long before noon.
func entraRun(profile string, ago time.Duration) probes.Run {
	began := noon().Add(-ago)
	return probes.Run{Connector: "t - AAD", Profile: profile, Result: "success", Start: began, End: began.Add(time.Minute)}
}

func noon() time.Time { return time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC) }

func TestWhoSynchronisedTheTenantBesideAStagingServer(t *testing.T) {
	t.Parallel()
	forest := entraRun("Export", 10*time.Minute)
	forest.Connector = "corp.example"
	nameless := entraRun("Export", 10*time.Minute)
	nameless.Connector = "else"
	undated := entraRun("Export", 0)
	undated.Start, undated.End = time.Time{}, time.Time{}
	old := entraRun("Delta Import", 5*time.Hour)
	for _, test := range []struct {
		name     string
		sync     probes.Syncing
		lastSync time.Duration // before noon
		interval time.Duration
		runs     []probes.Run
		want     steps.Outcome
	}{
		{"nobody for days", probes.Synced, 48 * time.Hour, 0, []probes.Run{old}, "staging"},
		{"three hours are late, and no cycle is as long", probes.Synced, 4 * time.Hour, 0, []probes.Run{old}, "staging"},
		{"four hours are not, where a cycle takes three", probes.Synced, 4 * time.Hour, 3 * time.Hour, []probes.Run{old}, stagingBeside},
		{"never at all", probes.NeverSync, 0, 0, []probes.Run{old}, "staging"},
		{"switched off", probes.WasSynced, 0, 0, []probes.Run{old}, "staging"},
		{"nobody says whether at all", "", 15 * time.Minute, 0, []probes.Run{old}, stagingUnclear},
		{"somebody else", probes.Synced, 15 * time.Minute, 0, []probes.Run{entraRun("Delta Import", 20*time.Minute), old}, stagingBeside},
		{"somebody else, hours after the last export of this one", probes.Synced, 15 * time.Minute, 0, []probes.Run{entraRun("Export", 3*time.Hour), old}, stagingBeside},
		{"this one, by an export in another case", probes.Synced, 15 * time.Minute, 0, []probes.Run{entraRun("EXPORT", 16*time.Minute), old}, stagingUnclear},
		{"this one exported to the forest alone", probes.Synced, 15 * time.Minute, 0, []probes.Run{forest, old}, stagingBeside},
		{"an export that may have gone there", probes.Synced, 15 * time.Minute, 0, []probes.Run{nameless, old}, stagingUnclear},
		{"an export of which nobody knows when", probes.Synced, 15 * time.Minute, 0, []probes.Run{undated, old}, stagingUnclear},
		{"the history begins later", probes.Synced, 15 * time.Minute, 0, []probes.Run{entraRun("Delta Import", 5*time.Minute)}, stagingUnclear},
		{"there is no history", probes.Synced, 15 * time.Minute, 0, nil, stagingUnclear},
		{"a time that is still to come", probes.Synced, -time.Hour, 0, []probes.Run{old}, stagingUnclear},
	} {
		server := probes.Server{
			Connectors: probes.Connectors{Part: probes.Part{Read: true}, List: []probes.Connector{
				{Name: "T - AAD", Entra: probes.Yes}, {Name: "corp.example", Entra: probes.No}, {Name: "else"},
			}},
			Runs: probes.Runs{Part: probes.Part{Read: true}, List: test.runs},
		}
		e := stagingEvidence()
		e.Beside.Exported, e.Beside.Since = exported(server)
		e.Beside.Sync, e.Beside.LastSync = test.sync, noon().Add(-test.lastSync)
		e.Beside.Interval = probes.KnownIf(test.interval, test.interval > 0)
		if got := judgeEngine(e).On; got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}

// stagingEvidence is a server in staging mode without an agent.
func stagingEvidence() engineEvidence {
	read := probes.Part{Read: true}
	return engineEvidence{
		Seen:      probes.Seen{At: noon()},
		Service:   probes.Service{Part: read, Installed: probes.Yes, State: "Running"},
		Scheduler: probes.Scheduler{Part: read, Staging: probes.Yes},
		CloudSync: probes.CloudSync{Part: read, Installed: probes.No},
		Connectors: probes.Connectors{Part: read, List: []probes.Connector{
			{Name: "corp.example", Entra: probes.No, Forest: "corp.example", Account: "MSOL_a", AccountDomain: "CORP"},
		}},
		Beside: beside{Tenant: probes.Seen{At: noon()}},
	}
}

func TestAnAccountOfAServerThatIsNotTheActiveOneIsNotLearned(t *testing.T) {
	t.Parallel()
	e := stagingEvidence()
	for _, test := range []struct {
		lastSync time.Time
		on       steps.Outcome
		account  string
	}{
		{noon().Add(-48 * time.Hour), "staging", `CORP\MSOL_a`},
		{noon().Add(-time.Minute), stagingUnclear, ""},
	} {
		e.Beside.Sync, e.Beside.LastSync = probes.Synced, test.lastSync
		verdict := judgeEngine(e)
		if verdict.On != test.on || verdict.Learned[steps.ConnectorAccount] != test.account {
			t.Errorf("got %s and %q, want %s and %q", verdict.On, verdict.Learned[steps.ConnectorAccount], test.on, test.account)
		}
	}
}
