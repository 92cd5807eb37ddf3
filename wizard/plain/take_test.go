package plain_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/plain"
)

// long is a command that is wider than any terminal of the tests.
const long = "Set-ADUser -Identity 'CN=Kim Minji,OU=Sales,DC=contoso,DC=com' -Replace @{adminCount=0}"

// mendable is a tree whose first step is mended by a command, and whose second is
// explained by it.
func mendable() []steps.Step {
	all := tree()
	a, b := &all[1], &all[2]
	mend := *a.Branches[1].Remedy
	mend.Look, mend.Fix = nil, []steps.Command{{Shell: steps.PowerShell, Text: long}}
	a.Branches = append([]steps.Branch(nil), a.Branches...)
	a.Branches[1].Remedy = &mend
	a.Branches[1].Explains = []steps.ID{b.ID}
	return all
}

// taking walks that tree line by line, in a terminal of forty columns.
func taking(t *testing.T, change func(*plain.Walker), l lang.Language, lines ...string) (string, error) {
	t.Helper()
	s := &scripted{looks: map[steps.ID]int{}, outcomes: map[steps.ID][]steps.Outcome{"configuration/a": {"bad"}, "configuration/b": {"bad"}}}
	var out bytes.Buffer
	w := plain.New(strings.NewReader(strings.Join(lines, "\n")+"\n"), &out)
	w.Language = l
	w.Save = func(*steps.Patient) (string, error) { return "/tmp/case.json", nil }
	w.Ticket = func(_ *steps.Patient, saved string) []string {
		return []string{"Ticket of kim@c, longer than the forty columns of this terminal", "saved: " + saved}
	}
	w.SaveScripts = func(_ *steps.Patient, f steps.Finding) (string, error) { return "/tmp/" + string(f.Step), nil }
	w.Fit(40)
	if change != nil {
		change(w)
	}
	p := &steps.Patient{Session: steps.NewSession(mendable(), nil), Looker: s, Now: func() time.Time { return noon }, Vantage: "helpdesk-07"}
	err := w.Walk(t.Context(), p)
	return out.String(), err
}

// joinedLines is what was printed, as it reads.
func joinedLines(out string) string { return strings.Join(strings.Fields(out), " ") }

// TestWhatAnotherStepExplainsIsOneLine, with what explains it, and nothing is asked
// about it.
func TestWhatAnotherStepExplainsIsOneLine(t *testing.T) {
	t.Parallel()
	for l, want := range map[lang.Language]string{
		lang.English: "(explained by: Step A). Fix step 2 (Step A) first; then look at this again.",
		lang.Korean:  "(다른 원인의 영향: Step A). 먼저 고칠 단계: 2단계(Step A). 그다음 이 단계를 다시 확인하십시오.",
	} {
		out, err := taking(t, nil, l, "k@c", "1", "", "1", "")
		if err != nil {
			t.Fatal(err)
		}
		if got := joinedLines(out); strings.Count(got, want) != 1 || strings.Contains(got, "Why B.") {
			t.Errorf("%q is missing, or the step is told at length:\n%s", want, out)
		}
	}
}

