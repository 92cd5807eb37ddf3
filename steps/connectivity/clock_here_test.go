package connectivity

import (
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// TestAWrongClockHere is told only where the clocks that were asked agree, where
// it is off by more than is tolerated, and never in place of the server's.
func TestAWrongClockHere(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	read := func(host string, ahead time.Duration) reading {
		return reading{Seen: probes.Seen{At: now, Took: time.Second}, Host: host, Time: now.Add(ahead)}
	}
	here := probes.Seen{Vantage: probes.Vantage{Place: probes.Here, Host: "helpdesk"}, At: now}
	for name, c := range map[string]struct {
		seen clocks
		want steps.Outcome
	}{
		"a day fast":           {clocks{Seen: here, Now: now, Directory: read("dc1", -26*time.Hour), Cloud: read("cloud", -26*time.Hour)}, "here-fast"},
		"a day slow":           {clocks{Seen: here, Now: now, Directory: read("dc1", 26*time.Hour), Cloud: read("cloud", 26*time.Hour)}, "here-slow"},
		"the controller alone": {clocks{Seen: here, Now: now, Directory: read("dc1", -time.Hour)}, "here-fast"},
		"four minutes":         {clocks{Seen: here, Now: now, Directory: read("dc1", -4*time.Minute)}, steps.Unseen},
		"the others differ":    {clocks{Seen: here, Now: now, Directory: read("dc1", -26*time.Hour), Cloud: read("cloud", 0)}, "skewed"},
		"with the server": {clocks{
			Seen: here, Now: now, Server: read("sync01", -26*time.Hour), Directory: read("dc1", -26*time.Hour), Cloud: read("cloud", -26*time.Hour),
		}, "here-wrong"},
	} {
		if v := judgeClocks(c.seen); v.On != c.want {
			t.Errorf("%s: got %s, want %s", name, v.On, c.want)
		}
	}
}
