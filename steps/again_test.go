package steps_test

import (
	"slices"
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

// foundOf is every finding that counts, as step=outcome.
func foundOf(s *steps.Session) string {
	var found []string
	for _, f := range s.Findings() {
		found = append(found, string(f.Step)+"="+string(f.On))
	}
	return strings.Join(found, " ")
}

// TestALookUnderWayHidesNothing: until the second look has ended, the first one
// counts; then the second one does, once.
func TestALookUnderWayHidesNothing(t *testing.T) {
	t.Parallel()
	for _, id := range []steps.ID{"configuration/a", "configuration/b"} {
		s := twoFaults(t)
		before := foundOf(s)
		must(t, s.Again("configuration/c"))
		must(t, s.Again(id))
		if got := foundOf(s.Clone()); got != before {
			t.Errorf("while %s is looked at once more: got %s, want %s", id, got, before)
		}
		if got := s.Step(); got == nil || got.ID != id {
			t.Errorf("in front: %v, want %s", got, id)
		}
		record(t, s, "sound")
		if got, want := foundOf(s), strings.Replace(before, string(id)+"=broken", string(id)+"=sound", 1); got != want {
			t.Errorf("after %s was looked at once more: got %s, want %s", id, got, want)
		}
		record(t, s, "sound")
		if s.Step() != nil {
			t.Errorf("the walk goes on with %s", s.Step().ID)
		}
	}
}

// reasked is a walk of a question, what depends on its answer, what does not, and
// what depends on what was learned with it.
func reasked(t *testing.T) *steps.Session {
	t.Helper()
	tree := []steps.Step{
		step("s/early"),
		{ID: "symptom/who", Ask: []steps.Question{{Fact: steps.User}}, Branches: []steps.Branch{{On: steps.Answered}}},
		step("s/of-user"), step("s/of-all"), step("s/of-learned"), step("s/pointless"), step("s/last"),
	}
	tree[2].Needs, tree[4].Uses = []steps.Fact{steps.User}, []steps.Fact{steps.PDC}
	tree[3].Branches = append(tree[3].Branches, steps.Branch{On: "cloud", Skip: ids("s/pointless")})
	s := steps.NewSession(tree, nil)
	record(t, s, "odd")
	_, err := s.Answer(steps.Facts{steps.User: "kim"}, noon)
	must(t, err)
	_, err = s.Record(steps.Result{Verdict: steps.Verdict{On: "bad", Learned: steps.Facts{steps.PDC: "dc1"}}}, nil, noon)
	must(t, err)
	for range 3 {
		record(t, s, "bad")
	}
	return s
}

// TestTheSameAnswerChangesNothing, wherever the walk stands.
func TestTheSameAnswerChangesNothing(t *testing.T) {
	t.Parallel()
	s := reasked(t)
	before, at := foundOf(s), s.Step().ID
	f, same, err := s.Reanswer("symptom/who", steps.Facts{steps.User: "kim"}, noon.Add(time.Hour))
	must(t, err)
	if got := foundOf(s); !same || got != before || s.Step().ID != at || f.Step != "symptom/who" || !f.At.Equal(noon) {
		t.Errorf("got %s at %s after %+v, want %s at %s", got, s.Step().ID, f, before, at)
	}
	if _, _, err := s.Reanswer("s/early", nil, noon); err == nil {
		t.Error("a look was answered")
	}
}

// TestAnotherAnswerForgetsWhatDependsOnIt, and what was learned with it; what
// does not counts until the walk comes to it once more, and no longer.
func TestAnotherAnswerForgetsWhatDependsOnIt(t *testing.T) {
	t.Parallel()
	s := reasked(t)
	must(t, s.Again("s/early")) // it was seen before the question, and still was when it is looked at after it
	record(t, s, "bad")
	_, same, err := s.Reanswer("symptom/who", steps.Facts{steps.User: "lee"}, noon)
	must(t, err)
	if got, want := foundOf(s), "s/early=bad symptom/who=answered s/of-all=bad s/pointless=bad"; same || got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := s.Step().ID; got != "s/of-user" || s.Facts()[steps.User] != "lee" || s.Facts()[steps.PDC] != "" {
		t.Errorf("at %s with %v", got, s.Facts())
	}
	record(t, s, "fine")
	record(t, s, "cloud") // of-all: what it passes over is nothing that holds
	if got, want := foundOf(s), "s/early=bad symptom/who=answered s/of-user=fine s/of-all=cloud"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := walk(t, s, nil); !slices.Equal(got, ids("s/of-learned", "s/last")) {
		t.Errorf("the walk goes on with %v", got)
	}
}

// TestACorrectionKeepsWhatItHadNoPartIn until the walk comes to it once more.
func TestACorrectionKeepsWhatItHadNoPartIn(t *testing.T) {
	t.Parallel()
	tree := []steps.Step{step("s/a"), step("s/b"), step("s/c")}
	tree[0].Needs = []steps.Fact{steps.Admin}
	s := steps.NewSession(tree, steps.Facts{steps.Admin: "kim"})
	for range 3 {
		record(t, s, "bad")
	}
	s.Correct(steps.Facts{steps.Admin: "lee"})
	if got := foundOf(s); got != "s/b=bad s/c=bad" || s.Step().ID != "s/a" {
		t.Errorf("got %s at %s, want what does not depend on it", got, s.Step().ID)
	}
	if got := walk(t, s, nil); !slices.Equal(got, ids("s/a", "s/b", "s/c")) || foundOf(s) != "s/a=fine s/b=fine s/c=fine" {
		t.Errorf("walked %v and found %s", got, foundOf(s))
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestALookAtASavedWalkThatCannotSeeLeavesItAsItWas, however old it is; one that
// sees makes it one of the present, in which what has passed is unknown until it is
// looked at once more, and is not lost meanwhile.
func TestALookAtASavedWalkThatCannotSeeLeavesItAsItWas(t *testing.T) {
	t.Parallel()
	now := noon.AddDate(0, 0, 6)
	begin := func(t *testing.T) *steps.Patient {
		t.Helper()
		s := steps.NewSession([]steps.Step{step("s/a"), step("s/b"), step("s/c")}, nil)
		for _, on := range []steps.Outcome{"fine", "bad", "odd"} {
			_, err := s.Record(steps.Result{Verdict: steps.Verdict{On: on}, Seen: probes.Seen{At: noon}}, nil, noon)
			must(t, err)
		}
		p := &steps.Patient{
			Session: s, Now: func() time.Time { return now }, Looker: steps.NewAhead(steps.Live(steps.Env{}), nil),
			Past: &steps.Past{AsOf: noon, Opened: now},
		}
		must(t, p.Again("s/b"))
		return p
	}
	t.Run("blind", func(t *testing.T) {
		t.Parallel()
		p := begin(t)
		f, err := p.Session.Record(steps.Result{}, &probes.Obstacle{Kind: probes.NoServer}, now)
		must(t, err)
		must(t, p.Saw(f))
		d := p.Session.Diagnosis()
		if p.Past == nil || d.Status != steps.Broken || d.Cause == nil || d.Cause.Missed == nil || !d.Cause.Seen.At.Equal(noon) || len(p.Session.Trail()) != 3 {
			t.Errorf("as of %v, diagnosed %+v", p.Past, d)
		}
	})
	t.Run("seeing", func(t *testing.T) {
		t.Parallel()
		p := begin(t)
		f, err := p.Session.Record(steps.Result{Verdict: steps.Verdict{On: "fine"}, Seen: probes.Seen{At: now}}, nil, now)
		must(t, err)
		must(t, p.Saw(f))
		if p.Past != nil || p.Session.Diagnosis().Status != steps.Unknown || len(p.Session.Findings()) != 3 {
			t.Errorf("as of %v, diagnosed %+v", p.Past, p.Session.Diagnosis())
		}
		if got := walk(t, p.Session, nil); !slices.Equal(got, ids("s/a", "s/c")) {
			t.Errorf("looked at %v once more, want what has passed", got)
		}
	})
}
