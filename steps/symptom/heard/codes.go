package heard

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// mostCodes is how many codes are taken from a text: nobody reads more.
const mostCodes = 32

// found are the codes of a tidy text, in the order in which they stand.
func (r Reader) found(text string) []found {
	if marks := markedCodes(text); len(marks) > 0 {
		return marks
	}
	text, all := r.exported(uncounted(text))
	lower := strings.ToLower(text)
	for _, f := range r.finders() {
		if len(f.needs) == 0 || slices.ContainsFunc(f.needs, func(n string) bool { return strings.Contains(lower, n) }) {
			all = append(all, f.find(text)...)
		}
	}
	all = append(all, r.findEvents(text, all)...)
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(a.at, b.at) })
	return all
}

// finder finds codes of one kind in a text that holds any of what it needs, in
// small letters: looking is slow, and most texts hold none of it.
type finder struct {
	needs []string
	find  func(string) []found
}

func (r Reader) finders() []finder {
	spelled := []string{"spr", "s s", "s.s", "s-s", "s,s", "에스", "애스", "s p", "sp r"}
	return []finder{
		{spelled, r.findSSPR},
		{nil, r.findSpoken},
		{[]string{"만", "thirty", "three hundred", "seven hundred", "sixty", "forty", "육천", "사천", "double", "oh", " o ", "-o-", "zero", "nought"}, r.findSpokenEvents},
		{[]string{"611", "652", "655"}, r.findHashEvents},
		{[]string{"aad", "adsts", "a a", "aa d", "1200"}, r.findSignIn},
		{[]string{"resulttype", "errorcode"}, r.findSignInFields},
		{[]string{"0x", "ox", "hr"}, r.findResults},
		{[]string{"80"}, r.findBareResults},
		{[]string{"-21", "8023042", "6ba"}, r.findWritings},
		{[]string{"export", "exp0rt"}, findSources},
		{[]string{"start"}, findRuns},
		{[]string{"mswineventlog", "cef:", "leef:"}, r.findCollected},
		{nil, r.findInstances},
		{nil, r.findNames},
	}
}

// each are codes, each once.
func each(all []found) []string {
	var codes []string
	for _, f := range all {
		if len(codes) < mostCodes && !slices.Contains(codes, f.code) {
			codes = append(codes, f.code)
		}
	}
	return codes
}

// found is a code and where it stands.
type found struct {
	at   int
	code string
}

// pattern compiles on first use: most walks have no words to read.
//
//go:noinline // else each of its callers, of which there are hundreds, holds a copy
func pattern(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

var (
	ssprShape   = pattern(`(?i)[S5] ?S ?P ?R([\s_.:#,(\-‐-―]{0,3}(?:(?:error|err|code|number|no|nr|under ?score|코드|번호|에러|오류|언더바)[\s_.:#,(\-]{0,3}){0,2})([0O]{2}\n[0-9OIl|]{2}|[0O](?:[ _]?[0-9OIl|]){3}|[0-9OIl|]{1,4}(?:[ _]{1,2}[0-9OIl|]{1,4})?)`)
	resultShape = pattern(`(?i)([0O]x ?|(?:hresult|hr)\s{0,3}[=:]?\s{0,3}(?:0x)?)([0-9a-fOl]{8})`)
	bareResult  = pattern(`(?i)(?:0?X)?(80[0-9a-fOl]{2}[ \-]?[0-9a-fOl]{4})h?`)
	namedResult = pattern(`(?i)(?:code|error|result|코드|오류|에러|결과)\s?[:=]?\s?(8023[0-9a-fOl]{4})`)
	signed      = pattern(`-21[0-9]{8}`)
	misprint    = pattern(`(?i)(?:0x)?8023042`)
	noRPC       = pattern(`(?i)0x(?:0000)?0?6ba`)
	sourceShape = pattern(`(?i)ad(?:m|rn)a ?exp[o0]rt(?:\.?\s?cpp)?\s{0,3}[(:,]?\s{0,3}(?:line |줄 ?)?([0-9]{2,5})\s{0,3}\)?`)
	sourceExact = pattern(`(?i)admaexport\.cpp\s{0,3}\(\s{0,3}([0-9]{1,5})\s{0,3}\)`)
	runShape    = pattern(`(?i)no[-_ ]?start[-_ ]?credentials`)
	ofProduct   = pattern(`(?i)sspr|에스에스피알|write ?back|쓰기 ?저장|라이트백|entra|adsync|passwordreset|(?:ad|aad|azure ad|entra) ?connect|커넥트|admaexport|(?:password|pw).{0,20}(?:reset|change)|(?:암호|비밀번호|비번).{0,12}(?:재설정|변경|바)|set ?password|동기화 ?(?:서버|엔진|서비스)|sync (?:server|engine)|\bMMS\(`)
	nameShape   = pattern(`[A-Za-z]{12,50}`)
)

// digits reads the letters that people, and machines that read pictures, take
// for digits.
func digits(s string) string { return misreadDigits().Replace(s) }

var misreadDigits = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer("O", "0", "o", "0", "I", "1", "i", "1", "l", "1", "L", "1", "|", "1", " ", "", "_", "", "\n", "")
})

