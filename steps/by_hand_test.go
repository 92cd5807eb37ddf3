package steps_test

import (
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// TestNothingByHandHasAnUnfilledBlank says every outcome of the tree by hand
// and reads what a person would read.
func TestNothingByHandHasAnUnfilledBlank(t *testing.T) {
	t.Parallel()
	for _, step := range catalog.All() {
		for _, branch := range step.Branches {
			f := steps.Finding{Step: step.ID, On: branch.On, Status: branch.Status, ByHand: true}
			var said []string
			for _, l := range []lang.Language{lang.Korean, lang.English} {
				told := steps.Tell(&step, f, l, nil)
				said = append(said, told.Sentence)
				r := told.Remedy
				if r == nil {
					continue
				}
				if said = append(append(said, r.Where, r.Changes, r.Proof), r.Do...); r.Withheld != "" {
					t.Errorf("%s %s by hand shows no command: %s", step.ID, branch.On, r.Withheld)
				}
				for _, block := range r.Blocks {
					said = append(said, block.Lines...)
				}
			}
			for _, one := range said {
				if blanks := lang.Blanks(one); len(blanks) > 0 || strings.Contains(one, "<>") {
					t.Errorf("%s %s by hand shows the blanks %v: %s", step.ID, branch.On, blanks, one)
				}
			}
		}
	}
}

func TestCommandByHandQuotesWhatIsMissing(t *testing.T) {
	t.Parallel()
	remedy := &steps.Remedy{
		Do:  []lang.Text{{Ko: "{host} 서버를 켜십시오.", En: "Switch {host} on."}},
		Fix: []steps.Command{{Shell: steps.PowerShell, Text: "Test-NetConnection {host} -Port {port}"}},
	}
	step := &steps.Step{ID: "configuration/x", Blanks: tell.Kinds{"host": tell.Host, "port": tell.Port}, Branches: []steps.Branch{{On: "off", Remedy: remedy}}}
	f := steps.Finding{Step: step.ID, On: "off", ByHand: true}
	got := steps.Tell(step, f, lang.Korean, nil).Remedy
	if want := "<서버 이름> 서버를 켜십시오."; got.Do[0] != want {
		t.Errorf("got %q, want %q", got.Do[0], want)
	}
	want := "Test-NetConnection '<server name>' -Port '<ports>'"
	if len(got.Blocks) != 1 || got.Blocks[0].Part != steps.ToFix || got.Blocks[0].Lines[0] != want {
		t.Errorf("got %+v, want %q", got.Blocks, want)
	}
	f.ByHand = false
	if seen := steps.Tell(step, f, lang.Korean, nil).Remedy; seen.Withheld == "" || len(seen.Blocks) > 0 || seen.Do[0] != "{host} 서버를 켜십시오." {
		t.Errorf("a finding that was seen and fills nothing: got %+v", seen)
	}
}
