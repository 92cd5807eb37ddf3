package steps_test

import (
	"slices"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
)

// opening is a tree whose first stage asks, looks at a log, and asks again.
func opening(caller, words steps.Verdict) []steps.Step {
	asks := func(id steps.ID, v steps.Verdict) steps.Step {
		if v.On == "" {
			v.On = steps.Answered
		}
		return steps.Step{
			ID: id, Ask: []steps.Question{{Fact: steps.Words}}, Decide: func(steps.Facts) steps.Verdict { return v },
			Branches: []steps.Branch{{On: steps.Answered}, {On: "over", Status: steps.Warning, Next: steps.End}},
		}
	}
	log := step("symptom/log")
	log.Orders, log.Reads = true, []steps.Instrument{steps.ByServer}
	log.Branches = []steps.Branch{{On: "fresh"}, {On: steps.Unseen}}
	return []steps.Step{asks("symptom/caller", caller), log, asks("symptom/words", words), step("s/a"), step("s/b"), step("s/c"), step("s/d")}
}

func visits(named ...steps.ID) steps.Verdict { return steps.Verdict{Visit: named} }

// TestADetourBeginsBehindTheFirstStage: what was seen leads, then what was said
// first, then what was said later, then the trunk.
func TestADetourBeginsBehindTheFirstStage(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		caller, log, words steps.Verdict
		want               []steps.ID
	}{
		"nobody says anything": {want: ids("s/a", "s/b", "s/c", "s/d")},
		"the words":            {words: visits("s/c"), want: ids("s/c", "s/a", "s/b", "s/d")},
		"the caller":           {caller: visits("s/d", "s/b"), words: visits("s/c"), want: ids("s/d", "s/b", "s/c", "s/a")},
		"the log":              {log: visits("s/d"), want: ids("s/d", "s/a", "s/b", "s/c")},
		"all of them":          {caller: visits("s/b"), log: visits("s/d"), words: visits("s/c"), want: ids("s/d", "s/b", "s/c", "s/a")},
		"the same twice":       {log: visits("s/c", "s/d"), words: visits("s/d", "s/b"), want: ids("s/c", "s/d", "s/b", "s/a")},
		"words that end it":    {words: steps.Verdict{On: "over"}, want: nil},
	} {
		s := steps.NewSession(opening(c.caller, c.words), nil)
		if _, err := s.Answer(nil, noon); err != nil {
			t.Fatal(err)
		}
		c.log.On = "fresh"
		if f, err := s.Record(seenAt(noon, c.log), nil, noon); err != nil || f.Step != "symptom/log" || !f.Orders || !f.Noted() {
			t.Fatalf("%s: recorded %+v, %v", name, f, err)
		}
		if _, err := s.Answer(nil, noon); err != nil {
			t.Fatal(err)
		}
		if got := walk(t, s, nil); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

// TestWhatOrdersTheWalkCountsForNothing: seen or not, the diagnosis is the same,
// nobody is asked for what it lacks, and nothing explains it.
func TestWhatOrdersTheWalkCountsForNothing(t *testing.T) {
	t.Parallel()
	for name, cause := range map[string]error{"seen": nil, "no server": &probes.Obstacle{Kind: probes.NoServer}, "ended": &probes.Obstacle{Kind: probes.Stopped}} {
		tree := opening(steps.Verdict{}, steps.Verdict{})
		tree[3].Branches = append(tree[3].Branches, steps.Branch{On: "gone", Status: steps.Broken, ExplainsWhat: steps.ByServer})
		p := &steps.Patient{Session: steps.NewSession(tree, nil), Has: func(steps.Instrument, steps.Facts) bool { return false }}
		s := p.Session
		if _, err := s.Answer(nil, noon); err != nil {
			t.Fatal(err)
		}
		if w := p.Lacks(s.Step(), nil); w != "" {
			t.Errorf("%s: %q is asked for", name, w)
		}
		f, err := s.Record(seenAt(noon, steps.Verdict{On: "fresh"}), cause, noon)
		if err != nil || p.LackedBy(f, nil) != "" || p.Without(f) {
			t.Errorf("%s: %v; it lacks %q", name, err, p.LackedBy(f, nil))
		}
		if _, err := s.Answer(nil, noon); err != nil {
			t.Fatal(err)
		}
		if d := steps.Diagnose(s.Findings()); !d.Unheld || len(d.Unknown) > 0 {
			t.Errorf("%s: before anything was looked at: %+v", name, d)
		}
		walk(t, s, map[steps.ID]steps.Verdict{"s/a": {On: "gone"}})
		d := s.Diagnosis()
		if d.Status != steps.Broken || len(d.Unknown) != 0 || len(d.Others) != 0 || d.Cause.Step != "s/a" || s.Findings()[1].ExplainedBy != "" {
			t.Errorf("%s: got %+v", name, d)
		}
	}
}

// TestAServerThatIsGivenLaterOrdersWhatIsLeft: the first look is put once more, and
// no other want brings it back.
func TestAServerThatIsGivenLaterOrdersWhatIsLeft(t *testing.T) {
	t.Parallel()
	for want, again := range map[steps.Want]bool{steps.WantServer: true, steps.WantTenant: false} {
		p := &steps.Patient{Session: steps.NewSession(opening(steps.Verdict{}, steps.Verdict{}), nil)}
		s := p.Session
		_, err := s.Answer(nil, noon)
		if err == nil {
			_, err = s.Record(steps.Result{}, &probes.Obstacle{Kind: probes.NoServer}, noon)
		}
		if err == nil {
			_, err = s.Answer(nil, noon)
		}
		if err == nil {
			_, err = s.Record(seenAt(noon, steps.Verdict{On: "fine"}), nil, noon)
		}
		if err == nil {
			err = p.Given(want)
		}
		if err != nil {
			t.Fatal(err)
		}
		next := ids("s/b", "s/c", "s/d")
		if again {
			if s.Step().ID != "symptom/log" {
				t.Fatalf("%s: at %s, want the log", want, s.Step().ID)
			}
			if _, err := s.Record(seenAt(noon, steps.Verdict{On: "fresh", Visit: ids("s/d", "s/a")}), nil, noon); err != nil {
				t.Fatal(err)
			}
			next = ids("s/d", "s/b", "s/c")
		}
		if got := walk(t, s, nil); !slices.Equal(got, next) {
			t.Errorf("%s: got %v, want %v", want, got, next)
		}
	}
}

// TestWhatOrdersTheWalkIsNeverGreenOrRed holds the tree to it.
func TestWhatOrdersTheWalkIsNeverGreenOrRed(t *testing.T) {
	t.Parallel()
	orders := 0
	for _, s := range catalog.All() {
		for _, b := range s.Branches {
			if s.Orders && (b.Status != steps.Unknown || b.Next != "" || len(b.Explains) > 0 || b.ExplainsWhat != "" || b.Remedy != nil) {
				t.Errorf("%s %s judges something", s.ID, b.On)
			}
		}
		if s.Orders {
			orders++
		}
	}
	if orders != 1 {
		t.Errorf("%d steps order the walk, want one", orders)
	}
}
