package steps_test

import (
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// TestAnExplainedOneSaysWhatToFixFirst: the root of a chain, by the number of the
// map, in both languages. What stands by itself says nothing of the kind, and what
// is over, or was not seen, is not called a fault.
func TestAnExplainedOneSaysWhatToFixFirst(t *testing.T) {
	t.Parallel()
	titled := func(s steps.Step, title string) steps.Step {
		s.Title = lang.Text{Ko: title, En: title}
		return s
	}
	for name, c := range map[string]struct {
		root, middle steps.Branch
		want         map[lang.Language]string
	}{
		"a fault at the root of two": {
			steps.Branch{On: "root", Status: steps.Broken, Explains: ids("s/middle")},
			steps.Branch{On: "middle", Status: steps.Broken, Explains: ids("s/effect")},
			map[lang.Language]string{
				lang.English: "Fix step 3 (Proxy) first; then look at this again.",
				lang.Korean:  "먼저 고칠 단계: 3단계(Proxy). 그다음 이 단계를 다시 확인하십시오.",
			},
		},
		"what was not seen": {
			steps.Branch{On: "root", Explains: ids("s/middle", "s/effect")},
			steps.Branch{On: "middle"},
			map[lang.Language]string{
				lang.English: "See to step 3 (Proxy) first; then look at this again.",
				lang.Korean:  "먼저 확인할 단계: 3단계(Proxy). 그다음 이 단계를 다시 확인하십시오.",
			},
		},
		"what proves that it is over": {
			steps.Branch{On: "root", Status: steps.Healthy, Explains: ids("s/effect")},
			steps.Branch{On: "middle", Status: steps.Healthy},
			map[lang.Language]string{
				lang.English: "By step 3 (Proxy) this is over by now; look at this again.",
				lang.Korean:  "3단계(Proxy) 결과를 보면 지금은 끝난 일입니다. 이 단계를 다시 확인하십시오.",
			},
		},
	} {
		effect := steps.Outcome("bad")
		if c.root.Status == steps.Unknown {
			effect = steps.Unseen
		}
		tree := []steps.Step{titled(step("s/effect"), "Effect"), titled(step("s/middle", c.middle), "Middle"), titled(step("s/root", c.root), "Proxy"), step("s/other")}
		s := steps.NewSession(tree, nil)
		walk(t, s, map[steps.ID]steps.Verdict{"s/effect": {On: effect}, "s/middle": {On: "middle"}, "s/root": {On: "root"}, "s/other": {On: "bad"}})
		for l, want := range c.want {
			teller := (&steps.Patient{Session: s}).Teller(l, time.UTC)
			for i, f := range s.Findings() {
				told := teller.Finding(f)
				switch {
				case f.Step == "s/effect" && told.FixFirst != want:
					t.Errorf("%s: got %q, want %q", name, told.FixFirst, want)
				case (told.FixFirst == "") != (f.ExplainedBy == ""):
					t.Errorf("%s: finding %d is explained by %q and says %q", name, i, f.ExplainedBy, told.FixFirst)
				}
			}
		}
	}
}

// TestWithoutAMapNoNumberIsInvented: nor is a step called broken of which nobody
// says what it was.
func TestWithoutAMapNoNumberIsInvented(t *testing.T) {
	t.Parallel()
	tree := []steps.Step{step("s/effect"), step("s/root")}
	tree[1].Title = lang.Text{Ko: "Proxy", En: "Proxy"}
	f := steps.Finding{Step: "s/effect", On: "bad", Status: steps.Broken, ExplainedBy: "s/root"}
	for l, want := range map[lang.Language]string{lang.English: "See to the step Proxy first", lang.Korean: "먼저 확인할 단계: 'Proxy' 단계."} {
		told := steps.Teller{Find: steps.NewSession(tree, nil).Find, Language: l}.Finding(f)
		if !strings.HasPrefix(told.FixFirst, want) || strings.ContainsAny(told.FixFirst, "0123456789") {
			t.Errorf("got %q, want %q", told.FixFirst, want)
		}
	}
}

// TestTheCureIsNotToldToWait: what mends the fault of the server's log is a step that
// this log explains, and nobody fixes the log first to do it. What could not be seen
// there, or fails, says what to fix first all the same.
func TestTheCureIsNotToldToWait(t *testing.T) {
	t.Parallel()
	why := &probes.Obstacle{Kind: probes.NoServer}
	for name, c := range map[string]struct {
		id      steps.ID
		verdict steps.Verdict
		says    bool
	}{
		"the cure":                    {"reenable/restart", steps.Verdict{On: "not-done"}, false},
		"the cure, not to be seen":    {"reenable/restart", steps.Verdict{On: steps.Unseen, Why: why}, true},
		"the cure that failed":        {"reenable/restart", steps.Verdict{On: "bad"}, true},
		"what could not be looked at": {"connectivity/idle", steps.Verdict{On: "not-done"}, true},
	} {
		cause := steps.Branch{On: "root", Status: steps.Broken, Explains: []steps.ID{c.id}}
		s := steps.NewSession([]steps.Step{step("reenable/log", cause), step(c.id, steps.Branch{On: "not-done"})}, nil)
		walk(t, s, map[steps.ID]steps.Verdict{"reenable/log": {On: "root"}, c.id: c.verdict})
		f := s.Findings()[1]
		if got := (&steps.Patient{Session: s}).Teller(lang.English, time.UTC).Finding(f); f.ExplainedBy == "" || (got.FixFirst != "") != c.says {
			t.Errorf("%s: explained by %q, says %q", name, f.ExplainedBy, got.FixFirst)
		}
	}
}
