package plain_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/plain"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// scripted answers each step with the next outcome of its script; the last
// one stands for ever.
type scripted struct {
	outcomes map[steps.ID][]steps.Outcome
	looks    map[steps.ID]int
	wait     time.Duration
}

func (s *scripted) Know(steps.Facts)    {}
func (s *scripted) Forget(steps.ID)     {}
func (s *scripted) Running() []steps.ID { return nil }

func (s *scripted) Run(_ context.Context, step *steps.Step, _ steps.Facts) (steps.Result, error) {
	if s.wait > 0 {
		time.Sleep(s.wait)
	}
	n := s.looks[step.ID]
	s.looks[step.ID]++
	script := s.outcomes[step.ID]
	on := script[min(n, len(script)-1)]
	return steps.Result{Verdict: steps.Verdict{On: on}, Evidence: []byte(`{"host":"dc1"}`)}, nil
}

type nothing struct{}

func (nothing) Run(context.Context, steps.Env, steps.Facts) (steps.Result, error) {
	return steps.Result{}, nil
}
func (nothing) Judge([]byte) (steps.Verdict, error) { return steps.Verdict{}, nil }

func text(s string) lang.Text { return lang.Text{Ko: s, En: s} }

func tree() []steps.Step {
	branches := []steps.Branch{
		{On: "fine", Status: steps.Healthy, Label: text("fine"), Say: text("All is fine.")},
		{On: "bad", Status: steps.Broken, Label: text("bad"), Say: text("It is broken."), Remedy: &steps.Remedy{
			Who: []steps.Who{steps.Network}, Where: text("the firewall"), Do: []lang.Text{text("Open the port.")},
			Look: []steps.Command{{Shell: steps.PowerShell, Text: "Test-NetConnection"}},
			Undo: []steps.Command{{Shell: steps.PowerShell, Text: "Undo-It"}}, Changes: text("One rule."), Proof: text("Try it."), Link: "https://learn.microsoft.com/",
		}},
		{On: steps.Unseen, Label: text("not seen"), Say: text("Could not look.")},
	}
	return []steps.Step{
		{ID: "symptom/who", Title: text("Who"), Why: text("Why who."), Ask: []steps.Question{
			{Fact: steps.User, Label: text("Whose?"), Valid: func(s string) lang.Text {
				if strings.Contains(s, "@") {
					return lang.Text{}
				}
				return text("A UPN has an @.")
			}},
			{Fact: steps.Scope, Label: text("How many?"), Choices: []steps.Choice{{Value: "one", Label: text("One")}, {Value: "all", Label: text("All")}}},
			{Fact: steps.Words, Label: text("Which words?"), Optional: true, Lines: true},
		}, Branches: []steps.Branch{{On: steps.Answered}}},
		{ID: "configuration/a", Title: text("Step A"), Why: text("Why A."), Check: nothing{}, Branches: branches},
		{ID: "configuration/b", Title: text("Step B"), Why: text("Why B."), Check: nothing{}, Branches: branches},
	}
}

// walk feeds lines and returns what was printed.
func walk(t *testing.T, s *scripted, lines ...string) (string, *steps.Patient, error) {
	t.Helper()
	s.looks = map[steps.ID]int{}
	var out bytes.Buffer
	w := plain.New(strings.NewReader(strings.Join(lines, "\n")), &out)
	w.Language = lang.English
	p := &steps.Patient{Session: steps.NewSession(tree(), nil), Looker: s, Now: func() time.Time { return noon }, Vantage: "helpdesk-07"}
	err := w.Walk(t.Context(), p)
	if strings.Contains(out.String(), "%!") { // a verb of package fmt that did not fit its value
		t.Errorf("%%! stands in\n%s", out.String())
	}
	return out.String(), p, err
}

func has(t *testing.T, out string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing from\n%s", want, out)
		}
	}
}

