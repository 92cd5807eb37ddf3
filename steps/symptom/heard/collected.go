package heard

import "strings"

var (
	// snareEvent is a record of the Snare agent: counter, time, number of the event,
	// source ("Snare Agent for Windows", format of a record).
	snareEvent = pattern(`MSWinEventLog[\s,#]+[0-9][\s,#]+[A-Za-z][^0-9\n]{0,60}?[\s,#][0-9 ]{1,10}[\s,#]+[A-Z][a-z]{2} [A-Z][a-z]{2} [0-9 :]{10,18}[\t ,#]+([0-9]{3,5})[\t ,#]+([A-Za-z][^\t,#\n]{2,50})`)
	// commonEvent is the header of a record in the Common Event Format of ArcSight or
	// the Log Event Extended Format of QRadar: vendor, product and version, and in the
	// next place the number of the event, which may stand behind its source.
	commonEvent = pattern(`(?:CEF:\s?[0-9]|LEEF:[0-9](?:\.[0-9])?)\|((?:[^|\n]{0,60}\|){3}[^|\n]{0,60}?)([0-9]{3,5})\|`)
)

// findCollected finds events in the records of collectors by their place.
func (r Reader) findCollected(text string) []found {
	var all []found
	for _, m := range snareEvent().FindAllStringSubmatchIndex(text, mostLooks) {
		if code := text[m[2]:m[3]]; r.kept(code) && oneOf(strings.ToLower(text[m[4]:m[5]]), sources) {
			all = append(all, found{at: m[2], code: code})
		}
	}
	for _, m := range commonEvent().FindAllStringSubmatchIndex(text, mostLooks) {
		code := text[m[4]:m[5]]
		if bounded(text, m[4], m[5]) && r.kept(code) && (sourceLine().MatchString(text[m[2]:m[3]]) || sourceLine().MatchString(around(text, m[4]))) {
			all = append(all, found{at: m[4], code: code})
		}
	}
	return all
}
