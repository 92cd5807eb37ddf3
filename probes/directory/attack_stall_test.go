package directory_test

import (
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"example.com/writeback-doctor/probes"
)

// TestAttackStalls lets a controller fall silent while many wait on the one
// connection to it. Each of them hears that it stalled, and none that it cut
// the connection, which is what we did then.
func TestAttackStalls(t *testing.T) {
	t.Parallel()
	for _, waiting := range []int{4, 10, 40} {
		t.Run(fmt.Sprint(waiting), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				quiet := make(chan struct{})
				w := newWorld(t, &controller{matches: func(string, string) []string { <-quiet; return nil }})
				defer close(quiet)
				if _, err := w.Domain(t.Context()); err != nil {
					t.Fatal(err)
				}
				var all sync.WaitGroup
				for i := range waiting {
					all.Go(func() {
						time.Sleep(time.Duration(i%4) * 4 * time.Second)
						if got, _ := kindOf(t, errorOf(w.Account(t.Context(), fmt.Sprintf("svc%d", i)))); got != probes.Stalled {
							t.Errorf("question %d: got %s, want stalled", i, got)
						}
					})
				}
				all.Wait()
			})
		})
	}
}
