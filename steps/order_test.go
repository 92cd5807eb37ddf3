package steps_test

import (
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// twoFaults is a walk that found two things broken.
func twoFaults(t *testing.T) *steps.Session {
	t.Helper()
	step := func(id steps.ID) steps.Step {
		return steps.Step{ID: id, Check: steps.Look[probes.PasswordPolicy](nil, nil), Branches: []steps.Branch{
			{On: "broken", Status: steps.Broken}, {On: "sound", Status: steps.Healthy}, {On: steps.Unseen},
		}}
	}
	s := steps.NewSession([]steps.Step{step("configuration/a"), step("configuration/b"), step("configuration/c")}, nil)
	for s.Step() != nil {
		record(t, s, "broken")
	}
	return s
}

func record(t *testing.T, s *steps.Session, on steps.Outcome) {
	t.Helper()
	if _, err := s.Record(steps.Result{Verdict: steps.Verdict{On: on}}, nil, time.Unix(0, 0)); err != nil {
		t.Fatal(err)
	}
}

func causeOf(s *steps.Session) steps.ID {
	if cause := s.Diagnosis().Cause; cause != nil {
		return cause.Step
	}
	return ""
}

// TestLookingAgainKeepsTheCause: a person who looks whether the first fault is
// fixed, and it is not, must not be told that another one is the first.
func TestLookingAgainKeepsTheCause(t *testing.T) {
	t.Parallel()
	s := twoFaults(t)
	for range 2 {
		if err := s.Visit("configuration/a"); err != nil {
			t.Fatal(err)
		}
		record(t, s, "broken")
		if got := causeOf(s); got != "configuration/a" {
			t.Errorf("cause %s, want configuration/a still", got)
		}
		if trail := s.Trail(); trail[len(trail)-1].Step != "configuration/a" {
			t.Errorf("the last of the walk is %s, want what was looked at last", trail[len(trail)-1].Step)
		}
	}
	s.Back() // and once more, from the verdict itself
	record(t, s, "broken")
	if got := causeOf(s); got != "configuration/a" {
		t.Errorf("cause %s, want configuration/a still", got)
	}
	s.Back()
	record(t, s, "sound")
	if got := causeOf(s); got != "configuration/b" {
		t.Errorf("cause %s, want configuration/b after a is fixed", got)
	}
	if got := s.Clone().Findings()[0].Step; got != "configuration/a" {
		t.Errorf("a copy begins with %s", got)
	}
}

func TestGoingBackForgetsTheOrder(t *testing.T) {
	t.Parallel()
	s := twoFaults(t)
	for s.Back() {
		continue
	}
	if err := s.Visit("configuration/c"); err != nil {
		t.Fatal(err)
	}
	for s.Step() != nil {
		record(t, s, "broken")
	}
	if got := causeOf(s); got != "configuration/c" {
		t.Errorf("cause %s, want configuration/c, which was visited first now", got)
	}
}
