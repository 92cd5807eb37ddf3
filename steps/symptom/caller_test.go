package symptom

import (
	"slices"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

func TestEverySurfaceLeadsSomewhere(t *testing.T) {
	t.Parallel()
	end, on := steps.End, steps.ID("")
	want := map[string]struct {
		on   steps.Outcome
		next steps.ID
	}{
		"sspr": {steps.Answered, on}, "forced-change": {steps.Answered, on}, "change-page": {steps.Answered, on},
		"entra-admin-center": {steps.Answered, on}, "windows-link": {"link-used", on}, "unlock": {"unlock-only", on},
		"m365-admin-center": {"never-written-back", end}, "powershell": {"never-written-back", end}, "graph-patch": {"never-written-back", end},
		"directory": {"changed-in-directory", end}, "windows-link-fails": {"windows-link", end}, "catch-up": {"catching-up", end},
		"staged-rollout": {"staged-rollout", end}, "smart-lockout": {"cloud-lockout", end}, "reset-refused": {"operator-role", end},
		"unknown": {"surface-unknown", on},
	}
	question, _ := steps.QuestionOf([]steps.Step{Caller}, steps.Surface)
	for _, c := range question.Choices {
		v, expected := Caller.Decide(steps.Facts{steps.Surface: c.Value}), want[c.Value]
		branch := Caller.Branch(v.On)
		if branch == nil || v.On != expected.on || branch.Next != expected.next {
			t.Errorf("%s: got %s, want %v", c.Value, v.On, expected)
			continue
		}
		if ends := branch.Next == end; ends != (branch.Status == steps.Warning) || ends != slices.Equal(branch.Details, notLookedAt) {
			t.Errorf("%s: an ending warns and says what was not looked at, and nothing else does", c.Value)
		}
		delete(want, c.Value)
	}
	if len(want) > 0 {
		t.Errorf("no choice leads to %v", want)
	}
}

func TestASurfaceThatNobodySaidIsMissing(t *testing.T) {
	t.Parallel()
	for _, surface := range []string{"", "unknown", "Sspr", "a word of another version"} {
		v := Caller.Decide(steps.Facts{steps.Surface: surface})
		if v.On != "surface-unknown" || v.Why == nil || v.Why.Kind != probes.MissingInput {
			t.Errorf("%q: got %s because of %v, want what is missing", surface, v.On, v.Why)
			continue
		}
		if supply, fact := steps.Supplies(v.Why); supply != steps.Answer || fact != steps.Surface {
			t.Errorf("%q: %v %s would supply it, want an answer about the surface", surface, supply, fact)
		}
	}
	if v := Caller.Decide(steps.Facts{steps.Surface: "sspr"}); v.Why != nil {
		t.Errorf("sspr: %v is missing, want nothing", v.Why)
	}
}