func TestPipedAnswersReachEveryQuestion(t *testing.T) {
	t.Parallel()
	out, p, err := walk(t, &scripted{outcomes: map[steps.ID][]steps.Outcome{"configuration/a": {"bad"}, "configuration/b": {"fine"}}},
		"nobody", "kim@contoso.com", "7", "2", "SSPR_0029", "", "한글", ".", "1")
	if err != nil {
		t.Fatal(err)
	}
	facts := p.Session.Facts()
	if facts[steps.User] != "kim@contoso.com" || facts[steps.Scope] != "all" || facts[steps.Words] != "SSPR_0029\n\n한글" {
		t.Errorf("got %v", facts)
	}
	has(t, out, "A UPN has an @.", "from 1 to 2", "[FAIL] It is broken.", "network team", "Test-NetConnection", "Undo-It", "One rule.", "== Diagnosis: FAIL ==", "(configuration/a)")
}

func TestCheckingAgainSeesTheFix(t *testing.T) {
	t.Parallel()
	s := &scripted{outcomes: map[steps.ID][]steps.Outcome{"configuration/a": {"bad", "fine"}, "configuration/b": {"fine"}}}
	out, p, err := walk(t, s, "k@c", "1", "", "2")
	if err != nil {
		t.Fatal(err)
	}
	if s.looks["configuration/a"] != 2 {
		t.Errorf("looked %d times, want 2", s.looks["configuration/a"])
	}
	if d := steps.Diagnose(p.Session.Trail()); d.Status != steps.Healthy {
		t.Errorf("got %v, want healthy after the fix", d.Status)
	}
	has(t, out, "== Diagnosis: OK ==")
}

func TestWhatNobodySawCanBeAnsweredByHand(t *testing.T) {
	t.Parallel()
	s := &scripted{outcomes: map[steps.ID][]steps.Outcome{"configuration/a": {steps.Unseen}, "configuration/b": {"fine"}}}
	out, p, err := walk(t, s, "k@c", "1", "", "3", "4", "2")
	if err != nil {
		t.Fatal(err)
	}
	has(t, out, `"host": "dc1"`, "a person said so")
	if f := p.Session.Trail()[1]; !f.ByHand || f.On != "bad" {
		t.Errorf("got %+v, want bad by hand", f)
	}
}

func TestGoingBackAsksAgain(t *testing.T) {
	t.Parallel()
	s := &scripted{outcomes: map[steps.ID][]steps.Outcome{"configuration/a": {"fine"}, "configuration/b": {"bad"}}}
	_, p, err := walk(t, s, "k@c", "1", "", "4", "lee@c", "", "", "1")
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Session.Facts()[steps.User]; got != "lee@c" {
		t.Errorf("got %q, want the corrected answer: back passes over healthy checks", got)
	}
}

func TestTheEndOfTheInputKeepsWhatWasFound(t *testing.T) {
	t.Parallel()
	s := &scripted{outcomes: map[steps.ID][]steps.Outcome{"configuration/a": {"bad"}, "configuration/b": {"fine"}}}
	out, _, err := walk(t, s, "k@c", "1", "", "9")
	if !errors.Is(err, plain.ErrEnded) {
		t.Errorf("got %v, want ErrEnded", err)
	}
	has(t, out, "== Diagnosis: FAIL ==")
}

func TestALongCheckSaysThatItIsStillRunning(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &scripted{wait: 70 * time.Second, looks: map[steps.ID]int{}, outcomes: map[steps.ID][]steps.Outcome{"configuration/a": {"fine"}, "configuration/b": {"fine"}}}
		in, feed := io.Pipe()
		var out bytes.Buffer
		w := plain.New(in, &out)
		w.Language = lang.English
		go func() { _, _ = feed.Write([]byte("k@c\n1\n\n")); _ = feed.Close() }()
		p := &steps.Patient{Session: steps.NewSession(tree(), nil), Looker: s, Now: time.Now}
		if err := w.Walk(t.Context(), p); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(out.String(), "Still looking"); n != 4 {
			t.Errorf("said %d times that it is still looking, want 4: twice for each check of 70 s", n)
		}
	})
}

