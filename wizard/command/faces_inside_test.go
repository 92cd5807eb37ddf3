package command

import (
	"bytes"
	"io"
	"reflect"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/stepstest"
	"example.com/writeback-doctor/wizard/command/output"
)

// What check and rights print, as text and as JSON, holds the facts of every
// branch of the tree, and of walks that end in every way.
func TestCommandsHoldTheFacts(t *testing.T) {
	t.Parallel()
	tree := catalog.All()
	cases := stepstest.Cases(t, tree, "../../steps")
	p := &steps.Patient{Session: steps.NewSession(tree, nil)}
	for _, l := range stepstest.Languages {
		var out bytes.Buffer
		a := &app{output: &output.Output{Out: &out, Err: io.Discard, Language: l}, flags: flags{own: &own{format: "text"}}, process: Process{Zone: time.UTC, Now: time.Now}}
		for _, f := range cases {
			told := p.Teller(l, time.UTC).Finding(f)
			found := explained{step: p.Session.Find(f.Step), finding: f}
			holdJSON(t, checkedOf(p, f), remedyOf(found), told, l)
			line, explained := told, told
			line.Remedy, line.People = nil, "" // the diagnosis at the end has them
			if !line.Unheard() {
				out.Reset()
				a.teller(p)(f)
				stepstest.Hold(t, out.String(), line, l)
			}
			out.Reset()
			a.rightsText(&out, found)
			explained.Details = nil // the rights stand above, each with its entry
			stepstest.Hold(t, told.Title+"\n"+out.String(), explained, l)
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

func holdJSON(t *testing.T, c checkedFinding, r *toldRemedy, told steps.Told, l lang.Language) {
	t.Helper()
	where := string(told.Step) + " " + string(told.On)
	if c.Said.In(l) != told.Sentence || len(c.Who) != len(told.Who) || len(told.Who) > 0 && !reflect.DeepEqual(c.Who, told.Who) {
		t.Errorf("%s: check says %q of %v, want %q of %v", where, c.Said.In(l), c.Who, told.Sentence, told.Who)
	}
	if (r == nil) != (told.Remedy == nil) {
		t.Errorf("%s: rights has the remedy %+v, want %+v", where, r, told.Remedy)
	}
	if r == nil {
		return
	}
	want := map[steps.Part][]toldCommand{steps.OnlyLook: {}, steps.ToFix: {}, steps.Instead: {}, steps.ToUndo: {}}
	for _, block := range told.Remedy.Blocks {
		for _, line := range block.Lines {
			want[block.Part] = append(want[block.Part], toldCommand{Shell: string(block.Shell), Text: line})
		}
	}
	got := map[steps.Part][]toldCommand{steps.OnlyLook: r.Look, steps.ToFix: r.Run, steps.Instead: r.Or, steps.ToUndo: r.Undo}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got the commands %v, want %v", where, got, want)
	}
	said := []string{r.Where.In(l), r.Changes.In(l), r.Proof.In(l), r.Link}
	for _, do := range r.Do {
		said = append(said, do.In(l))
	}
	if r.Withheld != nil {
		said = append(said, r.Withheld.In(l))
	}
	words := append([]string{told.Remedy.Where, told.Remedy.Changes, told.Remedy.Proof, told.Remedy.Link}, told.Remedy.Do...)
	if told.Remedy.Withheld != "" {
		words = append(words, told.Remedy.Withheld)
	}
	if !reflect.DeepEqual(said, words) || !reflect.DeepEqual(r.Who, told.Who) {
		t.Errorf("%s: got\n%s of %v, want\n%s of %v", where, strings.Join(said, "\n"), r.Who, strings.Join(words, "\n"), told.Who)
	}
}
