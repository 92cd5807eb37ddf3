package steps_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// seenAt is a result whose evidence was seen at a moment.
func seenAt(at time.Time, v steps.Verdict) steps.Result {
	return steps.Result{Verdict: v, Seen: probes.Seen{Vantage: probes.Vantage{Place: probes.Here}, At: at}}
}

func TestAnEventSendsTheWalkBackToWhatWasSeenBeforeIt(t *testing.T) {
	t.Parallel()
	before, after := noon.Add(-time.Minute), noon.Add(time.Minute)
	for _, c := range []struct {
		name  string
		first func(*steps.Session) error // at s/a
		event time.Time
		again bool
	}{
		{"healthy before the event", recorded(before, "fine"), noon, true},
		{"unseen before the event", recorded(before, steps.Unseen), noon, true},
		{"could not look before the event", func(s *steps.Session) error {
			_, err := s.Record(steps.Result{}, context.DeadlineExceeded, before)
			return err
		}, noon, true},
		{"healthy after the event", recorded(after, "fine"), noon, false},
		{"healthy at the event", recorded(noon, "fine"), noon, false},
		{"healthy, and nobody knows when the event was", recorded(before, "fine"), time.Time{}, false},
		{"broken before the event", recorded(before, "bad"), noon, false},
		{"a warning before the event", recorded(before, "odd"), noon, false},
		{"said by a person", func(s *steps.Session) error { _, err := s.ByHand("fine", before); return err }, noon, false},
		{"evidence of an earlier walk", func(s *steps.Session) error {
			_, err := s.RecordKept(seenAt(before, steps.Verdict{On: "fine"}), nil, before)
			return err
		}, noon, false},
		{"a finding of an earlier walk", func(s *steps.Session) error {
			_, err := s.Replay(steps.Finding{Step: "s/a", On: "fine", At: before, Seen: probes.Seen{At: before}})
			return err
		}, noon, false},
	} {
		s := steps.NewSession([]steps.Step{step("s/a"), step("s/log"), step("s/z")}, nil)
		if err := c.first(s); err != nil {
			t.Fatal(err)
		}
		event := steps.Verdict{On: "bad", Visit: ids("s/a"), Happened: c.event}
		if _, err := s.Record(seenAt(after, event), nil, after); err != nil {
			t.Fatal(err)
		}
		if got := s.Rechecks(); got != c.again || got && s.Step().ID != "s/a" {
			t.Errorf("%s: the walk stands at %v and looks again: %t, want %t", c.name, s.Step().ID, got, c.again)
		}
		want := ids("s/z")
		if c.again {
			want = ids("s/a", "s/z")
		}
		if got := walk(t, s, map[steps.ID]steps.Verdict{"s/a": event}); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", c.name, got, want)
		}
		if n := len(s.Trail()); n != 3 {
			t.Errorf("%s: %d findings, want each step once", c.name, n)
		}
	}
}

func recorded(at time.Time, on steps.Outcome) func(*steps.Session) error {
	return func(s *steps.Session) error {
		_, err := s.Record(seenAt(at, steps.Verdict{On: on}), nil, at)
		return err
	}
}

func TestAnEventSendsNobodyBackToItself(t *testing.T) {
	t.Parallel()
	s := steps.NewSession([]steps.Step{step("s/log"), step("s/z")}, nil)
	late := steps.Verdict{On: "fine", Visit: ids("s/log"), Happened: noon.Add(time.Minute)}
	if _, err := s.Record(seenAt(noon, late), nil, noon); err != nil {
		t.Fatal(err)
	}
	if s.Rechecks() || s.Step().ID != "s/z" {
		t.Errorf("the walk stands at %s and looks again: %t", s.Step().ID, s.Rechecks())
	}
}