// The walk is saved as it is with y, with names masked with m or the jamo of
// its key, and not at all with anything else.
func TestAWalkIsSavedMaskedOnDemand(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]string{"y": "whole", "m": "masked", "ㅡ": "masked", "M": "masked", "": "", "n": "", "mask it": ""} {
		s := &scripted{looks: map[steps.ID]int{}, outcomes: map[steps.ID][]steps.Outcome{"configuration/a": {"fine"}, "configuration/b": {"fine"}}}
		var out bytes.Buffer
		w := plain.New(strings.NewReader(strings.Join([]string{"k@c", "1", "", answer}, "\n")+"\n"), &out)
		w.Language = lang.English
		var saved []string
		save := func(how string) func(*steps.Patient) (string, error) {
			return func(*steps.Patient) (string, error) { saved = append(saved, how); return how + ".json", nil }
		}
		w.Save, w.SaveMasked = save("whole"), save("masked")
		p := &steps.Patient{Session: steps.NewSession(tree(), nil), Looker: s, Now: func() time.Time { return noon }}
		if err := w.Walk(t.Context(), p); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(saved, " "); got != want {
			t.Errorf("%q: saved %q, want %q", answer, got, want)
		}
	}
}

// TestAPasteWithEmptyLinesIsOneAnswer: a person's paste ends when nothing more
// comes, and in input that nobody types with a single dot; nothing of it answers
// the next question.
func TestAPasteWithEmptyLinesIsOneAnswer(t *testing.T) {
	t.Parallel()
	const paste = "Log Name: Application\n\nEvent ID: 33004\n\n\n3\n4\n5\nlast"
	for name, one := range map[string]struct {
		pause time.Duration
		feed  func(io.Writer)
	}{
		"typed": {700 * time.Millisecond, func(to io.Writer) {
			_, _ = io.WriteString(to, "k@c\n1\n")
			time.Sleep(5 * time.Second)
			_, _ = io.WriteString(to, paste[:40])
			time.Sleep(300 * time.Millisecond) // a piece that comes late
			_, _ = io.WriteString(to, paste[40:]+"\n")
			time.Sleep(time.Minute)
			_, _ = io.WriteString(to, "n\n")
		}},
		"typed, with a dot": {700 * time.Millisecond, func(to io.Writer) {
			_, _ = io.WriteString(to, "k@c\n1\n"+paste+"\n.\nn\n")
		}},
		"piped": {0, func(to io.Writer) { _, _ = io.WriteString(to, "k@c\n1\n"+paste+"\n.\nn\n") }},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := &scripted{looks: map[steps.ID]int{}, outcomes: map[steps.ID][]steps.Outcome{"configuration/a": {"fine"}, "configuration/b": {"fine"}}}
			in, feed := io.Pipe()
			var out bytes.Buffer
			w := plain.New(in, &out)
			w.Language, w.Pause = lang.English, one.pause
			saves := 0
			w.Save = func(*steps.Patient) (string, error) { saves++; return "x", nil }
			w.Pasted = func(text string) lang.Text {
				if text != paste {
					return lang.Text{}
				}
				return lang.Text{Ko: "읽음", En: "Read as a paste."}
			}
			go func() { one.feed(feed); _ = feed.Close() }()
			p := &steps.Patient{Session: steps.NewSession(tree(), nil), Looker: s, Now: time.Now}
			if err := w.Walk(t.Context(), p); err != nil {
				t.Fatal(err)
			}
			if got := p.Session.Facts()[steps.Words]; strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(paste, " ", "") {
				t.Errorf("%s: the answer is %q, want %q", name, got, paste)
			}
			if strings.Count(out.String(), "Read as a paste.\n") != 1 {
				t.Errorf("%s: it is not said, or not once, what the paste is read as:\n%s", name, out.String())
			}
			if len(p.Session.Trail()) != 3 || saves != 0 {
				t.Errorf("%s: lines of the paste answered other questions:\n%s", name, out.String())
			}
		})
	}
}

