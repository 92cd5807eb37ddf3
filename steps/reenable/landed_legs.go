package reenable

import (
	"encoding/json"
	"fmt"
	"time"
)

// Leg is when one of the places on the way had a reset.
type Leg struct {
	Where string    `json:"where"` // cloud, server, directory or here
	At    time.Time `json:"at"`    // by the clock of that place
	// Ahead is how far that clock is ahead of ours, as far as that is known, and
	// AfterMS the time since the leg before, with what is known of the clocks.
	Ahead   *int64 `json:"clock_ahead_ms"`
	AfterMS *int64 `json:"after_ms"`
}

// Course is what a watch tells besides its outcome.
type Course struct {
	Since time.Time `json:"since"`
	Until time.Time `json:"until"`
	Ended string    `json:"ended"` // answer, limit, stopped or blind
	Legs  []Leg     `json:"legs"`
}

// CourseOf reads the course out of recorded evidence.
func CourseOf(recorded []byte) (Course, error) {
	var e landed
	if err := json.Unmarshal(recorded, &e); err != nil {
		return Course{}, fmt.Errorf("read the evidence: %w", err)
	}
	course := Course{Since: e.Since, Until: e.Until, Ended: e.Ended, Legs: []Leg{}}
	if e.Since.IsZero() || e.unreadable() {
		return course, nil
	}
	a, none := e.arrival(), int64(0)
	cloud, server := e.newestOf(e.words())
	var ahead *int64
	if e.Account != nil {
		if d, known := e.Account.Ahead.Get(); known {
			ms := d.Milliseconds()
			ahead = &ms
		}
	}
	add := func(where string, at time.Time, ahead *int64) {
		if at.IsZero() {
			return
		}
		leg := Leg{Where: where, At: at, Ahead: ahead}
		if n := len(course.Legs); n > 0 {
			ms := at.Sub(course.Legs[n-1].At).Milliseconds() - ours(ahead) + ours(course.Legs[n-1].Ahead)
			leg.AfterMS = &ms
		}
		course.Legs = append(course.Legs, leg)
	}
	add("cloud", cloud, nil)
	add("server", server, nil)
	if at := latest(a.changed, a.earlier); !at.IsZero() {
		add("directory", at, ahead)
		add("here", e.readFirst(a), &none)
	}
	return course, nil
}

func ours(ahead *int64) int64 {
	if ahead == nil {
		return 0
	}
	return *ahead
}

// readFirst is when the new password was first seen from here.
func (e landed) readFirst(a arrived) time.Time {
	for _, s := range e.Account.States {
		same := s.Password.Version == a.state.Password.Version
		if !s.Password.Version.Seen() {
			same = s.Set.Equal(a.state.Set)
		}
		if same {
			return s.At
		}
	}
	return a.state.At
}
