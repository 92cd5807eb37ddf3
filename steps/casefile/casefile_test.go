package casefile_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

type seenHost struct {
	probes.Seen
	Host string `json:"host"`
	Age  int    `json:"age"`
	OU   string `json:"ou"`
}

func judgeAge(e seenHost) steps.Verdict {
	on := steps.Outcome("fine")
	if e.Age > 1 {
		on = "old"
	}
	return steps.Verdict{On: on, Args: tell.Args{"host": tell.Host.Of(e.Host)}, Learned: steps.Facts{steps.PDC: e.Host}}
}

func tree() []steps.Step {
	see := func(context.Context, steps.Env, steps.Facts) (seenHost, error) {
		return seenHost{
			Seen: probes.Seen{Vantage: probes.Vantage{Place: probes.Here, Host: "helpdesk-07"}, At: noon},
			Host: "dc1.contoso.local", Age: 2, OU: "CN=Kim Minji,OU=Sales ,OU=영업,DC=contoso,DC=local",
		}, nil
	}
	blind := func(context.Context, steps.Env, steps.Facts) (seenHost, error) {
		return seenHost{}, &probes.Obstacle{Kind: probes.NoServer}
	}
	branches := []steps.Branch{
		{On: "fine", Status: steps.Healthy, Say: lang.Text{Ko: "좋습니다.", En: "Fine."}},
		{On: "old", Status: steps.Broken, Say: lang.Text{Ko: "{host} 서버가 오래되었습니다.", En: "{host} is old."}, Remedy: &steps.Remedy{
			Who: []steps.Who{steps.ADAdmin}, Where: lang.Text{Ko: "서버", En: "the server"},
			Do:   []lang.Text{{Ko: "바꾸십시오.", En: "Replace it."}},
			Look: []steps.Command{{Shell: steps.PowerShell, Text: "Get-Item {host}"}},
		}},
		{On: steps.Unseen, Say: lang.Text{Ko: "못 봤습니다.", En: "Not seen."}},
	}
	return []steps.Step{
		{ID: "s/ask", Ask: []steps.Question{{Fact: steps.User}}, Branches: []steps.Branch{{On: steps.Answered}}},
		{ID: "s/age", Title: lang.Text{Ko: "나이", En: "Age"}, Check: steps.Look(see, judgeAge), Branches: branches},
		{ID: "s/blind", Title: lang.Text{Ko: "못 봄", En: "Blind"}, Check: steps.Look(blind, judgeAge), Branches: branches},
		{ID: "s/hand", Title: lang.Text{Ko: "손", En: "Hand"}, Check: steps.Look(blind, judgeAge), Branches: branches},
		{ID: "s/last", Title: lang.Text{Ko: "끝", En: "Last"}, Check: steps.Look(see, judgeAge), Branches: branches},
	}
}

// walked is a walk through the first four steps; the fifth is left.
func walked(t *testing.T) *steps.Session {
	t.Helper()
	s := steps.NewSession(tree(), steps.Facts{steps.Domain: "contoso.local", steps.Tenant: "contoso.onmicrosoft.com"})
	runner := steps.Live(steps.Env{})
	if _, err := s.Answer(steps.Facts{steps.User: "kim@contoso.com"}, noon); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		result, cause := runner.Run(t.Context(), s.Step(), s.Facts())
		if _, err := s.Record(result, cause, noon); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.ByHand("fine", noon); err != nil {
		t.Fatal(err)
	}
	return s
}

func outcomes(trail []steps.Finding) string {
	var all []string
	for _, f := range trail {
		all = append(all, string(f.Step)+"="+string(f.On)+"/"+f.Status.String())
	}
	return strings.Join(all, " ")
}

func TestASavedWalkIsGoneOnWith(t *testing.T) {
	t.Parallel()
	before := walked(t)
	var file bytes.Buffer
	if err := casefile.Write(&file, casefile.Of(before, "test", "here", noon, noon)); err != nil {
		t.Fatal(err)
	}
	report, err := casefile.Read(&file)
	if err != nil {
		t.Fatal(err)
	}
	after, err := casefile.Resume(tree(), report)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := outcomes(after.Trail()), outcomes(before.Trail()); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if after.Step() == nil || after.Step().ID != "s/last" || after.Facts()[steps.PDC] != "dc1.contoso.local" {
		t.Errorf("stands at %v with %v, want s/last and the PDC learned", after.Step(), after.Facts())
	}
}

func TestRecordedEvidenceIsJudgedByThisVersion(t *testing.T) {
	t.Parallel()
	report := casefile.Of(walked(t), "test", "here", noon, noon)
	report.Findings[1].Evidence = json.RawMessage(`{"host":"dc1","age":1}`)
	after, err := casefile.Resume(tree(), report)
	if err != nil {
		t.Fatal(err)
	}
	if got := after.Trail()[1].On; got != "fine" {
		t.Errorf("got %q, want the judgement of the evidence and not the old outcome", got)
	}
}

