package heard

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

var (
	numberShape = pattern(`[0-9]{4,5}`)

	// The words that stand in front of an event's number, in callers' notes and
	// in logs.
	eventHint = pattern(`(?i)(?:이벤트|event)s?[ _.]{0,3}(?:번호|코드|아이디|로그|ids?|no|nr|number|code|logs?)?[은는이가]?` + gap)
	idHint    = pattern(`(?i)(?:^|[^a-z])ids?` + gap)

	// What else makes a number one: a word for a fault in front of it, or
	// talk of it around it.
	faultHint   = pattern(`(?i)(?:error|err|fehler|erreur|fault|failure|code|warning|alert|오류|에러|코드|번호|경고|메시지|로그에|errors?)\s?(?:code|no|number|코드|번호|메시지)?[은는이가]?` + gap)
	talkOfIt    = pattern(`^\s{0,2}(?i:번|이라|라고|라는|가 |이 |만 |도 |랑|하고|와 |과 |떠|뜨|뜹|떴|나오|나와|나옴|찍|발생|에러|오류|로그|이벤트|실패|events?\b|errors?\b|fail|keeps?\b|shows?\b|appears?\b|in the (?:event|application) ?log|logged\b)`)
	aboutLogs   = pattern(`(?i)이벤트|event|adsync|passwordresetservice|password reset service|application log|응용 프로그램 로그|로그`)
	sourceLine  = pattern(`(?i)adsync|passwordresetservice|password reset service|directory synchronization`)
	anyLetter   = pattern(`\pL`)
	ofPasswords = pattern(`(?i)sspr|에스에스피알|write ?back|쓰기 ?저장|라이트백|password|비밀번호|비번|암호|패스워드|entra|aad|connect|커넥트|active directory|admaexport|\bhr ?=|access.{0,8}denied`)

	// What stands around numbers of another kind, in front and behind.
	deniedBefore = pattern(`(?i)(?:ticket|case|incident|room|suite|zip|postal|postcode|ext|extension|phone|tel|fax|order|invoice|po|asset|serial|port|ports|pid|process|thread|line|page|build|kb|version|ver|record|index|sequence|seq|badge|employee|id card|card|street|st|ave|apt|building|floor|locker|desk|batch|model|part|item|sku|price|amount|total|account|acct|member|req|ref|reference|chg|inc|chapter|section|parking|plate|bus|flight|[$€£₩#]|티켓|케이스|사건|접수|문의|요청|내선|전화|팩스|우편|주소|회의실|강의실|사무실|교육장|방|실|주문|송장|청구|자산|시리얼|일련|포트|프로세스|빌드|버전|레코드|인덱스|순번|사번|사원|직원|학번|차량|주차|품번|모델|가격|금액|합계|계좌|건물|좌석|라커|버스|항공|기안|결재|문서)(?:\s?(?:번호|넘버|코드|넘버는|id|ids|no|nr|number|code|num|record|호|는|은|이|가|로|:))?[은는이가]?[ .:#=(_\-]{0,4}(?:[0-9]{4,6}\s?(?:,|/|-|~|and|or|및|와|과|,?\s)\s?){0,6}$`)
	deniedBehind = pattern(`^\s{0,2}(?i:호|호실|번지|원|달러|명|개|건|대|층|번 버스|km|kg|mb|gb|kb|ms|usd|eur|krw|users?\b|people\b|employees\b|dollars\b|won\b|objects\b|items\b|records\b|rows\b|seats\b|licen[cs]es\b|miles\b|steps\b|files\b|accounts\b|번 포트|포트|ports?\b|/tcp|/udp|tcp\b|udp\b)`)
)

// gap is what may stand between a hint and its number.
const gap = `\s{0,3}[:#=.>(\["'|]{0,3}\s{0,12}["']?$`

// hintReach is how many bytes in front of a number are searched for a hint, and
// lineReach how many on both sides are searched for talk of events. Without an
// end, one long line would be read again for each of its numbers.
const (
	hintReach = 48
	lineReach = 200
)

// findEvents finds the numbers of events. A bare number needs a word or a shape
// around it: a hint in front, talk of it behind, codes beside it, or nothing
// but numbers in its line. Behind the word event itself, a number of the
// sources' range is kept even when nobody explains it.
func (r Reader) findEvents(text string, beside []found) []found {
	var all []found
	for _, m := range numberShape().FindAllStringIndex(text, -1) {
		if bounded(text, m[0], m[1]) && r.isEvent(text, m[0], m[1], len(beside) > 0) {
			all = append(all, found{at: m[0], code: text[m[0]:m[1]]})
		}
	}
	return all
}

