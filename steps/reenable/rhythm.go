package reenable

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// The rhythm is the heartbeat of a day, one character for five minutes. All of
// them are ASCII, and each is told apart by its form alone.
const (
	rhythmSpan = 24 * time.Hour
	rhythmSlot = 5 * time.Minute
	rhythmLine = 4 * time.Hour // in one line of the picture

	beatThere   = '|'
	beatMissing = '.'
	beatFailing = 'x' // missing, and the service notes an error of its relay
	beatUnknown = '?' // the log does not reach that far
)

// lateAfter is how long the heartbeat may be missing before that is told: two of
// them in a row, which come about every 5 minutes ("How does self-service
// password reset writeback work").
const lateAfter = 10 * time.Minute

// beatsAtMost is how many heartbeats scripts of older versions asked for, without
// saying that they left out what was before.
const beatsAtMost = 200

// rhythm draws the heartbeats of the day before the log was read, oldest first;
// "" for a log of which nobody says when that was.
func rhythm(log probes.EventLog) string {
	if log.At.IsZero() {
		return ""
	}
	beats, reach := beatsIn(log), reachOf(log)
	var drawn strings.Builder
	for end := log.At.Add(rhythmSlot - rhythmSpan); !end.After(log.At); end = end.Add(rhythmSlot) {
		drawn.WriteByte(slotAt(log, beats, reach, end))
	}
	return drawn.String()
}

// slotAt is what the five minutes up to a moment look like. A heartbeat counts
// for ten minutes, so that one which comes a little late is not missed.
func slotAt(log probes.EventLog, beats []time.Time, reach, end time.Time) byte {
	within := func(at time.Time, span time.Duration) bool { return !at.After(end) && end.Sub(at) < span }
	switch {
	case slices.ContainsFunc(beats, func(at time.Time) bool { return within(at, lateAfter) }):
		return beatThere
	case reach.IsZero() || end.Add(-lateAfter).Before(reach):
		return beatUnknown
	case slices.ContainsFunc(log.Events, func(e probes.Event) bool { return within(e.At, rhythmSlot) && ofRelay(e) }):
		return beatFailing
	default:
		return beatMissing
	}
}

// ofRelay reports whether an event says that a relay is not reached.
func ofRelay(e probes.Event) bool {
	return slices.ContainsFunc(decode(e), func(c Code) bool { return c.kind == listener || c.kind == stopped })
}

// beatsIn are the moments of the heartbeats, oldest first.
func beatsIn(log probes.EventLog) []time.Time {
	var beats []time.Time
	for _, e := range log.Events {
		if e.ID == heartbeat && strings.EqualFold(e.Provider, resetService) && !e.At.After(log.At) {
			beats = append(beats, e.At)
		}
	}
	probes.SortStable(beats, time.Time.Compare)
	return beats
}

// reachOf is from when on a missing heartbeat is one that was not written: from
// the oldest record on, and no longer back than heartbeats were asked for. Zero
// is not known.
func reachOf(log probes.EventLog) time.Time {
	if log.Oldest.IsZero() || log.Since.IsZero() || log.Lacks() {
		return time.Time{}
	}
	reach := log.Since
	for _, moment := range []time.Time{log.Oldest, log.BeatsFrom} {
		if moment.After(reach) {
			reach = moment
		}
	}
	if beats := beatsIn(log); len(beats) >= beatsAtMost && log.BeatsFrom.IsZero() && beats[0].After(reach) {
		reach = beats[0]
	}
	return reach
}

// gap is a time without a heartbeat.
type gap struct{ from, until time.Time }

// gapsIn are the times of the day before the log was read in which the heartbeat
// was missing for more than ten minutes and came back.
func gapsIn(log probes.EventLog) []gap {
	var gaps []gap
	start, reach := log.At.Add(-rhythmSpan), reachOf(log)
	if reach.IsZero() {
		return nil
	}
	if reach.After(start) {
		start = reach
	}
	for _, at := range beatsIn(log) {
		if at.Sub(start) > lateAfter {
			gaps = append(gaps, gap{start, at})
		}
		if at.After(start) {
			start = at
		}
	}
	return gaps
}

// rhythmArgs fill what the picture and its gaps are told with.
func rhythmArgs(log probes.EventLog, args tell.Args) {
	args["rhythm"], args["gaps"] = tell.Words.Of(rhythm(log)), tell.Number.Of("")
	args["gap_at"], args["gap_until"] = tell.Moment.Unknown(), tell.Moment.Unknown()
	gaps := gapsIn(log)
	if len(gaps) == 0 {
		return
	}
	longest := slices.MaxFunc(gaps, func(a, b gap) int { return int(a.until.Sub(a.from) - b.until.Sub(b.from)) })
	args["gaps"], args["gap_at"], args["gap_until"] = tell.Count(len(gaps)), tell.At(longest.from), tell.At(longest.until)
}

// gapDetails tell of heartbeats that were missing and came back.
var gapDetails = []lang.Text{{
	Ko: "지난 24시간 동안 신호가 10분 넘게 없었던 때가 {gaps}번 있습니다. 가장 긴 것은 {gap_at}부터 {gap_until}까지입니다. 그동안의 재설정은 서버에 도착하지 못했을 수 있습니다.",
	En: "In the last 24 hours the heartbeat was missing for more than 10 minutes {gaps} {gaps|time|times}, the longest from {gap_at} to {gap_until}. Resets of that time may not have arrived at the server.",
}}

// tellRhythm draws the picture, four hours a line.
func tellRhythm(args tell.Args) []lang.Text {
	drawn := args["rhythm"].String()
	if !strings.ContainsAny(drawn, string([]rune{beatThere, beatMissing, beatFailing})) {
		return nil // nothing is known, and a picture says no more
	}
	lines := []lang.Text{{
		Ko: "Connect 서버가 지난 24시간 동안 보낸 신호(글자 하나가 5분): " + string(beatThere) + " 보냄, " + string(beatMissing) + " 10분 넘게 보내지 않음, " + string(beatFailing) + " 보내지 못하고 오류를 남김, " + string(beatUnknown) + " 기록 없음",
		En: "Heartbeat of the last 24 hours (a character is 5 minutes): " + string(beatThere) + " there, " + string(beatMissing) + " missing for more than 10 minutes, " + string(beatFailing) + " missing with an error, " + string(beatUnknown) + " no record",
	}}
	width := int(rhythmLine / rhythmSlot)
	for i := 0; i+width <= len(drawn); i += width {
		if strings.Trim(drawn[:i+width], string(beatUnknown)) == "" {
			continue // before the log
		}
		hours := strconv.Itoa(int((rhythmSpan - time.Duration(i)*rhythmSlot) / time.Hour))
		if len(hours) < 2 {
			hours = "0" + hours
		}
		line := "-" + hours + "h " + drawn[i:i+width]
		lines = append(lines, lang.Text{Ko: line, En: line})
	}
	return lines
}

// eventsSince is the start of the span, the same for the whole walk.
func eventsSince(env steps.Env, facts steps.Facts) time.Time {
	begun, err := time.Parse(time.RFC3339, facts[steps.Started])
	if err != nil {
		begun = env.Now()
	}
	return begun.UTC().Add(-eventsBack)
}
