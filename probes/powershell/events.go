package powershell

import (
	"slices"

	"example.com/writeback-doctor/probes"
)

// sorted returns the log with its events newest first. Events of one moment
// keep their order.
func sorted(log probes.EventLog) probes.EventLog {
	log.Events = slices.Clone(log.Events)
	slices.SortStableFunc(log.Events, func(a, b probes.Event) int { return b.At.Compare(a.At) })
	return log
}
