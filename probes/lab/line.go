package lab

import (
	"slices"
	"time"
)

// line is a time that moves in steps, with those who wait for one of its
// moments.
type line struct {
	now   time.Time
	waits []*wait // the earliest first
}

// wait is one moment that somebody waits for.
type wait struct {
	at    time.Time
	alarm func() // must not wait itself
}

// add puts a wait behind those of the same moment.
func (l *line) add(w *wait) {
	place, _ := slices.BinarySearchFunc(l.waits, w.at, func(w *wait, at time.Time) int {
		if w.at.After(at) {
			return 1
		}
		return -1
	})
	l.waits = slices.Insert(l.waits, place, w)
}

// drop takes a wait away that nobody waits for any more.
func (l *line) drop(w *wait) {
	if place := slices.Index(l.waits, w); place >= 0 {
		l.waits = slices.Delete(l.waits, place, place+1)
	}
}

// upTo is as much of a step as ends at the next wait at the latest.
func (l *line) upTo(step time.Duration) time.Duration {
	if len(l.waits) == 0 {
		return step
	}
	return min(step, l.waits[0].at.Sub(l.now))
}

// move goes one step, and returns whose moment has come.
func (l *line) move(step time.Duration) []*wait {
	l.now = l.now.Add(step)
	due := 0
	for due < len(l.waits) && !l.waits[due].at.After(l.now) {
		due++
	}
	rings := slices.Clone(l.waits[:due])
	l.waits = slices.Delete(l.waits, 0, due)
	return rings
}
