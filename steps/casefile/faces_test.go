package casefile_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/stepstest"
)

// Markdown shows the facts of every branch of the tree, and of walks that end
// in every way.
func TestMarkdownHoldsTheFacts(t *testing.T) {
	t.Parallel()
	tree := catalog.All()
	cases := stepstest.Cases(t, tree, "..")
	markdown := func(r casefile.Report, l lang.Language) string {
		var out bytes.Buffer
		if err := casefile.Markdown(&out, tree, r, l, time.UTC); err != nil {
			t.Fatal(err)
		}
		parts := strings.SplitN(out.String(), "\n## ", 3) // the table of the walk says some of it again
		return parts[0] + parts[1]
	}
	find := steps.NewSession(tree, nil).Find
	for _, l := range stepstest.Languages {
		for _, f := range cases {
			if told := steps.Tell(find(f.Step), f, l, time.UTC); f.Status == steps.Broken || f.Status == steps.Warning {
				stepstest.Hold(t, markdown(casefile.Report{Findings: []steps.Finding{f}, Finished: true}, l), told, l)
			}
		}
		for _, p := range stepstest.Walks(t, tree, cases) {
			r := casefile.Report{Findings: p.Session.Findings(), Finished: p.Session.Step() == nil, AsOf: p.Past.AsOf, Saved: p.Past.Opened}
			stepstest.HoldSummary(t, markdown(r, l), p.Summary(p.Teller(l, time.UTC)), l)
		}
	}
}