// TestBackLosesNothing: going back and the same answer once more leave what was
// found, and the walk where it was.
func TestBackLosesNothing(t *testing.T) {
	t.Parallel()
	s := &scripted{outcomes: map[steps.ID][]steps.Outcome{"configuration/a": {"bad"}, "configuration/b": {"bad"}}}
	out, p, err := walk(t, s, "k@c", "1", "", "1", "4", "4", "k@c", "1", "", "1", "5")
	if !errors.Is(err, plain.ErrEnded) {
		t.Fatalf("got %v, want the end that was chosen", err)
	}
	var found []string
	for _, f := range p.Session.Findings() {
		found = append(found, string(f.Step)+"="+string(f.On))
	}
	if got := strings.Join(found, " "); !strings.HasSuffix(got, "=answered configuration/a=bad configuration/b=bad") || s.looks["configuration/a"] != 1 || s.looks["configuration/b"] != 1 {
		t.Errorf("got %s after %v looks", got, s.looks)
	}
	if n := strings.Count(out, "[FAIL] It is broken."); n < 4 {
		t.Errorf("the findings were told %d times, want each again on the way back and forth:\n%s", n, out)
	}
}

// TestAFindingIsReadInTheOrderOfItsCard.
func TestAFindingIsReadInTheOrderOfItsCard(t *testing.T) {
	t.Parallel()
	out, _, _ := walk(t, &scripted{outcomes: map[steps.ID][]steps.Outcome{"configuration/a": {"bad"}, "configuration/b": {"fine"}}}, "k@c", "1", "", "1")
	at := 0
	for _, want := range []string{"[FAIL] It is broken.", "Who fixes it:", "Where: the firewall", "1. Open the port.", "Test-NetConnection", "One rule.", "Try it.", "More: https://"} {
		i := strings.Index(out[at:], want)
		if i < 0 {
			t.Fatalf("%q does not stand behind what comes before it:\n%s", want, out)
		}
		at += i
	}
}

// TestAKeyIsNoAnswer: Esc and F9 send no text, and take no default.
func TestAKeyIsNoAnswer(t *testing.T) {
	t.Parallel()
	s := &scripted{outcomes: map[steps.ID][]steps.Outcome{"configuration/a": {"bad"}, "configuration/b": {"fine"}}}
	out, p, err := walk(t, s, "\x1b", "k@c", "\x1b[20~", "2", "\x1bOP", "", "\x1b[20~\x1b", "1")
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out, "That key does nothing here"); n != 4 || p.Session.Facts()[steps.Scope] != "all" || p.Session.Facts()[steps.Words] != "" {
		t.Errorf("said %d times, with %v:\n%s", n, p.Session.Facts(), out)
	}
}

// TestLinesAreBrokenAtWords, commands never.
func TestLinesAreBrokenAtWords(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("so many words ", 12)
	steer := tree()
	steer[1].Branches[1].Say, steer[1].Branches[1].Remedy.Do = text(long+"end."), []lang.Text{text(long + "done.")}
	command := "Test-NetConnection " + strings.Repeat("-One two ", 14)
	steer[1].Branches[1].Remedy.Look[0].Text = command
	s := &scripted{outcomes: map[steps.ID][]steps.Outcome{"configuration/a": {"bad"}, "configuration/b": {"fine"}}, looks: map[steps.ID]int{}}
	var out bytes.Buffer
	w := plain.New(strings.NewReader("k@c\n1\n\n1\n"), &out)
	w.Language = lang.English
	w.Fit(60)
	p := &steps.Patient{Session: steps.NewSession(steer, nil), Looker: s, Now: func() time.Time { return noon }}
	if err := w.Walk(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	joined := strings.Join(strings.Fields(out.String()), " ")
	has(t, joined, "[FAIL] "+long+"end.", "1. "+long+"done.") // nothing is lost
	for line := range strings.Lines(out.String()) {
		line = strings.TrimRight(line, "\n")
		if !strings.HasPrefix(line, "    ") && len(line) >= 60 {
			t.Errorf("%d cells: %q", len(line), line)
		}
	}
}
