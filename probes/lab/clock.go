package lab

import (
	"time"

	"example.com/writeback-doctor/probes"
)

// fastClock runs so many times as fast as the real one and starts at a moment
// of its own.
func fastClock(real probes.Clock, start time.Time, speed float64) probes.Clock {
	began := real.Now()
	return probes.Clock{
		Now: func() time.Time {
			return start.Add(scale(real.Now().Sub(began), speed))
		},
		After: func(d time.Duration) <-chan time.Time {
			return real.After(scale(d, 1/speed))
		},
	}
}

func scale(d time.Duration, by float64) time.Duration { return time.Duration(float64(d) * by) }
