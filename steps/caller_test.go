package steps_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
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
		for l, claim := range map[lang.Language]string{lang.Korean: "새 암호", lang.English: "new password"} {
			if said := steps.Tell(c.step, steps.Finding{On: "bad", Status: c.status}, l, nil).ToCaller; strings.Contains(said, claim) {
				t.Errorf("%s: who could not reset has no %s: %s", c.name, claim, said)
			}
		}
	}
}

// TestTheWayOutIsToldWhereItLeads: a reset in the directory itself helps whom the
// connector may not reset, and not whose account is disabled.
func TestTheWayOutIsToldWhereItLeads(t *testing.T) {
	t.Parallel()
	tree := catalog.All()
	for id, want := range map[steps.ID]bool{
		"configuration/effective-rights": true, "configuration/user-license": true, "configuration/protected-user": true, "configuration/pdc-emulator": true,
		"configuration/user-account": false, "configuration/user-origin": false,
	} {
		step := &tree[slices.IndexFunc(tree, func(s steps.Step) bool { return s.ID == id })]
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			said := steps.Tell(step, steps.Finding{Step: id, On: "bad", Status: steps.Broken}, l, nil).ToCaller
			first, _, _ := strings.Cut(said, ". ")
			if strings.Count(said, ". ") > 2 || want && !strings.Contains(first, "Active Directory") {
				t.Errorf("%s: is long, or the way out does not come first: %s", id, said)
			}
			tell := steps.Teller{Find: func(steps.ID) *steps.Step { return step }, Language: l, Scope: "several"}
			if many := tell.Finding(steps.Finding{Step: id, On: "bad", Status: steps.Broken}).ToCaller; (many != said) != (strings.Contains(said, "이 계정") || strings.Contains(said, "this account")) || strings.Contains(many, "이 계정") || strings.Contains(many, "this account") {
				t.Errorf("%s: of several it says %s", id, many)
			}
			if got := strings.Contains(said, "Active Directory"); got != want || said == "" {
				t.Errorf("%s: names the way out: %v, want %v: %s", id, got, want, said)
			}
		}
	}
}
