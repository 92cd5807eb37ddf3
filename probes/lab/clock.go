package lab

import (
	"time"

	"example.com/writeback-doctor/probes"
)

// fastClock runs so many times as fast as the real one and starts at a moment
// of its own.
func fastClock(system probes.Clock, start time.Time, speed float64) probes.Clock {
	began := system.Now()
	return probes.Clock{
		Now: func() time.Time {
			return start.Add(scale(system.Now().Sub(began), speed))
		},
		After: func(d time.Duration) <-chan time.Time {
			return system.After(scale(d, 1/speed))
		},
	}
}

func scale(d time.Duration, by float64) time.Duration { return time.Duration(float64(d) * by) }
