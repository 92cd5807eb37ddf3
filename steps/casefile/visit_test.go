package casefile_test

import (
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
)

// TestWhatAPersonWentToBeforeTheEndIsKept: a walk that had not come to its end holds
// the step that somebody looked at out of its order, and goes on where it stood.
func TestWhatAPersonWentToBeforeTheEndIsKept(t *testing.T) {
	t.Parallel()
	before := steps.NewSession(tree(), nil)
	if _, err := before.Answer(nil, noon); err != nil {
		t.Fatal(err)
	}
	if err := before.Visit("s/last"); err != nil {
		t.Fatal(err)
	}
	result, cause := steps.Live(steps.Env{}).Run(t.Context(), before.Step(), nil)
	if _, err := before.Record(result, cause, noon); err != nil {
		t.Fatal(err)
	}
	report := casefile.Of(before, "test", "here", noon, noon)
	for name, again := range map[string]func([]steps.Step, casefile.Report) (*steps.Session, error){"resumed": casefile.Resume, "restored": casefile.Restore} {
		after, err := again(tree(), report)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := outcomes(after.Trail()), outcomes(before.Trail()); got != want || after.Step() == nil || after.Step().ID != "s/age" {
			t.Errorf("%s: got %s at %+v, want %s at s/age", name, got, after.Step(), want)
		}
	}
}
