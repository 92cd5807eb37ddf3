package casefile_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// page tells a walk in which every value from outside is one, as HTML.
func page(t *testing.T, value string, l lang.Language) (source string, root *html.Node) {
	t.Helper()
	tree := []steps.Step{
		{ID: "symptom/ask", Title: lang.Text{Ko: "묻기", En: "Ask"}, Ask: []steps.Question{{Fact: steps.User}}, Branches: []steps.Branch{{On: steps.Answered}}},
		{ID: "configuration/run", Title: lang.Text{Ko: "보기", En: "Run"}, Blanks: tell.Kinds{"ou_dn": tell.DN}, Branches: []steps.Branch{{
			On: "x", Status: steps.Broken, Say: lang.Text{Ko: "이 사용자: {ou_dn}", En: "this user: {ou_dn}"}, Details: []lang.Text{{Ko: "{ou_dn}", En: "{ou_dn}"}},
			Remedy: &steps.Remedy{
				Who: []steps.Who{steps.ADAdmin}, Do: []lang.Text{{Ko: "{ou_dn} 고치기", En: "mend {ou_dn}"}},
				Fix: []steps.Command{{Shell: steps.PowerShell, Text: "Get-Item x"}}, Link: "https://learn.microsoft.com/x",
			},
		}}},
		{ID: "connectivity/later", Title: lang.Text{Ko: "나중", En: "Later"}},
	}
	report := casefile.Report{Patient: value, Program: value, Facts: steps.Facts{steps.User: value}, Findings: []steps.Finding{{
		Step: "configuration/run", On: "x", Status: steps.Broken, Args: tell.Args{"ou_dn": tell.DN.Of("OU=" + value + ",DC=x")},
		Seen: probes.Seen{Vantage: probes.Vantage{Host: value}},
	}}}
	var out bytes.Buffer
	if err := casefile.HTML(&out, tree, report, l, nil); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), root
}

// elements are the names of all elements of a page, in order, with where they
// lead.
func elements(n *html.Node) []string {
	var all []string
	for c := range n.Descendants() {
		if c.Type != html.ElementNode {
			continue
		}
		name := c.Data
		for _, a := range c.Attr {
			switch {
			case a.Key == "href" || a.Key == "src":
				name += " " + a.Val
			case strings.HasPrefix(a.Key, "on"):
				name += " " + a.Key
			}
		}
		all = append(all, name)
	}
	return all
}

// TestAttackPage: whatever a value holds, the page has the elements of the same
// walk with a harmless one, leads nowhere but to our own link, and loads nothing.
func TestAttackPage(t *testing.T) {
	t.Parallel()
	_, harmless := page(t, "harmless", lang.English)
	want := strings.Join(elements(harmless), "\n")
	if strings.Count(want, "http") != 1 || strings.Contains(want, "script") {
		t.Fatalf("the page leads elsewhere:\n%s", want)
	}
	for name, value := range markups {
		source, root := page(t, value, lang.English)
		if got := strings.Join(elements(root), "\n"); got != want {
			t.Errorf("%s makes the elements\n%s\nwant\n%s\nin\n%s", name, got, want, source)
		}
		if strings.ContainsAny(source, "\x1b\u202e\u200b") {
			t.Errorf("%s reaches the page as it is", name)
		}
	}
}

// TestThePageTellsTheCardAndTheTree in both languages: the card, every step with
// its state, and what was seen.
func TestThePageTellsTheCardAndTheTree(t *testing.T) {
	t.Parallel()
	for l, wants := range map[lang.Language][]string{
		lang.Korean:  {`lang="ko"`, "이 사용자: OU=kim@x.com", "담당자", "AD 관리자", "kim@x.com,DC=x 고치기", "✖", "확인하지 않음", "나중"},
		lang.English: {`lang="en"`, "Who fixes it", "AD administrator", "not looked at", "Later"},
	} {
		source, _ := page(t, "kim@x.com", l)
		for _, want := range append(wants, "Get-Item", "https://learn.microsoft.com/x", "default-src 'none'") {
			if !strings.Contains(source, want) && !strings.Contains(source, html.UnescapeString(want)) {
				t.Errorf("%v: the page lacks %q:\n%s", l, want, source)
			}
		}
	}
}

