package plain_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/plain"
)

// TestAHealthyStepIsOneLine: whoever listens hears every line. What is not
// healthy has its heading, its reason, and what to tell the caller.
func TestAHealthyStepIsOneLine(t *testing.T) {
	t.Parallel()
	s := &scripted{outcomes: map[steps.ID][]steps.Outcome{"configuration/a": {"fine"}, "configuration/b": {"bad"}}}
	out, _, err := walk(t, s, "k@c", "1", "", "1")
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(out, "Enter alone says nothing.\n")
	lines := strings.Split(after, "\n")
	if lines[0] != "[OK] Configuration 2/3 Step A: fine" || lines[1] != "" || lines[2] != "[Configuration 3/3] Step B" || lines[3] != "Why B." {
		t.Errorf("got\n%s", strings.Join(lines[:4], "\n"))
	}
	if strings.Contains(out, "Why A.") || strings.Contains(after, "Looking") {
		t.Errorf("says more than one line of a healthy step:\n%s", out)
	}
	walked, _, _ := strings.Cut(after, "== Diagnosis")
	if !strings.Contains(walked, "Tell the caller:") {
		t.Errorf("the finding does not say what to tell the caller:\n%s", walked)
	}
}

// asks is the tree with words that mean something when they hold a code.
func asks() []steps.Step {
	all := tree()[:1]
	all = append(all, steps.Step{
		ID: "symptom/words", Title: text("Words"), Why: text("Why words."),
		Ask: []steps.Question{{Fact: steps.Words, Label: text("What stands there?"), Optional: true}},
		Decide: func(f steps.Facts) steps.Verdict {
			if strings.Contains(f[steps.Words], "SSPR") {
				return steps.Verdict{On: "code"}
			}
			return steps.Verdict{On: steps.Answered}
		},
		Branches: []steps.Branch{{On: "code", Say: text("The code is known.")}, {On: steps.Answered}},
	})
	all[0].Ask = all[0].Ask[:2]
	return all
}

// TestACallBeginsWithWhoAndWhat, says what the words mean, and asks for none of it
// again in the walk; what the command line said is asked nowhere.
func TestACallBeginsWithWhoAndWhat(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		said         steps.Facts
		lines        string
		asked, means string // "" for nothing at all
	}{
		{nil, "k@c\nSSPR_0029\n1\n", "Whose?", "The code is known."},
		{nil, "k@c\nnothing\n1\n", "Whose?", ""},
		{steps.Facts{steps.User: "k@c", steps.Words: "SSPR_0029"}, "1\n", "", ""},
	} {
		var out bytes.Buffer
		w := plain.New(strings.NewReader(c.lines), &out)
		w.Language, w.Asking = lang.English, asks()
		w.Find = func(id steps.ID) *steps.Step {
			for _, step := range asks() {
				if step.ID == id {
					return &step
				}
			}
			return nil
		}
		known, err := w.Call(t.Context(), c.said)
		if err != nil || known[steps.User] != "k@c" {
			t.Fatalf("%v: %v, %v", c, known, err)
		}
		called := out.String()
		if strings.Contains(called, "Whose?") != (c.asked != "") || !strings.Contains(called, c.means) || strings.Contains(called, "Tell the caller:") != (c.means != "") {
			t.Errorf("%v: the call says\n%s", c, called)
		}
		s := &scripted{looks: map[steps.ID]int{}}
		p := &steps.Patient{Session: steps.NewSession(asks(), known), Looker: s, Now: func() time.Time { return noon }, Vantage: "helpdesk-07"}
		if err := w.Walk(t.Context(), p); err != nil {
			t.Fatal(err)
		}
		if walked := out.String()[len(called):]; strings.Contains(walked, "Whose?") || strings.Contains(walked, "What stands there?") || !strings.Contains(walked, "How many?") {
			t.Errorf("%v: the walk asks\n%s", c, walked)
		}
	}
}
