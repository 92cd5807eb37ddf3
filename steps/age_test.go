package steps_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// agedStep sees one thing at a time of the test's choosing. Its outcome "set"
// keeps, and the others pass.
func agedStep(keeps time.Duration, seen probes.Seen, on steps.Outcome) steps.Step {
	return steps.Step{
		ID: "s/aged", Keeps: keeps,
		Check: steps.Look(
			func(context.Context, steps.Env, steps.Facts) (words, error) { return words{Seen: seen, On: on}, nil },
			func(w words) steps.Verdict {
				return steps.Verdict{On: w.On, Learned: steps.Facts{steps.PDC: "dc1"}, Visit: []steps.ID{"s/detour"}}
			},
		),
		Branches: []steps.Branch{
			{On: "fine", Status: steps.Healthy, Label: lang.Text{Ko: "좋음", En: "Fine"}, Say: lang.Text{Ko: "좋습니다.", En: "It is fine."}},
			{On: "set", Status: steps.Broken, Keeps: steps.Lasting, Label: lang.Text{Ko: "꺼짐", En: "Off"}, Say: lang.Text{Ko: "꺼져 있습니다.", En: "It is off."}},
			{On: steps.Unseen, Label: lang.Text{Ko: "못 봄", En: "Not seen"}, Say: lang.Text{Ko: "못 봤습니다.", En: "It could not be seen."}},
		},
	}
}

func onServer(at time.Time) probes.Seen {
	return probes.Seen{Vantage: probes.Vantage{Place: probes.SyncServer, Host: "SYNC01"}, At: at, Took: time.Second}
}

// TestShelfLives: what keeps is judged at any age, what passes for a day, and
// what claims to be from the future for no longer.
func TestShelfLives(t *testing.T) {
	t.Parallel()
	year := 366 * 24 * time.Hour
	for _, test := range []struct {
		keeps  time.Duration
		on     steps.Outcome
		age    time.Duration
		judged bool
	}{
		{steps.Passing, "fine", 0, true},
		{steps.Passing, "fine", time.Hour, true},
		{steps.Passing, "fine", 24 * time.Hour, true},
		{steps.Passing, "fine", 24*time.Hour + time.Second, false},
		{steps.Passing, "fine", 4 * year, false},
		{steps.Passing, "fine", -24 * time.Hour, true},
		{steps.Passing, "fine", -24*time.Hour - time.Second, false},
		{steps.Passing, "set", 4 * year, true}, // the branch keeps, its step does not
		{steps.Passing, "set", -4 * year, true},
		{steps.Lasting, "fine", 4 * year, true},
		{0, "fine", 24 * time.Hour, true}, // nobody has said how long it keeps
		{0, "fine", 25 * time.Hour, false},
		{time.Hour, "fine", 2 * time.Hour, false},
	} {
		s := agedStep(test.keeps, onServer(noon.Add(-test.age)), test.on)
		env := steps.Env{Opened: noon, Now: func() time.Time { return noon }}
		result, err := steps.Live(env).Run(t.Context(), &s, nil)
		v := result.Verdict
		if err != nil || v.Learned[steps.PDC] != "dc1" || len(result.Evidence) == 0 || !result.AsOf.Equal(noon) {
			t.Errorf("%s, %s old: got %+v, %v; want what it taught, its evidence and its moment", test.on, test.age, result, err)
		}
		switch {
		case test.judged && (v.On != test.on || v.Then != nil):
			t.Errorf("%s, %s old, keeps %s: got %+v, want it judged", test.on, test.age, test.keeps, v)
		case !test.judged && (v.On != steps.Unseen || v.Why == nil || v.Why.Kind != probes.Stale || v.Why.Host != "SYNC01" ||
			v.Then == nil || v.Then.On != test.on || len(v.Visit) > 0):
			t.Errorf("%s, %s old, keeps %s: got %+v, want it unknown, and what it was", test.on, test.age, test.keeps, v)
		}
	}
}

