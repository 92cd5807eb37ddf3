package stepstest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/record"
)

func proveEvidence(t *testing.T, step *steps.Step, dir string) {
	t.Helper()
	led := ProveRecorded(t, step, dir)
	for _, b := range step.Branches {
		if b.On != steps.Unseen && !led[b.On] {
			t.Errorf("no evidence %s/%s.json leads to branch %q", dir, b.On, b.On)
		}
		for _, apart := range b.Apart {
			if !leadsApart(step, dir, b.On, apart.Remedy) {
				t.Errorf("no evidence %s/%s*.json leads to the remedy apart for {%s}", dir, b.On, apart.Where)
			}
		}
	}
}

// leadsApart reports whether a recorded evidence takes a branch and one of its
// remedies.
func leadsApart(step *steps.Step, dir string, on steps.Outcome, remedy *steps.Remedy) bool {
	files, _ := filepath.Glob(filepath.Join(dir, string(on)+"*.json"))
	return slices.ContainsFunc(files, func(file string) bool {
		recorded, err := os.ReadFile(file) //nolint:gosec // a fixture of ours
		if err != nil {
			return false
		}
		verdict, err := step.Check.Judge(recorded)
		return err == nil && verdict.On == on && step.Branch(on).RemedyFor(verdict.Args) == remedy
	})
}

// ProveRecorded demands of every evidence in a folder that judging it takes the
// branch that the file is named after, and fills it. It returns the outcomes
// that there are.
func ProveRecorded(t *testing.T, step *steps.Step, dir string) map[steps.Outcome]bool {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	led := map[steps.Outcome]bool{}
	for _, f := range files {
		recorded, err := os.ReadFile(filepath.Join(dir, f.Name())) //nolint:gosec // a fixture of ours
		if err != nil {
			t.Fatal(err)
		}
		verdict, err := step.Check.Judge(recorded)
		if err != nil {
			t.Errorf("%s: %v", f.Name(), err)
			continue
		}
		want := record.OutcomeOf(step, strings.TrimSuffix(f.Name(), ".json"))
		if verdict.On != want {
			t.Errorf("%s: judged %q, want %q", f.Name(), verdict.On, want)
			continue
		}
		led[want] = true
		proveVerdict(t, step, f.Name(), verdict)
	}
	return led
}

func proveVerdict(t *testing.T, step *steps.Step, file string, v steps.Verdict) {
	t.Helper()
	branch := step.Branch(v.On)
	texts := []string{branch.Say.Ko, branch.Say.En}
	if r := branch.RemedyFor(v.Args); r != nil {
		for _, do := range append(slices.Clone(r.Do), r.Where, r.Changes, r.Proof) {
			texts = append(texts, do.Ko, do.En)
		}
		for _, c := range r.All() {
			texts = append(texts, c.Text)
		}
	}
	for _, text := range texts {
		for _, b := range lang.Blanks(text) {
			if v.Args[b].Empty() {
				t.Errorf("%s: the verdict does not fill {%s}", file, b)
			}
		}
	}
	proveDetails(t, branch, file, v)
	for name, value := range v.Args {
		if kind, declared := step.Blanks[name]; !declared || value.Kind != kind {
			t.Errorf("%s: {%s} is of the kind %q, want %q", file, name, value.Kind, kind)
		}
		for _, one := range value.List {
			if one.Kind != value.Kind || len(one.List) > 0 {
				t.Errorf("%s: {%s} holds a %q in a list of %q", file, name, one.Kind, value.Kind)
			}
		}
	}
	for fact := range v.Learned {
		if !slices.Contains(step.Teaches, fact) {
			t.Errorf("%s: teaches %q, which the step does not announce", file, fact)
		}
	}
	if v.On == steps.Unseen && v.Why == nil {
		t.Errorf("%s: unseen without an obstacle", file)
	}
}

// proveBlanks demands that each blank of a step has one kind, and that those of
// commands are of kinds that a command takes. A verdict is held to the same
// kinds by proveVerdict.
func proveBlanks(t *testing.T, step *steps.Step) {
	t.Helper()
	texts := map[string]bool{}
	for _, b := range step.Branches {
		said := append(slices.Clone(b.Details), b.Say)
		for _, apart := range b.Apart {
			texts[apart.Where] = true
		}
		for _, r := range b.Remedies() {
			said = append(append(said, r.Do...), r.Where, r.Changes, r.Proof)
			for _, c := range r.All() {
				for _, blank := range lang.Blanks(c.Text) {
					if texts[blank] = true; !step.Blanks[blank].InCommands() {
						t.Errorf("%s: {%s} of a command is a %q, which no command takes", b.On, blank, step.Blanks[blank])
					}
				}
			}
		}
		for _, text := range said {
			for _, blank := range lang.Blanks(text.En) {
				texts[blank] = true
			}
		}
	}
	for blank := range texts {
		if _, declared := step.Blanks[blank]; !declared {
			t.Errorf("nobody says of which kind {%s} is", blank)
		}
	}
}

// proveDetails demands that the verdict speaks of every blank of a detail: ""
// leaves the line out, a missing one is forgotten.
func proveDetails(t *testing.T, branch *steps.Branch, file string, v steps.Verdict) {
	t.Helper()
	for _, detail := range branch.Details {
		for _, b := range lang.Blanks(detail.En) {
			if _, said := v.Args[b]; !said {
				t.Errorf("%s: the verdict does not speak of {%s}", file, b)
			}
		}
	}
}
