package steps_test

import (
	"context"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// TestTheCallerIsToldWhatHolds keeps the words about the old password away from
// findings about one user, where they can be wrong, and says nothing where the
// helpdesk's own remedy does.
func TestTheCallerIsToldWhatHolds(t *testing.T) {
	t.Parallel()
	check := steps.Look(
		func(context.Context, steps.Env, steps.Facts) (probes.Seen, error) { return probes.Seen{}, nil },
		func(probes.Seen) steps.Verdict { return steps.Verdict{} },
	)
	helpdesk := []steps.Branch{{On: "bad", Status: steps.Broken, Remedy: &steps.Remedy{Who: []steps.Who{steps.Helpdesk}}}}
	const nothing, ofOne, ofAll = 0, 1, 2
	for _, c := range []struct {
		name   string
		step   *steps.Step
		status steps.Status
		want   int
	}{
		{"a broken server", &steps.Step{Check: check}, steps.Broken, ofAll},
		{"a broken connector account", &steps.Step{Check: check, Needs: []steps.Fact{steps.ConnectorAccount}}, steps.Broken, ofAll},
		{"a warning", &steps.Step{Check: check}, steps.Warning, nothing},
		{"a disabled user", &steps.Step{Check: check, Needs: []steps.Fact{steps.User}}, steps.Broken, ofOne},
		{"a user without rights", &steps.Step{Check: check, Needs: []steps.Fact{steps.UserDN}}, steps.Broken, ofOne},
		{"a locked user", &steps.Step{Check: check, Needs: []steps.Fact{steps.User}, Branches: helpdesk}, steps.Broken, nothing},
		{"a question", &steps.Step{}, steps.Broken, nothing},
		{"no step", nil, steps.Broken, nothing},
	} {
		got := nothing
		if said := steps.Tell(c.step, steps.Finding{On: "bad", Status: c.status}, lang.English, nil).ToCaller; strings.Contains(said, "old password") {
			got = ofAll
		} else if said != "" {
			got = ofOne
		}
		if got != c.want {
			t.Errorf("%s: got %d, want %d", c.name, got, c.want)
		}
	}
}
