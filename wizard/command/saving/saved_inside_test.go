package saving

import (
	"path/filepath"
	"testing"

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
