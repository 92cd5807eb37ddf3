package command

import (
	"flag"
	"testing"

	"example.com/writeback-doctor/probes/packed/packedtest"
)

var pack = flag.Bool("pack", false, "make notices.txt.gz anew")

func TestPackedNoticesAreThoseOfTheFile(t *testing.T) {
	t.Parallel()
	packedtest.Keep(t, notices, "notices.txt", *pack)
}
