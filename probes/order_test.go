package probes_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"example.com/writeback-doctor/probes"
)

// It sorts as the library does, and keeps the order of what is equal.
func TestSortStable(t *testing.T) {
	t.Parallel()
	type pair struct{ key, came int }
	random := rand.New(rand.NewPCG(1, 2))
	for size := range 200 {
		list := make([]pair, size)
		for i := range list {
			list[i] = pair{random.IntN(1 + size/4), i}
		}
		want := slices.Clone(list)
		byKey := func(a, b pair) int { return a.key - b.key }
		slices.SortStableFunc(want, byKey)
		if probes.SortStable(list, byKey); !slices.Equal(list, want) {
			t.Fatalf("got %v, want %v", list, want)
		}
	}
	probes.SortStable([]pair(nil), func(pair, pair) int { return 0 })
}
