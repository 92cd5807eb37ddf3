package command_test

import (
	"flag"
	"fmt"
	"os"
	"testing"
)

// atOnce is how many tests run at the same time. A walk through a world spends
// its time waiting, for an idle connection above all, so that more of them fit
// than there are processors.
const atOnce = "4"

func TestMain(m *testing.M) {
	flag.Parse()
	if err := flag.Set("test.parallel", atOnce); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}
