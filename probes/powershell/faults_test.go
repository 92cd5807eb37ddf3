package powershell

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

func TestAFaultOnTheRoadsIsAnObstacle(t *testing.T) {
	t.Parallel()
	c := New(Config{Exec: func(context.Context, string, ...string) ([]byte, []byte, int, error) { panic("a fault of ours") }})
	_, err := c.Reach(t.Context(), probes.Target{Host: "dc1", Port: 389})
	if o := probes.AsObstacle(err); o == nil || o.Kind != probes.Crashed {
		t.Errorf("got %v, want the obstacle %s", err, probes.Crashed)
	}
}

func TestEventsAreAsOldAsTheServersClockSays(t *testing.T) {
	t.Parallel()
	var runs atomic.Int32
	slow := time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC)
	log, err := New(Config{Exec: server(t, &runs, func(d *Document) { d.At = slow })}).Events(t.Context(), slow.Add(-time.Hour))
	if err != nil || !log.At.Equal(slow) {
		t.Errorf("got events of %s, %v; want %s, by the clock that stamped them", log.At, err, slow)
	}
}
