package reenable

import (
	"encoding/json"
	"fmt"
)

// LegsOf are the times of a reset that this program made, by what it kept of it:
// sent, accepted and ended by our clock, the event by that of the server, directory
// by that of the controller, here when it was seen from here.
func LegsOf(tried json.RawMessage) ([]Leg, error) {
	var a attempt
	if err := json.Unmarshal(tried, &a); err != nil {
		return nil, fmt.Errorf("read the attempt: %w", err)
	}
	var legs []Leg
	add := func(leg Leg) {
		if !leg.At.IsZero() {
			legs = append(legs, leg)
		}
	}
	if a.Cloud != nil {
		add(Leg{Where: "sent", At: a.Cloud.Sent})
		add(Leg{Where: "accepted", At: a.Cloud.Accepted})
		add(Leg{Where: "ended", At: a.Cloud.Ended})
	}
	if a.Direct != nil {
		add(Leg{Where: "sent", At: a.Direct.Sent})
		add(Leg{Where: "answered", At: a.Direct.Answered})
	}
	_, server := a.Watch.newestOf(a.Watch.words())
	add(Leg{Where: "event", At: server})
	if at := a.Watch.arrival(); !at.changed.IsZero() {
		leg := Leg{Where: "directory", At: at.changed}
		if ahead, known := a.Watch.Account.Ahead.Get(); known {
			ms := ahead.Milliseconds()
			leg.Ahead = &ms
		}
		add(leg)
		add(Leg{Where: "here", At: a.Watch.readFirst(at)})
	}
	return legs, nil
}
