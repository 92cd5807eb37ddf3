package steps_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
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

func TestWhatWasSeenTooLongAgoIsNotJudged(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		age  time.Duration
		want probes.Kind // "" for a verdict
	}{
		{0, ""},
		{24 * time.Hour, ""},
		{24*time.Hour + time.Second, probes.Stale},
		{-time.Hour, ""}, // the other clock is ahead
	} {
		seen := probes.Seen{Vantage: probes.Vantage{Place: probes.SyncServer, Host: "SYNC01"}, At: noon.Add(-test.age)}
		s := steps.Step{ID: "s/a", Check: steps.Look(
			func(context.Context, steps.Env, steps.Facts) (words, error) {
				return words{Seen: seen, On: "fine"}, nil
			},
			func(w words) steps.Verdict { return steps.Verdict{On: w.On} },
		)}
		// The walk takes a week: what was seen during it is not old.
		env := steps.Env{Now: func() time.Time { return noon.AddDate(0, 0, 7) }}
		result, err := steps.Live(env).Run(t.Context(), &s, steps.Facts{steps.Started: noon.Format(time.RFC3339)})
		if test.want == "" {
			if err != nil || result.Verdict.On != "fine" {
				t.Errorf("%s old: got %+v, %v, want a verdict", test.age, result.Verdict, err)
			}
			continue
		}
		if got := probes.AsObstacle(err); got == nil || got.Kind != test.want || got.Host != "SYNC01" {
			t.Errorf("%s old: got %v, want %s", test.age, err, test.want)
		}
	}
}