// TestThePageSaysWhatTheCallerSaw: the words that the walk was told, or their
// beginning, and an answer is no step that could not be seen.
func TestThePageSaysWhatTheCallerSaw(t *testing.T) {
	t.Parallel()
	tree := []steps.Step{{
		ID: "symptom/words", Title: lang.Text{Ko: "말", En: "Words"}, Ask: []steps.Question{{Fact: steps.Words}},
		Branches: []steps.Branch{{On: steps.Answered, Say: lang.Text{Ko: "들음", En: "Heard"}}},
	}}
	for said, want := range map[string]string{
		"SSPR_0029": "<span>SSPR_0029</span>",
		"SSPR_0029 " + strings.Repeat("가", 200): "<span>SSPR_0029 " + strings.Repeat("가", 110) + "...</span>",
	} {
		report := casefile.Report{Findings: []steps.Finding{{Step: "symptom/words", On: steps.Answered, Asked: true, Learned: steps.Facts{steps.Words: said}}}}
		var out bytes.Buffer
		if err := casefile.HTML(&out, tree, report, lang.Korean, nil); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), want) || !strings.Contains(out.String(), `title="답함"`) || strings.Contains(out.String(), `title="확인 안 됨"`) {
			t.Errorf("lacks %s:\n%s", want, out.String())
		}
	}
}

// TestThePageIsACard: what it is, what to tell, who mends it, what to do, the
// commands, and below them what changes and where it was seen, as on a screen; and
// a fault that another explains says so.
func TestThePageIsACard(t *testing.T) {
	t.Parallel()
	tree := []steps.Step{
		{ID: "configuration/cause", Title: lang.Text{Ko: "원인 단계", En: "Causing step"}, Check: nothing{}, Branches: []steps.Branch{{
			On: "x", Status: steps.Broken, Explains: []steps.ID{"configuration/echo"}, Say: lang.Text{Ko: "문장.", En: "Sentence."},
			Remedy: &steps.Remedy{
				Who: []steps.Who{steps.ADAdmin}, Where: lang.Text{Ko: "위치", En: "Place"}, Do: []lang.Text{{Ko: "하십시오.", En: "Do it."}},
				Fix:     []steps.Command{{Shell: steps.PowerShell, Text: "Get-Item x"}},
				Changes: lang.Text{Ko: "변화.", En: "Change."}, Proof: lang.Text{Ko: "증명.", En: "Proof."},
			},
		}}},
		{ID: "configuration/echo", Title: lang.Text{Ko: "메아리", En: "Echo"}, Check: nothing{}, Branches: []steps.Branch{{On: "y", Status: steps.Broken, Say: lang.Text{Ko: "메아리 문장.", En: "Echo sentence."}}}},
	}
	seen := probes.Seen{Vantage: probes.Vantage{Host: "seen-from-here"}}
	report := casefile.Report{Finished: true, Findings: []steps.Finding{
		{Step: "configuration/cause", On: "x", Status: steps.Broken, Seen: seen},
		{Step: "configuration/echo", On: "y", Status: steps.Broken, ExplainedBy: "configuration/cause", Light: &steps.Light{Root: "configuration/cause", Was: steps.Broken, Line: 1}, Seen: seen},
	}}
	for l, order := range map[lang.Language][]string{
		lang.Korean:  {"문장.", "전할 말", "담당자", "위치", "하십시오.", "Get-Item x", "변화.", "증명.", "seen-from-here", "다른 원인의 영향: 원인 단계. 먼저 고칠 단계: 1단계(원인 단계)."},
		lang.English: {"Sentence.", "Tell the caller", "Who fixes it", "Place", "Do it.", "Get-Item x", "Change.", "Proof.", "seen-from-here", "explained by Causing step. Fix step 1 (Causing step) first;"},
	} {
		var out bytes.Buffer
		if err := casefile.HTML(&out, tree, report, l, nil); err != nil {
			t.Fatal(err)
		}
		rest := out.String()
		for _, want := range order {
			_, after, found := strings.Cut(rest, want)
			if !found {
				t.Fatalf("%q is not behind what comes before it:\n%s", want, out.String())
			}
			rest = after
		}
		if !strings.Contains(out.String(), "←\u00a01<") {
			t.Error("a line may end between the arrow and the number of the cause")
		}
	}
}

// nothing is a check that is never run.
type nothing struct{}

func (nothing) Run(context.Context, steps.Env, steps.Facts) (steps.Result, error) {
	return steps.Result{}, nil
}

func (nothing) Judge([]byte) (steps.Verdict, error) { return steps.Verdict{}, nil }
