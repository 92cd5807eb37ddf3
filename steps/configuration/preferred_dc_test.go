package configuration

import (
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

func TestDialogIsGuardedInTheVersionsThatBreak(t *testing.T) {
	t.Parallel()
	for installed, want := range map[string]bool{
		"2.4.131.0": false, "2.5.3.0": true, "2.5.79.0": true, "2.5.190.0": true,
		"2.6.1.0": false, "2.6.3.0": false, "2.6.84.0": true, "2.6.91.0": false, "2.6.92.0": false,
		"": false, "newest": false,
	} {
		if got := guardedDialog(installed); got != want {
			t.Errorf("%q: got %v, want %v", installed, got, want)
		}
	}
}

func TestPreferredControllersAreTriedFromTheServer(t *testing.T) {
	t.Parallel()
	read := probes.Part{Read: true}
	server := probes.Server{
		Product: probes.Product{Part: read, Version: "2.6.92.0"},
		Export: probes.Export{
			Part: read, ForestSignAndSeal: map[string]probes.YesNo{"corp.example": probes.Yes},
			Partitions: []probes.Partition{
				{Connector: "corp.example", Name: "DC=corp,DC=example", SignAndSeal: probes.Yes, PreferredDCs: []string{"dc02.corp.example"}},
				{Connector: "fab.example", Name: "DC=fab,DC=example", SignAndSeal: probes.No, PreferredDCs: []string{"dc9.fab.example"}},
			},
		},
	}
	shell := toldShell{server: server, reach: allOpen(probes.SyncServer, "SYNC01")}
	directory := toldDirectory{controllers: &probes.DomainControllers{List: []probes.DomainController{{Host: pdcHost}, {Host: "DC02.corp.example"}}}}
	facts := steps.Facts{steps.Domain: "corp.example", steps.PDC: pdcHost}
	run(t, &PreferredDC, world(directory, shell, nil), facts, "without-pdc")
	// Where the walk began with a controller, its PDC emulator tells the domain.
	run(t, &PreferredDC, world(directory, shell, nil), steps.Facts{steps.PDC: pdcHost}, "without-pdc")
	// Without both, nobody knows whose setting matters.
	verdict := run(t, &PreferredDC, world(directory, shell, nil), nil, steps.Unseen)
	if verdict.Why == nil || verdict.Why.Kind != probes.MissingInput {
		t.Errorf("without a domain: got %v, want missing-input", verdict.Why)
	}
	// Nor does another domain's setting count for one that is not selected.
	run(t, &PreferredDC, world(directory, shell, nil), steps.Facts{steps.Domain: "else.example"}, steps.Unseen)
	// Without the directory the road alone proves that a controller lives.
	run(t, &PreferredDC, world(nil, shell, nil), facts, "without-pdc")
}

func TestListedControllersThatLive(t *testing.T) {
	t.Parallel()
	road := func(host string, end probes.Contact, place probes.Place) probes.Route {
		return probes.Route{Seen: probes.Seen{Vantage: probes.Vantage{Place: place}}, Target: probes.Target{Host: host, Port: ldapPort}, TCP: end}
	}
	list := []string{"dc01.corp.example", "dc02.corp.example"}
	for name, test := range map[string]struct {
		listed      string
		controllers []string
		routes      []probes.Route
		gone        bool
		proven      bool
	}{
		"answers":                    {"dc02.corp.example", list, []probes.Route{road("dc02.corp.example", probes.Open, probes.SyncServer)}, false, true},
		"short name that answers":    {"DC02", list, []probes.Route{road("DC02", probes.Open, probes.SyncServer)}, false, true},
		"address that answers":       {"10.0.0.2", list, []probes.Route{road("10.0.0.2", probes.Open, probes.SyncServer)}, false, false},
		"listed, not tried":          {"dc02.corp.example", list, nil, false, false},
		"listed, road half-way":      {"dc02.corp.example", list, []probes.Route{road("dc02.corp.example", probes.NotTried, probes.SyncServer)}, false, false},
		"listed, dead from here":     {"dc02.corp.example", list, []probes.Route{road("dc02.corp.example", probes.Dropped, probes.Here)}, false, false},
		"listed, dead":               {"dc02.corp.example", list, []probes.Route{road("dc02.corp.example", probes.Dropped, probes.SyncServer)}, true, true},
		"not listed, not tried":      {"dc09.corp.example", list, nil, true, true},
		"list and road not known":    {"dc09.corp.example", nil, nil, false, false},
		"list not known, it answers": {"dc09.corp.example", nil, []probes.Route{road("dc09.corp.example", probes.Open, probes.SyncServer)}, false, true},
	} {
		gone, proven := gonePreferred(preferredEvidence{Controllers: test.controllers, Routes: test.routes}, []string{test.listed})
		if (len(gone) > 0) != test.gone || proven != test.proven {
			t.Errorf("%s: got gone %v, proven %v; want %v, %v", name, gone, proven, test.gone, test.proven)
		}
	}
}
