package heard

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// How long something must be before a slip in it is overlooked: shorter words
// are too near to each other.
const (
	oneSlip       = 5 // letters
	twoSlips      = 9
	fuzzyJamo     = 8 // letters of Korean syllables
	joinedLetters = 9 // of a phrase that may stand in a longer piece without blanks
)

// sameWord reports whether a word is one of the vocabulary, or a slip of it. A
// star at the end stands for any ending.
func sameWord(word, vocable string) bool {
	stem, open := strings.CutSuffix(vocable, "*")
	switch {
	case open && strings.HasPrefix(word, stem), word == stem:
		return true
	case !open && word == stem+"s":
		return true
	case len(stem) < oneSlip || len(word) < oneSlip-1:
		return false
	}
	slips := 1
	if len(stem) >= twoSlips {
		slips = 2
	}
	if open {
		return slipsOfStem(word, stem) <= slips
	}
	if d := len(word) - len(stem); d > slips || d < -slips {
		return false
	}
	return distance(word, stem) <= slips
}

// slipsOfStem is the least distance between a stem and the beginning of a word.
func slipsOfStem(word, stem string) int {
	if word[0] != stem[0] {
		return len(stem)
	}
	least := len(stem)
	for n := max(1, len(stem)-2); n <= min(len(word), len(stem)+2); n++ {
		least = min(least, distance(word[:n], stem))
	}
	return least
}

// distance is the number of letters that were left out, put in, changed, or
// changed places (optimal string alignment).
func distance(a, b string) int {
	before, row := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	var beforeThat []int
	for i := 1; i <= len(a); i++ {
		beforeThat, before, row = before, row, make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(before[j]+1, row[j-1]+1, before[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], beforeThat[j-2]+1)
			}
		}
	}
	return row[len(b)]
}

// jamoOf returns the letters of the Korean syllables of a text; everything else
// parts them.
func jamoOf(text string) []rune {
	letters := make([]rune, 0, len(text))
	for _, r := range norm.NFD.String(text) {
		if r >= 0x1100 && r <= 0x11ff {
			letters = append(letters, r)
		} else if n := len(letters); n > 0 && letters[n-1] != ' ' {
			letters = append(letters, ' ')
		}
	}
	return letters
}

// near reports whether a pattern stands in a text with one letter left out, put
// in or changed (Sellers' algorithm). A slip in the first letter is none: it
// makes another word.
func near(text, pattern []rune) bool {
	const slips = 1
	row := make([]int, len(pattern)+1)
	for i := range row {
		row[i] = i
	}
	for _, r := range text {
		diagonal := row[0]
		for i := 1; i <= len(pattern); i++ {
			cost := 1
			if pattern[i-1] == r {
				cost = 0
			}
			diagonal, row[i] = row[i], min(diagonal+cost, row[i]+1, row[i-1]+1)
		}
		if row[len(pattern)] <= slips {
			return true
		}
	}
	return false
}
