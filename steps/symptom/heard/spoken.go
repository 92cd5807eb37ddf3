package heard

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Letters as they are spelled aloud, and what people say between them and the
// number: "S-S-P-R, then an underscore, then double-o two nine".
const (
	spelledS = `(?:에스|애스|에쓰|애쓰|ess|es|s)[ .,\-]{0,2}`
	spelledA = `(?:에이|ay|a)[ .,\-]{0,2}`
	fillers  = `(?:[ _.,:#"'\-]{0,3}(?:then|and|an?|the|code|error|number|코드|에러|오류|번호|언더바|언더스코어|밑줄|under ?score|dash|hyphen|대시)){0,5}[ _.,:#"'\-]{0,3}`
)

var (
	spokenShape  = pattern(`(?i)(?:` + spelledS + spelledS + `(?:피|pee|p)[ .,\-]{0,2}(?:알|아르|아알|are|ar|r)|sspr)` + fillers)
	spokenSignIn = pattern(`(?i)(?:` + spelledA + spelledA + `(?:디|dee|d)[ .,\-]{0,2}` + spelledS + `(?:티|tee|t)[ .,\-]{0,2}` + spelledS + `|aadsts)` + fillers)

	// A number below fifty, in front of which only zeros stand.
	spokenTens = pattern(`(?i)^(?:(?:공|영|제로|zero|oh|o|double[ \-](?:zero|oh|o))[ .,\-]{0,2}){0,2}(?:(이|삼|사)?십(일|이|삼|사|오|육|칠|팔|구)?번?|(twenty|thirty)(?:[ \-]?(one|two|three|four|five|six|seven|eight|nine))?|(ten|eleven|twelve|thirteen|fourteen))`)
	// A hundred and twenty thousand and some, as the codes of password changes are.
	spokenMyriad = pattern(`(?i)^(?:십이만|12만|(?:one|a) hundred(?: and)? twenty thousand)(?:,? and)?\s?`)
	oneDigit     = pattern(`^(?:일|이|삼|사|오|육|칠|팔|구)`)
	// The rest of such a number in digits: 12만 14.
	restDigits = pattern(`^0{0,3}([0-9]{1,2})(?:$|[^0-9])`)
	// What may stand behind a single digit that is the number of a code.
	nothingCounted = pattern(`(?i)^(?:$|\s{0,2}[^\pL\s]|\s(?:on|again|now|in|at|is|was|it|error|code|and|or|when|shows?|appears?)(?:$|[^a-z]))`)
	// Letters that were mixed up, before a number that only a code has.
	mixedLetters = pattern(`(?i)([SPR]{3,4})([ _\-]{0,2})(00[0-9O]{2})`)
)

// digitWords are the words for digits, and those for the letters that a
// hexadecimal number has.
var digitWords = map[string]byte{
	"공": '0', "영": '0', "제로": '0', "zero": '0', "oh": '0', "o": '0', "nought": '0', "일": '1', "one": '1', "이": '2', "two": '2',
	"삼": '3', "three": '3', "사": '4', "four": '4', "오": '5', "five": '5', "육": '6', "륙": '6', "six": '6', "칠": '7', "seven": '7',
	"팔": '8', "eight": '8', "구": '9', "nine": '9',
	"에이": 'A', "a": 'A', "비": 'B', "b": 'B', "씨": 'C', "시": 'C', "c": 'C', "디": 'D', "d": 'D', "e": 'E', "에프": 'F', "f": 'F',
}

// repeats are the words that say a digit more than once.
var repeats = map[string]int{"double": 2, "triple": 3}

var tensOf = map[string]int{
	"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "twenty": 20, "thirty": 30,
}

// spelled is a number that was spoken digit by digit.
type spelled struct {
	start  int
	digits string
	ends   []int // of each digit
	words  bool  // none of the digits was written as one
	text   string
}

// mostSpelled is how often the letters of a code are sought a number for.
const mostSpelled = 200

// longestSpelled is how many digits in a row are still a code: a telephone
// number has more.
const longestSpelled = 9

// spelledNumbers are all numbers of a text that were spoken digit by digit, each
// whole: three digits of a longer one are no number.
func spelledNumbers(text string) []spelled {
	var all []spelled
	for at := 0; at < len(text); {
		s := spelledAt(text, at)
		if s.digits == "" {
			at += step(text, at)
			continue
		}
		if n := len(s.digits); n > 1 && n <= longestSpelled {
			all = append(all, s)
		}
		at = s.ends[len(s.ends)-1]
	}
	return all
}

// step is how many bytes a rune takes, or a word that tells no digit.
func step(text string, at int) int {
	n := 0
	for at+n < len(text) && isCodeByte(text[at+n]) {
		n++
	}
	if n > 0 {
		return n
	}
	_, n = utf8.DecodeRuneInString(text[at:])
	return n
}

func spelledAt(text string, at int) spelled {
	const hexFrom = 4 // digits in front of the first letter of a hexadecimal number
	s := spelled{start: at, words: true, text: text}
	var digits []byte
	times := 1
	for len(digits) <= longestSpelled {
		word, digit := digitAt(text, at)
		if n := repeats[word]; n > 0 {
			times, at = n, gapAt(text, at+len(word))
			continue
		}
		if digit == 0 || digit >= 'A' && len(digits) < hexFrom {
			break
		}
		at += len(word)
		for range times {
			digits, s.ends = append(digits, digit), append(s.ends, at)
		}
		times, s.words = 1, s.words && (word[0] < '0' || word[0] > '9')
		at = gapAt(text, at)
	}
	s.digits = string(digits)
	return s
}

