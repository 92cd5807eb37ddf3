package heard

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Ticket is what somebody who opens a ticket needs of a screen. Each is "" where
// the text has none.
type Ticket struct {
	Correlation string // ID of the request in the cloud
	Support     string // code of the page for its support
	At          string // when it happened, as the screen writes it
}

// writtenTime is how screens and exports write a time.
const writtenTime = `[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:Z|[+\-][0-9]{2}:[0-9]{2})?|[0-9]{4}[-/.] ?[0-9]{1,2}[-/.] ?[0-9]{1,2}\.? (?:(?:오전|오후|AM|PM) )?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: (?:AM|PM))?|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4},? [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: (?:AM|PM|오전|오후))?`

var (
	guidShape = pattern(`(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
	// A page names the request and what correlates it; its support asks for the latter.
	correlation  = pattern(`(?i)(?:correlation|korrelations?|corr[ée]lation|correlaci[óo]n|correlazione|correlação|correlati[eo]|相関|関連付け|相关性?|关联|關聯|상관 ?관계|연관)[\s\-]?(?:id|아이디|식별자)?\s{0,3}[:=：]?\s{0,3}["']?$`)
	request      = pattern(`(?i)(?:request|요청|tracking|추적|trace)[\s\-]?(?:id|아이디|식별자)?\s{0,3}[:=：]?\s{0,3}["']?$`)
	supportShape = pattern(`(?i)(?:support ?code|지원 ?코드)\s{0,3}[:=]\s{0,3}([^\s,;]{4,64})`)
	timeShape    = pattern(writtenTime)
	// stampShape is a time in front of a line of a log as well, with its year or without.
	stampShape = pattern(writtenTime + `|[A-Z][a-z]{2} {1,2}[0-9]{1,2} [0-9]{2}:[0-9]{2}(?::[0-9]{2}(?: 20[0-9]{2})?)?`)
)

// ticket takes out of a screen what its support asks for. Of several requests
// the first is that of the whole page.
func ticket(text string) Ticket {
	var t Ticket
	t.Correlation = requestIn(text)
	if holdsAny(strings.ToLower(text), "support", "지원") {
		if m := supportShape().FindStringSubmatch(text); m != nil {
			t.Support = m[1]
		}
	}
	if t.Correlation != "" || t.Support != "" {
		t.At = stampShape().FindString(text)
	}
	return t
}

// requestIn is the ID by which the cloud knows a request, "" for none.
func requestIn(text string) string {
	if !strings.Contains(text, "-") {
		return ""
	}
	all := guidShape().FindAllStringIndex(text, mostStamps)
	for _, label := range []func() *regexp.Regexp{correlation, request} {
		for _, m := range all {
			if label().MatchString(wholeRunes(text[max(0, m[0]-hintReach):m[0]])) {
				return strings.ToLower(text[m[0]:m[1]])
			}
		}
	}
	return ""
}

// Event is one of several events that somebody pasted.
type Event struct {
	Code string // its number
	At   string // its time as it is written there
}

// mostStamps is how many times of a text are looked at.
const mostStamps = 500

// timeReach is how far from the number of an event its time may stand, in bytes.
const timeReach = 300

// events are the numbers of the events of an export with their times, oldest
// first where all times can be compared. One event alone is none of several.
func events(text string, all []found) []Event {
	if len(all) < 2 {
		return nil
	}
	stamps := stampShape().FindAllStringIndex(text, mostStamps)
	type dated struct {
		Event
		at time.Time
	}
	var list []dated
	again := copies(text, all, stamps)
	for _, f := range all {
		stamp := nearest(text, f.at, stamps)
		if strings.Trim(f.code, "0123456789") != "" || stamp == "" || slices.Contains(again, f.at) {
			continue
		}
		if d := (dated{Event{f.code, stamp}, moment(stamp)}); !slices.Contains(list, d) && len(list) < mostCodes {
			list = append(list, d)
		}
	}
	if len(list) < 2 {
		return nil
	}
	if !slices.ContainsFunc(list, func(d dated) bool { return d.at.IsZero() || (d.at.Year() == 0) != (list[0].at.Year() == 0) }) {
		slices.SortStableFunc(list, func(a, b dated) int { return cmp.Compare(a.at.UnixNano(), b.at.UnixNano()) })
	}
	told := make([]Event, len(list))
	for i, d := range list {
		told[i] = d.Event
	}
	return told
}

// copies are the places of events as text that stand once more behind it as XML, which
// is how the Event Viewer copies one: the XML says in which zone its time is.
func copies(text string, all []found, stamps [][]int) []int {
	if !strings.Contains(text, tagOfEvent) {
		return nil
	}
	var twice []int
	var open []found        // as text, since the last in XML: the number, and what else says it
	for _, f := range all { // in the order of the text
		before := text[max(0, f.at-hintReach):f.at]
		if tag := strings.LastIndex(before, tagOfEvent); tag < 0 || strings.Contains(before[tag:], "</") {
			open = append(open, f)
			continue
		}
		for _, o := range open {
			if o.code == f.code && alike(nearest(text, o.at, stamps), nearest(text, f.at, stamps)) {
				twice = append(twice, o.at)
			}
		}
		open = nil // the next one begins with its own text
	}
	return twice
}

// tagOfEvent is in front of the number of an event in XML.
const tagOfEvent = "<EventID"

// alike reports whether two times can be one, written in two zones: they differ by
// quarters of an hour. A time in a way that is not known can be any.
func alike(a, b string) bool {
	one, other := moment(a), moment(b)
	apart := one.Truncate(time.Second).Sub(other.Truncate(time.Second)).Abs()
	return one.IsZero() || other.IsZero() || apart < 24*time.Hour && apart%(15*time.Minute) == 0
}

// nearest is the time that stands nearest to a place, in its line where one
// does, "" where none is near. What stands behind an empty line is of another
// event.
func nearest(text string, at int, stamps [][]int) string {
	best, far := "", timeReach
	for _, m := range stamps {
		distance := max(m[0]-at, at-m[1], 0)
		between := text[min(m[0], at):max(m[1], at)]
		if strings.Contains(between, "\n") {
			distance += timeReach / 2
		}
		if distance < far && !emptyLine().MatchString(between) {
			best, far = text[m[0]:m[1]], distance
		}
	}
	return best
}

var emptyLine = pattern(`\n[ \t]*\n`)

// layouts are the ways in which times are written, with the half of the day in
// front or behind. Nobody knows the zone; it is the same in one paste.
var layouts = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05.999999999", "2006-01-02 15:04",
	"2006-1-2 PM 3:04:05", "2006-1-2 15:04:05", "2006-1-2 3:04:05 PM", "1/2/2006 3:04:05 PM", "2.1.2006 15:04:05", "2/1/2006 15:04:05",
	"Jan _2 15:04:05 2006", time.Stamp, "Jan _2 15:04",
}

// moment reads a time, zero where it is written in a way that is not known.
func moment(stamp string) time.Time {
	stamp = strings.NewReplacer("오전", "AM", "오후", "PM", ",", "", "/", "/", ". ", "-").Replace(stamp)
	if len(stamp) > 4 && (stamp[4] == '/' || stamp[4] == '.') && strings.Trim(stamp[:4], "0123456789") == "" {
		stamp = strings.NewReplacer("/", "-", ".", "-").Replace(stamp[:min(10, len(stamp))]) + stamp[min(10, len(stamp)):]
	}
	for _, layout := range layouts {
		if at, err := time.Parse(layout, stamp); err == nil {
			return at
		}
	}
	return time.Time{}
}
