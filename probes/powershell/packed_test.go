package powershell

import (
	"flag"
	"testing"

	"example.com/writeback-doctor/probes/packed/packedtest"
)

var pack = flag.Bool("pack", false, "make collect.ps1.gz anew")

func TestPackedScriptIsTheOneThatPeopleRead(t *testing.T) {
	t.Parallel()
	packedtest.Keep(t, packedCollect, collectScript, *pack)
}