// gapAt is where the next digit may begin.
func gapAt(text string, at int) int {
	for range 2 {
		if at < len(text) && strings.IndexByte(" .,-", text[at]) >= 0 {
			at++
		}
	}
	return at
}

// digitAt is the word for a digit that begins at a place, or a digit that stands
// alone; "" and 0 where none does. For a word that repeats one, the digit is 0.
func digitAt(text string, at int) (word string, digit byte) {
	if at >= len(text) {
		return "", 0
	}
	if text[at] >= utf8.RuneSelf {
		return koreanDigitAt(text, at)
	}
	end := at
	for end < len(text) && isCodeByte(text[end]) && end-at <= len("nought") {
		end++
	}
	if at > 0 && isCodeByte(text[at-1]) || end < len(text) && isCodeByte(text[end]) {
		return "", 0
	}
	word = text[at:end]
	if len(word) == 1 && word[0] >= '0' && word[0] <= '9' {
		return word, word[0]
	}
	lower := strings.ToLower(word)
	if repeats[lower] > 0 {
		return lower, 0
	}
	return word, digitWords[lower]
}

func koreanDigitAt(text string, at int) (word string, digit byte) {
	const syllable = 3 // bytes
	for _, length := range []int{2 * syllable, syllable} {
		if word := text[at:min(len(text), at+length)]; digitWords[word] != 0 {
			return word, digitWords[word]
		}
	}
	return "", 0
}

// of returns the first digits of a number and where they end, if it has just so
// many: the Korean particle 이 sounds like a two, and may be one more.
func (s spelled) of(length int) (digits string, end int, ok bool) {
	n := len(s.digits)
	if n < length {
		return "", 0, false
	}
	end = s.ends[length-1]
	particle := n == length+1 && strings.HasSuffix(s.text[:s.ends[n-1]], "이") && utf8.RuneLen('이') <= s.ends[n-1]-end
	return s.digits[:length], end, n == length || particle
}

// findSpoken finds codes that were spelled aloud: 에스에스피알 29번, S S P R zero
// zero two nine, three three oh oh one, 영엑스 팔공이삼공육이씨.
func (r Reader) findSpoken(text string) []found {
	numbers, lower := spelledNumbers(text), strings.ToLower(text)
	var all []found
	if holdsAny(lower, "spr", "s s", "s.s", "s-s", "s, s", "s,s", "ess", "es ", "es-", "에스", "애스", "에쓰", "애쓰", "s p", "sp r") {
		all = r.spokenSSPR(text, numbers)
	}
	if holdsAny(lower, "00", "0o", "o0", "oo") {
		all = append(all, r.mixedSSPR(text)...)
	}
	if holdsAny(lower, "aad", "a a", "a.a", "a-a", "a, a", "a,a", "ay ", "에이") {
		all = append(all, r.spokenSignIns(text, numbers)...)
	}
	for _, s := range numbers {
		all = append(all, r.spokenCode(text, s)...)
	}
	return all
}

// spokenCode is the code that a number tells by itself.
func (r Reader) spokenCode(text string, s spelled) []found {
	const result, signIn, event, short = 8, 6, 5, 4
	if digits, _, ok := s.of(result); ok {
		if code, ok := r.spokenResult(digits); ok {
			return []found{{s.start, code}}
		}
	}
	if digits, end, ok := s.of(signIn); ok && r.Explained("AADSTS"+digits) && !denied(text, s.start, end) && (s.words && ofSignIn(text, s.start) || faultHint().MatchString(window(text, s.start))) {
		return []found{{s.start, "AADSTS" + digits}}
	}
	for _, length := range []int{event, short} {
		digits, end, ok := s.of(length)
		id, err := strconv.Atoi(digits)
		if !ok || err != nil || !r.Explained(digits) || denied(text, s.start, end) {
			continue
		}
		hint, rare := window(text, s.start), ofWriteback(id) || !everyday(id)
		if rare && (s.words || faultHint().MatchString(hint) || eventBehind().MatchString(after(text, end)) || sourceLine().MatchString(around(text, s.start))) || eventHint().MatchString(hint) {
			return []found{{s.start, digits}}
		}
	}
	return nil
}

// spokenResult is the result code of eight digits. The Korean 이 is a two, and the
// letter E.
func (r Reader) spokenResult(digits string) (code string, ok bool) {
	const facility = 4 // digits, none of them E
	for _, number := range []string{digits, digits[:facility] + strings.ReplaceAll(digits[facility:], "2", "E")} {
		if code := "0x" + number; r.Explained(code) {
			return code, true
		}
	}
	return "", false
}

// ofSignIn reports whether the letters of sign-in codes stand in a text, or a word
// for a fault in front of a place of it.
func ofSignIn(text string, at int) bool {
	return spokenSignIn().MatchString(text[:min(len(text), proseLimit)]) || faultHint().MatchString(window(text, at))
}

// besideReach is how far from the letters of a code its number may stand, in
// bytes, when it was told first: "it ends in oh oh one three, and SSPR is in
// front".
const besideReach = 120
