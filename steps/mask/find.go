package mask

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// finder finds names in a text whatever their letters' case, in a time that
// grows with the text and not with the number of names: a file may name a
// hundred thousand people.
type finder struct {
	words   map[string]string         // lower-case name → word
	lengths map[[headRunes]rune][]int // of the names that begin so, in runes, the longest first
}

// headRunes is how many runes tell names apart before they are looked up whole.
const headRunes = 3

// longestName is how many runes of a name are compared, more than a host name
// (RFC 1035 2.3.4) or a user principal name may have. Behind a longer one
// nothing of its text is shown.
const longestName = 1024

func newFinder() finder {
	return finder{words: map[string]string{}, lengths: map[[headRunes]rune][]int{}}
}

// word is what stands for a lower-case name; "" when it is not known.
func (f *finder) word(name string) string { return f.words[begin(name)] }

// add learns a lower-case name.
func (f *finder) add(name, word string) {
	if whole := name; len(whole) > len(begin(whole)) {
		name, word = begin(whole), word+tail
	}
	if _, known := f.words[name]; !known {
		f.enter(name)
	}
	f.words[name] = word
}

func (f *finder) enter(name string) {
	var head [headRunes]rune
	length := 0
	for _, r := range name {
		if length < headRunes {
			head[length] = r
		}
		length++
	}
	lengths := f.lengths[head]
	place := 0
	for place < len(lengths) && lengths[place] > length {
		place++
	}
	if place < len(lengths) && lengths[place] == length {
		return
	}
	lengths = append(lengths, 0)
	copy(lengths[place+1:], lengths[place:])
	lengths[place] = length
	f.lengths[head] = lengths
}

// replace puts its word in the place of each name that is no part of a longer
// word; the longest name counts, so that a host is not cut in half by its
// domain.
func (f *finder) replace(text string) string {
	if len(f.words) == 0 {
		return text
	}
	var out strings.Builder
	done := 0
	before := rune(' ')
	for at, r := range text {
		if at < done || letter(before) && letter(r) {
			before = r
			continue
		}
		if size, word, found := f.at(text[at:]); found {
			out.WriteString(text[done:at] + word)
			done = at + size
		}
		before = r
	}
	return out.String() + text[done:]
}

// at looks for the longest name with which text begins.
func (f *finder) at(text string) (size int, word string, found bool) {
	var head [headRunes]rune
	count := 0
	for _, r := range text {
		if count == headRunes {
			break
		}
		head[count] = unicode.ToLower(r)
		count++
	}
	for ; count > 0; count-- {
		for _, length := range f.lengths[head] {
			if size, word, found = f.whole(text, length); found {
				return size, word, true
			}
		}
		head[count-1] = 0 // shorter names than a head have zeros behind them
	}
	return 0, "", false
}

// whole reports whether a name of so many runes stands at the beginning of
// text and ends with a word.
func (f *finder) whole(text string, length int) (size int, word string, found bool) {
	last := rune(0)
	for ; length > 0 && size < len(text); length-- {
		r, width := utf8.DecodeRuneInString(text[size:])
		last, size = r, size+width
	}
	if length > 0 {
		return 0, "", false
	}
	word, found = f.words[strings.ToLower(text[:size])]
	next, _ := utf8.DecodeRuneInString(text[size:])
	switch {
	case !found:
		return 0, "", false
	case strings.HasSuffix(word, tail):
		return len(text), word, true
	case size < len(text) && letter(last) && letter(next):
		return 0, "", false
	}
	return size, word, true
}

// tail ends the word of a name of which only the beginning is compared.
const tail = "…"

// begin is the part of a name that is compared.
func begin(name string) string {
	count := 0
	for at := range name {
		if count == longestName {
			return name[:at]
		}
		count++
	}
	return name
}
