package heard

import (
	"strconv"
	"strings"
)

// spokenShape is SSPR as it is spelled aloud, and the number behind it in digits
// or in words.
var (
	spokenShape = pattern(`(?i)(?:(?:에스|애스|s)[ .,\-]{0,2}(?:에스|애스|s)[ .,\-]{0,2}(?:피|p)[ .,\-]{0,2}(?:알|아르|r)|sspr)[ _.,:#\-]{0,3}(?:code|error|number|코드|에러|오류|번호|언더바|언더스코어|under ?score|dash|대시)?[ _.,:#\-]{0,3}(` + spokenNumber + `)`)
	digitWord   = pattern(`(?i)^(?:` + digitWords + `)`)
)

const (
	digitWords   = `공|영|제로|일|이|삼|사|오|육|륙|칠|팔|구|zero|oh|one|two|three|four|five|six|seven|eight|nine`
	spokenTens   = `(?:(?:공|영|제로|zero|oh)[ .,\-]{0,2}){0,2}(?:(?:이|삼|사)?십(?:일|이|삼|사|오|육|칠|팔|구)?번?|(?:twenty|thirty|ten|eleven|twelve|thirteen|fourteen)(?:[ \-]?(?:nine|one|two))?)`
	spokenNumber = `[0-9]{1,4}|` + spokenTens + `|(?:double (?:zero|oh)[ .,\-]{0,2})?(?:(?:` + digitWords + `)[ .,\-]{0,2}){2,4}`
)

var digitOf = map[string]int{
	"공": 0, "영": 0, "제로": 0, "zero": 0, "oh": 0, "일": 1, "one": 1, "이": 2, "two": 2, "삼": 3, "three": 3, "사": 4, "four": 4,
	"오": 5, "five": 5, "육": 6, "륙": 6, "six": 6, "칠": 7, "seven": 7, "팔": 8, "eight": 8, "구": 9, "nine": 9,
}

var tensOf = map[string]int{
	"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "twenty": 20, "thirty": 30,
}

// findSpoken finds SSPR codes that were spelled aloud: 에스에스피알 29번,
// S S P R zero zero two nine.
func findSpoken(text string) []found {
	var all []found
	for _, m := range spokenShape().FindAllStringSubmatchIndex(text, -1) {
		if !bounded(text, m[0], m[1]) {
			continue
		}
		words := text[m[2]:m[3]]
		plain := len(words) <= 4 && strings.Trim(words, "0123456789") == ""
		read := ssprShape().FindStringIndex(text[m[0]:min(len(text), m[0]+hintReach)])
		if plain && (read != nil && read[0] == 0 || counts(text[m[1]:])) {
			continue // findSSPR reads it, or it counts something
		}
		if n, ok := spokenValue(strings.ToLower(words)); ok {
			all = append(all, found{at: m[0], code: ssprCode(n)})
		}
	}
	return all
}

// spokenValue reads a number below a thousand that was spoken digit by digit or
// in words.
func spokenValue(words string) (int, bool) {
	words = strings.TrimPrefix(words, "double ")
	words = strings.TrimSuffix(strings.NewReplacer(" ", "", ".", "", ",", "", "-", "").Replace(words), "번")
	if n, err := strconv.Atoi(words); err == nil {
		return n, true
	}
	value, count := 0, 0
	for rest := words; rest != ""; count++ {
		word := digitWord().FindString(rest)
		if word == "" {
			return inTens(rest, value)
		}
		if strings.HasPrefix(rest[len(word):], "십") {
			return inTens(rest, value)
		}
		value, rest = value*10+digitOf[word], rest[len(word):]
	}
	return value, count > 1
}

// inTens reads the words for 10 to 49, before which only zeros may stand.
func inTens(words string, before int) (int, bool) {
	if before != 0 {
		return 0, false
	}
	if tens, ones, korean := strings.Cut(words, "십"); korean {
		n := 10
		if tens != "" {
			n = 10 * digitOf[tens]
		}
		return n + digitOf[ones], true
	}
	for word, n := range tensOf {
		if ones, ok := strings.CutPrefix(words, word); ok && (ones == "" || n >= 20 && digitOf[ones] > 0) {
			return n + digitOf[ones], true
		}
	}
	return 0, false
}

// Numbers of events as they are spoken: one digit after the other, and in the
// words of both languages for thirty thousand and more.
var (
	spokenDigits = pattern(`(?i)(?:이벤트|event)\s?(?:id|번호|코드|아이디|number)?\s?((?:(?:` + digitWords + `)[ .,\-]{0,2}){4,5})`)
	koreanMyriad = pattern(`[삼3]\s?만\s?([일이삼123])\s?천\s?(?:([이삼사2-4]?)\s?십)?\s?([일이삼사오육칠팔구]|[0-9]{1,2})?`)
	thousands    = pattern(`(?i)thirty[ \-]?(one|two|three) thousand(?:,? and)?(?: (ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty))?(?:[ \-](one|two|three|four|five|six|seven|eight|nine))?`)
)

var teens = map[string]int{
	"fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "forty": 40,
}

// findSpokenEvents finds explained events whose numbers were spoken.
func (r Reader) findSpokenEvents(text string) []found {
	var all []found
	keep := func(start, end, number int) {
		if code := strconv.Itoa(number); r.Explained(code) && !denied(text, start, end) {
			all = append(all, found{at: start, code: code})
		}
	}
	for _, m := range spokenDigits().FindAllStringSubmatchIndex(text, -1) {
		if n, ok := inDigits(strings.ToLower(text[m[2]:m[3]])); ok {
			keep(m[0], m[1], n)
		}
	}
	part := func(m []int, group int) string {
		if m[2*group] < 0 {
			return ""
		}
		return strings.ToLower(text[m[2*group]:m[2*group+1]])
	}
	for _, m := range koreanMyriad().FindAllStringSubmatchIndex(text, -1) {
		n := 30000 + 1000*small(part(m, 1)) + small(part(m, 3))
		if m[4] >= 0 {
			n += 10 * max(1, small(part(m, 2)))
		}
		keep(m[0], m[1], n)
	}
	for _, m := range thousands().FindAllStringSubmatchIndex(text, -1) {
		keep(m[0], m[1], 30000+1000*small(part(m, 1))+tensOf[part(m, 2)]+teens[part(m, 2)]+small(part(m, 3)))
	}
	return all
}

// small reads a digit, a number below a hundred in digits, or the word for a
// digit; 0 for anything else.
func small(word string) int {
	if n, err := strconv.Atoi(word); err == nil {
		return n
	}
	return digitOf[word]
}

// inDigits reads a number that was spoken digit by digit.
func inDigits(words string) (int, bool) {
	value := 0
	for rest := strings.NewReplacer(" ", "", ".", "", ",", "", "-", "").Replace(words); rest != ""; {
		word := digitWord().FindString(rest)
		if word == "" {
			return 0, false
		}
		value, rest = value*10+digitOf[word], rest[len(word):]
	}
	return value, true
}
