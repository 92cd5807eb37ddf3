package heard

import (
	"slices"
	"strconv"
	"strings"
	"sync"
)

var (
	numberShape = pattern(`[0-9][0-9OoIl]{3,4}|3[1-3][ ,.][0-9]{3}`)

	// The words that stand in front of an event's number, in callers' notes and
	// in logs.
	eventHint    = pattern(`(?i)(?:이벤트|이밴트|event|evnt|(?:^|[^a-z])evt|(?:^|[^a-z])e(?:v|vt)?id|eventcode|externalid|signature|instance|ereignis|[eé]v[eé]nement|evento|イベント|事件)s?[ _.]{0,3}(?:번호|코드|아이디|로그|[il]\.?d\.?s?|no|nr|number|code|logs?)?[은는이가]?` + gap)
	otherField   = pattern(`[가-힣]=$|[A-Za-z0-9_]["']?(?:=|["']?:)["']?$|[A-Za-z]\[$`) // the field of a machine's record
	hintedNumber = pattern(`(?i)event[ _]?(?:id|code)["']?\s{0,20}[:=>]{1,2}\s{0,12}["']?[0-9]{4,5}`)
	// The source itself in front: PasswordResetService:33006, ADSync/6329.
	sourceHint = pattern(`(?i)(?:passwordresetservice|password reset service|adsync|directory synchronization)["')\]]{0,2}\s?[:#/|>\-]\s?["'(\[]?$`)
	// The field of the Elastic Common Schema that holds it.
	codeField    = pattern(`(?i)["']code["']\s?:\s?["']?$`)
	attached     = pattern(`(?:^|[^A-Za-z])ID$`)
	eventBehind  = pattern(`^\s{0,2}번?\s?(?i:이벤트|events?\b|in the (?:event )?viewer)`)
	inRow        = pattern(`(?i)(?:오류|경고|정보|error|warning|information|fehler|erreur|エラー|错误)`)
	inViewer     = pattern(`(?i)(?:(?:^|[^a-z])viewer|뷰어)(?:[^a-z#0-9][^#0-9]{0,20})?#|# {1,3}번?\s?(?:(?:is |was )?(?:in|from) (?:the )?(?:event ?)?viewer|이벤트 ?뷰어)`) // of a number where # stands
	eventTag     = pattern(`(?i)<EventID(?:\s[^<>]{0,40})?>\s{0,12}$`)
	eventWord    = pattern(`(?i)event[ _\-]?ids?|이벤트 ?(?:id|번호|아이디)`)
	unknownList  = pattern(`^\s?(?:,|/|&|and|및|와|과|이랑|랑|하고)\s?([0-9]{4,5})(?:$|[^0-9])`)
	beforeStroke = pattern(`(?:^|[^0-9.:/\-])(?:SSPR_)?([0-9]{4,5})\s?[/\-~](?:[0-9]{4,5}/){0,4}$`)
	behindStroke = pattern(`^[/\-~]\s?([0-9]{4,5})(?:$|[^0-9.\-])`)
	listed       = pattern(`(?:[0-9]{4,5}\s?(?:,|/|\+|&|and|및|와|과|랑|하고|그리고)\s?)+$`)
	idHint       = pattern(`(?i)(?:^|[^a-z])ids?` + gap)

	// What else makes a number one: a word for a fault in front of it, or
	// talk of it around it.
	faultHint  = pattern(`(?i)(?:error|err|fehler|erreur|fault|failure|code|warning|alert|오류|에러|코드|번호|경고|메시지|로그에|errors?)\s?(?:code|no|number|코드|번호|메시지)?[은는이가]?` + gap)
	talkOfIt   = pattern(`^\s{0,2}(?i:번|이게|이거|이건|이라|라고|라는|가 |이 |만 |도 |랑|이랑|은 |는 |says\b|said\b|means\b|무슨|뭔|뭐|왜|이래|이네|입니다|이에요|예요|인데|하고|와 |과 |때문에|하나 (?:떠|뜨|뜹|떴|찍|나|남|있)|떠|뜨|뜹|떴|나오|나와|나옴|찍|발생|에러|오류|로그|이벤트|실패|events?\b|errors?\b|fail|keeps?\b|shows?\b|appears?\b|in the (?:event ?|application ?)?(?:log|viewer)|logged\b)`)
	aboutLogs  = pattern(`(?i)이벤트|event|adsync|passwordresetservice|password reset service|application log|응용 프로그램 로그|로그`)
	sourceLine = pattern(`(?i)adsync|passwordresetservice|password reset service|directory synchronization`)
	// How a number is told that stands in a log: it is the last entry, there are
	// masses of it, it is said in it, or it stands in front of what it says.
	ofEntry  = pattern(`(?i)(?:last|latest|newest|first|only|top)\s(?:thing|entry|event|one|message|error)s?\b[^.;\n]{0,50}\s(?:is|was|says|shows|reads)\s(?:an?\s)?$|\b(?:all|what)\s(?:i|we|you|he|she|it|they)\s(?:gets?|got|sees?|saw|shows?|says?)\s(?:is|was)\s(?:an?\s)?$|\b(?:throw(?:s|ing)|threw|logs|logged|logging|spits out|(?:viewer|console|log) (?:shows|has|says))\s(?:an?\s)?$`)
	amongLog = pattern(`^(?i:$|\s?[.,;:!?)\-]|\s(?:again|since|after|before|today|tonight|overnight|at|in|on|every|this|last|from|all|and|per|for|between|retr|events?\b|errors?\b|entr|with|while|when))`)
	massesOf = pattern(`(?i)(?:burst|flood|storm|spike|wave|series|rash|hundreds|dozens|lots|loads|tons)s?\sof\s$|(?:paged|alert(?:ed|s)?|alarms?)\s(?:for|on|about)\s$`)
	masses   = pattern(`^\s{0,2}(?:알람|알림|경보|관제|폭주|다발|급증|도배|쏟아|반복|연속|연발|연달아|번갈아)`)
	saidIn   = pattern(`^에(?:는|서)?\s[^\n]{0,120}(?:[다라]고|[다라]는|적혀|나오|나옵|나와|찍)`)
	itsFault = pattern(`(?i)^\s?[,:\-–—]\s?[^\n]{0,80}(?:알 ?수 ?없는|unknown|unspecified|(?:오류|에러|실패)(?:라|로)|계정|account)`)
	callAt   = pattern(`^에\s?(?:전화|연락|배송|문의|사는|거주|위치)`)

	// Where numbers of five digits are those of goods, machines and people.
	otherTrade  = pattern(`(?i)(?:^|[^a-z])(?:warehouse|forklift|conveyor|pallets?|shipments?|deliver(?:y|ies)|parcels?|orders?|invoices?|suppliers?|purchase|lifts?|elevators?|boilers?|thermostat|machines?|plc|cnc|robots?|sensors?|scanners?|copiers?|toner|barcodes?|cash ?(?:desk|register)|till|payroll|booking|travel|parts?|cars?|trucks?|vans?|washing|oven|fridge|heating|alarm panel|turnstile)(?:$|[^a-z])|창고|출고|입고|물류|지게차|컨베이어|팔레트|송장|발주|주문|납품|거래처|엘리베이터|승강기|보일러|공조|설비|로봇|센서|바코드|계산대|포스기|급여|연차|출장|예약|부품|자재|차량|트럭|세탁|냉장|난방|화재|경비`)
	anyLetter   = pattern(`\pL`)
	technical   = pattern(`(?i)token|토큰|log ?on|sign.?in|로그인|로그온|policy|정책|wizard|마법사|relay|릴레이|service ?bus|\bdcs?\b|도메인|domain|디씨|\bad\b|account|계정|locked|lockout|잠|disabled|비활성|permission|권한|denied|거부|sync|동기화|싱크|certificate|인증서|firewall|방화벽|proxy|프록시|forest|포리스트|decrypt|복호|reset|재설정|onboard|\btls|user (?:not|in|was|has)|not found|찾을 ?수|multiple|여러 ?개|writeback|쓰기`)
	ofPasswords = pattern(`(?i)sspr|에스에스피알|write ?back|쓰기 ?저장|라이트백|password|비밀번호|비번|암호|패스워드|entra|aad|connect|커넥트|active directory|admaexport|\bhr ?=|access.{0,8}denied`)

	// What stands around numbers of another kind, in front and behind.
	deniedBefore = pattern(`(?i)(?:ticket|case|incident|room|suite|zip|postal|postcode|ext|extension|phone|tel|fax|order|invoice|po|asset|serial|port|ports|tcp|udp|pid|process|thread|line|page|build|kb|version|ver|record|index|sequence|seq|badge|employee|id card|card|street|st|ave|apt|building|floor|locker|desk|batch|model|part|item|sku|price|amount|total|account|acct|member|req|ref|reference|chg|inc|job|jobs|rack|bytes|size|offset|taken|reading|meter|chapter|section|parking|plate|bus|flight|[$€£₩#]|티켓|케이스|사건|접수|문의|요청|내선|전화|팩스|우편|주소|회의실|강의실|사무실|교육장|방|실|주문|송장|청구|자산|시리얼|일련|포트|프로세스|빌드|버전|레코드|인덱스|순번|사번|사원|직원|학번|차량|주차|품번|모델|가격|금액|합계|계좌|건물|좌석|라커|버스|항공|기안|결재|문서|작업|상품|제품|고객|회원|거래|컨테이너|승인|매장|점포|뒷자리|바이트|용량)(?:\s?(?:번호|넘버|코드|넘버는|id|ids|no|nr|number|code|num|record|호|는|은|이|가|로|:))?[은는이가]?[ .:#=(_\-]{0,4}(?:[0-9]{4,6}\s?(?:,|/|-|~|and|or|및|와|과|,?\s)\s?){0,6}$`)
	// A number of somebody or something, with a verb in front of it.
	deniedName   = pattern(`(?i)(?:^|[^a-z])(?:employee|payroll|staff|personnel|personal|badge|member(?:ship)?|customer|client|patient|student|tax|contract|policy|ticket|case|order|invoice|room|extension|phone|account|asset|serial|card|locker|booking|reservation|licen[cs]e plate|plate|reference|port|postcode|zip|cost cent(?:re|er))(?:\s(?:number|no|nr|id|code))?\s?(?:is|was|=|:)?\s{0,2}$`)
	deniedBehind = pattern(`^\s{0,2}(?i:번\s?(?:사물함|락커|라커|게이트|출구|방|좌석|자리|창구|주차|차량|고객|손님|회원|상품|매장|지점|트럭|라인|설비|기계|프린터|단말|버스|열차|컨테이너)|호|호실|번지|원|달러|명|님|개|건|대|층|번 버스|km|kg|mb|gb|kb|ms|usd|eur|krw|users\b|people\b|employees\b|dollars\b|won\b|objects\b|items\b|records\b|rows\b|seats\b|licen[cs]es\b|miles\b|steps\b|files\b|accounts\b|pages?\b|copies\b|boxes\b|seconds?\b|minutes?\b|bytes\b|euros?\b|participants\b|attendees\b|guests\b|visitors\b|참가자|percent\b|천원|퍼센트|초|쪽|페이지|장(?:$|[^애치])|[a-z]+ (?:st|street|ave|avenue|rd|road)\b|번 포트|포트|ports?\b|/tcp|/udp|tcp\b|udp\b)`)
)

