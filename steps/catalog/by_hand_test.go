package catalog_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/stepstest"
)

// TestWhatNoCommandMendsSaysHowOneSeesIt: a fault that is mended by hand says how
// one sees that it is: a command that would show it is not at hand, so the words
// have to do it.
func TestWhatNoCommandMendsSaysHowOneSeesIt(t *testing.T) {
	t.Parallel()
	seen := 0
	for _, step := range catalog.All() {
		for i := range step.Branches {
			b := &step.Branches[i]
			for _, r := range b.Remedies() {
				if b.Status != steps.Broken && b.Status != steps.Warning || len(r.Look) == 0 || len(r.Fix)+len(r.Or) > 0 {
					continue
				}
				if seen++; r.Proof.Ko == "" || r.Proof.En == "" || len(r.Do) == 0 {
					t.Errorf("%s %s says not how one sees that it is mended", step.ID, b.On)
				}
				for _, do := range r.Do {
					if strings.Contains(do.En, "Group Policy") && !strings.Contains(do.En, " > ") {
						t.Errorf("%s %s sends to a policy without the way to it: %s", step.ID, b.On, do.En)
					}
				}
			}
		}
	}
	if seen < 40 {
		t.Errorf("%d such remedies only", seen)
	}
}

// TestACardSaysWhereThereIsNoCommandToPaste: exactly the faults whose commands only
// look say so.
func TestACardSaysWhereThereIsNoCommandToPaste(t *testing.T) {
	t.Parallel()
	tree := catalog.All()
	find := steps.NewSession(tree, nil).Find
	for _, f := range stepstest.Cases(t, tree, "..") {
		told := steps.Tell(find(f.Step), f, lang.Korean, time.UTC)
		if told.Remedy == nil {
			continue
		}
		mends := slices.ContainsFunc(told.Remedy.Blocks, func(b steps.Block) bool { return b.Part != steps.OnlyLook })
		trouble := told.Status == steps.Broken || told.Status == steps.Warning
		if want := trouble && !mends && len(told.Remedy.Blocks) > 0; want != (told.Remedy.ByHand != "") {
			t.Errorf("%s %s: %v, and it says %q", f.Step, f.On, told.Remedy.Blocks, told.Remedy.ByHand)
		}
	}
}
