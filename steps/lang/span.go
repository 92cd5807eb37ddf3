package lang

import (
	"strconv"
	"strings"
	"time"
)

// The lengths in which people count.
const (
	day  = 24 * time.Hour
	year = 8766 * time.Hour // 365.25 days
)

// Span writes a length of time in the one unit in which people count it, cut
// off and never rounded up: "5 days" is at least five.
func Span(l Language, d time.Duration) string {
	switch {
	case d < time.Minute:
		return Text{Ko: "1분 미만", En: "less than a minute"}.In(l)
	case d < time.Hour:
		return count(l, d, time.Minute, Text{Ko: "분", En: "minute"})
	case d < 2*day:
		return count(l, d, time.Hour, Text{Ko: "시간", En: "hour"})
	case d < 2*year:
		return count(l, d, day, Text{Ko: "일", En: "day"})
	default:
		return count(l, d, year, Text{Ko: "년", En: "year"})
	}
}

// Period writes a length of time that somebody set or measured, to the second:
// "2 hours", "1 day 12 hours". What is shorter than a second is left out.
func Period(l Language, d time.Duration) string {
	var parts []string
	for _, unit := range []struct {
		is   time.Duration
		word Text
	}{
		{day, Text{Ko: "일", En: "day"}},
		{time.Hour, Text{Ko: "시간", En: "hour"}},
		{time.Minute, Text{Ko: "분", En: "minute"}},
		{time.Second, Text{Ko: "초", En: "second"}},
	} {
		if d >= unit.is || unit.is == time.Second && len(parts) == 0 {
			parts = append(parts, count(l, d, unit.is, unit.word))
		}
		d %= unit.is
	}
	return strings.Join(parts, " ")
}

func count(l Language, d, unit time.Duration, word Text) string {
	n := int64(d / unit)
	switch {
	case l == Korean:
		return strconv.FormatInt(n, 10) + word.Ko
	case n == 1:
		return "1 " + word.En
	default:
		return strconv.FormatInt(n, 10) + " " + word.En + "s"
	}
}
