package casefile_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/compare"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// unlike is a comparison that shows every kind of name.
func unlike() *compare.Comparison {
	of := func(kind tell.Kind, name, value string) compare.Value {
		return compare.Value{Is: "x", Args: tell.Args{name: kind.Of(value)}}
	}
	return &compare.Comparison{
		Schema: compare.Schema,
		First:  compare.Side{Asked: "minji@fabrikam.net", Found: compare.Present},
		Second: compare.Side{Asked: `FABRIKAM\jiho`, Found: compare.Present},
		Differences: []compare.Difference{
			{Aspect: "domain", First: of(tell.Domain, "domain", "emea.fabrikam.net"), Second: of(tell.Domain, "domain", "fabrikam.net")},
			{Aspect: "replicas", First: of(tell.Controller, "hosts", "seoul-dc1.fabrikam.net, busan-dc2.fabrikam.net"), Second: of(tell.Controller, "hosts", "")},
			{Aspect: "policy", First: of(tell.Policy, "source", "Board members"), Second: of(tell.Policy, "source", "")},
			{Aspect: "reset-password", First: of(tell.Account, "trustee", `FABRIKAM\svc-sync`), Second: of(tell.Account, "trustee", `NT AUTHORITY\SELF`)},
			{Aspect: "place", First: of(tell.DN, "path", "OU=Laboratory,OU=Seoul"), Second: of(tell.DN, "path", "OU=Busan")},
		},
		Gaps: []compare.Gap{{Aspect: "history", First: &probes.Obstacle{Kind: probes.TimedOut, Host: "seoul-dc1.fabrikam.net"}}},
		Same: []compare.Aspect{"license"},
	}
}

// TestAComparisonIsMasked with the same words as the walk, and is left as it
// was for whoever holds it.
func TestAComparisonIsMasked(t *testing.T) {
	t.Parallel()
	report := casefile.Report{Schema: casefile.Schema, Comparison: unlike()}
	masked, err := casefile.Mask(tree(), report)
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := casefile.Write(&text, masked); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"minji", "jiho", "fabrikam", "emea", "seoul", "busan", "board", "svc-sync", "laboratory"} {
		if strings.Contains(strings.ToLower(text.String()), name) {
			t.Errorf("%q stands in\n%s", name, text.String())
		}
	}
	if !strings.Contains(text.String(), `NT AUTHORITY`) {
		t.Error("a well-known name was masked")
	}
	if got := report.Comparison.Differences[0].First.Args["domain"].Text; got != "emea.fabrikam.net" {
		t.Errorf("got %q: masking changed the original", got)
	}
}

// TestAComparisonSurvivesTheFile and is told from it as before, with nothing
// that a table or a page could be broken by.
func TestAComparisonSurvivesTheFile(t *testing.T) {
	t.Parallel()
	made := unlike()
	made.First.Asked = "evil|<b>\x1b[31m@fabrikam.net"
	report := casefile.Report{Schema: casefile.Schema, Comparison: made}
	var file, page, again bytes.Buffer
	if err := casefile.Write(&file, report); err != nil {
		t.Fatal(err)
	}
	if err := casefile.Markdown(&page, nil, report, lang.English, time.UTC); err != nil {
		t.Fatal(err)
	}
	read, err := casefile.Read(&file)
	if err != nil {
		t.Fatal(err)
	}
	if err := casefile.Markdown(&again, []steps.Step{}, read, lang.English, time.UTC); err != nil {
		t.Fatal(err)
	}
	if page.String() != again.String() {
		t.Errorf("got\n%s\nwant\n%s", again.String(), page.String())
	}
	if strings.ContainsAny(page.String(), "\x1b") || strings.Contains(page.String(), "evil|<b>") {
		t.Errorf("got %s", page.String())
	}
}