func TestADetourWithinADetourComesFirst(t *testing.T) {
	t.Parallel()
	tree := []steps.Step{step("s/a"), step("s/b"), step("s/c"), step("s/d"), step("s/e")}
	got := walk(t, steps.NewSession(tree, nil), map[steps.ID]steps.Verdict{
		"s/a": {On: "fine", Visit: ids("s/c", "s/d")}, "s/c": {On: "fine", Visit: ids("s/e")},
	})
	if want := ids("s/a", "s/c", "s/e", "s/d", "s/b"); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestAVisitInTheMiddleOfADetourLosesNothingOfIt(t *testing.T) {
	t.Parallel()
	tree := []steps.Step{step("s/a"), step("s/b"), step("s/c"), step("s/d")}
	s := steps.NewSession(tree, nil)
	if _, err := s.Record(steps.Result{Verdict: steps.Verdict{On: "fine", Visit: ids("s/d", "s/c")}}, nil, noon); err != nil {
		t.Fatal(err)
	}
	if err := s.Visit("s/a"); err != nil {
		t.Fatal(err)
	}
	if got, want := walk(t, s, nil), ids("s/a", "s/d", "s/c", "s/b"); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v: the step that stood in front comes next", got, want)
	}
}

func TestAnEventSendsTheWalkToWhatWasPassedOver(t *testing.T) {
	t.Parallel()
	skips := steps.Branch{On: "pointless", Status: steps.Healthy, Skip: ids("s/b", "s/c")}
	tree := []steps.Step{step("s/a", skips), step("s/b"), step("s/c"), step("s/log"), step("s/z")}
	got := walk(t, steps.NewSession(tree, nil), map[steps.ID]steps.Verdict{
		"s/a": {On: "pointless"}, "s/log": {On: "bad", Visit: ids("s/b"), Happened: noon},
	})
	if want := ids("s/a", "s/log", "s/b", "s/z"); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestWhatLookedAtAnotherPatientIsWithdrawn: a detour had looked at a machine
// before a step found that it is the wrong one.
func TestWhatLookedAtAnotherPatientIsWithdrawn(t *testing.T) {
	t.Parallel()
	words := steps.Step{
		ID: "s/words", Ask: []steps.Question{{Fact: steps.Words}},
		Decide: func(steps.Facts) steps.Verdict {
			return steps.Verdict{On: steps.Answered, Visit: ids("s/road", "s/entry")}
		},
		Branches: []steps.Branch{{On: steps.Answered}},
	}
	tree := []steps.Step{words, step("s/engine", steps.Branch{On: "wrong", SkipWhat: steps.ByServer}), step("s/road"), step("s/entry"), step("s/log")}
	tree[1].Reads, tree[2].Reads, tree[4].Reads = []steps.Instrument{steps.ByEngine}, []steps.Instrument{steps.ByServer}, []steps.Instrument{steps.ByEngine}
	s := steps.NewSession(tree, nil)
	if _, err := s.Answer(nil, noon); err != nil {
		t.Fatal(err)
	}
	walk(t, s, map[steps.ID]steps.Verdict{"s/road": {On: "bad"}, "s/entry": {On: "bad"}, "s/engine": {On: "wrong"}})
	var left []steps.ID
	for _, f := range s.Trail() {
		left = append(left, f.Step)
	}
	if want := ids("s/words", "s/entry", "s/engine"); !slices.Equal(left, want) {
		t.Errorf("got %v, want %v: the road and the log are another machine's", left, want)
	}
}

func TestWhatACallerSaysOpensNothingThatWasSkipped(t *testing.T) {
	t.Parallel()
	ask := steps.Step{
		ID: "s/ask", Ask: []steps.Question{{Fact: steps.Words}},
		Decide:   func(steps.Facts) steps.Verdict { return steps.Verdict{On: steps.Answered, Visit: ids("s/b")} },
		Branches: []steps.Branch{{On: steps.Answered, Skip: ids("s/b")}},
	}
	s := steps.NewSession([]steps.Step{ask, step("s/a"), step("s/b")}, nil)
	if _, err := s.Answer(nil, noon); err != nil {
		t.Fatal(err)
	}
	if got := walk(t, s, nil); !slices.Equal(got, ids("s/a")) {
		t.Errorf("got %v, want s/a alone", got)
	}
}

func TestGoingBackFromASecondLookStandsBeforeItAgain(t *testing.T) {
	t.Parallel()
	s := steps.NewSession([]steps.Step{step("s/a"), step("s/log"), step("s/z")}, nil)
	event := steps.Verdict{On: "bad", Visit: ids("s/a"), Happened: noon}
	for _, r := range []steps.Result{
		seenAt(noon.Add(-time.Hour), steps.Verdict{On: "fine"}), seenAt(noon, event), seenAt(noon, steps.Verdict{On: "bad"}),
	} {
		if _, err := s.Record(r, nil, noon); err != nil {
			t.Fatal(err)
		}
	}
	if s.Rechecks() || s.Step().ID != "s/z" {
		t.Fatalf("after the second look: at %v, looking again: %t", s.Step().ID, s.Rechecks())
	}
	if !s.Back() || s.Step().ID != "s/a" || !s.Rechecks() {
		t.Errorf("after going back: at %v, looking again: %t; want the second look", s.Step().ID, s.Rechecks())
	}
}

// forgetful is a Looker that answers from memory until it is told to forget.
type forgetful struct {
	memory, world map[steps.ID]steps.Result
	forgot        []steps.ID
}

func (f *forgetful) Know(steps.Facts)    {}
func (f *forgetful) Running() []steps.ID { return nil }
func (f *forgetful) Forget(id steps.ID) {
	f.forgot = append(f.forgot, id)
	delete(f.memory, id)
}

func (f *forgetful) Run(_ context.Context, step *steps.Step, _ steps.Facts) (steps.Result, error) {
	if r, known := f.memory[step.ID]; known {
		return r, nil
	}
	return f.world[step.ID], nil
}

func TestTheSecondLookIsALookAndNotAMemory(t *testing.T) {
	t.Parallel()
	early := noon.Add(-time.Hour)
	looker := &forgetful{
		memory: map[steps.ID]steps.Result{"s/a": seenAt(early, steps.Verdict{On: "fine"})},
		world: map[steps.ID]steps.Result{
			"s/a":   seenAt(noon, steps.Verdict{On: "bad"}),
			"s/log": seenAt(noon, steps.Verdict{On: "bad", Visit: ids("s/a"), Happened: noon.Add(-time.Minute)}),
		},
	}
	p := &steps.Patient{
		Session: steps.NewSession([]steps.Step{step("s/a"), step("s/log")}, nil), Looker: looker,
		Now: func() time.Time { return noon },
	}
	if err := p.Walk(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(looker.forgot, ids("s/a")) {
		t.Errorf("forgot %v, want s/a alone", looker.forgot)
	}
	for _, f := range p.Session.Findings() {
		if f.Status != steps.Broken {
			t.Errorf("%s is %v, want what the second look saw", f.Step, f.Status)
		}
	}
}

// TestNoWalkVisitsAStepThreeTimes walks random trees in which every verdict
// may send the walk anywhere.
func TestNoWalkVisitsAStepThreeTimes(t *testing.T) {
	t.Parallel()
	again := 0
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 7))
		tree := randomTree(r)
		s := steps.NewSession(tree, nil)
		visits, now := map[steps.ID]int{}, noon
		for s.Step() != nil {
			id := s.Step().ID
			visits[id]++
			if visits[id] > 2 {
				t.Fatalf("seed %d: %s is visited for the third time", seed, id)
			}
			if visits[id] == 2 {
				again++
			}
			now = now.Add(time.Minute)
			if _, err := s.Record(seenAt(now, randomVerdict(r, tree, now)), nil, now); err != nil {
				t.Fatal(err)
			}
		}
		if got := len(s.Trail()); got != len(visits) {
			t.Fatalf("seed %d: %d findings of %d steps", seed, got, len(visits))
		}
	}
	if again < 1000 {
		t.Errorf("only %d second looks: the trees prove nothing", again)
	}
}

