package misuse

import (
	"strings"

	"example.com/writeback-doctor/steps/lang"
)

// nearest is what a person most likely meant by a word that is none of those
// that there are: the one that takes the fewest slips of the finger, or the
// only one that begins with it. "" when none is near.
func nearest(word string, among []string) string {
	word = strings.ToLower(strings.TrimSpace(word))
	best, least, begins := "", 0, []string(nil)
	for _, candidate := range among {
		lower := strings.ToLower(candidate)
		n := 2 * slips(word, lower)
		if len(word) > 1 && strings.HasPrefix(lower, word) {
			begins = append(begins, candidate)
			n-- // of two that are as near
		}
		if n <= 2*max(1, len([]rune(lower))/3) && (best == "" || n < least) {
			best, least = candidate, n
		}
	}
	if best == "" && len(begins) == 1 {
		return begins[0]
	}
	return best
}

// slips counts the letters that are wrong, missing, too many or swapped with
// their neighbour ("optimal string alignment").
func slips(a, b string) int {
	from, to := []rune(a), []rune(b)
	rows := make([][]int, len(from)+1)
	for i := range rows {
		rows[i] = make([]int, len(to)+1)
		rows[i][0] = i
	}
	for j := range to {
		rows[0][j+1] = j + 1
	}
	for i := 1; i <= len(from); i++ {
		for j := 1; j <= len(to); j++ {
			change := 1
			if from[i-1] == to[j-1] {
				change = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+change)
			if i > 1 && j > 1 && from[i-1] == to[j-2] && from[i-2] == to[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(from)][len(to)]
}

// Mistyped is a usage error with the word that was most likely meant behind
// it, on a line of its own where the text has several; prefix is what stands before
// that word on the command line.
func Mistyped(text lang.Text, args lang.Args, prefix, word string, among []string) error {
	if near := nearest(word, among); near != "" {
		between := " "
		if strings.Contains(text.En, "\n") {
			between = "\n"
		}
		text.Ko += between + "혹시 {near}입니까?" //nolint:gosmopolitan // a piece of the text beside
		text.En += between + "Did you mean {near}?"
		args["near"] = prefix + near
	}
	return New(text, args)
}
