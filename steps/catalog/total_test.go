package catalog_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// checks are the steps that look.
func checks() []steps.Step {
	return slices.DeleteFunc(catalog.All(), func(s steps.Step) bool { return s.Check == nil })
}

// FuzzJudgesAreTotal feeds evidence that nobody would record: whatever can be
// read has to lead to a branch whose sentence and remedy are filled.
func FuzzJudgesAreTotal(f *testing.F) {
	all := checks()
	for i := range all {
		for _, recorded := range evidenceOf(f, &all[i]) {
			f.Add(uint8(i), recorded)
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, recorded []byte) {
		step := &all[int(which)%len(all)]
		verdict, err := step.Check.Judge(recorded)
		if err != nil {
			return // not this step's evidence
		}
		filled(t, step, verdict)
	})
}

// filled demands that a verdict takes a branch, fills its words, and teaches
// only what the step announces. What evidence lacks that nobody would record may
// be said to be nothing.
func filled(t *testing.T, step *steps.Step, verdict steps.Verdict) {
	t.Helper()
	branch := step.Branch(verdict.On)
	if branch == nil {
		t.Fatalf("%s has no branch %q", step.ID, verdict.On)
	}
	for _, blank := range lang.Blanks(strings.Join(wordsOf(branch, verdict.Args), " ")) {
		if _, named := verdict.Args[blank]; !named {
			t.Errorf("%s %q: {%s} is not filled", step.ID, verdict.On, blank)
		}
	}
	for fact := range verdict.Learned {
		if !slices.Contains(step.Teaches, fact) {
			t.Errorf("%s teaches %q, which it does not announce", step.ID, fact)
		}
	}
}

// wordsOf returns every text of a branch, for a verdict, that may hold blanks.
func wordsOf(branch *steps.Branch, args tell.Args) []string {
	texts := []string{branch.Say.Ko, branch.Say.En}
	r := branch.RemedyFor(args)
	if r == nil {
		return texts
	}
	for _, text := range append(slices.Clone(r.Do), r.Where, r.Changes, r.Proof) {
		texts = append(texts, text.Ko, text.En)
	}
	for _, command := range r.All() {
		texts = append(texts, command.Text)
	}
	return texts
}

// evidenceOf reads the recorded evidence of a step.
func evidenceOf(tb testing.TB, step *steps.Step) [][]byte {
	tb.Helper()
	stage, name, _ := strings.Cut(string(step.ID), "/")
	files, err := filepath.Glob(filepath.Join("..", stage, "testdata", name, "*.json"))
	if err != nil || len(files) == 0 {
		tb.Fatalf("%s has no recorded evidence: %v", step.ID, err)
	}
	var all [][]byte
	for _, file := range files {
		recorded, err := os.ReadFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		all = append(all, recorded)
	}
	return all
}
