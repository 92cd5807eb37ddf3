package steps_test

import (
	"context"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// proofTree has a step that infers, one that observes, one that nothing refutes,
// a warning that can come to something, and a log.
func proofTree() []steps.Step {
	broken := func(id steps.ID, by steps.Proven, observed bool) steps.Step {
		return steps.Step{ID: id, Check: fixed(), RefutedBy: by, Observed: observed, Branches: []steps.Branch{
			{On: "bad", Status: steps.Broken},
			{On: "worse", Status: steps.Broken, RefutedBy: steps.WrittenHere},
			{On: "fine", Status: steps.Healthy},
			{On: steps.Unseen},
		}}
	}
	setting := broken("s/setting", steps.Written, false)
	setting.Keeps = steps.Lasting
	return []steps.Step{
		setting, broken("s/road", steps.Connected, false), broken("s/clock", steps.Written, false), broken("s/rights", steps.WrittenHere, false),
		broken("s/switch", steps.Written, true), broken("s/lock", "", false),
		{ID: "s/tenant", Check: fixed(), RefutedBy: steps.Written, Branches: []steps.Branch{
			{On: "bad", Status: steps.Broken, RefutedAlso: steps.RanWell},
			{On: "off", Status: steps.Broken, RefutedAlso: steps.RanWell, Observed: true},
			{On: "cut", Status: steps.Broken, RefutedAlso: steps.InSession},
		}},
		{ID: "s/cannot", Check: fixed(), RefutedBy: steps.WrittenHere, Branches: []steps.Branch{
			{On: "warns", Status: steps.Warning, Causes: []steps.ID{"t/log"}}, {On: "hints", Status: steps.Warning, Explains: []steps.ID{"t/log"}},
		}},
		{ID: "t/log", Check: fixed(), Branches: []steps.Branch{
			{On: "alive", Status: steps.Healthy},
			{On: "refused", Status: steps.Broken, Follows: []steps.ID{"s/cannot"}},
			{On: "silent", Status: steps.Broken, Follows: []steps.ID{"s/road"}},
		}},
	}
}

func fixed() steps.Check {
	return steps.Look(func(context.Context, steps.Env, steps.Facts) (probes.Seen, error) { return probes.Seen{}, nil },
		func(probes.Seen) steps.Verdict { return steps.Verdict{On: steps.Unseen} })
}

// TestProofOutranksInference: what is broken and stands against a proof of
// success that is late and strong enough is a warning, and nothing else is.
func TestProofOutranksInference(t *testing.T) {
	t.Parallel()
	seen := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		step    steps.ID
		on      steps.Outcome
		what    steps.Proven
		before  time.Duration // of the proof, before the look
		refuted bool
	}{
		{"s/road", "bad", steps.Connected, 2 * time.Minute, true},
		{"s/road", "bad", steps.Connected, 6 * time.Minute, true},
		{"s/road", "bad", steps.Connected, 6*time.Minute + time.Second, false},
		{"s/road", "bad", steps.Written, 6 * time.Minute, true},
		{"s/road", "bad", steps.WrittenHere, 6*time.Minute + time.Second, false},
		{"s/road", "bad", "a newer program's", time.Minute, false},
		{"s/road", "worse", steps.Connected, time.Minute, false},
		{"s/road", "worse", steps.WrittenHere, time.Minute, true},
		{"s/clock", "bad", steps.Connected, time.Minute, false},
		{"s/clock", "bad", steps.Written, 10 * time.Minute, true},
		{"s/clock", "bad", steps.Written, 15 * time.Minute, true},
		{"s/clock", "bad", steps.WrittenHere, 15*time.Minute + time.Second, false},
		{"s/clock", "bad", steps.Written, -time.Hour, true},
		{"s/setting", "bad", steps.Written, time.Hour, true},
		{"s/setting", "bad", steps.WrittenHere, time.Hour + time.Second, false},
		{"s/rights", "bad", steps.Written, time.Minute, false},
		{"s/rights", "bad", steps.WrittenHere, time.Minute, true},
		{"s/switch", "bad", steps.WrittenHere, time.Second, false},
		{"s/switch", "bad", steps.Connected, -time.Second, false},
		{"s/switch", "bad", steps.Written, -time.Second, true},
		{"s/lock", "bad", steps.WrittenHere, time.Second, false},
		{"s/lock", "bad", steps.WrittenHere, -time.Second, false},
		{"s/tenant", "bad", steps.RanWell, 24 * time.Hour, true},
		{"s/tenant", "bad", steps.RanWell, 24*time.Hour + time.Second, false},
		{"s/tenant", "bad", steps.InSession, time.Second, false},
		{"s/tenant", "bad", steps.Connected, time.Second, false},
		{"s/tenant", "bad", steps.WrittenHere, time.Second, true},
		{"s/tenant", "off", steps.RanWell, time.Second, false},
		{"s/tenant", "off", steps.RanWell, -time.Second, true},
		{"s/tenant", "cut", steps.InSession, 6 * time.Minute, true},
		{"s/tenant", "cut", steps.InSession, 6*time.Minute + time.Second, false},
		{"s/tenant", "cut", steps.RanWell, time.Second, false},
		{"s/tenant", "cut", "a newer program's", time.Second, false},
		{"s/road", "bad", steps.InSession, time.Second, false},
		{"s/road", "bad", steps.RanWell, time.Second, false},
		{"s/rights", "bad", steps.InSession, -time.Second, false},
		{"s/rights", "bad", steps.RanWell, -time.Second, false},
		{"s/switch", "bad", steps.RanWell, -time.Second, false},
	} {
		proof := steps.Proof{What: c.what, At: seen.Add(-c.before), Event: "31002"}
		for name, order := range map[string][]steps.ID{"after": {c.step, "t/log"}, "before": {"t/log", c.step}} {
			s := steps.NewSession(proofTree(), nil)
			for _, id := range order {
				verdict := steps.Verdict{On: c.on}
				if id == "t/log" {
					verdict = steps.Verdict{On: "alive", Proofs: []steps.Proof{proof}}
				}
				put(t, s, id, verdict, seen)
			}
			f := findingIn(s, c.step)
			want := steps.Broken
			if c.refuted {
				want = steps.Warning
			}
			if f.Status != want || (f.Refuted != nil) != c.refuted {
				t.Errorf("%s %s, %s %s before, told %s: got %s, refuted by %v; want %s", c.step, c.on, c.what, c.before, name, f.Status, f.Refuted, want)
			}
			if c.refuted && (f.Refuted.Step != "t/log" || f.Refuted.What != c.what) {
				t.Errorf("%s: refuted by %+v", c.step, f.Refuted)
			}
		}
	}
}

