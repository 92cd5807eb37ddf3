package everyworld_test

import (
	"slices"
	"sync"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
)

// reached are the outcomes that a walk through some world came to, "step#outcome".
var reached sync.Map

// beyondWorlds are the outcomes of steps about the tenant that no world comes to,
// each with the reason. They are exact.
var beyondWorlds = map[string]string{}

// everyTenantOutcomeWasReached demands that each outcome of each step that rests on
// the tenant is that of a world, and so is each such step's having seen nothing. What
// it says once a part is left out is proven of every outcome by the losses of its
// evidence, and by the walks without each permission.
func everyTenantOutcomeWasReached(t *testing.T) {
	t.Helper()
	outcomes := 0
	for _, step := range catalog.All() {
		if len(step.Graph.Sees) == 0 || !slices.Contains(step.Reads, steps.ByTenant) {
			continue
		}
		for _, branch := range step.Branches {
			outcomes++
			name := string(step.ID) + "#" + string(branch.On)
			_, was := reached.Load(name)
			if why, spared := beyondWorlds[name]; was == spared {
				t.Errorf("%s: a world comes to it: %v; %s", name, was, why)
			}
		}
	}
	if outcomes < 40 {
		t.Errorf("only %d outcomes: the test reads next to nothing", outcomes)
	}
}
