package heard

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// spokenSSPR finds the number behind the letters, or one that only a code has
// beside them.
func (r Reader) spokenSSPR(text string, numbers []spelled) []found {
	var all []found
	for _, m := range spokenShape().FindAllStringIndex(text, mostSpelled) {
		if m[0] > 0 && isCodeByte(text[m[0]-1]) {
			continue
		}
		if n, end, ok := r.numberOf(text, m, numbers); ok {
			all = append(append(all, found{at: m[0], code: ssprCode(n)}), r.furtherSSPR(text, end, numbers)...)
			continue
		}
		at, _ := slices.BinarySearchFunc(numbers, m[0]-besideReach, func(s spelled, at int) int { return cmp.Compare(s.start, at) })
		for _, s := range numbers[at:] {
			if s.start > m[1]+besideReach {
				break
			}
			if digits, _, ok := s.of(4); ok && s.words && strings.HasPrefix(digits, "00") && r.Explained("SSPR_"+digits) {
				all = append(all, found{at: s.start, code: "SSPR_" + digits})
				break
			}
		}
	}
	return all
}

// mixedSSPR finds letters that were mixed up: ssrp_0029.
func (r Reader) mixedSSPR(text string) []found {
	var all []found
	for _, m := range mixedLetters().FindAllStringSubmatchIndex(text, -1) {
		code := "SSPR_" + digits(text[m[6]:m[7]])
		dropped := strings.TrimSpace(text[m[4]:m[5]]) != "" // with a letter missing, the sign tells it from a word
		if letters := sorted(strings.ToUpper(text[m[2]:m[3]])); (letters == "PRSS" || letters == "PRS" && dropped) && bounded(text, m[0], m[1]) && r.Explained(code) {
			all = append(all, found{at: m[0], code: code})
		}
	}
	return all
}

func holdsAny(text string, some ...string) bool {
	return slices.ContainsFunc(some, func(s string) bool { return strings.Contains(text, s) })
}

func sorted(s string) string {
	letters := []byte(s)
	slices.Sort(letters)
	return string(letters)
}

// numberOf reads the number behind the letters of a code, and tells where it ends.
func (r Reader) numberOf(text string, m []int, numbers []spelled) (n, end int, ok bool) {
	rest := text[m[1]:min(len(text), m[1]+hintReach)]
	plain := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	if plain > 1 || plain == 1 && (len(rest) == 1 || rest[1] != ' ') { // findSSPR reads it where it can
		read := ssprShape().FindStringIndex(text[m[0]:min(len(text), m[0]+hintReach)])
		if read != nil && read[0] == 0 || plain > 4 || counts(rest[plain:]) || len(rest) > plain && isCodeByte(rest[plain]) {
			return 0, 0, false
		}
		n, _ = strconv.Atoi(rest[:plain]) // four digits at most
		return n, m[1] + plain, true
	}
	if n, end, ok := r.inTens(rest); ok {
		return n, m[1] + end, !counts(rest[end:])
	}
	at, is := slices.BinarySearchFunc(numbers, m[1], func(s spelled, at int) int { return cmp.Compare(s.start, at) })
	if is {
		return r.inDigits(text, numbers[at])
	}
	if word, digit := digitAt(text, m[1]); digit > '0' && digit <= '9' && word[0] < utf8.RuneSelf && plain == 0 && nothingCounted().MatchString(after(text, m[1]+len(word))) {
		return int(digit - '0'), m[1] + len(word), r.Explained(ssprCode(int(digit - '0')))
	}
	return 0, 0, false
}

// inDigits reads two to four digits. Two that no zeros stand before are words of
// other sentences as well.
func (r Reader) inDigits(text string, s spelled) (n, end int, ok bool) {
	for _, length := range []int{4, 3, 2} {
		digits, end, ok := s.of(length)
		n, err := strconv.Atoi(digits)
		if !ok || err != nil || counts(after(text, end)) {
			continue
		}
		return n, end, digits[0] == '0' || r.Explained(ssprCode(n)) && !strings.HasSuffix(text[:end], "이")
	}
	return 0, 0, false
}

