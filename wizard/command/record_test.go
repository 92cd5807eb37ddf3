package command_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/configuration"
	"example.com/writeback-doctor/steps/stepstest"
	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

// TestARecordedWorldIsJudgedAsItWas records a world with a fault, and judges
// what was written as the proofs of the steps do.
func TestARecordedWorldIsJudgedAsItWas(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	code, out, errs := record(t, dir, "--format", "json")
	if code != command.ExitBroken {
		t.Fatalf("exit %d: %s", code, errs)
	}
	want := map[string]bool{}
	tree := catalog.All()
	for _, f := range commandtest.Decode(t, out).Findings {
		if f.Asked || f.Outcome == string(steps.Unseen) {
			continue
		}
		stage, name, _ := strings.Cut(f.Step, "/")
		folder := filepath.Join(dir, stage, "testdata", name)
		want[filepath.Join(folder, f.Outcome+".json")] = true
		i := slices.IndexFunc(tree, func(s steps.Step) bool { return string(s.ID) == f.Step })
		led := stepstest.ProveRecorded(t, &tree[i], folder)
		if len(led) != 1 || !led[steps.Outcome(f.Outcome)] {
			t.Errorf("%s: the record leads to %v, want %s", f.Step, led, f.Outcome)
		}
	}
	if got := filesBelow(t, dir); !maps.Equal(got, want) || len(got) < 15 {
		t.Errorf("%d files, want %d: got %v, want %v", len(got), len(want), got, want)
	}
}

// TestARecordReplacesOnlyWhatIsNamed: what is there stays, whatever it holds.
func TestARecordReplacesOnlyWhatIsNamed(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if _, _, errs := record(t, dir); !strings.Contains(errs, "Left as they were: 0.") {
		t.Fatal(errs)
	}
	const mine = "mine"
	kept := filepath.Join(dir, "configuration", "testdata", "user-origin", "nowhere.json")
	gone := filepath.Join(dir, "configuration", "testdata", "sync-engine", "running.json")
	for path := range filesBelow(t, dir) {
		if err := os.WriteFile(path, []byte(mine), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(gone); err != nil {
		t.Fatal(err)
	}
	if _, _, errs := record(t, dir); !strings.Contains(errs, "New files of evidence: 1.") {
		t.Errorf("a missing one: %s", errs)
	}
	if text := content(t, kept); text != mine {
		t.Errorf("what was there was overwritten: %s", text)
	}
	if text := content(t, gone); !strings.HasPrefix(text, "{\n  \"") {
		t.Errorf("the missing one holds %s", text)
	}
	for _, name := range []string{"nowhere", "nowhere-again"} {
		want := filesBelow(t, dir)
		code, _, errs := record(t, dir, "--record-as", string(configuration.UserOriginID)+"#"+name)
		want[filepath.Join(filepath.Dir(kept), name+".json")] = true
		if got := filesBelow(t, dir); code != command.ExitBroken || !maps.Equal(got, want) {
			t.Errorf("%s: exit %d, %s; %v, want %v", name, code, errs, got, want)
		}
	}
	stepstest.ProveRecorded(t, &configuration.UserOrigin, filepath.Dir(kept)) // neither of the two is mine any more
	for path := range filesBelow(t, dir) {
		if others := filepath.Dir(path) != filepath.Dir(kept) && path != gone; others && content(t, path) != mine {
			t.Errorf("%s was overwritten", path)
		}
	}
}

func TestARecordThatCannotBeIsRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		args string
		want string
		walk bool // it shows only in the walk
	}{
		"no folder":              {args: "--world healthy --record", want: "needs a"},
		"an empty one":           {args: "--world healthy --record=", want: "folder that is there"},
		"no world":               {args: "--record DIR", want: "--world"},
		"a folder that is not":   {args: "--world healthy --record DIR/none", want: "folder that is there"},
		"a file":                 {args: "--world healthy --record DIR/file", want: "folder that is there"},
		"a name without a place": {args: "--world healthy --record-as configuration/user-link#linked", want: "folder that is there"},
		"no step":                {args: "--world healthy --record DIR --record-as user-link#linked", want: "STEP#NAME"},
		"no name":                {args: "--world healthy --record DIR --record-as configuration/user-link", want: "STEP#NAME"},
		"a name that leads out":  {args: "--world healthy --record DIR --record-as configuration/user-link#../linked", want: "STEP#NAME"},
		"that of another":        {args: "--world user-nowhere --record DIR --record-as configuration/user-origin#cloud-only", want: "comes to nowhere", walk: true},
		"that of none":           {args: "--world user-nowhere --record DIR --record-as configuration/user-origin#nowhereelse", want: "is read as one of -", walk: true},
		"a step passed over":     {args: "--world user-nowhere --record DIR --record-as configuration/user-link#linked", want: "no evidence to keep", walk: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o600); err != nil {
				t.Fatal(err)
			}
			args := strings.Fields(strings.ReplaceAll("check "+c.args, "DIR", dir))
			code, out, errs := commandtest.Run(t, map[string]string{"LANG": "en_US.UTF-8"}, args...)
			if code != command.ExitUsage || !strings.Contains(errs, c.want) || (out == "") == c.walk {
				t.Errorf("exit %d, %q; want %d and %q\n%s", code, errs, command.ExitUsage, c.want, out)
			}
			if left := filesBelow(t, dir); len(left) != 1 {
				t.Errorf("it wrote %v", left)
			}
		})
	}
}

// Who has a fault to find has no use for a record.
func TestTheHelpTellsOfNoRecord(t *testing.T) {
	t.Parallel()
	for _, l := range []string{"ko", "en"} {
		_, help, _ := commandtest.Run(t, nil, "check", "--help", "--lang", l)
		if !strings.Contains(help, "--compare") || strings.Contains(help, "record") {
			t.Errorf("%s: %s", l, help)
		}
	}
}

func record(t *testing.T, dir string, more ...string) (int, string, string) {
	t.Helper()
	args := append([]string{"check", "--world", "user-nowhere", "--record", dir}, more...)
	return commandtest.Run(t, map[string]string{"LANG": "en_US.UTF-8"}, args...)
}

func filesBelow(t *testing.T, dir string) map[string]bool {
	t.Helper()
	files := map[string]bool{}
	if err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files[path] = true
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return files
}

func content(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
