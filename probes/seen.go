package probes

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
)

// Place says from where something was seen, as far as that changes what the
// evidence is worth. The zero value is a place that nobody noted.
type Place string

// The places. The road to the cloud counts only when it was measured on the
// sync server; the same measurement from anywhere else is a hint.
const (
	Here       Place = "here"        // the machine that this program runs on
	SyncServer Place = "sync-server" // the Microsoft Entra Connect Sync server
	Person     Place = "person"      // somebody said so
)

// Vantage is the machine that saw something.
type Vantage struct {
	Place Place  `json:"place,omitempty"`
	Host  string `json:"host,omitempty" is:"host"` // name of that machine; "" when not known
}

// String returns the host with its place, for details and the JSON of check.
func (v Vantage) String() string {
	switch {
	case v.Place == "" && v.Host == "":
		return ""
	case v.Host == "":
		return string(v.Place)
	case v.Place == "":
		return v.Host
	default:
		return v.Host + " (" + string(v.Place) + ")"
	}
}

// OnSyncServer reports whether the evidence was measured on the Connect
// server, and so may decide about the road to the cloud.
func (v Vantage) OnSyncServer() bool { return v.Place == SyncServer }

// Seen is the stamp that every piece of evidence carries: who saw it, when,
// and how long the look took. Embed it in evidence.
type Seen struct {
	Vantage Vantage       `json:"vantage"`
	At      time.Time     `json:"at"`      // UTC; zero when nothing was seen
	Took    time.Duration `json:"took_ns"` // of the look, not of the walk
}

// CanBe reports whether something that a file tells of can have been seen at a
// moment: neither before there was password writeback, nor in another century.
// The zero time is nobody's note, and a clock that starts at 1970 or 2000 is one
// that nobody has set. What was seen live needs no such rule: this machine's
// clock was there. This does not say that the time is right.
func CanBe(at time.Time) bool {
	const first, last = 2014, 2099
	year := at.UTC().Year()
	return first <= year && year <= last
}

// Witnessed returns the stamp itself, so that a struct which embeds Seen is
// [Evidence].
func (s Seen) Witnessed() Seen { return s }

// Evidence is what a look brings back: a plain struct with a stamp.
type Evidence interface{ Witnessed() Seen }

// YesNo is a fact with three values. The zero value is Unsaid: nobody said.
type YesNo int8

// The three values. In JSON they are null, true and false.
const (
	Unsaid YesNo = iota
	Yes
	No
)

// Said makes a YesNo of a bool that was really seen.
func Said(yes bool) YesNo {
	if yes {
		return Yes
	}
	return No
}

// String returns "yes", "no" or "" for Unsaid.
func (y YesNo) String() string {
	switch y {
	case Yes:
		return "yes"
	case No:
		return "no"
	default:
		return ""
	}
}

// MarshalJSON writes null, true or false.
func (y YesNo) MarshalJSON() ([]byte, error) {
	switch y {
	case Yes:
		return []byte("true"), nil
	case No:
		return []byte("false"), nil
	default:
		return []byte("null"), nil
	}
}

// UnmarshalJSON reads null, true or false, and refuses anything else.
func (y *YesNo) UnmarshalJSON(data []byte) error {
	switch string(bytes.TrimSpace(data)) {
	case "null":
		*y = Unsaid
	case "true":
		*y = Yes
	case "false":
		*y = No
	default:
		return fmt.Errorf("read %s as true, false or null: %w", data, errNotYesNo)
	}
	return nil
}

var errNotYesNo = &json.UnmarshalTypeError{Value: "value", Field: "yes or no"}

// Stale is the obstacle of what was seen too long ago to speak of now.
func (s Seen) Stale() *Obstacle {
	return &Obstacle{Kind: Stale, Host: s.Vantage.Host, Needs: s.At.UTC().Format(time.RFC3339)}
}
