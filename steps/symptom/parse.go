package symptom

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

	"example.com/writeback-doctor/steps/lang"
)

// Limits of what is read of a paste: a whole event with its stack is some ten
// kilobytes, and nobody reads more codes than these.
const (
	longestPaste = 64 << 10 // bytes
	mostCodes    = 32
)

// Codes finds the codes in what a caller read out or pasted, in the order in
// which they stand there, each once and in one spelling: SSPR_0029,
// AADSTS120013, 33004, 0x8023062C, admaexport.cpp(2837). Codes that nobody
// explains are kept. The text may be in any language and any width.
func Codes(text string) []string {
	if len(text) > longestPaste {
		text = text[:longestPaste]
	}
	text = foldWidth(lang.CleanLines(rows(text)))
	var all []found
	for _, find := range []func(string) []found{findSSPR, findSignIn, findResults, findSources, findRuns, findEvents, findNames} {
		all = append(all, find(text)...)
	}
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(a.at, b.at) })
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

// foldWidth turns full-width letters, digits and signs (U+FF01 to U+FF5E, the
// Halfwidth and Fullwidth Forms of Unicode) and the wide and the unbreakable
// blank into the ordinary ones.
func foldWidth(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0xff01 && r <= 0xff5e:
			return r - 0xfee0
		case r == 0x3000 || r == 0x00a0:
			return ' '
		default:
			return r
		}
	}, s)
}

// pattern compiles on first use: most walks have no words to read.
func pattern(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

var (
	ssprShape   = pattern(`(?i)SSPR([ _.\-‐-―]{0,3})([0-9]{1,4})`)
	signInShape = pattern(`(?i)AADSTS[ :_\-]{0,2}([0-9]{5,7})`)
	bareSignIn  = pattern(`1200[0-9]{2}`)
	resultShape = pattern(`(?i)(0x|(?:hresult|hr)\s{0,3}[=:]?\s{0,3}(?:0x)?)([0-9a-f]{8})`)
	bareResult  = pattern(`(?i)80[0-9a-f]{6}`)
	misprint    = pattern(`(?i)(?:0x)?8023042`)
	noRPC       = pattern(`(?i)0x(?:0000)?0?6ba`)
	sourceShape = pattern(`(?i)admaexport\.cpp\s{0,3}\(\s{0,3}([0-9]{1,5})\s{0,3}\)`)
	runShape    = pattern(`(?i)no-start-credentials`)
	nameShape   = pattern(`[A-Za-z]{12,50}`)
)

// findSSPR finds SSPR_0029 and its kin: SSPR_29, SSPR0029, sspr-009. Behind a
// bare blank only a code with its zeros counts, so that "SSPR 2" does not.
func findSSPR(text string) []found {
	var all []found
	for _, m := range ssprShape().FindAllStringSubmatchIndex(text, -1) {
		separator, digits := text[m[2]:m[3]], text[m[4]:m[5]]
		bare := separator != "" && strings.Trim(separator, " ") == ""
		if !bounded(text, m[0], m[1]) || bare && len(digits) < 3 {
			continue
		}
		number, _ := strconv.Atoi(digits) // four digits at most
		all = append(all, found{at: m[0], code: fmt.Sprintf("SSPR_%04d", number)})
	}
	return all
}

// findSignIn finds AADSTS codes, and bare numbers of those that we know.
func findSignIn(text string) []found {
	var all []found
	for _, m := range signInShape().FindAllStringSubmatchIndex(text, -1) {
		if bounded(text, m[0], m[1]) {
			all = append(all, found{at: m[0], code: "AADSTS" + text[m[2]:m[3]]})
		}
	}
	for _, m := range bareSignIn().FindAllStringIndex(text, -1) {
		code := "AADSTS" + text[m[0]:m[1]]
		if _, known := meanings[code]; known && alone(text, m[0], m[1]) {
			all = append(all, found{at: m[0], code: code})
		}
	}
	return all
}

// findResults finds HRESULTs: any failure behind 0x, hr= or HRESULT, and bare
// ones that we know. One page prints 80230402 with a digit missing.
func findResults(text string) []found {
	var all []found
	for _, m := range resultShape().FindAllStringSubmatchIndex(text, -1) {
		digits := strings.ToUpper(text[m[4]:m[5]])
		if bounded(text, m[0], m[1]) && digits[0] == '8' {
			all = append(all, found{at: m[0], code: "0x" + digits})
		}
	}
	for _, m := range bareResult().FindAllStringIndex(text, -1) {
		code := "0x" + strings.ToUpper(text[m[0]:m[1]])
		if _, known := meanings[code]; known && alone(text, m[0], m[1]) {
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

// findSources finds lines of the exporter's source, which tell failures apart
// that share one event.
func findSources(text string) []found {
	var all []found
	for _, m := range sourceShape().FindAllStringSubmatchIndex(text, -1) {
		all = append(all, found{at: m[0], code: "admaexport.cpp(" + text[m[2]:m[3]] + ")"})
	}
	return all
}

// findRuns finds the result of a run that a page explains.
func findRuns(text string) []found {
	var all []found
	for _, m := range runShape().FindAllStringIndex(text, -1) {
		if alone(text, m[0], m[1]) {
			all = append(all, found{at: m[0], code: strings.ToLower(text[m[0]:m[1]])})
		}
	}
	return all
}

// findNames finds the public names of codes.
func findNames(text string) []found {
	var all []found
	for _, m := range nameShape().FindAllStringIndex(text, -1) {
		if code, known := names[text[m[0]:m[1]]]; known && bounded(text, m[0], m[1]) {
			all = append(all, found{at: m[0], code: code})
		}
	}
	return all
}

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
	case end < len(text) && strings.ContainsRune(`.:,`, after) && unicode.IsDigit(behind):
		return false
	default:
		return true
	}
}

func isCodeByte(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}
