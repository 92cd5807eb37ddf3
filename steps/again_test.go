package steps_test

import (
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// seeing is a tree of two checks behind a question.
func seeing() []steps.Step {
	branches := []steps.Branch{
		{On: "bad", Status: steps.Broken, Say: lang.Text{Ko: "고장입니다.", En: "It is broken."}},
		{On: "fine", Status: steps.Healthy, Say: lang.Text{Ko: "정상입니다.", En: "It is fine."}},
		{On: steps.Unseen, Say: lang.Text{Ko: "볼 수 없습니다.", En: "It was not seen."}},
	}
	return []steps.Step{
		{ID: "symptom/who", Ask: []steps.Question{{Fact: steps.User}}, Branches: []steps.Branch{{On: steps.Answered}}},
		{ID: "configuration/a", Check: says(), Branches: branches},
		{ID: "configuration/b", Check: says(), Branches: branches},
	}
}

// TestALookThatCannotSeeReplacesNothing: what was seen stands, with its time and
// place, and says that a later look was blind; one that sees replaces it.
func TestALookThatCannotSeeReplacesNothing(t *testing.T) {
	t.Parallel()
	noon := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	seen := steps.Result{Verdict: steps.Verdict{On: "bad"}, Seen: probes.Seen{At: noon, Vantage: probes.Vantage{Host: "sync01"}}}
	blind := &probes.Obstacle{Kind: probes.NoCredentials}
	begin := func(t *testing.T) *steps.Session {
		t.Helper()
		s := steps.NewSession(seeing(), nil)
		_, err := s.Answer(steps.Facts{steps.User: "kim"}, noon)
		must(t, err)
		_, err = s.Record(seen, nil, noon)
		must(t, err)
		return s
	}
	last := func(t *testing.T, s *steps.Session) steps.Finding {
		t.Helper()
		for _, f := range s.Trail() {
			if f.Step == "configuration/a" {
				return f
			}
		}
		t.Fatal("the finding is lost")
		return steps.Finding{}
	}
	t.Run("blind", func(t *testing.T) {
		t.Parallel()
		s := begin(t)
		must(t, s.Again("configuration/a"))
		_, err := s.Record(steps.Result{}, blind, noon.Add(time.Hour))
		must(t, err)
		f := last(t, s)
		if f.On != "bad" || f.Status != steps.Broken || f.Missed == nil || f.Seen.Vantage.Host != "sync01" || !f.Seen.At.Equal(noon) {
			t.Errorf("got %+v", f)
		}
		told := steps.Tell(s.Find(f.Step), f, lang.English, time.UTC).Sentence
		for _, want := range []string{"It is broken.", "23 Nov 2026 13:00 UTC", "What was seen before stands."} {
			if !strings.Contains(told, want) {
				t.Errorf("%q lacks %q", told, want)
			}
		}
	})
	t.Run("blind after another step", func(t *testing.T) {
		t.Parallel()
		s := begin(t)
		_, err := s.Record(steps.Result{Verdict: steps.Verdict{On: "fine"}}, nil, noon)
		must(t, err)
		must(t, s.Again("configuration/a"))
		_, err = s.Record(steps.Result{}, blind, noon.Add(time.Hour))
		must(t, err)
		if f := last(t, s); f.On != "bad" || f.Missed == nil {
			t.Errorf("got %+v", f)
		}
	})
	t.Run("seeing", func(t *testing.T) {
		t.Parallel()
		s := begin(t)
		must(t, s.Again("configuration/a"))
		_, err := s.Record(steps.Result{Verdict: steps.Verdict{On: "fine"}}, nil, noon.Add(time.Hour))
		must(t, err)
		if f := last(t, s); f.On != "fine" || f.Missed != nil {
			t.Errorf("got %+v", f)
		}
	})
	t.Run("two days later", func(t *testing.T) { // it has passed
		t.Parallel()
		s := begin(t)
		must(t, s.Again("configuration/a"))
		_, err := s.Record(steps.Result{}, blind, noon.Add(48*time.Hour))
		must(t, err)
		if f := last(t, s); f.On != steps.Unseen || f.Status != steps.Unknown || f.Missed != nil || f.Then == nil || f.Then.On != "bad" {
			t.Errorf("got %+v", f)
		}
	})
	t.Run("another question", func(t *testing.T) { // what was seen was of another user
		t.Parallel()
		s := begin(t)
		must(t, s.Again("configuration/a"))
		s.Back()
		_, err := s.Answer(steps.Facts{steps.User: "lee"}, noon)
		must(t, err)
		_, err = s.Record(steps.Result{}, blind, noon.Add(time.Hour))
		must(t, err)
		if f := last(t, s); f.On != steps.Unseen || f.Missed != nil {
			t.Errorf("got %+v", f)
		}
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
