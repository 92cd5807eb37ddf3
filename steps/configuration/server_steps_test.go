package configuration

import (
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// TestEveryObstacleStaysOne holds the server's parts back one by one: where a
// part decides, the reason why it was not read is what the walk reports.
func TestEveryObstacleStaysOne(t *testing.T) {
	t.Parallel()
	missing := probes.Part{Why: &probes.Obstacle{Kind: probes.AccessDenied, Host: "SYNC01"}}
	for step, server := range map[*steps.Step]probes.Server{
		&SyncEngine:      {Service: probes.Service{Part: missing}},
		&WritebackSwitch: {Writeback: probes.Writeback{Part: missing}},
		&PreferredDC:     {Export: probes.Export{Part: missing}},
		&FullSync:        {Runs: probes.Runs{Part: missing}},
		&RemoteSAM:       {RemoteSAM: probes.RemoteSAM{Part: missing}},
	} {
		verdict := run(t, step, world(nil, toldShell{server: server}, nil), nil, steps.Unseen)
		if verdict.Why == nil || verdict.Why.Kind != probes.AccessDenied {
			t.Errorf("%s: got obstacle %v, want access-denied", step.ID, verdict.Why)
		}
	}
}
