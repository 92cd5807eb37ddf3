package heard

import (
	"slices"
	"strings"
	"unicode"
)

// Message is something that a caller tells without a code: "it says that I have
// no licence". Its text stands in case files.
type Message string

// proseLimit is how much of a text is read as somebody's own words, in bytes.
// Nobody tells more; what is longer was pasted, and has codes.
const proseLimit = 4 << 10

// mostMessages is how many messages are taken from a text: whoever tells three
// things at once tells none that leads somewhere.
const mostMessages = 2

// messages finds what a text tells, the surest first.
func messages(text string) []Message {
	if named := canonical(text); len(named) > 0 {
		return named
	}
	p := proseOf(text)
	if p.elsewhere() {
		return nil
	}
	type match struct {
		message Message
		weight  int
	}
	var all []match
	for _, s := range sayings {
		if w := p.weight(s); w > 0 && !slices.ContainsFunc(all, func(m match) bool { return m.message == s.means }) {
			all = append(all, match{s.means, w})
		}
	}
	slices.SortStableFunc(all, func(a, b match) int { return b.weight - a.weight })
	var told []Message
	for _, m := range all {
		if len(told) < mostMessages && !slices.ContainsFunc(told, func(t Message) bool { return slices.Contains(nearer[t], m.message) }) {
			told = append(told, m.message)
		}
	}
	return told
}

// Mark is how a message is written where its words must not stand: in a masked
// file. Read reads it back.
func (m Message) Mark() string { return "#" + string(m) }

func canonical(text string) []Message {
	var named []Message
	for word := range strings.FieldsSeq(text) {
		if key, marked := strings.CutPrefix(word, "#"); marked && slices.Contains(Messages(), Message(key)) && !slices.Contains(named, Message(key)) {
			named = append(named, Message(key))
		}
	}
	return named
}

// Messages are all that can be told, in the order in which they are sought.
func Messages() []Message {
	var all []Message
	for _, s := range sayings {
		if !slices.Contains(all, s.means) {
			all = append(all, s.means)
		}
	}
	return all
}

// saying is one way of telling a message: the notions that its words must hold,
// separated by blanks, those behind a "!" that they must not.
type saying struct {
	means Message
	words string
}

// weight is how much of a saying stands in the prose: the number of its
// notions, 0 where one is missing or one stands there that must not.
func (p *prose) weight(s saying) int {
	weight := 0
	for word := range strings.FieldsSeq(s.words) {
		name, without := strings.CutPrefix(word, "!")
		switch {
		case without && p.has(name):
			return 0
		case !without && !p.has(name):
			return 0
		case !without:
			weight++
			if !slices.Contains(plain, name) {
				weight++
			}
		}
	}
	return weight
}

// prose is a text as its meaning is read: in words of Latin letters, and in one
// piece without blanks, because Korean is written with them and without.
type prose struct {
	words []string
	dense string
	latin string // the Latin letters of it in one piece
	jamo  []rune // the letters of the syllables of it
	known map[string]bool
}

func proseOf(text string) *prose {
	if len(text) > proseLimit {
		text = strings.ToValidUTF8(text[:proseLimit], "")
	}
	text = strings.NewReplacer("'", "", "’", "", "`", "").Replace(strings.ToLower(text))
	p := &prose{known: map[string]bool{}}
	var dense, latin, word strings.Builder
	end := func() {
		if word.Len() > 0 {
			p.words = append(p.words, letters(word.String()))
			word.Reset()
		}
	}
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Hangul, r):
			end()
			dense.WriteRune(r)
		case unicode.IsLetter(r), unicode.IsDigit(r):
			word.WriteRune(r)
			dense.WriteRune(r)
			latin.WriteRune(r)
		default:
			end()
		}
	}
	end()
	p.dense, p.latin = dense.String(), letters(latin.String())
	p.jamo = jamoOf(p.dense)
	return p
}

// letters reads the digits in a word that a machine, reading a picture, took
// for letters. A number stays.
func letters(word string) string {
	if strings.ContainsFunc(word, unicode.IsLetter) && strings.ContainsAny(word, "015") && !strings.HasPrefix(word, "0x") {
		return strings.NewReplacer("0", "o", "1", "l", "5", "s").Replace(word)
	}
	return word
}

// elsewhere reports whether it is about another product and says nothing of
// this one.
func (p *prose) elsewhere() bool { return p.has("elsewhere") && !p.has("ours") }

// has reports whether a notion stands in the prose.
func (p *prose) has(notion string) bool {
	is, asked := p.known[notion]
	if !asked {
		for _, word := range notions()[notion] {
			if is = p.holds(word); is {
				break
			}
		}
		p.known[notion] = is
	}
	return is
}

// holds reports whether a word or a phrase of the vocabulary stands in the prose.
func (p *prose) holds(v vocable) bool {
	if v.korean != "" {
		return strings.Contains(p.dense, v.korean) || len(v.jamo) >= fuzzyJamo && near(p.jamo, v.jamo)
	}
	for i := range p.words {
		if p.phraseAt(i, v.words) {
			return true
		}
	}
	return len(v.joined) >= joinedLetters && strings.Contains(p.latin, v.joined)
}

// phraseAt reports whether the words of a phrase stand at a place, in order,
// with no more than two others among them.
func (p *prose) phraseAt(at int, phrase []string) bool {
	const strangers = 2
	if !sameWord(p.words[at], phrase[0]) {
		return false
	}
	left := strangers
	for i, next := at+1, 1; next < len(phrase); i++ {
		switch {
		case i >= len(p.words):
			return false
		case sameWord(p.words[i], phrase[next]):
			next++
		case left == 0:
			return false
		default:
			left--
		}
	}
	return true
}
