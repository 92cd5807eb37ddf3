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
	// Without the domain both forests count, and one of them is not encrypted.
	run(t, &PreferredDC, world(directory, shell, nil), steps.Facts{steps.PDC: pdcHost}, "unsigned")
	// Without the directory the road alone proves that a controller lives.
	run(t, &PreferredDC, world(nil, shell, nil), facts, "without-pdc")
}
