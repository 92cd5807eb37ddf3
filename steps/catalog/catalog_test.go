package catalog_test

import (
	"slices"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/stepstest"
)

func TestTheWholeTree(t *testing.T) {
	t.Parallel()
	stepstest.ProveTree(t, catalog.All())
}

// TestCloudSyncKeepsWhatHoldsForTheAgent guards the mark against the steps that
// hold for the agent too.
func TestCloudSyncKeepsWhatHoldsForTheAgent(t *testing.T) {
	t.Parallel()
	kept := []steps.ID{
		"configuration/pdc-emulator", "configuration/domain-controllers", "configuration/user-account",
		"configuration/password-policy", "configuration/protected-user", "connectivity/outbound-tls",
		"reenable/escalate",
	}
	for _, step := range catalog.All() {
		if step.ConnectSync && slices.Contains(kept, step.ID) {
			t.Errorf("%s is skipped, and it holds for the agent too", step.ID)
		}
		if step.ReadsFrom(steps.ByEngine) && !step.ConnectSync && step.ID != "configuration/sync-engine" {
			t.Errorf("%s reads the engine and is not of Connect Sync alone", step.ID)
		}
	}
}