func (r Reader) isEvent(text string, start, end int, codes bool) bool {
	number := text[start:end]
	id, _ := strconv.Atoi(number) // five digits at most
	known, before := r.Explained(number), window(text, start)
	switch {
	case numberlessLabel().MatchString(before):
		return false
	case eventHint().MatchString(before):
		return known || ofWriteback(id)
	case !known || denied(text, start, end):
		return false
	case idHint().MatchString(before):
		return true
	case !alone(text, start, end):
		return false
	case everyday(id):
		return sourceLine().MatchString(around(text, start))
	}
	return r.talked(text, start, end, codes)
}

// talked reports whether what stands around a bare number makes it an event.
func (r Reader) talked(text string, start, end int, codes bool) bool {
	line := around(text, start)
	switch {
	case aboutLogs().MatchString(line), !anyLetter().MatchString(line):
		return true
	case faultHint().MatchString(window(text, start)), talkOfIt().MatchString(after(text, end)):
		return codes || ofPasswords().MatchString(text[max(0, start-lineReach):min(len(text), end+lineReach)]) || r.besides(line, start-lineStart(text, start)) || len(text) <= shortSaying
	default:
		return codes && len(line) <= lineReach || r.besides(line, 0) || ofPasswords().MatchString(line)
	}
}

// shortSaying is how long a text is, in bytes, that says little but a number.
const shortSaying = 60

// besides reports whether a line holds another number of an event.
func (r Reader) besides(line string, _ int) bool {
	seen := map[string]bool{}
	for _, m := range numberShape().FindAllStringIndex(line, -1) {
		if number := line[m[0]:m[1]]; alone(line, m[0], m[1]) && r.Explained(number) && !everydayText(number) {
			seen[number] = true
		}
	}
	return len(seen) > 1
}

func everydayText(number string) bool {
	id, _ := strconv.Atoi(number)
	return everyday(id)
}

// denied reports whether the words around a number say that it is of another
// kind.
func denied(text string, start, end int) bool {
	return deniedBefore().MatchString(window(text, start)) || deniedBehind().MatchString(after(text, end))
}

// instanceShape is what Get-EventLog calls an InstanceId: the number of an event
// with a severity of the system in its two highest bits, in decimal.
var instanceShape = pattern(`[0-9]{10}`)

// findInstances finds events in their instance IDs: the low sixteen bits are the
// number ("EventLogEntry.InstanceId property"), and the high ones must hold a
// severity and no facility of another product.
func (r Reader) findInstances(text string) []found {
	var all []found
	for _, m := range instanceShape().FindAllStringIndex(text, -1) {
		n, err := strconv.ParseUint(text[m[0]:m[1]], 10, 32)
		if err != nil || !alone(text, m[0], m[1]) || n&0x3fff0000 != 0 || n < 1<<30 {
			continue
		}
		if code := strconv.FormatUint(n&0xffff, 10); r.Explained(code) && len(code) > 3 {
			all = append(all, found{at: m[0], code: code})
		}
	}
	return all
}

// ofWriteback reports whether PasswordResetService uses numbers of this range.
func ofWriteback(id int) bool { return id >= 31000 && id < 34000 }

// everydayNumbers are explained numbers of four digits that people do not write
// for other things.
var rare = []int{4724, 6329}

// everyday reports whether people write a number of four digits for other
// things, too.
func everyday(id int) bool { return id < 10000 && !slices.Contains(rare, id) }

// window returns the end of the line in front of a position, whole runes only.
func window(text string, end int) string {
	piece := wholeRunes(text[max(0, end-hintReach):end])
	return piece[strings.LastIndexByte(piece, '\n')+1:]
}

// after returns the beginning of the line behind a position, whole runes only.
func after(text string, start int) string {
	piece, _, _ := strings.Cut(text[start:min(len(text), start+hintReach)], "\n")
	return strings.ToValidUTF8(piece, "")
}

func lineStart(text string, at int) int { return strings.LastIndexByte(text[:at], '\n') + 1 }

// around returns the line around a position, as far as it is read.
func around(text string, at int) string {
	before := text[max(0, at-lineReach):at]
	before = before[strings.LastIndexByte(before, '\n')+1:]
	behind, _, _ := strings.Cut(text[at:min(len(text), at+lineReach)], "\n")
	return wholeRunes(before) + strings.ToValidUTF8(behind, "")
}

// wholeRunes drops the rest of a rune that a cut left in front.
func wholeRunes(s string) string {
	start := 0
	for start < len(s) && !utf8.RuneStart(s[start]) {
		start++
	}
	return s[start:]
}