// gap is what may stand between a hint and its number.
const gap = `["']?\s{0,20}[:#=.>(\["'|]{0,3}\s{0,12}["']?$`

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
	tries := map[string]int{}
	elsewhere := sync.OnceValue(func() bool {
		return proseOf(text).elsewhere() || otherTrade().MatchString(text[:min(len(text), proseLimit)])
	})
	about := sync.OnceValue(func() bool { return technical().MatchString(text[:min(len(text), proseLimit)]) })
	hinted := sync.OnceValue(func() bool { return hintedNumber().MatchString(text[:min(len(text), proseLimit)]) })
	for _, m := range numberShape().FindAllStringIndex(text, mostLooks) {
		number := strings.ReplaceAll(strings.ReplaceAll(digits(text[m[0]:m[1]]), ",", ""), ".", "")
		if tries[number]++; tries[number] > mostTries {
			continue
		}
		if len(tries) > mostNumbers {
			break
		}
		n := numeral{text: text, start: m[0], end: m[1], number: number, codes: len(beside) > 0, about: about, hinted: hinted, elsewhere: elsewhere}
		if r.isEvent(n) {
			all = append(all, found{at: m[0], code: number})
		}
	}
	return all
}

// How many numbers of a text are looked at, and how often each: nobody reads
// more, and a paste of nothing but numbers is to take no time.
const (
	mostLooks   = 6000
	mostNumbers = 300
	mostTries   = 8
)

