package steps_test

import (
	"context"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// TestTheCallerIsToldOnlyOfFaultsOfTheService keeps the words about the old
// password away from findings about one user, where they can be wrong.
func TestTheCallerIsToldOnlyOfFaultsOfTheService(t *testing.T) {
	t.Parallel()
	check := steps.Look(
		func(context.Context, steps.Env, steps.Facts) (probes.Seen, error) { return probes.Seen{}, nil },
		func(probes.Seen) steps.Verdict { return steps.Verdict{} },
	)
	for _, c := range []struct {
		name   string
		step   *steps.Step
		status steps.Status
		told   bool
	}{
		{"a broken server", &steps.Step{Check: check}, steps.Broken, true},
		{"a broken connector account", &steps.Step{Check: check, Needs: []steps.Fact{steps.ConnectorAccount}}, steps.Broken, true},
		{"a warning", &steps.Step{Check: check}, steps.Warning, false},
		{"a disabled user", &steps.Step{Check: check, Needs: []steps.Fact{steps.User}}, steps.Broken, false},
		{"a user without rights", &steps.Step{Check: check, Needs: []steps.Fact{steps.UserDN}}, steps.Broken, false},
		{"a question", &steps.Step{}, steps.Broken, false},
		{"no step", nil, steps.Broken, false},
	} {
		if got := !steps.ToCaller(c.step, steps.Finding{Status: c.status}).Empty(); got != c.told {
			t.Errorf("%s: told %v, want %v", c.name, got, c.told)
		}
	}
}
