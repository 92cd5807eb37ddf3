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
			said := []string{steps.Sentence(&step, f, lang.Korean, nil), steps.Sentence(&step, f, lang.English, nil)}
			if remedy := steps.RemedyOf(&step, f); remedy != nil {
				for _, text := range append([]lang.Text{remedy.Where, remedy.Changes, remedy.Proof}, remedy.Do...) {
					said = append(said, tell.Fill(text, f.Args, lang.Korean, nil), tell.Fill(text, f.Args, lang.English, nil))
				}
				ready := remedy.Commands(f.Args)
				if !ready.Withheld.Empty() {
					t.Errorf("%s %s by hand shows no command: %s", step.ID, branch.On, ready.Withheld.En)
				}
				for _, block := range ready.Blocks {
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
	got := steps.RemedyOf(step, steps.Finding{Step: step.ID, On: "off", ByHand: true})
	if want := "<서버 이름> 서버를 켜십시오."; got.Do[0].Ko != want {
		t.Errorf("got %q, want %q", got.Do[0].Ko, want)
	}
	want := "Test-NetConnection '<server name>' -Port '<ports>'"
	if command, ok := got.Fix[0].Fill(nil); command != want || !ok {
		t.Errorf("got %q, want %q", command, want)
	}
	if seen := steps.RemedyOf(step, steps.Finding{Step: step.ID, On: "off"}); seen != remedy {
		t.Error("a finding that was seen does not get its remedy as it stands")
	}
}
