package steps_test

import (
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// asking is a question whose answer may be missing, that may end the walk, and
// that otherwise only notes.
func asking() steps.Step {
	return steps.Step{
		ID: "s/ask", Ask: []steps.Question{{Fact: steps.Surface}},
		Decide: func(f steps.Facts) steps.Verdict {
			switch f[steps.Surface] {
			case "":
				return steps.Verdict{On: "missing", Why: &probes.Obstacle{Kind: probes.MissingInput, Needs: string(steps.Surface)}}
			case "graph-patch":
				return steps.Verdict{On: "never"}
			default:
				return steps.Verdict{On: steps.Answered}
			}
		},
		Branches: []steps.Branch{{On: steps.Answered}, {On: "missing"}, {On: "never", Status: steps.Warning, Next: steps.End}},
	}
}

func TestAMissingAnswerIsNeverGreen(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		surface string
		a       steps.Outcome // of the check behind the question
		status  steps.Status
		unknown int
		unheld  bool
	}{
		{"sspr", "fine", steps.Healthy, 0, false},
		{"sspr", "odd", steps.Warning, 0, false},
		{"", "fine", steps.Unknown, 1, false},
		{"", "odd", steps.Unknown, 1, false},
		{"", "bad", steps.Broken, 1, false},
		{"graph-patch", "", steps.Unknown, 0, true},
	} {
		s := steps.NewSession([]steps.Step{asking(), step("s/a")}, nil)
		f, err := s.Answer(steps.Facts{steps.Surface: c.surface}, noon)
		if err != nil {
			t.Fatal(err)
		}
		walk(t, s, map[steps.ID]steps.Verdict{"s/a": {On: c.a}})
		d := s.Diagnosis()
		if d.Status != c.status || len(d.Unknown) != c.unknown || d.Unheld != c.unheld {
			t.Errorf("%q, then %q: got %v, %d unknown, unheld %v; want %v", c.surface, c.a, d.Status, len(d.Unknown), d.Unheld, c)
		}
		if want := c.surface == "sspr"; f.Noted() != want {
			t.Errorf("%q is noted and nothing else: %v, want %v", c.surface, f.Noted(), want)
		}
	}
}

// A walk that words ended names its warning all the same.
func TestWordsAloneNameTheirWarning(t *testing.T) {
	t.Parallel()
	s := steps.NewSession([]steps.Step{asking(), step("s/a")}, nil)
	if _, err := s.Answer(steps.Facts{steps.Surface: "graph-patch"}, noon); err != nil {
		t.Fatal(err)
	}
	if d := s.Diagnosis(); d.Cause == nil || d.Cause.On != "never" {
		t.Errorf("got cause %v, want what was said", d.Cause)
	}
}
