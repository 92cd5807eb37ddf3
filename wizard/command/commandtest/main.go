package commandtest

import (
	"flag"
	"fmt"
	"os"
	"runtime/debug"
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

// Main is the TestMain of a package that walks worlds. It returns the exit code: 1 where
// an argument or a variable of a process that the tests started held a secret, besides
// where a test failed.
func Main(m *testing.M) int {
	flag.Parse()
	if err := flag.Set("test.parallel", atOnce); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
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
	fmt.Fprintf(os.Stdout, "%d processes were watched, and %d of their arguments and variables held a secret\n", seen, len(found))
	return code
}
