package symptom

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"example.com/writeback-doctor/steps/lang"
)

// The words that stand in front of an event's number, in callers' notes and in
// the Event Viewer.
var (
	eventWord  = lang.Text{Ko: "이벤트", En: "events?|eventid"}
	numberWord = lang.Text{Ko: "번호|코드|아이디", En: "ids?|no|number|code"}
)

var (
	numberShape = pattern(`[0-9]{4,5}`)
	eventHint   = pattern(`(?i)(?:` + eventWord.Ko + `|` + eventWord.En + `)\s{0,3}(?:` + numberWord.Ko + `|` + numberWord.En + `)?` + gap)
	idHint      = pattern(`(?i)(?:^|[^a-z])ids?` + gap)
	eventLine   = pattern(`(?i)` + eventWord.Ko + `|event|adsync|passwordresetservice`)
	sourceLine  = pattern(`(?i)adsync|passwordresetservice`)
	anyLetter   = pattern(`\pL`)
)

// gap is what may stand between a hint and its number.
const gap = `\s{0,3}[:#=.(\["'|]{0,2}\s{0,12}$`

// hintReach is how many bytes in front of a number are searched for a hint, and
// lineReach how many on both sides are searched for talk of events. Without an
// end, one long line would be read again for each of its numbers.
const (
	hintReach = 48
	lineReach = 200
)

// findEvents finds the numbers of known events behind a hint or alone. A
// number of four digits is too common to stand without an event around it, and
// the most common of them without the name of a source.
// Behind the word event itself, a number of the sources' range is kept even
// when no page explains it.
func findEvents(text string) []found {
	var all []found
	for _, m := range numberShape().FindAllStringIndex(text, -1) {
		number := text[m[0]:m[1]]
		if !bounded(text, m[0], m[1]) {
			continue
		}
		id, _ := strconv.Atoi(number) // five digits at most
		_, known := events[id]
		before := window(text, m[0])
		hinted := eventHint().MatchString(before)
		switch {
		case numberlessLabel().MatchString(before):
			continue
		case hinted && (known || ofWriteback(id)):
		case known && idHint().MatchString(before):
		case known && alone(text, m[0], m[1]) && (len(number) == 5 || aboutEvents(text, m[0], everyday(id))):
		default:
			continue
		}
		all = append(all, found{at: m[0], code: number})
	}
	return all
}

// ofWriteback reports whether PasswordResetService uses numbers of this range.
func ofWriteback(id int) bool { return id >= 31000 && id < 34000 }

// everyday reports whether people write a number of four digits for other
// things, too.
func everyday(id int) bool { return id < 6100 && id != 4724 }

// window returns the end of the line in front of a position, whole runes only.
func window(text string, end int) string {
	piece := wholeRunes(text[max(0, end-hintReach):end])
	return piece[strings.LastIndexByte(piece, '\n')+1:]
}

// aboutEvents reports whether the line around a position speaks of events, or
// holds nothing but numbers; of a number of every day, whether it names a source.
func aboutEvents(text string, at int, everyday bool) bool {
	before := text[max(0, at-lineReach):at]
	before = before[strings.LastIndexByte(before, '\n')+1:]
	after, _, _ := strings.Cut(text[at:min(len(text), at+lineReach)], "\n")
	line := wholeRunes(before) + after
	if everyday {
		return sourceLine().MatchString(line)
	}
	return eventLine().MatchString(line) || !anyLetter().MatchString(line)
}

// wholeRunes drops the rest of a rune that a cut left in front.
func wholeRunes(s string) string {
	start := 0
	for start < len(s) && !utf8.RuneStart(s[start]) {
		start++
	}
	return s[start:]
}