// inTens reads the words for 10 to 49, before which only zeros may stand.
func (r Reader) inTens(words string) (n, end int, ok bool) {
	m := spokenTens().FindStringSubmatchIndex(words)
	if m == nil {
		return 0, 0, false
	}
	group := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return strings.ToLower(words[m[2*i]:m[2*i+1]])
	}
	switch {
	case group(3) != "":
		return tensOf[group(3)] + small(group(4)), m[1], true
	case group(5) != "":
		return tensOf[group(5)], m[1], true
	}
	n = 10 * max(1, small(group(1)))
	if n+small(group(2)) != n+2 || r.Explained(ssprCode(n+2)) { // 이 is a two or a particle
		n += small(group(2))
	}
	return n, m[1], true
}

// spokenSignIns finds the number behind the letters of a sign-in code.
func (r Reader) spokenSignIns(text string, numbers []spelled) []found {
	var all []found
	for _, m := range spokenSignIn().FindAllStringIndex(text, mostSpelled) {
		if m[0] > 0 && isCodeByte(text[m[0]-1]) {
			continue
		}
		number, ok := r.inMyriads(text[m[1]:min(len(text), m[1]+2*hintReach)])
		if at, is := slices.BinarySearchFunc(numbers, m[1], func(s spelled, at int) int { return cmp.Compare(s.start, at) }); !ok && is {
			number, ok = numbers[at].signIn()
		}
		if ok {
			all = append(all, found{at: m[0], code: "AADSTS" + number})
		}
	}
	return all
}

// inMyriads reads the words for 120000 and up to 49 more.
func (r Reader) inMyriads(words string) (number string, ok bool) {
	const base = 120000
	head := spokenMyriad().FindStringIndex(words)
	if head == nil {
		return "", false
	}
	rest := words[head[1]:]
	n, _, ok := r.inTens(rest)
	if !ok {
		n = small(oneDigit().FindString(rest))
	}
	if m := restDigits().FindStringSubmatch(rest); m != nil {
		n = small(m[1])
	}
	return strconv.Itoa(base + n), true
}

// signIn is the number as that of a sign-in code, which has five to seven digits.
func (s spelled) signIn() (number string, ok bool) {
	for _, length := range []int{7, 6, 5} {
		if number, _, ok := s.of(length); ok && strings.Trim(number, "0123456789") == "" {
			return number, true
		}
	}
	return "", false
}

// Numbers of events in the words of both languages for thirty thousand and more.
var (
	koreanMyriad = pattern(`[삼3]\s?만\s?([일이삼123])?\s?천\s?(?:([이삼사2-4]?)\s?십)?\s?([일이삼사오육칠팔구]|[0-9]{1,2})?`)
	goesOn       = pattern(`^\s?(?:백|(?i:hundred|thousand))`)
	// A myriad in words and the rest in digits: 3만 3008번.
	mixedMyriad = pattern(`[삼3]\s?만\s?([1-3]) ?,?([0-9]{3})(?:$|[^0-9])`)
	// 6329 and 4724, the two of four digits that are told without a word for them.
	koreanRare = pattern(`(육천\s?삼백\s?이십\s?구)|(사천\s?칠백\s?이십\s?사)`)
	latinRare  = pattern(`(?i)(?:^|[^a-z])(?:(six thousand three hundred(?: and)? twenty[ \-]nine|sixty[ \-]three[ ,\-]{1,2}twenty[ \-]nine)|(four thousand seven hundred(?: and)? twenty[ \-]four|forty[ \-]seven[ ,\-]{1,2}twenty[ \-]four))(?:$|[^a-z])`)
	// As it is read out in pairs: thirty-three oh oh four, 33 double-oh 4, thirty-one oh thirty-four, thirty-one oh three four.
	inPairs   = pattern(`(?i)(?:^|[^a-z0-9])(?:thirty[ \-]?(one|two|three)|3([123]))[ ,\-]{1,2}(?:(?:double[ \-]?(?:oh?|zero|nought)|(?:oh?|zero|nought)[ \-]{1,2}(?:oh?|zero|nought))[ ,\-]{1,2}(one|two|three|four|five|six|seven|eight|nine|[1-9])|(?:oh?|zero|nought)[ ,\-]{1,2}(ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|[1-4][0-9])(?:[ \-](one|two|three|four|five|six|seven|eight|nine))?|(?:oh?|zero|nought)[ ,\-]{1,2}(one|two|three|four|[1-4])[ ,\-]{1,2}(oh?|zero|nought|one|two|three|four|five|six|seven|eight|nine|[0-9]))(?:$|[^a-z0-9])`)
	thousands = pattern(`(?i)thirty[ \-]?(one|two|three) thousand(?:,? and)?(?: (ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty))?(?:[ \-](one|two|three|four|five|six|seven|eight|nine))?`)
)

