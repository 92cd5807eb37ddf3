package plain_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/compare"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
	"example.com/writeback-doctor/wizard/plain"
)

func unlike() compare.Comparison {
	far := "OU=" + strings.Repeat("가나다라", 30)
	return compare.Comparison{
		First:  compare.Side{Asked: "kim@contoso.com", Found: compare.Present},
		Second: compare.Side{Asked: "lee@contoso.com", Found: compare.Present},
		Differences: []compare.Difference{{
			Aspect: "reset-password", Step: "configuration/effective-rights", Worse: steps.Broken,
			First:  compare.Value{Is: "none"},
			Second: compare.Value{Is: "granted:inherited", Args: tell.Args{"trustee": tell.Account.Of(`CORP\sync`), "from": tell.DN.Of(far)}},
		}},
		Gaps: []compare.Gap{{Aspect: "license", First: &probes.Obstacle{Kind: probes.NoTenant}}},
		Same: []compare.Aspect{"in-directory", "inheritance"},
	}
}

// TestAComparisonFitsEightyColumns: Korean letters are two columns wide. Only
// a word that is longer than a line, which a person may copy, is left whole.
func TestAComparisonFitsEightyColumns(t *testing.T) {
	t.Parallel()
	for _, l := range []lang.Language{lang.Korean, lang.English} {
		var out bytes.Buffer
		plain.Comparison(&out, unlike().Tell(steps.Teller{Find: steps.NewSession(nil, nil).Find, Language: l, Zone: time.UTC}), l)
		for line := range strings.Lines(out.String()) {
			wide := 0
			for _, r := range strings.TrimRight(line, "\n") {
				wide++
				if r >= 0xac00 && r <= 0xd7a3 {
					wide++
				}
			}
			if wide > 80 && len(strings.Fields(line)) > 1 {
				t.Errorf("got %d columns, want 80 at most: %s", wide, line)
			}
			if strings.TrimRight(line, " \n") != strings.TrimRight(line, "\n") {
				t.Errorf("got blanks at the end of %q", line)
			}
		}
		has(t, out.String(), "A  kim@contoso.com", "B  lee@contoso.com", "1. ["+steps.Broken.Word().In(l)+"] ", "   A: ", "   B: ", "(configuration/effective-rights)")
	}
}

// TestAPersonComparesAtAFinding: the option asks for a UPN, refuses a wrong
// one, prints, and goes back to the same finding.
func TestAPersonComparesAtAFinding(t *testing.T) {
	t.Parallel()
	const rights = "configuration/effective-rights" // which another user can tell something about
	all := tree()
	for i := range all {
		if all[i].ID == "configuration/a" {
			all[i].ID = rights
		}
	}
	s := &scripted{looks: map[steps.ID]int{}, outcomes: map[steps.ID][]steps.Outcome{rights: {"bad"}, "configuration/b": {"fine"}}}
	var out bytes.Buffer
	w := plain.New(strings.NewReader(strings.Join([]string{"kim@contoso.com", "1", "", "6", "nobody", "KIM@contoso.com", "lee@contoso.com", "1"}, "\n")), &out)
	w.Language = lang.English
	var asked []string
	w.Compare = func(_ context.Context, _ *steps.Patient, other string) (compare.Comparison, error) {
		asked = append(asked, other)
		return unlike(), nil
	}
	p := &steps.Patient{Session: steps.NewSession(all, nil), Looker: s, Now: func() time.Time { return noon }, Vantage: "helpdesk-07"}
	if err := w.Walk(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if len(asked) != 1 || asked[0] != "lee@contoso.com" {
		t.Errorf("got %q, want lee once", asked)
	}
	has(t, out.String(), "Compare with a user for whom it works", "A UPN has an @.", "This is the same user.", "1. [FAIL] ", "== Diagnosis: FAIL ==")
}
