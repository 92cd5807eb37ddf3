package lang

import (
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

// The letters of the Korean alphabet in the order in which syllables take them
// (Unicode, Hangul Jamo), and the keys that write each on the two-set keyboard
// (KS X 5002), in the same order.
const (
	leads     = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
	leadKeys  = "r R s e E f a q Q t T d w W c z x v g"
	vowels    = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
	vowelKeys = "k o i O j p u P h hk ho hl y n nj np nl b m ml l"
	tails     = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
	tailKeys  = "r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g"
)

// keyboard is the keys of each letter.
var keyboard = sync.OnceValue(func() map[rune]string {
	all := map[rune]string{}
	for letters, keys := range map[string]string{leads: leadKeys, vowels: vowelKeys, tails: tailKeys} {
		of := strings.Fields(keys)
		for i, letter := range []rune(letters) {
			all[letter] = of[i]
		}
	}
	return all
})

// Keys reads what was typed with the Korean input method on as the letters on
// those keys: ㅏㅑㅡ is kim. Only a text with a letter of the Korean alphabet that
// stands by itself was typed so; one of whole syllables is Korean. It reports
// whether it read anything.
func Keys(text string) (string, bool) {
	if !strings.ContainsFunc(text, bareJamo) {
		return text, false
	}
	return onKeys(text), true
}

// Typed reports whether somebody typed a word, in whatever state the input method
// and the shift key were. The word is known, so syllables that stand for nothing
// but its keys count too.
func Typed(typed, word string) bool {
	typed = strings.TrimSpace(Clean(typed))
	return word != "" && (strings.EqualFold(typed, word) || strings.EqualFold(onKeys(typed), word))
}

// onKeys are the letters on the keys of a text.
func onKeys(text string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(norm.NFC.String(text)) {
		if key, is := keyboard()[compatible(r)]; is {
			b.WriteString(key)
			continue
		}
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// bareJamo reports whether a rune is a letter of the Korean alphabet by itself
// (Unicode, Hangul Compatibility Jamo).
func bareJamo(r rune) bool { return r >= 0x3131 && r <= 0x3163 }

// compatible is a conjoining jamo as the letter that stands by itself.
func compatible(r rune) rune {
	for _, row := range []struct {
		first   rune
		letters string
	}{{0x1100, leads}, {0x1161, vowels}, {0x11a8, tails}} {
		if all := []rune(row.letters); r >= row.first && int(r-row.first) < len(all) {
			return all[r-row.first]
		}
	}
	return r
}