func randomTree(r *rand.Rand) []steps.Step {
	tree := make([]steps.Step, 2+r.IntN(9))
	some := func() []steps.ID { return randomIDs(r, len(tree)) }
	for i := range tree {
		tree[i] = step(treeID(i), steps.Branch{On: "skips", Status: steps.Healthy, Skip: some()},
			steps.Branch{On: "ends", Status: steps.Status(r.IntN(4)), Next: steps.End},
			steps.Branch{On: "jumps", Status: steps.Status(r.IntN(4)), Next: treeID(r.IntN(len(tree)))},
			steps.Branch{On: "explains", Status: steps.Broken, Explains: some()})
		tree[i].OnlyWhenSound = r.IntN(5) == 0
	}
	return tree
}

func randomVerdict(r *rand.Rand, tree []steps.Step, now time.Time) steps.Verdict {
	outcomes := []steps.Outcome{"fine", "fine", "fine", "bad", "odd", steps.Unseen, "skips", "jumps", "explains"}
	if r.IntN(12) == 0 {
		outcomes = []steps.Outcome{"ends"}
	}
	return steps.Verdict{
		On: outcomes[r.IntN(len(outcomes))], Visit: randomIDs(r, len(tree)),
		Happened: now.Add(time.Duration(r.IntN(20)-15) * time.Minute),
	}
}

