package lab

import (
	"time"
)

// limitAttributes are the schema GUIDs of the attributes whose reading is denied
// where they are hidden, because their absence would free the account (Win32 AD
// schema reference).
var limitAttributes = map[string]string{ //nolint:gochecknoglobals // a table
	"accountExpires":   "bf967915-0de6-11d0-a285-00aa003049e2",
	"logonHours":       "bf9679ab-0de6-11d0-a285-00aa003049e2",
	"userWorkstations": "bf9679d7-0de6-11d0-a285-00aa003049e2",
}

// What the logon hours of an account can be.
const (
	hoursAll    = "all"     // every hour, spelled out
	hoursNone   = "none"    // never
	hoursOffice = "office"  // from Monday to Friday, 00:00 to 12:00 UTC: the day of Korea
	hoursNotNow = "not-now" // all but the hour in which the world starts
	hoursThen   = "then"    // that hour alone
)

// logonHours are the 168 hours of a week from Sunday 00:00 UTC, the lowest bit
// of a byte first (MS-SAMR 2.2.6.5); nil for "", which is not set.
func logonHours(which string, start time.Time) []byte {
	if which == "" {
		return nil
	}
	start = start.UTC()
	raw := make([]byte, 21)
	for hour := range len(raw) * 8 {
		now := hour == int(start.Weekday())*24+start.Hour()
		day := time.Weekday(hour / 24)
		office := day >= time.Monday && day <= time.Friday && hour%24 < 12
		if which == hoursAll || which == hoursOffice && office || which == hoursNotNow && !now || which == hoursThen && now {
			raw[hour/8] |= 1 << (hour % 8)
		}
	}
	return raw
}