// TestWhatWasSeenDuringTheWalkIsNotOld: a walk takes a week, and is gone on
// with by somebody who opens it later.
func TestWhatWasSeenDuringTheWalkIsNotOld(t *testing.T) {
	t.Parallel()
	week := noon.AddDate(0, 0, 7)
	for _, test := range []struct {
		name         string
		opened, seen time.Time
		judged       bool
	}{
		{"seen when the walk began", time.Time{}, noon, true},
		{"seen in its middle", time.Time{}, noon.AddDate(0, 0, 3), true},
		{"seen after it was opened again", week, week, true},
		{"seen before it was opened again", week, noon, false},
	} {
		s := agedStep(steps.Passing, onServer(test.seen), "fine")
		env := steps.Env{Opened: test.opened, Now: func() time.Time { return week }}
		result, err := steps.Live(env).Run(t.Context(), &s, steps.Facts{steps.Started: noon.Format(time.RFC3339)})
		if got := result.Verdict.On == "fine"; err != nil || got != test.judged {
			t.Errorf("%s: judged %v, %v; want %v", test.name, got, err, test.judged)
		}
	}
}

// said is the sentence of the only finding of a session.
func said(s *steps.Session, l lang.Language) string {
	f := s.Trail()[0]
	return steps.Tell(s.Find(f.Step), f, l, time.UTC).Sentence
}

// TestAnOldFindingSaysHowOldItIs: never from the reader's day, and what it was
// where it no longer counts.
func TestAnOldFindingSaysHowOldItIs(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		on     steps.Outcome
		age    time.Duration
		ko, en string
	}{
		{"fine", 59 * time.Minute, "좋습니다.", "It is fine."},
		{
			"fine", time.Hour, "좋습니다. 이 진단을 시작하기 1시간 전(2026년 11월 23일 11:00 UTC)에 본 것입니다.",
			"It is fine. It was seen 1 hour before this walk began, on 23 Nov 2026 11:00 UTC.",
		},
		{
			"fine", 5 * 24 * time.Hour,
			"SYNC01 컴퓨터에서 2026년 11월 18일 12:00 UTC에 본 결과: 좋음. 그 뒤에 바뀌었을 수 있으므로 지금도 그런지는 알 수 없습니다. 다시 수집하거나 다시 확인하면 볼 수 있습니다.",
			"On 18 Nov 2026 12:00 UTC, seen on SYNC01: Fine. That can have changed since, so it does not say how things are now. Collecting or checking again can supply it.",
		},
		{
			"set", 5 * 24 * time.Hour, "꺼져 있습니다. 이 진단을 시작하기 5일 전(2026년 11월 18일 12:00 UTC)에 본 것입니다.",
			"It is off. It was seen 5 days before this walk began, on 18 Nov 2026 12:00 UTC.",
		},
		{
			"set", -3 * time.Hour, "꺼져 있습니다. 본 시각(2026년 11월 23일 15:00 UTC)이 진단한 컴퓨터의 시계보다 3시간 앞서 있으니 두 시계를 확인하십시오.",
			"It is off. Its time, 23 Nov 2026 15:00 UTC, is 3 hours ahead of the clock of this walk; check both clocks.",
		},
	} {
		tree := []steps.Step{agedStep(steps.Passing, onServer(noon.Add(-test.age)), test.on)}
		s := steps.NewSession(tree, nil)
		result, cause := steps.Live(steps.Env{Opened: noon, Now: func() time.Time { return noon }}).Run(t.Context(), s.Step(), nil)
		if _, err := s.Record(result, cause, noon); err != nil {
			t.Fatal(err)
		}
		if got := said(s, lang.Korean); got != test.ko {
			t.Errorf("%s, %s old: got %q, want %q", test.on, test.age, got, test.ko)
		}
		if got := said(s, lang.English); got != test.en {
			t.Errorf("%s, %s old: got %q, want %q", test.on, test.age, got, test.en)
		}
	}
}

// dayOf is evidence that holds the day on which it is judged.
type dayOf struct {
	probes.Seen
	Now time.Time `json:"now"`
}