var teens = map[string]int{
	"fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "forty": 40,
}

// told is a number that was spoken: its words and its value.
type told struct{ from, to, number int }

// findSpokenEvents finds explained events whose numbers were spoken.
func (r Reader) findSpokenEvents(text string) []found {
	var all []found
	for _, t := range slices.Concat(koreanNumbers(text), latinNumbers(text), rareNumbers(text)) {
		round := t.number%1000 == 0 // as sums are
		code := strconv.Itoa(t.number)
		switch {
		case !r.Explained(code), denied(text, t.from, t.to), goesOn().MatchString(text[t.to:min(len(text), t.to+hintReach)]):
		case round && !aboutLogs().MatchString(around(text, t.from)):
		default:
			all = append(all, found{at: t.from, code: code})
		}
	}
	return all
}

// part is what a group of a match holds, in small letters.
func part(text string, m []int, group int) string {
	if m[2*group] < 0 {
		return ""
	}
	return strings.ToLower(text[m[2*group]:m[2*group+1]])
}

func koreanNumbers(text string) []told {
	var all []told
	for _, m := range koreanMyriad().FindAllStringSubmatchIndex(text, mostSpelled) {
		n := 30000 + 1000*max(1, small(part(text, m, 1))) + small(part(text, m, 3))
		if m[4] >= 0 {
			n += 10 * max(1, small(part(text, m, 2)))
		}
		all = append(all, told{m[0], m[1], n})
	}
	for _, m := range mixedMyriad().FindAllStringSubmatchIndex(text, mostSpelled) {
		all = append(all, told{m[0], m[5], 30000 + 1000*small(part(text, m, 1)) + small(part(text, m, 2))})
	}
	return all
}

func latinNumbers(text string) []told {
	var all []told
	for _, m := range inPairs().FindAllStringSubmatchIndex(text, mostSpelled) {
		n := 1000*(small(part(text, m, 1))+small(part(text, m, 2))) + small(part(text, m, 3)) + inWords(part(text, m, 4)) + small(part(text, m, 5)) + 10*small(part(text, m, 6)) + small(part(text, m, 7))
		all = append(all, told{m[0], m[1], 30000 + n})
	}
	for _, m := range thousands().FindAllStringSubmatchIndex(text, mostSpelled) {
		all = append(all, told{m[0], m[1], 30000 + 1000*small(part(text, m, 1)) + inWords(part(text, m, 2)) + small(part(text, m, 3))})
	}
	return all
}

func rareNumbers(text string) []told {
	var all []told
	for _, shape := range []func() *regexp.Regexp{koreanRare, latinRare} {
		for _, m := range shape().FindAllStringSubmatchIndex(text, mostSpelled) {
			for i, number := range rareSpoken {
				if at := 2 + 2*i; m[at] >= 0 {
					all = append(all, told{m[at], m[at+1], number})
				}
			}
		}
	}
	return all
}

// rareSpoken are the numbers of the groups of koreanRare and latinRare.
var rareSpoken = []int{6329, 4724}

// inWords reads a number of two digits.
func inWords(word string) int { return tensOf[word] + teens[word] + small(word) }

// small reads a digit, a number below a hundred in digits, or the word for a
// digit; 0 for anything else.
func small(word string) int {
	if n, err := strconv.Atoi(word); err == nil {
		return n
	}
	if d := digitWords[word]; d > '0' && d <= '9' {
		return int(d - '0')
	}
	return 0
}