// TestThePageOfAWalkSaysWhatToFixFirst: below the cause in a line, and with every
// sentence at the step itself; never at what stands by itself.
func TestThePageOfAWalkSaysWhatToFixFirst(t *testing.T) {
	t.Parallel()
	s := steps.NewSession(mendable(), nil)
	for _, on := range []steps.Outcome{steps.Answered, "bad", "bad"} {
		var err error
		if s.Step().Check == nil {
			_, err = s.Answer(steps.Facts{steps.User: "kim@c", steps.Scope: "one"}, noon)
		} else {
			_, err = s.Record(steps.Result{Verdict: steps.Verdict{On: on}}, nil, noon)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	p := &steps.Patient{Session: s}
	for l, want := range map[lang.Language]string{
		lang.English: "Fix step 2 (Step A) first; then look at this again.",
		lang.Korean:  "먼저 고칠 단계: 2단계(Step A). 그다음 이 단계를 다시 확인하십시오.",
	} {
		for _, verbose := range []bool{false, true} {
			var out bytes.Buffer
			teller := p.Teller(l, time.UTC)
			plain.Walked{Summary: p.Summary(teller), Lines: plain.Lines(teller, s.Findings()), Language: l, Verbose: verbose}.Print(&out)
			if got := joinedLines(out.String()); strings.Count(got, want) != 1 || !strings.Contains(got[strings.Index(got, "Step B"):], want) {
				t.Errorf("%q does not stand once, behind the step that it is about:\n%s", want, out.String())
			}
		}
	}
}

// TestCommandsAreShownAlone: from the first column on, in lines that no terminal of
// this walk has broken, one part at a time.
func TestCommandsAreShownAlone(t *testing.T) {
	t.Parallel()
	for _, at := range []struct {
		name  string
		lines []string
	}{
		{"at the finding", []string{"k@c", "1", "", "8", "1", "1", ""}},
		{"at the end", []string{"k@c", "1", "", "1", "c", "1", ""}},
		{"at the end, in Korean letters", []string{"k@c", "1", "", "1", "ㅊ", "1", ""}},
	} {
		out, err := taking(t, nil, lang.English, at.lines...)
		if err != nil {
			t.Fatalf("%s: %v\n%s", at.name, err, out)
		}
		if !strings.Contains(out, "\n\n"+long+"\n\n") {
			t.Errorf("%s: the command does not stand alone in\n%s", at.name, out)
		}
		if strings.Contains(out, "\nUndo-It\n") {
			t.Errorf("%s: what undoes it stands there too:\n%s", at.name, out)
		}
	}
}

// TestTheTicketIsShownBeforeAWalkIsLeft: unbroken, with the path once there is one, and
// with whom it goes to in one line. Showing it saves nothing and ends nothing.
func TestTheTicketIsShownBeforeAWalkIsLeft(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{"t", "T", "ㅅ"} {
		out, err := taking(t, nil, lang.English, "k@c", "1", "", "1", typed, "y")
		if err != nil {
			t.Fatal(err)
		}
		if strings.Count(out, "\nTicket of kim@c, longer than the forty columns of this terminal\nsaved: \n") != 1 {
			t.Errorf("%s: the ticket is not there:\n%s", typed, out)
		}
		if got := joinedLines(out); strings.Count(got, "This ticket is for: network team") != 1 || !strings.Contains(got, "Saved: /tmp/case.json") {
			t.Errorf("%s: got\n%s", typed, out)
		}
	}
	out, err := taking(t, func(w *plain.Walker) { w.Ticket, w.SaveScripts = nil, nil }, lang.English, "k@c", "1", "", "1", "t")
	if err != nil || strings.Contains(out, "ticket") || strings.Contains(out, "Saved") {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestTheCommandsAreSavedLineByLine, of the finding in front or of the cause, and a folder that cannot
// be written is said.
func TestTheCommandsAreSavedLineByLine(t *testing.T) {
	t.Parallel()
	for _, lines := range [][]string{{"k@c", "1", "", "9", "1", ""}, {"k@c", "1", "", "1", "f", ""}, {"k@c", "1", "", "1", "ㄹ", ""}} {
		out, err := taking(t, nil, lang.English, lines...)
		if got := joinedLines(out); err != nil || !strings.Contains(got, "Saved: /tmp/configuration/a") || !strings.Contains(got, "fix.ps1") {
			t.Errorf("%q: %v\n%s", lines, err, out)
		}
	}
	out, err := taking(t, func(w *plain.Walker) {
		w.SaveScripts = func(*steps.Patient, steps.Finding) (string, error) { return "", errors.New("full") }
	}, lang.English, "k@c", "1", "", "1", "f", "")
	if err != nil || !strings.Contains(out, "Could not be saved") {
		t.Errorf("%v\n%s", err, out)
	}
}
