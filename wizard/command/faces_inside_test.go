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
	"example.com/writeback-doctor/wizard/plain"
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
			process: Process{Zone: time.UTC, Now: time.Now, Getenv: func(string) string { return "" }},
		}
		for _, f := range cases {
			told := p.Teller(l, time.UTC).Finding(f)
			holdJSON(t, checkedOf(p, f), told, l)
			line := told
			line.Remedy, line.People = nil, "" // the diagnosis at the end has them
			if !line.Unheard() {
				out.Reset()
				plain.Walked{Lines: plain.Lines(p.Teller(l, time.UTC), []steps.Finding{f}), Language: l, Verbose: true}.Print(&out)
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
	if (c.Remedy != nil) != (told.Remedy != nil && told.Status != steps.Healthy) {
		t.Errorf("%s: the JSON has a remedy: %t", where, c.Remedy != nil)
	}
	if r := told.Remedy; r != nil && c.Remedy != nil {
		commands := len(c.Remedy.Look) + len(c.Remedy.Fix) + len(c.Remedy.Or) + len(c.Remedy.Undo)
		for _, block := range r.Blocks {
			commands -= len(block.Lines)
		}
		if commands != 0 || c.Remedy.Where.In(l) != r.Where || len(c.Remedy.Do) != len(r.Do) || c.Remedy.Changes.In(l) != r.Changes || c.Remedy.Proof.In(l) != r.Proof || c.Remedy.Link != r.Link {
			t.Errorf("%s: check says %+v, want %+v", where, c.Remedy, r)
		}
	}
	if c.Said.In(l) != told.Sentence || len(c.Who) != len(told.Who) || len(told.Who) > 0 && !reflect.DeepEqual(c.Who, told.Who) {
		t.Errorf("%s: check says %q of %v, want %q of %v", where, c.Said.In(l), c.Who, told.Sentence, told.Who)
	}
}