// TestAProofChangesNothingElse: what is healthy or not seen stays so, and the
// stronger proof is the one that is named.
func TestAProofChangesNothingElse(t *testing.T) {
	t.Parallel()
	seen := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	proofs := []steps.Proof{
		{What: steps.WrittenHere, At: seen.Add(-5 * time.Minute)},
		{What: steps.Connected, At: seen.Add(-time.Minute)},
		{What: steps.WrittenHere, At: seen.Add(-4 * time.Minute)},
		{What: steps.Written, At: seen},
	}
	s := steps.NewSession(proofTree(), nil)
	put(t, s, "t/log", steps.Verdict{On: "alive", Proofs: proofs}, seen)
	put(t, s, "s/road", steps.Verdict{On: "bad"}, seen)
	put(t, s, "s/clock", steps.Verdict{On: "fine"}, seen)
	put(t, s, "s/rights", steps.Verdict{On: steps.Unseen, Why: &probes.Obstacle{Kind: probes.NotFound}}, seen)
	if f := findingIn(s, "s/road"); f.Refuted == nil || f.Refuted.What != steps.WrittenHere || !f.Refuted.At.Equal(seen.Add(-4*time.Minute)) {
		t.Errorf("refuted by %+v, want the newest of the strongest", f.Refuted)
	}
	for id, want := range map[steps.ID]steps.Status{"s/clock": steps.Healthy, "s/rights": steps.Unknown, "t/log": steps.Healthy} {
		if f := findingIn(s, id); f.Status != want || f.Refuted != nil {
			t.Errorf("%s: got %s, refuted by %v", id, f.Status, f.Refuted)
		}
	}
}

// TestWhatCannotBeSinceADay: what cannot be since a moment stands against a proof
// that is older, and not against one that is later.
func TestWhatCannotBeSinceADay(t *testing.T) {
	t.Parallel()
	seen := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	since := seen.Add(-2 * time.Hour)
	for ran, want := range map[time.Duration]steps.Status{-time.Second: steps.Broken, 0: steps.Broken, time.Second: steps.Warning} {
		s := steps.NewSession(proofTree(), nil)
		put(t, s, "s/tenant", steps.Verdict{On: "bad", Since: since}, seen)
		put(t, s, "t/log", steps.Verdict{On: "alive", Proofs: []steps.Proof{{What: steps.RanWell, At: since.Add(ran)}}}, seen)
		for _, moment := range []time.Time{seen, seen.Add(time.Hour)} {
			if s.Age(moment); findingIn(s, "s/tenant").Status != want || !findingIn(s, "s/tenant").Since.Equal(since) {
				t.Errorf("a run that ended %s after, at %s: got %+v, want %s", ran, moment, findingIn(s, "s/tenant"), want)
			}
		}
	}
}