// findSSPR finds SSPR_0029 and its kin: SSPR_29, SSPR0029, sspr-009, SSPR_OO29,
// SSPR_00 30. Behind a bare blank, a number without zeros counts only where
// nothing is counted by it: "SSPR 2단계" has no code. Zeros alone are one that was
// cut off.
func (r Reader) findSSPR(text string) []found {
	var all []found
	for _, m := range ssprShape().FindAllStringSubmatchIndex(text, -1) {
		separator := text[m[2]:m[3]]
		written, end := firstOfTwo(text, m[4], m[5])
		number := digits(written)
		n, err := strconv.Atoi(number)
		bare := strings.Trim(separator, " ,(") == "" && separator != ""
		switch {
		case err != nil, n == 0, !bounded(text, m[0], end), len(number) > 4, !strings.ContainsAny(written, "0123456789") && !r.misreadWhole(separator, number):
		case bare && number[0] != '0' && (counts(text[end:]) || len(number) > 2 || len(number) < 2 && !called(text[end:])):
		default:
			all = append(append(all, found{at: m[0], code: ssprCode(n)}), r.furtherSSPR(text, end, nil)...)
		}
	}
	return all
}

// misreadWhole reports whether a number of which no digit was read as one is that
// of a code: behind its sign, with the zeros of one that is explained.
func (r Reader) misreadWhole(separator, number string) bool {
	return strings.ContainsAny(separator, "_-") && strings.HasPrefix(number, "00") && r.Explained("SSPR_"+number)
}

func ssprCode(n int) string { return fmt.Sprintf("SSPR_%04d", n) }

// firstOfTwo is what stands in front of a blank in a written number, where its
// parts are two numbers, and where it ends.
func firstOfTwo(text string, start, stop int) (written string, end int) {
	first, rest, two := cutBlank(text[start:stop])
	if !two || zeros(first[:1]) {
		return text[start:stop], stop
	}
	end = stop - len(rest) - 1
	for end > start && (text[end-1] == ' ' || text[end-1] == '_') {
		end--
	}
	return first, end
}

// cutBlank parts a number that was written in two.
func cutBlank(s string) (first, rest string, two bool) {
	at := strings.IndexAny(s, " _")
	if at < 0 {
		return s, "", false
	}
	return s[:at], strings.TrimLeft(s[at:], " _"), true
}

func zeros(s string) bool { return strings.Trim(digits(s), "0") == "" }

// counter is what stands behind a number that counts something, and ordinal
// what stands behind one that is a name.
var (
	counter = pattern(`^\s{0,2}(?i:단계|명|개|층|시|분|초|월|일|주|년|대|차|건|번째|회|호|호실|동|원|%|users?\b|people\b|persons?\b|minutes?\b|hours?\b|days?\b|weeks?\b|months?\b|years?\b|times\b|steps?\b|factors?\b|methods?\b|attempts?\b|tickets?\b|admins?\b|months\b|am\b|pm\b)`)
	ordinal = pattern(`^\s{0,2}번`)
)

func counts(after string) bool { return counter().MatchString(after) }
func called(after string) bool { return ordinal().MatchString(after) && !counts(after) }

