package steps_test

import (
	"slices"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// inFront is the step in front of the person, "" when the walk is over.
func inFront(s *steps.Session) steps.ID {
	if step := s.Step(); step != nil {
		return step.ID
	}
	return ""
}

func standings(s *steps.Session) []steps.Standing {
	var all []steps.Standing
	for _, spot := range s.Map() {
		all = append(all, spot.Standing)
	}
	return all
}

// TestGoingToAStepMovesNothingElse: whatever a person finds there, what is in
// front and what is ahead stay so. When the walk comes by, it counts.
func TestGoingToAStepMovesNothingElse(t *testing.T) {
	t.Parallel()
	begin := func(t *testing.T) *steps.Session {
		t.Helper()
		s := steps.NewSession([]steps.Step{
			step("s/a"), step("s/b"), step("s/c"),
			step("s/d", steps.Branch{On: "ends", Status: steps.Unknown, Next: steps.End}, steps.Branch{On: "skips", Status: steps.Healthy, Skip: ids("s/e")}),
			step("s/e"), step("s/f"),
		}, nil)
		record(t, s, "bad")
		return s
	}
	for on, rest := range map[steps.Outcome][]steps.ID{
		"ends": ids("s/b", "s/c"), "skips": ids("s/b", "s/c", "s/f"), "fine": ids("s/b", "s/c", "s/e", "s/f"),
	} {
		t.Run(string(on), func(t *testing.T) {
			t.Parallel()
			s := begin(t)
			must(t, s.Visit("s/d"))
			if !s.Wished() {
				t.Error("the step in front is not said to be out of its order")
			}
			record(t, s, on)
			want := []steps.Standing{steps.Found, steps.Here, steps.ToCome, steps.Found, steps.ToCome, steps.ToCome}
			if got := standings(s); !slices.Equal(got, want) || s.Wished() {
				t.Errorf("the map stands %v, want %v", got, want)
			}
			if d := s.Diagnosis(); d.Status != steps.Broken || d.Cause == nil || d.Cause.Step != "s/a" {
				t.Errorf("diagnosed %+v", d)
			}
			if got := walk(t, s, nil); !slices.Equal(got, rest) {
				t.Errorf("the rest of the walk was %v, want %v", got, rest)
			}
		})
	}
}

// TestGoingToAStepAndLeavingIt: a step that is left before it was looked at leaves
// the walk where it stood, and one that was over stays over.
func TestGoingToAStepAndLeavingIt(t *testing.T) {
	t.Parallel()
	s := steps.NewSession([]steps.Step{step("s/a"), step("s/b", steps.Branch{On: "ends", Status: steps.Broken, Next: steps.End}), step("s/c")}, nil)
	must(t, s.Visit("s/c"))
	must(t, s.Visit("s/b"))
	if s.Return(); inFront(s) != "s/a" {
		t.Errorf("%s is in front, want s/a", inFront(s))
	}
	walk(t, s, map[steps.ID]steps.Verdict{"s/b": {On: "ends"}})
	must(t, s.Visit("s/c"))
	s.Return()
	if inFront(s) != "" {
		t.Errorf("%s is in front of a walk that was over", inFront(s))
	}
	must(t, s.Visit("s/c"))
	if record(t, s, "fine"); inFront(s) != "" || s.Diagnosis().Status != steps.Broken {
		t.Errorf("%s is in front, diagnosed %+v", inFront(s), s.Diagnosis())
	}
}

// TestWhatIsLookedAtOnceMoreStandsUntilThen: the steps come before the rest, and
// what was found of them is in the trail until they are looked at.
func TestWhatIsLookedAtOnceMoreStandsUntilThen(t *testing.T) {
	t.Parallel()
	s := steps.NewSession([]steps.Step{step("s/a"), step("s/b"), step("s/c"), step("s/d")}, nil)
	record(t, s, "bad")
	record(t, s, "odd")
	record(t, s, "fine")
	s.Recheck(ids("s/a", "s/b"))
	if d := s.Diagnosis(); d.Cause == nil || d.Cause.Step != "s/a" || len(s.Trail()) != 3 || inFront(s) != "s/a" || !s.Rechecks() {
		t.Errorf("diagnosed %+v with %s in front", d, inFront(s))
	}
	if got := standings(s); !slices.Equal(got, []steps.Standing{steps.Here, steps.Found, steps.Found, steps.ToCome}) {
		t.Errorf("the map stands %v", got)
	}
	_, err := s.Record(steps.Result{}, &probes.Obstacle{Kind: probes.NoServer}, noon)
	must(t, err)
	if got := walk(t, s, nil); !slices.Equal(got, ids("s/b", "s/d")) || !outcomesAre(s, "fine", steps.Unseen, "fine", "fine") {
		t.Errorf("then it walked %v: %+v", got, s.Trail())
	}
}
