package configuration

import (
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// TestAnotherMachineIsNoConnectServer guards against a file that somebody
// collected on a workstation: nothing of it is green or red.
func TestAnotherMachineIsNoConnectServer(t *testing.T) {
	t.Parallel()
	read := probes.Part{Read: true}
	for _, place := range []probes.Place{"", probes.Here, probes.Person} {
		seen := probes.Seen{Vantage: probes.Vantage{Place: place, Host: "HELPDESK-07"}}
		shell := toldShell{
			server: probes.Server{Seen: seen, Service: probes.Service{Part: read}, CloudSync: probes.CloudSync{Part: read}, RemoteSAM: probes.RemoteSAM{Part: read}},
			link:   probes.UserLink{Seen: seen},
		}
		for _, step := range []*steps.Step{&SyncEngine, &WritebackSwitch, &PreferredDC, &FullSync, &RemoteSAM, &UserLink} {
			obstacle(t, step, world(nil, shell, nil), steps.Facts{steps.UserDN: "CN=alice"}, probes.NoServer)
		}
	}
}

func TestStatesOfTheService(t *testing.T) {
	t.Parallel()
	for state, want := range map[string]steps.Outcome{
		"Stopped": "service-stopped", "STOPPED": "service-stopped", "Stop Pending": "service-stopped",
		"Paused": "service-stopped", "Pause Pending": "service-stopped",
		"Start Pending": "service-changing", "Continue Pending": "service-changing",
		"Unknown": "service-changing", "4": "service-changing",
	} {
		if got := judgeServiceState(state); got != want {
			t.Errorf("%s: got %s, want %s", state, got, want)
		}
	}
}

func TestConnectorOfAnotherForestIsNotTaken(t *testing.T) {
	t.Parallel()
	selected := func(heads ...string) []probes.Connector {
		return []probes.Connector{{Name: "aad", Entra: probes.Yes}, {Name: "corp", Entra: probes.No, Forest: "corp.example", Domains: heads}}
	}
	for _, test := range []struct {
		domain string
		all    []probes.Connector
		want   bool
	}{
		{"corp.example", selected("DC=corp,DC=example"), true},
		{"CORP.example.", selected("dc=CORP,dc=Example"), true},
		{"child.corp.example", selected("DC=corp,DC=example"), true}, // of the same forest; whether in scope, user-link says
		{"corp.example", selected("DC=child,DC=corp,DC=example"), true},
		{"", selected("DC=corp,DC=example"), true},
		{"partner.example", selected("DC=corp,DC=example"), false},
		{"xcorp.example", selected("DC=corp,DC=example"), false},
		{"partner.example", selected(), false},
		{"child.corp.example", selected(), true},
	} {
		if got := connectorOf(test.all, test.domain) != nil; got != test.want {
			t.Errorf("%q with %v: got %v, want %v", test.domain, test.all[1].Domains, got, test.want)
		}
	}
}
