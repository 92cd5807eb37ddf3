//go:build samba

package directory_test

import (
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
)

// fewestCases is how many descriptors a run tries at least, and headCases how
// many of them stand on the domain head.
const (
	fewestCases = 600
	headCases   = 40
	casesAnOU   = 40 // after so many the OU of the mixed ones hands down something else
)

// TestProof writes descriptors to a real controller, lets the product say what
// the connector account may do, and then does it. It is not parallel: nothing
// else may happen in the domain meanwhile.
func TestProof(t *testing.T) {
	seed, cases := fromEnvironment(t, "WRITEBACK_DOCTOR_SEED", rand.Uint64()>>1), fromEnvironment(t, "WRITEBACK_DOCTOR_CASES", fewestCases)
	t.Logf("WRITEBACK_DOCTOR_SEED=%d repeats this run", seed)
	g := newGenerator(seed, people{})
	r := newReferee(newProof(t, g), seed)
	for _, c := range namedCases(r.people) {
		r.try(c)
	}
	r.stillPeculiar()
	r.toldToUsers()
	r.withoutPreWindows2000()
	for n := 0; r.tried < int(cases)-headCases; n++ {
		if n%casesAnOU == 0 {
			r.handDown("OU=Mixed,"+r.base, g.handedDown())
		}
		r.try(g.anyCase(n))
	}
	r.tryHead(g, headCases)
	r.report()
}

func fromEnvironment(t *testing.T, name string, otherwise uint64) uint64 {
	t.Helper()
	text, ok := os.LookupEnv(name)
	if !ok {
		return otherwise
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		t.Fatalf("%s=%q is not a number", name, text)
	}
	return n
}
