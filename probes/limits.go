package probes

import (
	"encoding/hex"
	"math/bits"
	"time"
)

// Limits are when and where an account may sign in. What was not seen limits
// nobody and frees nobody.
type Limits struct {
	Hours Maybe[Hours] `json:"hours"`
	// Workstations are the names, without their domain, of the machines that it
	// may sign in from: userWorkstations.
	Workstations List[string] `json:"workstations,omitzero" is:"host"`
	Machines     Maybe[int]   `json:"machines"` // how many those are; 0 is every machine
}

// Hours are the hours of a week in which an account may sign in: logonHours in
// hex, 168 bits of which the first is the hour from Sunday 00:00 UTC, the lowest
// bit of a byte first (MS-SAMR 2.2.6.5, SAMPR_LOGON_HOURS). "" is every hour.
type Hours string

// Week is how many hours a week has.
const Week = 7 * 24

// HoursOf is what an attribute holds; nothing where it is no week of hours.
func HoursOf(raw []byte) Maybe[Hours] {
	h := Hours(hex.EncodeToString(raw))
	return KnownIf(h, h.Sound())
}

// Sound reports whether this is a week of hours.
func (h Hours) Sound() bool {
	raw, err := hex.DecodeString(string(h))
	return err == nil && (len(raw) == 0 || len(raw)*8 == Week)
}

// Count is how many hours of the week are allowed.
func (h Hours) Count() int {
	raw, err := hex.DecodeString(string(h))
	if err != nil || len(raw)*8 != Week {
		return Week
	}
	count := 0
	for _, b := range raw {
		count += bits.OnesCount8(b)
	}
	return count
}

// Allow reports whether the hour of a moment is allowed.
func (h Hours) Allow(at time.Time) bool {
	raw, err := hex.DecodeString(string(h))
	if err != nil || len(raw)*8 != Week {
		return true
	}
	at = at.UTC()
	hour := int(at.Weekday())*24 + at.Hour()
	return raw[hour/8]>>(hour%8)&1 == 1
}

// Turns is when what holds at a moment changes: when the allowed hours end, or
// begin. It is zero where they never do.
func (h Hours) Turns(at time.Time) time.Time {
	now, hour := h.Allow(at), at.UTC().Truncate(time.Hour)
	for range Week {
		if hour = hour.Add(time.Hour); h.Allow(hour) != now {
			return hour
		}
	}
	return time.Time{}
}
