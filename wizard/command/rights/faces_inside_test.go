package rights

import (
	"bytes"
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

// What rights prints, as text and as JSON, holds the facts of every branch of the
// tree.
func TestRightsHoldTheFacts(t *testing.T) {
	t.Parallel()
	tree := catalog.All()
	cases := stepstest.Cases(t, tree, "../../../steps")
	patient := &steps.Patient{Session: steps.NewSession(tree, nil)}
	for _, l := range stepstest.Languages {
		var out bytes.Buffer
		p := Printer{Output: &output.Output{Out: &out, Language: l}, Zone: time.UTC}
		for _, f := range cases {
			told := patient.Teller(l, time.UTC).Finding(f)
			found := Explained{Step: patient.Session.Find(f.Step), Finding: f}
			holdRemedy(t, remedyOf(found), told, l)
			out.Reset()
			p.text(&out, found)
			explained := told
			explained.Details = nil // the rights stand above, each with its entry
			stepstest.Hold(t, told.Title+"\n"+out.String(), explained, l)
		}
	}
}

func holdRemedy(t *testing.T, r *toldRemedy, told steps.Told, l lang.Language) {
	t.Helper()
	where := string(told.Step) + " " + string(told.On)
	if (r == nil) != (told.Remedy == nil) {
		t.Errorf("%s: rights has the remedy %+v, want %+v", where, r, told.Remedy)
	}
	if r == nil {
		return
	}
	want := map[steps.Part][]output.Command{steps.OnlyLook: {}, steps.ToFix: {}, steps.Instead: {}, steps.ToUndo: {}}
	for _, block := range told.Remedy.Blocks {
		for i, line := range block.Lines {
			c := output.Command{Shell: string(block.Shell), Text: line, Ways: block.Ways}
			if title := block.Title(i); !title.Empty() {
				c.Title = &title
			}
			want[block.Part] = append(want[block.Part], c)
		}
	}
	got := map[steps.Part][]output.Command{steps.OnlyLook: r.Look, steps.ToFix: r.Run, steps.Instead: r.Or, steps.ToUndo: r.Undo}
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
