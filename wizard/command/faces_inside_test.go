package command

import (
	"bytes"
	"io"
	"reflect"
	"testing"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/stepstest"
	"example.com/writeback-doctor/wizard/command/output"
	"example.com/writeback-doctor/wizard/command/saving"
)

// What check prints, as text and as JSON, holds the facts of every
// branch of the tree, and of walks that end in every way.
func TestChecksHoldTheFacts(t *testing.T) {
	t.Parallel()
	tree := catalog.All()
	cases := stepstest.Cases(t, tree, "../../steps")
	p := &steps.Patient{Session: steps.NewSession(tree, nil)}
	for _, l := range stepstest.Languages {
		var out bytes.Buffer
		to := &output.Output{Out: &out, Err: io.Discard, Language: l}
		a := &app{
			output: to, saver: saving.New("test", time.UTC, to, nil), flags: flags{own: &own{format: "text"}},
			process: Process{Zone: time.UTC, Now: time.Now},
		}
		for _, f := range cases {
			told := p.Teller(l, time.UTC).Finding(f)
			holdJSON(t, checkedOf(p, f), told, l)
			line := told
			line.Remedy, line.People = nil, "" // the diagnosis at the end has them
			if !line.Unheard() {
				out.Reset()
				a.teller(p)(f)
				stepstest.Hold(t, out.String(), line, l)
			}
		}
		for _, p := range stepstest.Walks(t, tree, cases) {
			out.Reset()
			if err := a.printWalk(p); err != nil {
				t.Fatal(err)
			}
			stepstest.HoldSummary(t, out.String(), p.Summary(p.Teller(l, time.UTC)), l)
		}
	}
}

func holdJSON(t *testing.T, c checkedFinding, told steps.Told, l lang.Language) {
	t.Helper()
	where := string(told.Step) + " " + string(told.On)
	if c.Said.In(l) != told.Sentence || len(c.Who) != len(told.Who) || len(told.Who) > 0 && !reflect.DeepEqual(c.Who, told.Who) {
		t.Errorf("%s: check says %q of %v, want %q of %v", where, c.Said.In(l), c.Who, told.Sentence, told.Who)
	}
}