// numeral is a number of a text that may be that of an event.
type numeral struct {
	text       string
	start, end int
	number     string
	codes      bool        // other codes stand in the text
	about      func() bool // the text is about anything that this program is about
	hinted     func() bool // the text calls some number that of an event
	elsewhere  func() bool // the text is about another product or trade
}

func (r Reader) isEvent(n numeral) bool {
	id, err := strconv.Atoi(n.number) // five digits at most
	known, before := r.Explained(n.number), listed().ReplaceAllString(window(n.text, n.start), "")
	misread := n.number != n.text[n.start:n.end]
	switch {
	case err != nil, !known && !ofWriteback(id), inNumber(n.text, n.start, n.end):
		return false
	case numberlessLabel().MatchString(before):
		return false
	case everyday(id) && (strange(n.text, n.start, sources) || deniedBehind().MatchString(after(n.text, n.end))):
		return false
	case eventTag().MatchString(before):
		return true
	case eventHint().MatchString(before), sourceHint().MatchString(before):
		return !misread || bounded(n.text, n.start, n.end)
	case attached().MatchString(before):
		return known
	case codeField().MatchString(before):
		return known && aboutLogs().MatchString(around(n.text, n.start))
	case otherField().MatchString(before) && !faultHint().MatchString(before) && !idHint().MatchString(before):
		return false
	case !known:
		return r.unexplained(n)
	case strings.ContainsAny(n.text[n.start:n.end], " ,.") && (eventWord().MatchString(before) || inViewer().MatchString(before+" # "+after(n.text, n.end))):
		return bounded(n.text, n.start, n.end) && !denied(n.text, n.start, n.end)
	case misread && !n.about() && !idHint().MatchString(before) && !inViewer().MatchString(before+" # "+after(n.text, n.end)) && !eventBehind().MatchString(after(n.text, n.end)) && !aboutLogs().MatchString(around(n.text, n.start)), strings.ContainsAny(n.text[n.start:n.end], " ,."), !bounded(n.text, n.start, n.end), denied(n.text, n.start, n.end):
		return false
	case idHint().MatchString(before):
		return !n.hinted()
	case !alone(n.text, n.start, n.end):
		return r.inList(n)
	case everyday(id):
		return sourceLine().MatchString(around(n.text, n.start)) || eventBehind().MatchString(after(n.text, n.end)) || runShape().MatchString(around(n.text, n.start))
	}
	return r.talked(n)
}

