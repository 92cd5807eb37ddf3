package lab

import (
	"time"

	"example.com/writeback-doctor/probes"
)

// events is the Application log.
type events struct {
	heartbeat time.Duration // between two heartbeats; 0 is none at all
	until     time.Duration // age of the last heartbeat; 0 is going on
	beats     int           // how many heartbeats are handed over; what is before the oldest is not told
	gap       gapIn         // in which none was written
	excerpt   probes.YesNo  // somebody exported it and may have chosen
	cut       probes.YesNo  // somebody saved it, and it is not whole
	oldest    time.Duration // age of the oldest record
	relays    []string      // short names that the heartbeats print
	list      []event
}

// gapIn is a time without a heartbeat, so long ago.
type gapIn struct{ from, until time.Duration }

// event is one event, so long ago; negative is still to come.
type event struct {
	ago      time.Duration
	provider string
	id       int
	level    probes.Maybe[int]
	tracking string
	codes    []string
	hosts    []string
	text     string
}

func (e *events) keys() keys {
	return keys{
		"heartbeat": span(&e.heartbeat),
		"until":     span(&e.until),
		"excerpt":   yesNo(&e.excerpt),
		"cut":       yesNo(&e.cut),
		"beats":     number(&e.beats, 1, 600),
		"gap":       section(keys{"from": span(&e.gap.from), "until": span(&e.gap.until)}),
		"oldest":    span(&e.oldest),
		"relays":    texts(&e.relays),
		"list":      list(&e.list, event{provider: "PasswordResetService"}, (*event).bind),
	}
}

func (e *event) bind() bind {
	return section(keys{
		"ago":      either(&e.ago),
		"provider": oneOf(&e.provider, "PasswordResetService", "ADSync", "Directory Synchronization"),
		"id":       number(&e.id, 1, 65535),
		"level":    maybeNumber(&e.level, 5),
		"tracking": text(&e.tracking),
		"codes":    texts(&e.codes),
		"hosts":    texts(&e.hosts),
		"text":     text(&e.text),
	})
}
