package command

import (
	"os"
	"slices"
	"testing"
	"time"
)

// TestTheNewestCaseFileIsOfferedFirst: of this folder, and nothing else.
func TestTheNewestCaseFileIsOfferedFirst(t *testing.T) { //nolint:paralleltest // it changes the folder
	t.Chdir(t.TempDir())
	if got := savedHere(); len(got) != 0 {
		t.Errorf("an empty folder offers %v", got)
	}
	for i, name := range []string{"writeback-20261129-100000.json", "writeback-20261101-100000-masked.json", "notes.json", "writeback-doctor.json"} {
		if err := os.WriteFile(name, []byte("{}"), 0o600); err != nil {
			t.Fatal(err)
		}
		at := time.Unix(int64(1000+i), 0)
		if err := os.Chtimes(name, at, at); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir("writeback-20261130-100000.json", 0o700); err != nil {
		t.Fatal(err)
	}
	if got := savedHere(); !slices.Equal(got, []string{"writeback-20261101-100000-masked.json", "writeback-20261129-100000.json"}) {
		t.Errorf("offered %v", got)
	}
}
