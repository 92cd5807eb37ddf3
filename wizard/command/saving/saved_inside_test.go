package saving

import (
	"path/filepath"
	"testing"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/outfile"
)

// TestAFileIsToldByItsWholePath, where the program chose the name: whoever started
// it with a double-click knows of no current folder.
func TestAFileIsToldByItsWholePath(t *testing.T) {
	t.Chdir(t.TempDir())
	begin := func(path string) *outfile.File {
		file, err := outfile.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(file.Abandon)
		return file
	}
	if got := saved(begin("case.json"), ""); !filepath.IsAbs(got) || filepath.Base(got) != "case.json" {
		t.Errorf("got %q, want the whole path", got)
	}
	if got := saved(begin("other.json"), "other.json"); got != "other.json" {
		t.Errorf("got %q, want what the person said", got)
	}
	if got := saved(nil, "gone/x.json"); got != "gone/x.json" {
		t.Errorf("got %q", got)
	}
}

// TestAFolderOfScriptsIsToldByItsWholePath, for the same reason.
func TestAFolderOfScriptsIsToldByItsWholePath(t *testing.T) {
	t.Chdir(t.TempDir())
	p := &steps.Patient{Session: steps.NewSession(nil, nil), Now: time.Now}
	folder, err := (&Saver{}).RemedyScripts(p, steps.Finding{Step: "configuration/x"}, lang.English)
	if err != nil || !filepath.IsAbs(folder) {
		t.Errorf("got %q, %v", folder, err)
	}
}
