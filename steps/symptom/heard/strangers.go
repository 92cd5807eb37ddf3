package heard

import (
	"regexp"
	"slices"
	"strings"
)

var (
	// sourceField is the field of an event that names its source, in what the Event
	// Viewer, PowerShell, XML and collectors write.
	sourceField = pattern(`(?i)(?:provider(?:[ _]?name)?|source[ _]?name|source|원본|소스)["']?\s{0,20}[:=]\s{0,12}["']?([^"'<>\n,;|=]{2,50})`)
	// stranger is a source of Windows whose events share their small numbers with
	// ours: 1014 is a lost name server, and 6000 a sign-in that nobody listens to.
	stranger = pattern(`(?i)winlogon|dns[ \-]?(?:client|클라이언트)|kerberos|schannel|service control manager|user32|netlogon|time-service|msiinstaller|group ?policy|kernel-|print ?service|outlook|exchange|sql server|microsoft-windows-[a-z]`)
)

// strange reports whether a number is an event of another source: a field says
// so, or the words of its line do, and neither names one of ours.
func strange(text string, start int, known []string) bool {
	line := around(text, start)
	if named := sourcesIn(line); len(named) > 0 {
		return !slices.ContainsFunc(named, func(s string) bool { return oneOf(s, known) })
	}
	if stranger().MatchString(line) {
		return !sourceLine().MatchString(line)
	}
	above, below := block(text, start)
	if named := sourcesIn(above); len(named) > 0 {
		return !oneOf(named[len(named)-1], known)
	}
	named := sourcesIn(below)
	return len(named) > 0 && !oneOf(named[0], known)
}

// sourcesIn are the sources that the fields of a piece of text name. The names of
// logs, which collectors write there too, are none.
func sourcesIn(piece string) []string {
	if !strings.ContainsAny(piece, ":=") {
		return nil
	}
	var named []string
	for _, m := range sourceField().FindAllStringSubmatch(piece, -1) {
		if source := strings.ToLower(strings.TrimSpace(m[1])); !oneOf(source, logNames) {
			named = append(named, source)
		}
	}
	return named
}

var logNames = []string{"wineventlog", "xmlwineventlog", "application"}

func oneOf(source string, known []string) bool {
	return slices.ContainsFunc(known, func(k string) bool { return strings.HasPrefix(source, k) })
}

// block returns what stands around a line in the same record, above and below:
// records are parted by empty lines.
func block(text string, at int) (above, below string) {
	above = wholeRunes(text[max(0, at-lineReach):at])
	above = above[:strings.LastIndexByte(above, '\n')+1]
	above = above[strings.LastIndex(above, "\n\n")+1:]
	_, below, _ = strings.Cut(text[at:min(len(text), at+lineReach)], "\n")
	below, _, _ = strings.Cut(below, "\n\n")
	return above, strings.ToValidUTF8(below, "")
}

// recordCounter is the number that Snare writes in front of the time of an
// event, a counter of its own, and lastCounter another one at the end of its line
// ("Snare Agent for Windows", format of a record).
var (
	recordCounter = pattern(`MSWinEventLog[\s,#]+[0-9][\s,#]+[A-Za-z][^0-9\n]{0,60}?[\s,#]([0-9]{1,10})[\s,#]+[A-Z][a-z]{2} [A-Z][a-z]{2}\s`)
	lastCounter   = pattern(`(?m)MSWinEventLog[^\n]*[\s,#]([0-9]{1,10})\s*$`)
)

// uncounted blanks counters of records.
func uncounted(text string) string {
	if !strings.Contains(text, "MSWinEventLog") {
		return text
	}
	kept := []byte(text)
	for _, counter := range []func() *regexp.Regexp{recordCounter, lastCounter} {
		for _, m := range counter().FindAllStringSubmatchIndex(text, mostLooks) {
			for i := m[2]; i < m[3]; i++ {
				kept[i] = ' '
			}
		}
	}
	return string(kept)
}

// Events of password hash synchronisation have three digits, as rooms have, and
// count where something says that they are events.
var (
	hashShape = pattern(`6(?:11|52|55)`)
	hashList  = pattern(`(?:6(?:11|52|55)\s?번?\s?(?:,|/|\+|&|and|및|와|과|이랑|랑|하고|그리고)\s?)+$`)
	hashHost  = pattern(`(?i)directory synchroni[sz]ation|동기화 ?(?:서버|엔진|서비스)|connect ?(?:server|box|host|machine|서버)|커넥트 ?서버|(?:ad ?)?sync ?(?:server|box|host)|aadc|password hash|암호 ?해시`)
	hostEnds  = pattern(`(?i)(?:directory synchroni[sz]ation|서버|엔진|서비스|server|box|host|machine)(?:에서|에|의|는|에는)?["')\s,:\-]{0,4}$`)
	measured  = pattern(`^\s{0,2}(?i:seconds?\b|secs?\b|minutes?\b|hours?\b|days?\b|초|분|시간|일|년|퍼센트|percent|%|장|쪽|페이지|번방|번 방|번 출구)`)
)