func TestMaskingKeepsTheVerdictAndHidesTheNames(t *testing.T) {
	t.Parallel()
	before := walked(t)
	masked, err := casefile.Mask(tree(), casefile.Of(before, "test", "here", noon, noon))
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(masked)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"kim", "contoso", "dc1", "helpdesk-07", "영업", "Minji"} {
		if strings.Contains(strings.ToLower(string(text)), strings.ToLower(name)) {
			t.Errorf("%q still stands in %s", name, text)
		}
	}
	if strings.Contains(string(text), "Sales") || !regexp.MustCompile(`OU=ou-\d+ ,`).Match(text) {
		t.Error("a name with a blank at its end stands there, or the blank, which a check is about, does not")
	}
	after, err := casefile.Resume(tree(), masked)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := outcomes(after.Trail()), outcomes(before.Trail()); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSecretsAreSweptOnTheWayOut(t *testing.T) {
	t.Parallel()
	report := casefile.Of(walked(t), "test", `has S3cret"Pass`, noon, noon)
	var file bytes.Buffer
	if err := casefile.Write(&file, report, probes.NewSecret(`S3cret"Pass`), probes.Secret{}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(file.String(), "S3cret") || !strings.Contains(file.String(), "[hidden]") {
		t.Errorf("the secret stands in %s", file.String())
	}
}

func TestOtherFilesAreRefused(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "{}", "[]", "hello", `{"schema":"writeback-doctor/case/9"}`, `{"schema":"writeback-doctor/collect/1"}`} {
		if _, err := casefile.Read(strings.NewReader(text)); !errors.Is(err, casefile.ErrNotACase) {
			t.Errorf("%q: got %v, want ErrNotACase", text, err)
		}
	}
}

func TestMarkdownTellsTheCauseFirst(t *testing.T) {
	t.Parallel()
	report := casefile.Of(walked(t), "test", "a|b<script>", noon, noon)
	for l, want := range map[lang.Language]string{lang.Korean: "## 진단: 고장", lang.English: "## Diagnosis: FAIL"} {
		var out bytes.Buffer
		if err := casefile.Markdown(&out, tree(), report, l, nil); err != nil {
			t.Fatal(err)
		}
		text := out.String()
		if !strings.Contains(text, want) || !strings.Contains(text, "Get-Item 'dc1.contoso.local'") {
			t.Errorf("%v: lacks %q or the command:\n%s", l, want, text)
		}
		if strings.Contains(text, "<script>") || strings.Contains(text, "a|b") {
			t.Errorf("%v: foreign text is not escaped:\n%s", l, text)
		}
	}
}

// TestMarkdownIsCopiedAsItStands: a name in code has not the full stop of its
// sentence, the head says whose password it is, and a command has short lines.
func TestMarkdownIsCopiedAsItStands(t *testing.T) {
	t.Parallel()
	long := "Set-It -Name 'a' -With 'b,c,d,e' " + strings.Repeat("-Deny 'OU=Staff,DC=corp' ", 20) + "-Last 'the end'"
	tree := []steps.Step{{ID: "s/run", Branches: []steps.Branch{{
		On: "x", Status: steps.Broken, Say: lang.Text{En: "Of kim@contoso.com. (At 08:58:00) and <lee@contoso.com>, too."},
		Remedy: &steps.Remedy{Fix: []steps.Command{{Shell: steps.PowerShell, Text: long}}},
	}}}}
	report := casefile.Report{Facts: steps.Facts{steps.User: "kim@contoso.com"}, Findings: []steps.Finding{{Step: "s/run", On: "x", Status: steps.Broken}}}
	var out bytes.Buffer
	if err := casefile.Markdown(&out, tree, report, lang.English, nil); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"- User: `kim@contoso.com`\n", "Of `kim@contoso.com`. (At `08:58:00`) and", "-Last 'the end'"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("lacks %q:\n%s", want, out.String())
		}
	}
	for line := range strings.Lines(out.String()) {
		if strings.Contains(line, "-Deny") && len(line) > 110 {
			t.Errorf("a line of %d columns: %s", len(line), line)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"schema":"writeback-doctor/case/1","facts":{"user":"a"},"findings":[{"step":"s/age","outcome":"old","evidence":{"age":3}}]}`))
	f.Add([]byte(`{"schema":"writeback-doctor/case/1","findings":[{"step":"s/none"},{"step":"s/ask","by_hand":true}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		report, err := casefile.Read(bytes.NewReader(text))
		if err != nil {
			return
		}
		var again bytes.Buffer
		if err := casefile.Write(&again, report); err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		if _, err := casefile.Read(&again); err != nil {
			t.Fatalf("what was written cannot be read: %v", err)
		}
		if _, err := casefile.Resume(tree(), report); err != nil {
			t.Fatalf("resume: %v", err)
		}
		if _, err := casefile.Mask(tree(), report); err != nil {
			t.Fatalf("mask: %v", err)
		}
	})
}

// TestNoEventLooksAgainAtWhatAnEarlierWalkSaw goes on with a walk as it was
// made, and with the same one from a file.
func TestNoEventLooksAgainAtWhatAnEarlierWalkSaw(t *testing.T) {
	t.Parallel()
	live := walked(t)
	kept, err := casefile.Resume(tree(), casefile.Of(live, "test", "here", noon, noon))
	if err != nil {
		t.Fatal(err)
	}
	event := steps.Result{
		Verdict: steps.Verdict{On: "fine", Visit: []steps.ID{"s/blind"}, Happened: noon.Add(time.Minute)},
		Seen:    probes.Seen{At: noon.Add(time.Hour)},
	}
	for s, want := range map[*steps.Session]bool{live: true, kept: false} {
		if _, err := s.Record(event, nil, noon.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		if got := s.Rechecks(); got != want {
			t.Errorf("looks again: %t, want %t", got, want)
		}
	}
}
