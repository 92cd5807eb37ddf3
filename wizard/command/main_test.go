package command_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"testing"

	"example.com/writeback-doctor/probes/lab/planted"
)

// atOnce is how many tests run at the same time. A walk through a world spends
// its time waiting, for an idle connection above all, so that more of them fit
// than there are processors.
const atOnce = "32"

// Garbage is looked for when so much of it lies about, in percent of what is in
// use, and before the process takes so much: a sixth of the time went into
// looking.
const (
	garbage = 400
	inAll   = 700 << 20
)

func TestMain(m *testing.M) {
	flag.Parse()
	if err := flag.Set("test.parallel", atOnce); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	debug.SetGCPercent(garbage)
	debug.SetMemoryLimit(inAll)
	stop := planted.Watch()
	code := m.Run()
	seen, found := stop()
	for _, one := range found {
		fmt.Fprintln(os.Stderr, one)
		code = 1
	}
	fmt.Printf("%d processes were watched, and %d of their arguments and variables held a secret\n", seen, len(found))
	os.Exit(code)
}

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
		if code, _, errs := run(t, nil, "check", "--world", world, "--case", path); code != want {
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