// TestAWarningThatIsTheFault: an event that follows from a warning is its echo,
// and proves it; any other event stands by itself, and so does one that follows
// from a warning which a proof refutes.
func TestAWarningThatIsTheFault(t *testing.T) {
	t.Parallel()
	seen := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		warning, event steps.Outcome
		status         steps.Status
		cause          steps.ID
		explained      steps.ID
	}{
		{"warns", "refused", steps.Broken, "s/cannot", "s/cannot"},
		{"warns", "silent", steps.Warning, "t/log", ""},
		{"hints", "refused", steps.Warning, "t/log", ""},
		{"warns", "alive", steps.Warning, "s/cannot", ""},
	} {
		s := steps.NewSession(proofTree(), nil)
		put(t, s, "s/cannot", steps.Verdict{On: c.warning}, seen)
		put(t, s, "t/log", steps.Verdict{On: c.event}, seen)
		d := steps.Diagnose(s.Findings())
		if got := findingIn(s, "s/cannot").Status; got != c.status || d.Cause == nil || d.Cause.Step != c.cause || len(d.Others) > 0 {
			t.Errorf("%s, %s: got %s because of %+v, others %v", c.warning, c.event, got, d.Cause, d.Others)
		}
		if got := findingIn(s, "t/log").ExplainedBy; got != c.explained {
			t.Errorf("%s, %s: the log is explained by %q, want %q", c.warning, c.event, got, c.explained)
		}
	}
}

// TestAnEventFollowsFromWhatItCan: a road that is closed explains a silent log,
// and not an event that came over it.
func TestAnEventFollowsFromWhatItCan(t *testing.T) {
	t.Parallel()
	seen := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	tree := proofTree()
	tree[1].Branches[0].Explains = []steps.ID{"t/log"}
	for event, want := range map[steps.Outcome]steps.ID{"silent": "s/road", "refused": "", "alive": ""} {
		s := steps.NewSession(tree, nil)
		put(t, s, "s/road", steps.Verdict{On: "bad"}, seen)
		put(t, s, "t/log", steps.Verdict{On: event}, seen)
		if got := findingIn(s, "t/log").ExplainedBy; got != want {
			t.Errorf("%s is explained by %q, want %q", event, got, want)
		}
	}
}

func put(t *testing.T, s *steps.Session, id steps.ID, v steps.Verdict, seen time.Time) {
	t.Helper()
	if err := s.Visit(id); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Record(steps.Result{Verdict: v, Seen: probes.Seen{At: seen}}, nil, seen); err != nil {
		t.Fatal(err)
	}
}

func findingIn(s *steps.Session, id steps.ID) steps.Finding {
	for _, f := range s.Findings() {
		if f.Step == id {
			return f
		}
	}
	return steps.Finding{}
}

// TestWhatIsRefutedHidesNoGap: a finding that a proof refutes takes out of the
// diagnosis what was not seen only where the proof speaks of it too, or where no
// proof does: else a blind look would make a walk greener.
func TestWhatIsRefutedHidesNoGap(t *testing.T) {
	t.Parallel()
	seen := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name   string
		by     steps.Proven // what refutes the other step
		also   steps.Proven
		proof  steps.Proven
		status steps.Status
	}{
		{"the proof says nothing of it", steps.Written, "", steps.InSession, steps.Unknown},
		{"a weaker one of its kind", steps.Written, "", steps.Connected, steps.Unknown},
		{"it speaks of both", steps.Written, "", steps.Written, steps.Warning},
		{"it stands by itself, and speaks of both", steps.Written, steps.InSession, steps.InSession, steps.Warning},
		{"no proof speaks of it", "", "", steps.InSession, steps.Warning},
	} {
		tree := []steps.Step{
			{ID: "s/way", Check: fixed(), RefutedBy: steps.Connected, Branches: []steps.Branch{
				{On: "none", Status: steps.Broken, RefutedAlso: steps.InSession, Explains: []steps.ID{"s/other"}},
			}},
			{ID: "s/other", Check: fixed(), RefutedBy: c.by, Branches: []steps.Branch{{On: "shut", Status: steps.Broken, RefutedAlso: c.also}, {On: steps.Unseen}}},
			{ID: "t/log", Check: fixed(), Branches: []steps.Branch{{On: "alive", Status: steps.Healthy}}},
		}
		session := steps.NewSession(tree, nil)
		record := func(v steps.Verdict, cause error) {
			t.Helper()
			if _, err := session.Record(steps.Result{Verdict: v, Seen: probes.Seen{At: seen}}, cause, seen); err != nil {
				t.Fatal(err)
			}
		}
		record(steps.Verdict{On: "none"}, nil)
		record(steps.Verdict{}, &probes.Obstacle{Kind: probes.NoServer})
		record(steps.Verdict{On: "alive", Proofs: []steps.Proof{{What: c.proof, At: seen.Add(-time.Minute)}}}, nil)
		if got := session.Diagnosis().Status; got != c.status {
			t.Errorf("%s: %s, want %s", c.name, got, c.status)
		}
	}
}
