package heard

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// How long something must be before a slip in it is overlooked: shorter words
// are too near to each other.
const (
	oneSlip       = 6 // letters
	twoSlips      = 10
	fuzzyJamo     = 8 // letters of Korean syllables
	joinedLetters = 9 // of a phrase that may stand in a longer piece without blanks
)

// otherWords are words of their own that are a slip away from one of the
// vocabulary.
var otherWords = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, word := range []string{
		"rest", "rests", "looked", "police", "staying", "chance", "charge", "charged", "charges", "rest", "write", "white", "lookout",
		"forest", "forget", "wrote", "right", "write", "tested", "preset", "present", "older", "other", "order", "stooped", "stepped",
		"agent", "again", "proxy", "policy", "found", "round", "signing", "singing", "unlocked", "relax", "delay", "relate", "cards",
		"clouds", "could", "would", "should", "which", "there", "their", "where", "three", "these", "those", "about", "above",
		"expert", "experts", "import", "report", "reports", "exports", "insert", "weeks", "weird", "words", "world", "wrong", "often",
		"mission", "missions", "permission", "licensed", "server", "serves", "service", "never", "fever", "notes", "noted", "fails", "falls", "filed", "failed", "rules",
		"roles", "blocks", "block", "clock", "click", "scope", "score", "store", "stores", "stored", "state", "staging", "stating",
		"credits", "critical", "attempt", "accept", "except", "expect", "manage", "message", "passage", "action", "section",
		"banner", "banners", "services", "async", "bounded", "bounce", "bounces", "collection", "complete", "completed",
		"completely", "completes", "completion", "condition", "conditions", "contention", "convention", "decide", "decided",
		"decides", "executes", "executions", "exiting", "expression", "fault", "formed", "frequency", "identify", "immediate",
		"interval", "issues", "leaving", "listen", "loading", "looking", "operation", "operations", "passed", "pauses", "pointer",
		"precise", "printed", "prints", "property", "protection", "reaction", "recover", "redirect", "redirects", "redirection",
		"remove", "removes", "responsible", "restart", "restarted", "restarting", "restricted", "restriction", "restrictions",
		"route", "routes", "sample", "satisfied", "saying", "scheme", "serve", "served", "severity", "shares", "simply", "states",
		"stats", "string", "table", "tables", "though", "ticket", "tickets", "transaction", "translation", "unblock", "unsigned",
		"usable", "waiting", "worker", "workers",
	} {
		all[word] = true
	}
	return all
})

// sameWord reports whether a word is one of the vocabulary, or a slip of it. A
// star at the end stands for any ending.
func sameWord(word, vocable string) bool {
	if word[0] != vocable[0] {
		return false
	}
	stem, open := strings.CutSuffix(vocable, "*")
	switch {
	case open && strings.HasPrefix(word, stem), word == stem:
		return true
	case !open && word == stem+"s":
		return true
	case len(stem) < oneSlip || len(word) < oneSlip-1 || word+"s" == stem || otherWords()[word]:
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
	least := len(stem)
	for n := max(1, len(stem)-2); n <= min(len(word), len(stem)+2); n++ {
		least = min(least, distance(word[:n], stem))
	}
	return least
}

// longestWord is how long a word is in which a slip is looked for.
const longestWord = 24

// distance is the number of letters that were left out, put in, changed, or
// changed places (optimal string alignment), of two words that are not long.
func distance(a, b string) int {
	var rows [3][longestWord + 1]int
	if len(a) > longestWord || len(b) > longestWord {
		return longestWord
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		beforeThat, before, row := &rows[(i+1)%3], &rows[(i+2)%3], &rows[i%3]
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
	return rows[len(a)%3][len(b)]
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

// slack finds a pattern of Korean letters with one of them left out, put in or
// changed: a bit for each letter of it (Wu and Manber, "Fast text searching
// allowing errors"). It has at most 64 letters.
type slack struct {
	mask [256]uint64
	last uint64
	may  uint64 // where a slip may be: neither in the first letter nor in the last three
}

// jamoStart is the first of the 256 letters of syllables in Unicode.
const jamoStart = 0x1100

// slackOf returns nil for a pattern in which a slip makes another word.
func slackOf(korean string) *slack {
	letters := jamoOf(korean)
	if first, _ := utf8.DecodeRuneInString(korean); !unicode.Is(unicode.Hangul, first) {
		return nil // what follows its Latin letters would stand for all of it
	}
	if len(letters) < fuzzyJamo || len(letters) > 64 || slices.Contains(letters, ' ') {
		return nil
	}
	s := &slack{last: 1 << (len(letters) - 1), may: 1<<(len(letters)-3) - 2}
	for i, r := range letters {
		if r >= jamoStart {
			s.mask[(r-jamoStart)&0xff] |= 1 << i
		}
	}
	return s
}

// in reports whether the pattern stands in a text. A slip in its first
// letter or its last syllable is none: it makes another word.
func (s *slack) in(text []rune) bool {
	var exact, slipped uint64
	for _, r := range text {
		mask := uint64(0)
		if r >= jamoStart {
			mask = s.mask[(r-jamoStart)&0xff]
		}
		before := exact
		exact = (exact<<1 | 1) & mask
		slipped = slipped<<1&mask | (before|before<<1|exact<<1)&s.may
		if (exact|slipped)&s.last != 0 {
			return true
		}
	}
	return false
}