var hashSource = []string{"directory synchronization"}

// findHashEvents finds the errors of password hash synchronisation: behind the
// word event, or with its source or the server beside them.
func (r Reader) findHashEvents(text string) []found {
	var all []found
	tries := map[string]int{}
	for _, m := range hashShape().FindAllStringIndex(text, mostLooks) {
		number := text[m[0]:m[1]]
		if inNumber(text, m[0], m[1]) {
			continue
		}
		if tries[number]++; tries[number] > mostTries {
			continue
		}
		before, behind := window(text, m[0]), after(text, m[1])
		first := hashList().ReplaceAllString(before, "")
		switch listed := len(first) < len(before); {
		case !r.Explained(number), !listed && !alone(text, m[0], m[1]), !bounded(text, m[0], m[1]):
			continue
		case denied(text, m[0], m[1]), measured().MatchString(behind), numberlessLabel().MatchString(first), strange(text, m[0], hashSource):
			continue
		case eventHint().MatchString(first), eventTag().MatchString(first):
		case otherField().MatchString(first), !hashHost().MatchString(around(text, m[0])):
			continue
		case eventBehind().MatchString(behind), strings.HasPrefix(behind, "번"), hostEnds().MatchString(first), strings.Trim(first, ` "'(`) == "":
		default:
			continue
		}
		all = append(all, found{at: m[0], code: number})
	}
	return all
}

// strangeEvent is an event of another source with its number, or one of sign-ins and
// Kerberos by its number alone ("Audit events", 4625 and 4768 to 4776).
var strangeEvent = pattern(`(?i)(?:winlogon|dns[ \-]?client|kerberos|schannel|service control manager|netlogon)[^\n]{0,24}?[0-9]{3,5}|[0-9]{3,5}[^\n]{0,16}?(?:winlogon|dns[ \-]?client|kerberos|schannel)|(?:4625|4768|4769|4771|4776)\s?(?:번 )?(?:events?|이벤트)|(?:event|이벤트)\s?(?:id |번호 )?(?:4625|4768|4769|4771|4776)`)

// ofStrangers reports whether a text is about an event of another source, and
// names nothing of this product.
func ofStrangers(text string) bool {
	text = text[:min(len(text), proseLimit)]
	return strangeEvent().MatchString(text) && !ofProduct().MatchString(text) && !hashHost().MatchString(text) || atVendor(text)
}

var (
	// account is one with a name in front of it, and house whose accounts are those
	// that this program is about. Of a person it is said otherwise: Maria's account.
	account = pattern(`(?:^|[^A-Za-z])(?:[Mm]y|[Hh]is|[Hh]er|[Oo]ur|[Tt]heir|[Yy]our) ([A-Z][A-Za-z]{3,}) (?:account|app|portal|profile|login|log-in|password|subscription|card)(?:$|[^a-z])`)
	house   = pattern(`(?i)^(?:microsoft|windows|entra|azure|office|outlook|teams|active|domain|connect|exchange|adsync|msol|admin|global|sync|service|cloud|company|work|school|corporate|user|staff|network|guest|sspr|writeback|self|onmicrosoft|intune|hello|current|lock|reset)`)
)

// atVendor reports whether a text is about somebody's account with a named vendor,
// and names nothing of this product.
func atVendor(text string) bool {
	m := account().FindStringSubmatch(text)
	return m != nil && !house().MatchString(m[1]) && !proseOf(text).has("ours")
}

var (
	// headcount is how the people of the feature are counted, and trouble any
	// complaint.
	headcount = pattern(`(?i)(?:sspr|셀프 ?서비스)[^.\n]{0,40}?[0-9]\s?(?:명|건|인|퍼센트|%|percent|(?:[a-z]+ )?(?:users|people|employees|accounts|registrations)(?:$|[^a-z]))`)
	trouble   = pattern(`(?i)안 |안[되돼됨됩]|않|못|없|만 |실패|오류|에러|거[부절]|잠[겼김금긴]|만료|끊|멈|차단|잊|분실|막혔|느[려리]|\?|error|fail|not(?:$|[^a-z])|n[o']t(?:$|[^a-z])|only|lock|expir|disabled|denied|refus|reject|missing|lost|forg[oe]t|stuck|hang|slow|down|block|wrong|broke|stop|never|unable|trouble|issue|problem`)
)

// reports reports whether a text counts the people of the feature and complains
// of nothing.
func reports(text string) bool {
	text = text[:min(len(text), proseLimit)]
	return headcount().MatchString(text) && !trouble().MatchString(text)
}
