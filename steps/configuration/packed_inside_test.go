package configuration

import (
	"flag"
	"testing"

	"example.com/writeback-doctor/probes/packed/packedtest"
)

var pack = flag.Bool("pack", false, "make data/licenses.csv.gz anew")

func TestPackedProductsAreThoseOfTheTable(t *testing.T) {
	t.Parallel()
	packedtest.Keep(t, licensesCSV, "data/licenses.csv", *pack)
}
