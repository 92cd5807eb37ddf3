package casefile_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/lang"
)

// TestACaseOfAnEarlierVersionOpens: it notes no moment of judgement, and of
// what was too old it kept no evidence.
func TestACaseOfAnEarlierVersionOpens(t *testing.T) {
	t.Parallel()
	const file = `{"schema":"writeback-doctor/case/1","program":"writeback-doctor 1","started":"2026-11-23T12:00:00Z","saved":"2026-11-23T12:05:00Z","facts":{},
	"findings":[{"step":"s/ask","outcome":"answered","status":"unknown","learned":{"user":"kim@contoso.com"},"asked":true,"seen":{"vantage":{},"at":"2026-11-23T12:00:01Z","took_ns":0},"at":"2026-11-23T12:00:01Z"},
	{"step":"s/age","outcome":"old","status":"broken","args":{"host":"dc1"},"seen":{"vantage":{"place":"here","host":"pc"},"at":"2026-10-23T12:00:00Z","took_ns":1},"evidence":{"host":"dc1","age":2},"at":"2026-11-23T12:00:02Z"},
	{"step":"s/blind","outcome":"unseen","status":"unknown","why":{"kind":"stale","host":"SYNC01","needs":"2026-11-22 09:00 UTC"},"seen":{"vantage":{},"at":"0001-01-01T00:00:00Z","took_ns":0},"at":"2026-11-23T12:00:03Z"}]}`
	report, err := casefile.Read(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	s, err := casefile.Resume(tree(), report)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := outcomes(s.Trail()), "s/ask=answered/unknown s/age=old/broken s/blind=unseen/unknown"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	blind := s.Trail()[2]
	if got := steps.Tell(s.Find(blind.Step), blind, lang.English, nil).Sentence; !strings.Contains(got, "seen on SYNC01 on 2026-11-22 09:00 UTC") {
		t.Errorf("got %q", got)
	}
	if got := report.Moment(); !got.Equal(time.Date(2026, 11, 23, 12, 0, 3, 0, time.UTC)) {
		t.Errorf("judged as of %s, want its last finding", got)
	}
}

// TestWhatHadPassedStaysPassed: a case that was judged with a file that was too
// old says the same when it is opened, masked or not.
func TestWhatHadPassedStaysPassed(t *testing.T) {
	t.Parallel()
	old := probes.Seen{Vantage: probes.Vantage{Place: probes.SyncServer, Host: "dc1.contoso.local"}, At: noon.AddDate(0, 0, -5)}
	s := steps.NewSession(tree(), steps.Facts{steps.Domain: "contoso.local"})
	if _, err := s.Answer(steps.Facts{steps.User: "kim@contoso.com"}, noon); err != nil {
		t.Fatal(err)
	}
	step := s.Step()
	passed := step.AsOf(steps.Result{
		Verdict: judgeAge(seenHost{Host: "dc1.contoso.local", Age: 2}), Seen: old, Evidence: []byte(`{"host":"dc1.contoso.local","age":2}`),
	}, noon, noon)
	if _, err := s.Record(passed, nil, noon); err != nil {
		t.Fatal(err)
	}
	before := casefile.Of(s, "test", "here", noon, noon)
	masked, err := casefile.Mask(tree(), before)
	if err != nil {
		t.Fatal(err)
	}
	for name, report := range map[string]casefile.Report{"as it was": before, "masked": masked} {
		var file bytes.Buffer
		if err := casefile.Write(&file, report); err != nil {
			t.Fatal(err)
		}
		if name == "masked" && strings.Contains(file.String(), "contoso") {
			t.Errorf("masked, and names contoso: %s", file.String())
		}
		read, err := casefile.Read(&file)
		if err != nil {
			t.Fatal(err)
		}
		after, err := casefile.Resume(tree(), read)
		if err != nil {
			t.Fatal(err)
		}
		f := after.Trail()[1]
		if f.Status != steps.Unknown || f.Why == nil || f.Why.Kind != probes.Stale || f.Then == nil || f.Then.On != "old" || f.Then.Status != steps.Broken || after.Facts()[steps.PDC] == "" {
			t.Errorf("%s: got %+v, want it unknown, what it was, and what it taught", name, f)
		}
	}
}