// unexplained reports whether a number of the source's range that nobody explains
// is an event all the same: the word stands behind it, or it is told in one
// breath with one that is explained, and its source is named.
func (r Reader) unexplained(n numeral) bool {
	behind := after(n.text, n.end)
	if n.number != n.text[n.start:n.end] || !alone(n.text, n.start, n.end) || denied(n.text, n.start, n.end) || !sourceLine().MatchString(around(n.text, n.start)) {
		return false
	}
	next := unknownList().FindStringSubmatch(behind)
	return eventBehind().MatchString(behind) || next != nil && r.Explained(next[1])
}

// inList reports whether a number stands beside another code, with nothing but
// a stroke between them: 31034/31044.
func (r Reader) inList(n numeral) bool {
	before := beforeStroke().FindStringSubmatch(window(n.text, n.start))
	behind := behindStroke().FindStringSubmatch(after(n.text, n.end))
	return before != nil && (r.Explained(before[1]) || n.codes) || behind != nil && (r.Explained(behind[1]) || n.codes)
}

// inNumber reports whether a digit touches the match.
func inNumber(text string, start, end int) bool {
	digit := func(b byte) bool { return b >= '0' && b <= '9' }
	return start > 0 && digit(text[start-1]) || end < len(text) && digit(text[end])
}

