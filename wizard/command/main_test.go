package command_test

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"example.com/writeback-doctor/wizard/command/commandtest"
)

func TestMain(m *testing.M) { os.Exit(commandtest.Main(m)) }

// walkedOnce are the case files of worlds that check walked for all tests.
var walkedOnce sync.Map // func() ([]byte, error) by world

// savedWalk is the case file of a world of which a test wants no more than the
// file, in a folder of the test's own. The world is walked once for all tests.
func savedWalk(t *testing.T, world string, want int) string {
	t.Helper()
	walk, _ := walkedOnce.LoadOrStore(world, sync.OnceValues(func() ([]byte, error) {
		dir, err := os.MkdirTemp("", "walked") //nolint:usetesting // it serves all tests, and outlives the one that came first
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(dir)
		path := filepath.Join(dir, "case.json")
		if code, _, errs := commandtest.Run(t, nil, "check", "--world", world, "--case", path); code != want {
			return nil, fmt.Errorf("exit %d, want %d: %s", code, want, errs)
		}
		return os.ReadFile(path)
	}))
	text, err := walk.(func() ([]byte, error))()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "case.json")
	write(t, path, text)
	return path
}
