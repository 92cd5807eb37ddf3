package command

import (
	"strconv"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/reenable"
	"example.com/writeback-doctor/wizard/command/misuse"
)

// Bounds of what a watch can be told. A controller that is asked more often than
// fifty times a second has something better to do.
const (
	longestWatch = 24 * time.Hour
	shortestLook = 20 * time.Millisecond
	longestLook  = time.Minute
	clocksApart  = 5 * time.Minute // how far a moment may lie ahead: the most by which clocks in a domain may differ
)

// watching reads how long to watch, and checks from when on, before anything is
// looked at.
func (a landing) watching(now time.Time) (reenable.Watching, error) {
	w := reenable.Watching{Proof: a.flags.proof}
	if a.flags.from != "" && a.flags.world == "" { // a world has its own clock
		if _, err := a.flags.sinceWhen(now); err != nil {
			return w, err
		}
	}
	var err error
	if w.Limit, err = lengthOf("--limit", a.flags.limit, 0, longestWatch); err != nil {
		return w, err
	}
	w.Every, err = lengthOf("--every", a.flags.every, shortestLook, longestLook)
	return w, err
}

// lengthOf reads a length of time within bounds.
func lengthOf(option, text string, least, most time.Duration) (time.Duration, error) {
	d, ok := length(text)
	if ok && d >= least && d <= most {
		return d, nil
	}
	return 0, misuse.New(lang.Text{
		Ko: "{option} 값으로 {value} 값은 쓸 수 없습니다. {least}부터 {most}까지의 시간을 30s, 5m, 2h처럼 적으십시오.",
		En: "{option} cannot be {value}. Give a length of time from {least} to {most}, as in 30s, 5m, 2h.",
	}, lang.Args{"option": option, "value": text, "least": least.String(), "most": most.String()})
}

// length reads 90s, 5m, 2h30m or 3d; never a negative one.
func length(text string) (time.Duration, bool) {
	text = strings.TrimSpace(text)
	if days, found := strings.CutSuffix(text, "d"); found {
		n, err := strconv.Atoi(days)
		const most = 3650
		return time.Duration(n) * 24 * time.Hour, err == nil && n >= 0 && n <= most
	}
	d, err := time.ParseDuration(text)
	return d, err == nil && d >= 0
}

// sinceWhen reads --since: a moment as RFC 3339 writes it, or how long before now.
func (o *own) sinceWhen(now time.Time) (time.Time, error) {
	if at, ok := momentOf(o.from, now); ok {
		return at, nil
	}
	return time.Time{}, misuse.New(lang.Text{
		Ko: "--since 값으로 {value} 값은 쓸 수 없습니다. 얼마 전부터인지(10m, 2h, 1d) 또는 시간대가 든 시각({now})을 적으십시오. 앞으로 올 시각은 쓸 수 없습니다.",
		En: "--since cannot be {value}. Say how long ago (10m, 2h, 1d), or a moment with its time zone ({now}), and none that is still to come.",
	}, lang.Args{"value": o.from, "now": now.Truncate(time.Second).Format(time.RFC3339)})
}

// momentOf reads a moment that was: RFC 3339, or a length of time before now.
func momentOf(text string, now time.Time) (time.Time, bool) {
	text = strings.TrimSpace(text)
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		d, ok := length(text)
		if !ok {
			return time.Time{}, false
		}
		at = now.Add(-d)
	}
	if !probes.CanBe(at) || at.After(now.Add(clocksApart)) {
		return time.Time{}, false
	}
	return at.UTC(), true
}