// talked reports whether what stands around a bare number makes it an event.
func (r Reader) talked(n numeral) bool {
	line := around(n.text, n.start)
	near := n.text[max(0, n.start-lineReach):min(len(n.text), n.end+lineReach)]
	switch {
	case !n.codes && n.elsewhere() && !ofPasswords().MatchString(near) && !sourceLine().MatchString(line) && !aboutLogs().MatchString(line):
		return false
	case !anyLetter().MatchString(line) && r.amongOthers(line):
		return false
	case aboutLogs().MatchString(line), !anyLetter().MatchString(line), timeShape().MatchString(line) && inRow().MatchString(line):
		return true
	case hashHost().MatchString(line):
		return true
	case massesOf().MatchString(window(n.text, n.start)) && amongLog().MatchString(after(n.text, n.end)), masses().MatchString(after(n.text, n.end)), ofEntry().MatchString(lineTo(n.text, n.start)):
		return true
	case saidIn().MatchString(lineFrom(n.text, n.end)) && !callAt().MatchString(after(n.text, n.end)), n.atStart() && itsFault().MatchString(lineFrom(n.text, n.end)):
		return true
	case faultHint().MatchString(window(n.text, n.start)), talkOfIt().MatchString(after(n.text, n.end)):
		return n.codes || ofPasswords().MatchString(near) || n.about() || r.besides(line) || len(n.text) <= shortSaying
	default:
		return n.codes && len(line) <= lineReach || r.besides(line) || ofPasswords().MatchString(line) ||
			n.about() && n.atStart()
	}
}

// atStart reports whether nothing stands in front of it in its line.
func (n numeral) atStart() bool {
	return strings.TrimSpace(n.text[lineStart(n.text, n.start):n.start]) == ""
}

// shortSaying is how long a text is, in bytes, that says little but a number.
const shortSaying = 60

// besides reports whether a line holds another number of an event.
func (r Reader) besides(line string) bool {
	seen := map[string]bool{}
	for _, m := range numberShape().FindAllStringIndex(line, -1) {
		if number := line[m[0]:m[1]]; !seen[number] && alone(line, m[0], m[1]) && r.Explained(number) && !everydayText(number) && !denied(line, m[0], m[1]) {
			seen[number] = true
		}
	}
	return len(seen) > 1
}

// bareNumber is any number that may stand in a list of ports.
var bareNumber = pattern(`[0-9]{2,5}`)

// amongOthers reports whether a line without a word is a list of numbers most of
// which are none of an event: 80, 443, 31034.
func (r Reader) amongOthers(line string) bool {
	ours, others := 0, 0
	for _, m := range bareNumber().FindAllStringIndex(line, -1) {
		switch number := line[m[0]:m[1]]; {
		case !alone(line, m[0], m[1]):
		case r.Explained(number):
			ours++
		default:
			others++
		}
	}
	return others > 1 && others > ours
}

func everydayText(number string) bool {
	id, _ := strconv.Atoi(number)
	return everyday(id)
}

// denied reports whether the words around a number say that it is of another
// kind.
func denied(text string, start, end int) bool {
	before := window(text, start)
	if m := compound().FindStringSubmatch(before); m != nil && !slices.ContainsFunc(ofFaults, func(w string) bool { return strings.HasSuffix(m[1], w) }) {
		return true
	}
	return deniedBefore().MatchString(before) || deniedName().MatchString(before) || deniedBehind().MatchString(after(text, end))
}

// compound is a Korean word for the number or the code of something, and ofFaults
// are those things of which it is a code of ours.
var (
	compound = pattern(`([가-힣]{2,8})(?:번호|코드)[은는이가]?[\s:]{1,3}(?:[0-9]{4,5},\s?)*$`)
	ofFaults = []string{"이벤트", "이밴트", "오류", "에러", "결과", "실패", "경고", "로그", "상태", "응답", "반환", "원인", "사유", "메시지"}
)

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
		if err != nil || !alone(text, m[0], m[1]) || denied(text, m[0], m[1]) || n&0x3fff0000 != 0 || n < 1<<30 {
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
