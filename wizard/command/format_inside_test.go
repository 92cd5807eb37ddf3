package command

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/catalog"
)

// TestAFileOfTheFirstFormatOpens: testdata/case-1 was written by the last
// version before values knew what they are, when each was a bare string. It is
// judged as it was, and what is saved of it again knows every value.
func TestAFileOfTheFirstFormatOpens(t *testing.T) {
	t.Parallel()
	for world, want := range map[string][]string{
		"rights-denied": {
			"Diagnosis: FAIL", "Reset password: denied, by a Deny entry for MSOL_0a1b2c3d4e5f, on the object itself.",
		},
		"pdc-unreachable": {
			"Diagnosis: FAIL", "Test-NetConnection -ComputerName 'dc1.corp.contoso.com' -Port $_",
		},
	} {
		t.Run(world, func(t *testing.T) {
			t.Parallel()
			file, saved := filepath.Join("testdata", "case-1", world+".json"), filepath.Join(t.TempDir(), "again.json")
			before := read(t, file)
			code, out := runOn(before.Moment().Add(time.Minute), "open", file, "--lang", "en", "--format", "text", "--case", saved)
			if code != ExitBroken {
				t.Errorf("exit %d, want %d", code, ExitBroken)
			}
			flat := strings.Join(strings.Fields(out), " ")
			for _, one := range want {
				if !strings.Contains(flat, one) {
					t.Errorf("no %q in\n%s", one, out)
				}
			}
			after := read(t, saved)
			tree := map[steps.ID]steps.Step{}
			for _, step := range catalog.All() {
				tree[step.ID] = step
			}
			found := map[steps.ID]steps.Finding{}
			for _, f := range before.Findings {
				found[f.Step] = f
			}
			kept := 0
			for _, f := range after.Findings {
				was, there := found[f.Step]
				if there {
					kept++
				} else { // a step that is younger than the file
					was = steps.Finding{On: steps.Unseen}
				}
				if more := asked[f.Step]; there && more == f.On && f.Status == steps.Unknown {
					continue
				}
				if f.On != was.On || f.Status != was.Status {
					t.Errorf("%s: %s (%s), before %s (%s)", f.Step, f.On, f.Status, was.On, was.Status)
				}
				for name, value := range f.Args {
					if kind := tree[f.Step].Blanks[name]; value.Kind != kind {
						t.Errorf("%s: {%s} is of the kind %q, want %q", f.Step, name, value.Kind, kind)
					}
				}
			}
			if kept != len(before.Findings) {
				t.Errorf("%d of %d findings were kept", kept, len(before.Findings))
			}
		})
	}
}

// asked are the steps that rest on more today than those files hold, and are
// unknown by it where they were green.
var asked = map[steps.ID]steps.Outcome{
	"configuration/pdc-emulator":      "others-not-seen", // how many are affected, and the other domains
	"configuration/remote-sam":        steps.Unseen,      // the values of the controllers
	"configuration/connector-account": steps.Unseen,      // when and from where it may sign in
	"configuration/user-origin":       steps.Unseen,      // what the cloud did not take of the user
	"configuration/user-license":      steps.Unseen,      // where the user is
	"connectivity/proxy":              steps.Unseen,      // since when the service runs, which knows machine.config as it was then
}

func read(t *testing.T, path string) casefile.Report {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	report, err := casefile.Read(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var outline struct {
		Schema string `json:"schema"`
	}
	if err := json.Unmarshal(text, &outline); err != nil || filepath.Base(path) == "again.json" != (outline.Schema == casefile.Schema) {
		t.Errorf("%s has the schema %q (%v)", path, outline.Schema, err)
	}
	return report
}
