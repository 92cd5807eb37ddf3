package heard

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// features are what of a text its weights are learned from, as hashes in
// ascending order: the notions of the vocabulary that stand in it, and pieces of
// its words, once more of those that are not said to be well.
func (p *prose) features() []uint32 {
	all := map[string]bool{"ours": p.ours(), "elsewhere": p.elsewhere()}
	for notion := range notions() {
		all["n:"+notion] = p.has(notion)
	}
	latin, korean := runs(p.all.raw)
	latinPieces(all, latin)
	koreanPieces(all, korean)
	latin, korean = runs(p.ill.raw)
	for _, word := range latin {
		all["i:"+word[:min(len(word), stemLetters)]] = true
	}
	for _, word := range korean {
		all["i:"+head(word)] = true
	}
	var hashes []uint32
	for feature, is := range all {
		if is {
			hashes = append(hashes, hashOf(feature))
		}
	}
	slices.Sort(hashes)
	return slices.Compact(hashes)
}

// latinPieces are words, their beginnings, and two that stand together or with
// one between.
func latinPieces(all map[string]bool, words []string) {
	for i, word := range words {
		all["w:"+word] = true
		all["p:"+word[:min(len(word), stemLetters)]] = true
		if i > 0 {
			all["b:"+words[i-1]+" "+word] = true
		}
		if i > 1 {
			all["g:"+words[i-2]+" "+word] = true
		}
	}
}

// koreanPieces are words, their beginnings, two beginnings that stand together,
// and pieces of all without the blanks.
func koreanPieces(all map[string]bool, words [][]rune) {
	var dense []rune
	for i, word := range words {
		all["f:"+string(word)] = true
		all["s:"+head(word)] = true
		if i > 0 {
			all["k:"+head(words[i-1])+" "+head(word)] = true
		}
		dense = append(dense, word...)
	}
	for n := shortestPiece; n <= longestPiece; n++ {
		for i := range len(dense) - n + 1 {
			all["d:"+string(dense[i:i+n])] = true
		}
	}
}

// How long pieces of words are: of Latin letters, and of Korean syllables,
// which are written with blanks and without.
const (
	stemLetters   = 5
	headSyllables = 2
	shortestPiece = 2
	longestPiece  = 4
)

func head(word []rune) string { return string(word[:min(len(word), headSyllables)]) }

// runs are the words of Latin letters and digits, with the letters that were read
// as digits, and those of Korean syllables.
func runs(text string) (latin []string, korean [][]rune) {
	latin = strings.FieldsFunc(text, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	for i, word := range latin {
		latin[i] = letters(word)
	}
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.Is(unicode.Hangul, r) || r < '가' || r > '힣' }) {
		korean = append(korean, []rune(word))
	}
	return latin, korean
}

// vectorOf weighs features by how seldom they are, so that all together have the
// length 1 (tf-idf with binary counts). Those of which nothing was learned are
// left out.
func vectorOf(features []uint32, place func(uint32) (at int, idf float64, known bool)) (at []int, value []float64) {
	sum := 0.0
	for _, f := range features {
		if i, idf, known := place(f); known {
			at, value = append(at, i), append(value, idf)
			sum += idf * idf
		}
	}
	for i := range value {
		value[i] /= math.Sqrt(sum)
	}
	return at, value
}
