package scan

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
)

// TestWhatTellsGroupsApartIsAnArgumentOfItsStep judges the recorded evidence
// of every step of the scan: what the scan reads of a verdict must be there.
func TestWhatTellsGroupsApartIsAnArgumentOfItsStep(t *testing.T) {
	t.Parallel()
	for _, id := range []steps.ID{stepAccount, stepRights, stepProtected, stepState, stepPolicy, stepName} {
		filled := map[string]bool{}
		for _, s := range catalog.All() {
			if s.ID != id {
				continue
			}
			files, err := filepath.Glob(filepath.Join("../configuration/testdata", strings.TrimPrefix(string(id), "configuration/"), "*.json"))
			if err != nil || len(files) == 0 {
				t.Fatalf("%s has no recorded evidence: %v", id, err)
			}
			for _, file := range files {
				recorded, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				verdict, err := s.Check.Judge(recorded)
				if err != nil {
					t.Fatal(err)
				}
				for name := range verdict.Args {
					filled[name] = true
				}
			}
		}
		for _, name := range details(id) {
			if !filled[name] {
				t.Errorf("%s: no verdict fills %q", id, name)
			}
		}
		if len(filled) == 0 {
			t.Errorf("%s is no step of the tree", id)
		}
	}
}

func TestWhatIsNoStatusIsNotHealthy(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		heavier, lighter steps.Status
	}{{steps.Broken, steps.Unknown}, {steps.Unknown, steps.Warning}, {steps.Warning, steps.Healthy}, {9, steps.Warning}} {
		if weight(c.heavier) <= weight(c.lighter) {
			t.Errorf("%v does not outweigh %v", c.heavier, c.lighter)
		}
	}
}

func TestAWarningExplainsNoFault(t *testing.T) {
	t.Parallel()
	branch := func(status steps.Status) steps.Branch {
		return steps.Branch{On: "on", Status: status, Explains: []steps.ID{"s/effect"}}
	}
	for reason, left := range map[steps.Status]int{steps.Broken: 1, steps.Warning: 2, steps.Unknown: 2} {
		j := &Judge{tree: map[steps.ID]*steps.Step{
			"s/reason": {ID: "s/reason", Branches: []steps.Branch{branch(reason)}}, "s/effect": {ID: "s/effect"},
		}}
		f := j.sum([]*Cause{{Step: "s/reason", On: "on", Status: reason}, {Step: "s/effect", On: "bad", Status: steps.Broken}})
		if len(f.Causes) != left || f.Status != steps.Broken {
			t.Errorf("%v: got %d causes and %v, want %d and broken", reason, len(f.Causes), f.Status, left)
		}
	}
}
