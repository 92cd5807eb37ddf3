package plain_test

import (
	"bytes"
	"testing"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/stepstest"
	"example.com/writeback-doctor/wizard/plain"
)

// The walk line by line shows the facts of every branch of the tree, and of
// walks that end in every way.
func TestLinesHoldTheFacts(t *testing.T) {
	t.Parallel()
	tree := catalog.All()
	cases := stepstest.Cases(t, tree, "../../steps")
	find := steps.NewSession(tree, nil).Find
	for _, l := range stepstest.Languages {
		for _, f := range cases {
			told := steps.Tell(find(f.Step), f, l, time.UTC)
			if told.Unheard() {
				continue
			}
			out := bytes.NewBufferString(told.Title + "\n")
			plain.Finding(out, told, l)
			plain.Remedy(out, told, l)
			stepstest.Hold(t, out.String(), told, l)
		}
		for _, p := range stepstest.Walks(t, tree, cases) {
			var out bytes.Buffer
			told := p.Summary(p.Teller(l, time.UTC))
			plain.Summary(&out, told, l)
			stepstest.HoldSummary(t, out.String(), told, l)
		}
	}
}