// findResults finds HRESULTs: any failure behind 0x, hr= or HRESULT.
func (r Reader) findResults(text string) []found {
	var all []found
	for _, m := range resultShape().FindAllStringSubmatchIndex(text, -1) {
		number := strings.ToUpper(digits(text[m[4]:m[5]]))
		if bounded(text, m[0], m[1]) && number[0] == '8' && r.product("0x"+number, text) {
			all = append(all, found{at: m[0], code: "0x" + number})
		}
	}
	return all
}

// findBareResults finds HRESULTs without anything in front: those that are
// explained, and those of the sync engine behind the word code.
func (r Reader) findBareResults(text string) []found {
	var all []found
	for _, m := range bareResult().FindAllStringSubmatchIndex(text, -1) {
		code := "0x" + strings.ToUpper(strings.ReplaceAll(digits(text[m[2]:m[3]]), "-", ""))
		if r.Explained(code) && alone(text, m[0], m[1]) && !denied(text, m[0], m[1]) {
			all = append(all, found{at: m[0], code: code})
		}
	}
	for _, m := range namedResult().FindAllStringSubmatchIndex(text, -1) {
		if alone(text, m[2], m[3]) {
			all = append(all, found{at: m[2], code: "0x" + strings.ToUpper(digits(text[m[2]:m[3]]))})
		}
	}
	return all
}

// findWritings finds result codes that are written otherwise: as a number with
// a sign, with a digit missing, as the error of RPC that one holds.
func (r Reader) findWritings(text string) []found {
	var all []found
	for _, m := range signed().FindAllStringIndex(text, -1) {
		n, err := strconv.ParseInt(text[m[0]:m[1]], 10, 32)
		if code := fmt.Sprintf("0x%08X", uint32(n)); err == nil && bounded(text, m[0], m[1]) && (r.Explained(code) || strings.HasPrefix(code, ofEngine)) { //nolint:gosec // an HRESULT is a number with a sign, shown as one without
			all = append(all, found{at: m[0], code: code})
		}
	}
	for _, m := range misprint().FindAllStringIndex(text, -1) {
		if alone(text, m[0], m[1]) {
			all = append(all, found{at: m[0], code: "0x80230402"})
		}
	}
	for _, m := range noRPC().FindAllStringIndex(text, -1) {
		if alone(text, m[0], m[1]) {
			all = append(all, found{at: m[0], code: "0x800706BA"})
		}
	}
	return all
}

// product reports whether a result code is one of this product: it is explained,
// of the sync engine (facility 0x23), or the text speaks of the product. Windows
// has thousands, and its update shows 0x80070005 every day.
func (r Reader) product(code, text string) bool {
	return r.Explained(code) || strings.HasPrefix(code, ofEngine) || ofProduct().MatchString(text[:min(len(text), proseLimit)])
}

// ofEngine is what the result codes of the sync engine begin with: its facility.
const ofEngine = "0x8023"

// bounded reports whether neither a Latin letter nor a digit touches the
// match. Korean does, without a blank.
func bounded(text string, start, end int) bool {
	return (start == 0 || !isCodeByte(text[start-1])) && (end == len(text) || !isCodeByte(text[end]))
}

// alone is bounded, and not a part of a longer number, name or address.
func alone(text string, start, end int) bool {
	if !bounded(text, start, end) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, size := utf8.DecodeRuneInString(text[end:])
	behind, _ := utf8.DecodeRuneInString(text[end+size:])
	switch {
	case start > 0 && strings.ContainsRune(`.-_/\@+:`, before):
		return false
	case end < len(text) && strings.ContainsRune(`-_/\@+`, after):
		return false
	case end < len(text) && strings.ContainsRune(`.:`, after) && unicode.IsDigit(behind):
		return false
	case end < len(text) && after == ',' && grouped(text[end+size:]):
		return false
	default:
		return true
	}
}

// grouped reports whether what stands behind a comma are the next three digits of
// a number, or a fraction, and no other number of a list.
func grouped(behind string) bool {
	digits := len(behind) - len(strings.TrimLeft(behind, "0123456789"))
	return digits > 0 && digits < 4
}

func isCodeByte(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}