func (d dayOf) Dated(moment time.Time) dayOf { d.Now = moment; return d }

// TestAWalkThatIsGoneOnWithIsJudgedAsOfNow: what keeps is judged on the new
// day, what has passed is unknown until it is seen again, and says what it was
// even when it cannot be.
func TestAWalkThatIsGoneOnWithIsJudgedAsOfNow(t *testing.T) {
	t.Parallel()
	ends := noon.AddDate(0, 0, 3)
	day := agedStep(steps.Lasting, probes.Seen{}, "")
	day.ID = "s/day"
	day.Check = steps.Look(
		func(context.Context, steps.Env, steps.Facts) (dayOf, error) {
			return dayOf{Seen: onServer(noon), Now: noon}, nil
		},
		func(d dayOf) steps.Verdict {
			if d.Now.After(ends) {
				return steps.Verdict{On: "set"}
			}
			return steps.Verdict{On: "fine"}
		},
	)
	passing := agedStep(steps.Passing, onServer(noon), "fine")
	lasting := agedStep(steps.Lasting, onServer(noon), "fine")
	lasting.ID = "s/lasting"
	s := steps.NewSession([]steps.Step{passing, lasting, day}, nil)
	runner := steps.Live(steps.Env{Opened: noon, Now: func() time.Time { return noon }})
	for range 3 {
		result, cause := runner.Run(t.Context(), s.Step(), nil)
		if _, err := s.Record(result, cause, noon); err != nil {
			t.Fatal(err)
		}
	}
	if got := s.Age(noon.Add(time.Hour)); len(got) > 0 || s.Diagnosis().Status != steps.Healthy || !outcomesAre(s, "fine", "fine", "fine") {
		t.Errorf("an hour later: %v have passed, the trail is %+v", got, s.Trail())
	}
	if got := s.Age(noon.AddDate(0, 0, 5)); !slices.Equal(got, []steps.ID{"s/aged"}) || !outcomesAre(s, steps.Unseen, "fine", "set") {
		t.Errorf("5 days later: %v have passed, the trail is %+v", got, s.Trail())
	}
	if err := s.Visit("s/aged"); err != nil {
		t.Fatal(err)
	}
	again, err := s.Record(steps.Result{}, &probes.Obstacle{Kind: probes.NoServer}, noon.AddDate(0, 0, 5))
	if err != nil || again.Then == nil || again.Then.On != "fine" || again.Then.Status != steps.Healthy {
		t.Errorf("looked at in vain: got %+v, %v; want what it was", again, err)
	}
	if got := steps.Tell(&passing, again, lang.English, time.UTC).Sentence; !strings.HasSuffix(got, "On 23 Nov 2026 12:00 UTC, seen on SYNC01: Fine.") {
		t.Errorf("looked at in vain: got %q", got)
	}
}

// TestAPersonsWordPassesToo: what somebody said last week of a state is not
// said today.
func TestAPersonsWordPassesToo(t *testing.T) {
	t.Parallel()
	s := steps.NewSession([]steps.Step{agedStep(steps.Passing, probes.Seen{}, "")}, nil)
	if _, err := s.ByHand("fine", noon); err != nil {
		t.Fatal(err)
	}
	s.Age(noon.Add(time.Hour))
	if f := s.Trail()[0]; !f.ByHand || f.On != "fine" {
		t.Errorf("an hour later: got %+v, want it as it was said", f)
	}
	s.Age(noon.AddDate(0, 0, 5))
	if f := s.Trail()[0]; f.ByHand || f.Status != steps.Unknown || f.Then == nil || f.Then.On != "fine" {
		t.Errorf("5 days later: got %+v, want it unknown, and what was said", f)
	}
}

func outcomesAre(s *steps.Session, want ...steps.Outcome) bool {
	var got []steps.Outcome
	for _, f := range s.Trail() {
		got = append(got, f.On)
	}
	return slices.Equal(got, want)
}
