package steps_test

import (
	"testing"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// TestTheRootTellsSinceWhenTheServerFails: what it explains is how it is known. What
// is over by now, what could not be seen and what stands by itself take nothing from
// it, and the oldest of several is told.
func TestTheRootTellsSinceWhenTheServerFails(t *testing.T) {
	t.Parallel()
	log := func(ago time.Duration) *steps.Span { return &steps.Span{Worked: noon.Add(-ago), Sign: "31019"} }
	for name, c := range map[string]struct {
		root  steps.Branch
		first steps.Verdict
		log   steps.Verdict
		want  map[steps.ID]time.Duration // since when, of those that tell it
	}{
		"by itself": {
			steps.Branch{On: "root", Status: steps.Healthy},
			steps.Verdict{On: "fine"},
			steps.Verdict{On: "bad", Span: log(time.Hour)},
			map[steps.ID]time.Duration{"s/log": time.Hour},
		},
		"explained": {
			steps.Branch{On: "root", Status: steps.Broken, Explains: ids("s/log")},
			steps.Verdict{On: "bad"},
			steps.Verdict{On: "bad", Span: log(time.Hour)},
			map[steps.ID]time.Duration{"s/log": time.Hour, "s/root": time.Hour},
		},
		"of two logs": {
			steps.Branch{On: "root", Status: steps.Broken, Explains: ids("s/log", "s/first")},
			steps.Verdict{On: "bad", Span: log(2 * time.Hour)},
			steps.Verdict{On: "odd", Span: log(time.Hour)},
			map[steps.ID]time.Duration{"s/first": 2 * time.Hour, "s/log": time.Hour, "s/root": 2 * time.Hour},
		},
		"over by now":  {steps.Branch{On: "root", Status: steps.Healthy, Explains: ids("s/log")}, steps.Verdict{On: "fine"}, steps.Verdict{On: "bad", Span: log(time.Hour)}, nil},
		"of no fault":  {steps.Branch{On: "root", Status: steps.Broken, Explains: ids("s/log")}, steps.Verdict{On: "fine"}, steps.Verdict{On: "fine", Span: log(time.Hour)}, nil},
		"not known":    {steps.Branch{On: "root", Status: steps.Broken, Explains: ids("s/log")}, steps.Verdict{On: "bad"}, steps.Verdict{On: "bad"}, nil},
		"nothing seen": {steps.Branch{On: "root", Explains: ids("s/log")}, steps.Verdict{On: "fine"}, steps.Verdict{On: steps.Unseen, Span: log(time.Hour)}, nil},
	} {
		s := steps.NewSession([]steps.Step{step("s/first"), step("s/log"), step("s/root", c.root)}, nil)
		walk(t, s, map[steps.ID]steps.Verdict{"s/first": c.first, "s/log": c.log, "s/root": {On: "root"}})
		for _, f := range s.Findings() {
			ago, told := c.want[f.Step]
			var since *steps.Span
			if f.Light != nil {
				since = f.Light.Since
			}
			if told != (since != nil) || told && !since.Worked.Equal(noon.Add(-ago)) {
				t.Errorf("%s: %s tells %+v, want %s", name, f.Step, since, ago)
			}
			if said := (&steps.Patient{Session: s}).Teller(lang.English, time.UTC).Finding(f).Since; (said != "") != told {
				t.Errorf("%s: %s says %q", name, f.Step, said)
			}
		}
	}
}

// TestWhatIsRefutedHasNoBeginning: it works after all, so that nothing fails since
// then.
func TestWhatIsRefutedHasNoBeginning(t *testing.T) {
	t.Parallel()
	refutable := step("s/log")
	refutable.RefutedBy = steps.Connected
	s := steps.NewSession([]steps.Step{refutable}, nil)
	proof := steps.Proof{What: steps.WrittenHere, At: noon}
	seen := steps.Result{Verdict: steps.Verdict{On: "bad", Span: &steps.Span{Worked: noon}, Proofs: []steps.Proof{proof}}}
	seen.Seen.At = noon
	if _, err := s.Record(seen, nil, noon); err != nil {
		t.Fatal(err)
	}
	if f := s.Findings()[0]; f.Refuted == nil || f.Light != nil {
		t.Errorf("got %+v, refuted by %+v", f.Light, f.Refuted)
	}
}

// TestSinceWhenSaysWhatIsKnownAlone: with host and zone, and no dash for a time that
// nobody knows.
func TestSinceWhenSaysWhatIsKnownAlone(t *testing.T) {
	t.Parallel()
	worked, failed := noon.Add(-2*time.Hour), noon.Add(-time.Hour)
	for _, c := range []struct {
		span   *steps.Span
		ko, en string
	}{
		{nil, "", ""},
		{&steps.Span{Reach: worked, Host: "sync01"}, "", ""},
		{
			&steps.Span{Worked: worked, Sign: "31019", Failed: failed, Event: "31034", Host: "sync\x1b[2J01"},
			"마지막 성공 2026년 11월 23일 19:00 KST(이벤트 31019), 첫 실패 기록 2026년 11월 23일 20:00 KST(이벤트 31034). sync01 서버의 이벤트 로그와 시계 기준입니다.",
			"Last worked 23 Nov 2026 19:00 KST (event 31019), first failure seen 23 Nov 2026 20:00 KST (event 31034). By the event log and the clock of sync01.",
		},
		{
			&steps.Span{Worked: worked, Sign: "31019"},
			"마지막 성공 2026년 11월 23일 19:00 KST(이벤트 31019). 그 뒤로는 신호가 없습니다.",
			"Last worked 23 Nov 2026 19:00 KST (event 31019); no sign of life since.",
		},
		{
			&steps.Span{Failed: failed, Event: "6000", Reach: worked},
			"첫 실패 기록 2026년 11월 23일 20:00 KST(이벤트 6000). 로그를 2026년 11월 23일 19:00 KST부터 읽었으므로 그 전에 시작되었을 수도 있습니다.",
			"First failure seen 23 Nov 2026 20:00 KST (event 6000). The log was read from 23 Nov 2026 19:00 KST on, so it may be older.",
		},
		{&steps.Span{Failed: failed, Event: "6000"}, "첫 실패 기록 2026년 11월 23일 20:00 KST(이벤트 6000).", "First failure seen 23 Nov 2026 20:00 KST (event 6000)."},
	} {
		seoul := time.FixedZone("KST", 9*60*60)
		for l, want := range map[lang.Language]string{lang.Korean: c.ko, lang.English: c.en} {
			of := step("s/log")
			if got := steps.Tell(&of, steps.Finding{Step: "s/log", On: "bad", Status: steps.Broken, Light: &steps.Light{Since: c.span}}, l, seoul).Since; got != want {
				t.Errorf("got  %q\nwant %q", got, want)
			}
		}
	}
}
