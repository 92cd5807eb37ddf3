package casefile_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/catalog"
)

// TestAStepThatAFileLacksCutsNothingOff takes one finding after the other out of
// finished walks, as the file of a program is that did not have the step yet:
// the rest stands, and of that step nothing was seen.
func TestAStepThatAFileLacksCutsNothingOff(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../wizard/command/testdata/case-1/*.json")
	if err != nil || len(files) < 2 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		text, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		report, err := casefile.Read(text)
		_ = text.Close()
		if err != nil || !report.Finished {
			t.Fatalf("%s: finished %v, %v", file, report.Finished, err)
		}
		whole := resumed(t, report)
		for i, missing := range report.Findings {
			less := report
			less.Findings = slices.Delete(slices.Clone(report.Findings), i, i+1)
			got := resumed(t, less)
			if step := stepOf(missing.Step); i == len(report.Findings)-1 || step.OnlyWhenSound {
				continue // the walk may go on there
			}
			for id, on := range whole {
				if id != missing.Step && got[id] != on {
					t.Errorf("%s without %s: %s is %q, want %q", file, missing.Step, id, got[id], on)
				}
			}
			if on := got[missing.Step]; !missing.Asked && on != steps.Unseen {
				t.Errorf("%s without %s: it is %q, want unseen", file, missing.Step, on)
			}
		}
	}
}

func resumed(t *testing.T, r casefile.Report) map[steps.ID]steps.Outcome {
	t.Helper()
	session, err := casefile.Resume(catalog.All(), r)
	if err != nil {
		t.Fatal(err)
	}
	found := map[steps.ID]steps.Outcome{}
	for _, f := range session.Trail() {
		found[f.Step] = f.On
	}
	return found
}

func stepOf(id steps.ID) steps.Step {
	all := catalog.All()
	return all[slices.IndexFunc(all, func(s steps.Step) bool { return s.ID == id })]
}

// TestAnUnfinishedWalkOfAnOlderProgramGoesOnWhereItStood: it did not have the look
// that orders a walk, and where this one began was decided long ago.
func TestAnUnfinishedWalkOfAnOlderProgramGoesOnWhereItStood(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../wizard/command/testdata/case-1/*.json")
	if err != nil || len(files) < 2 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	tried := 0
	for _, file := range files {
		text, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		report, err := casefile.Read(text)
		_ = text.Close()
		if err != nil {
			t.Fatal(err)
		}
		const left = 4
		if len(report.Findings) <= left || slices.ContainsFunc(report.Findings, func(f steps.Finding) bool { return f.Orders }) {
			continue
		}
		tried++
		report.Finished, report.Findings = false, report.Findings[:left]
		session, err := casefile.Resume(catalog.All(), report)
		if err != nil {
			t.Fatal(err)
		}
		var kept []steps.ID
		for _, f := range session.Trail() {
			if !f.Orders {
				kept = append(kept, f.Step)
			}
		}
		if len(kept) != left || session.Step() == nil || session.Step().Orders {
			t.Errorf("%s: %v stand of %d, and it goes on at %v", file, kept, left, session.Step())
		}
	}
	if tried == 0 {
		t.Error("no file of an older program was tried")
	}
}
