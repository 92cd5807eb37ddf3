package heard

import (
	_ "embed" // of the packed vocabulary
	"strings"
	"sync"
	"unicode"

	"example.com/writeback-doctor/probes/packed"
)

// vocable is a word or a phrase by which a notion is known.
type vocable struct {
	korean string   // Korean, without blanks
	jamo   *slack   // the same, with a slip in it; nil for a short one
	words  []string // English, in order
	joined string   // the same without blanks and stars
	starts bool     // counts where a word begins alone
}

// vocabulary is the words of each notion, in both languages: a notion in square
// brackets, and behind it its words, parted by bars. A star stands for any
// ending. They are words of the trade and of everyday speech, not sentences of
// anybody.
//
// They stand in vocabulary/*.txt, one file behind the other, packed: the program is to
// stay small, and a test holds it against them.
//
//go:embed vocabulary.txt.gz
var vocabulary []byte

// notions returns the vocabulary, by notion.
var notions = sync.OnceValue(func() map[string][]vocable {
	all := map[string][]vocable{}
	readVocabulary(string(packed.Text(vocabulary)), all)
	return all
})

// readVocabulary adds the notions of a text.
func readVocabulary(text string, all map[string][]vocable) {
	name := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "", line[0] == '#':
		case line[0] == '[':
			name = strings.Trim(line, "[]")
		default:
			for word := range strings.SplitSeq(strings.TrimSuffix(line, "|"), "|") {
				v := vocableOf(strings.TrimSpace(word))
				if v.starts = name == "elsewhere"; v.starts {
					v.jamo, v.joined = nil, "" // what takes everything back has to be certain
				}
				all[name] = append(all[name], v)
			}
		}
	}
}

func vocableOf(text string) vocable {
	text = unified(text)
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) {
		dense := strings.ReplaceAll(text, " ", "")
		return vocable{korean: dense, jamo: slackOf(dense)}
	}
	return vocable{words: strings.Fields(text), joined: strings.NewReplacer(" ", "", "*", "").Replace(text)}
}

// plain are the notions that every trouble has: they make a saying true, and
// not sure.
var plain = []string{"not", "pw", "resetting", "user", "ours", "org", "set", "onprem"}

// anywhere are the notions that count where something is said to be well, too.
var anywhere = []string{
	"ours", "pw", "world", "resetting", "elsewhere", "works", "others-ok", "first-fails", "second-works", "ad-ok", "cloud-failed",
	"still", "user", "adsync", "dc",
}
