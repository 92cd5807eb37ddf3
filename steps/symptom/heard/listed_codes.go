package heard

import (
	"strconv"
	"strings"
)

// alsoZeros is what stands between two codes of which the second has no letters
// in front, and the zeros with which it begins, spoken or written.
var (
	alsoZeros = pattern(`(?i)^번?[ .]{0,2}(?:이랑|랑|하고|그리고|또는|와|과|및|,|/|&|\+|and|or|then|plus|also)[ ,]{0,2}(?:and |then |또 )?(?:(?:공|영|제로)[ ,]?(?:공|영|제로)|(?:zero|oh|o)[ ,\-]{1,2}(?:zero|oh|o)|double[ \-](?:zero|oh|o)|00)`)
	wholeTens = pattern(`^[ ,]?[0-9]{2}(?:$|[^0-9A-Za-z])`)
)

// mostOfList is how many codes of one list are read.
const mostOfList = 8

// furtherSSPR finds codes of a list whose letters were said once: SSPR_0029/0030,
// 에스에스피알 공공이십구랑 공공삼십.
func (r Reader) furtherSSPR(text string, at int, numbers []spelled) []found {
	var all []found
	for len(all) < mostOfList {
		head := alsoZeros().FindStringIndex(text[at:min(len(text), at+hintReach)])
		if head == nil {
			return all
		}
		start, rest := at+head[1], after(text, at+head[1])
		n, end, ok := r.inTens(rest)
		switch {
		case ok:
			at = start + end
		case wholeTens().MatchString(rest):
			rest = strings.TrimLeft(rest, " ,")
			n, _ = strconv.Atoi(rest[:2])
			at = start + len(after(text, start)) - len(rest) + 2
		default:
			s, is := spelledFrom(numbers, start)
			digits, behind, whole := s.of(4)
			if !is || !whole {
				return all
			}
			n, _ = strconv.Atoi(digits) // hexadecimal letters give 0
			at = behind
		}
		code := ssprCode(n)
		if !r.Explained(code) || counts(after(text, at)) {
			return all
		}
		all = append(all, found{at: start, code: code})
	}
	return all
}

// spelledFrom is the number that was spelled around a place.
func spelledFrom(numbers []spelled, at int) (s spelled, ok bool) {
	for _, s := range numbers {
		if s.start < at && at <= s.ends[len(s.ends)-1] {
			return s, true
		}
	}
	return spelled{}, false
}