func randomIDs(r *rand.Rand, of int) []steps.ID {
	var some []steps.ID
	for range r.IntN(4) {
		some = append(some, treeID(r.IntN(of)))
	}
	return some
}

func treeID(i int) steps.ID { return steps.ID(fmt.Sprintf("s/%d", i)) }

func TestAnEventSaysWhatWasFoundOfTheStepsItPointsTo(t *testing.T) {
	t.Parallel()
	tree := []steps.Step{step("s/a"), step("s/b"), step("s/log"), step("s/c")}
	tree[0].Title, tree[3].Title = lang.Text{Ko: "가", En: "A"}, lang.Text{Ko: "다", En: "C"}
	tree[2].Branches[1].Details = []lang.Text{{Ko: "{x}가 있습니다.", En: "There is {x}."}}
	for _, c := range []struct {
		a        steps.Outcome
		happened time.Time
		visit    []steps.ID
		ko, en   string
	}{
		{"fine", noon, ids("s/a", "s/c"), "이벤트가 가리키는 단계: 가 (정상, 2026년 11월 23일 12:01 UTC).|이벤트가 가리키는 단계: 다 (확인하지 않음).", "The event points to: A (OK, 23 Nov 2026 12:01 UTC).|The event points to: C (not looked at)."},
		{"fine", noon, ids("s/a"), "이벤트가 가리키는 단계: 가 (정상, 2026년 11월 23일 12:01 UTC).|이 단계는 모두 정상이어서 이벤트와 맞지 않습니다.", "The event points to: A (OK, 23 Nov 2026 12:01 UTC).|All of this was found healthy, which contradicts the event."},
		{steps.Unseen, noon, ids("s/a"), "이벤트가 가리키는 단계: 가 (확인 안 됨, 2026년 11월 23일 12:01 UTC).", "The event points to: A (UNKNOWN, 23 Nov 2026 12:01 UTC)."},
		{"fine", time.Time{}, ids("s/a"), "", ""},
		{"fine", noon, nil, "", ""},
	} {
		s := steps.NewSession(tree, nil)
		at := noon.Add(time.Minute)
		var told steps.Finding
		for _, v := range []steps.Verdict{{On: c.a}, {On: "fine"}, {On: "bad", Visit: c.visit, Happened: c.happened, Args: tell.Args{"x": tell.Words.Of("")}}} {
			var err error
			if told, err = s.Record(seenAt(at, v), nil, at); err != nil {
				t.Fatal(err)
			}
		}
		for _, f := range []steps.Finding{told, s.Findings()[2], s.Trail()[2], steps.Pointing(tree, s.Findings())[2]} {
			for l, want := range map[lang.Language]string{lang.Korean: c.ko, lang.English: c.en} {
				if got := strings.Join(steps.Tell(&tree[2], f, l, time.UTC).Details, "|"); got != want {
					t.Errorf("%s of %v: got %q, want %q", c.a, c.visit, got, want)
				}
			}
		}
	}
}
