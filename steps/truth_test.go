package steps_test

import (
	"slices"
	"testing"

	"example.com/writeback-doctor/steps"
)

func TestAGoodEndInsideADetourDoesNotEndTheWalk(t *testing.T) {
	t.Parallel()
	tree := []steps.Step{
		step("s/a"), step("s/b"),
		step("s/proof", steps.Branch{On: "proven", Status: steps.Healthy, Next: steps.End},
			steps.Branch{On: "other", Status: steps.Warning, Next: steps.End}),
	}
	for proof, want := range map[steps.Outcome][]steps.ID{
		"proven": ids("s/a", "s/proof", "s/b"), // b was not looked at before it
		"other":  ids("s/a", "s/proof"),        // the walk has no object any more
	} {
		got := walk(t, steps.NewSession(tree, nil), map[steps.ID]steps.Verdict{
			"s/a": {On: "fine", Visit: ids("s/proof")}, "s/proof": {On: proof},
		})
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", proof, got, want)
		}
	}
}

func TestWhatWasNotSeenExplainsNothingBroken(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		reason, effect steps.Outcome
		want           steps.Status
	}{
		{"hidden", "bad", steps.Broken},
		{"hidden", "odd", steps.Unknown},
		{"warned", "bad", steps.Broken},
		{"warned", "odd", steps.Warning},
		{"mended", "bad", steps.Healthy}, // proof that it holds no more
	} {
		tree := []steps.Step{step("s/a",
			steps.Branch{On: "hidden", Explains: ids("s/b")},
			steps.Branch{On: "warned", Status: steps.Warning, Explains: ids("s/b")},
			steps.Branch{On: "mended", Status: steps.Healthy, Explains: ids("s/b")},
		), step("s/b")}
		s := steps.NewSession(tree, nil)
		walk(t, s, map[steps.ID]steps.Verdict{"s/a": {On: test.reason}, "s/b": {On: test.effect}})
		if got := s.Diagnosis(); got.Status != test.want {
			t.Errorf("%s before %s: got %v, want %v", test.reason, test.effect, got.Status, test.want)
		}
	}
}
