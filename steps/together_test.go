package steps_test

import (
	"errors"
	"sync/atomic"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

func TestTogetherRunsAllAndNoMoreThanAllowed(t *testing.T) {
	t.Parallel()
	const limit, all = 2, 9
	var now, most, done atomic.Int32
	work := make([]func(), all)
	for i := range work {
		work[i] = func() {
			for n := now.Add(1); n > most.Load(); {
				most.Store(n)
			}
			done.Add(1)
			now.Add(-1)
		}
	}
	if err := steps.Together(limit, work...); err != nil {
		t.Errorf("got %v, want nil", err)
	}
	if done.Load() != all || most.Load() > limit {
		t.Errorf("ran %d, %d at a time; want %d, at most %d", done.Load(), most.Load(), all, limit)
	}
	if err := steps.Together(0); err != nil {
		t.Errorf("nothing to do: got %v, want nil", err)
	}
}

func TestAPanicBesideIsAnObstacleAndEndsNothingElse(t *testing.T) {
	t.Parallel()
	var done atomic.Int32
	well := func() { done.Add(1) }
	err := steps.Together(1, well, func() { panic("a probe of tomorrow") }, well)
	found, ok := errors.AsType[*probes.Obstacle](err)
	if !ok || found.Kind != probes.Crashed {
		t.Errorf("got %v, want an obstacle of kind %s", err, probes.Crashed)
	}
	if done.Load() != 2 {
		t.Errorf("ran %d of the others, want 2", done.Load())
	}
}
