package probes_test

import (
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

// The controller's clock dates what stands in the directory, however far this
// machine's is from it; what it did not tell is not guessed.
func TestTimeOfAController(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 28, 9, 0, 0, 400_000_000, time.UTC)
	for name, c := range map[string]struct {
		said, later, want time.Duration // after at; said 0 is not told
		took              time.Duration
	}{
		"this machine 26 hours behind": {said: 26 * time.Hour, later: time.Minute, want: 26*time.Hour + time.Minute - time.Second, took: time.Second},
		"this machine 26 hours ahead":  {said: -26 * time.Hour, later: time.Minute, want: -26*time.Hour + time.Minute, took: time.Second},
		"rounded down to the second":   {said: -400 * time.Millisecond, later: time.Minute, want: time.Minute, took: time.Second},
		"a slow look":                  {said: 4 * time.Second, later: time.Minute, want: time.Minute, took: 5 * time.Second},
	} {
		d := probes.Domain{Seen: probes.Seen{At: at, Took: c.took}, CurrentTime: at.Add(c.said)}
		if got, want := d.TimeAt(at.Add(c.later)), at.Add(c.want); !got.Equal(want) {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
		d.CurrentTime = time.Time{}
		if got := d.TimeAt(at); !got.IsZero() {
			t.Errorf("%s, not told: got %s", name, got)
		}
	}
}
