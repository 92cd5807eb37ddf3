package heard

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// proseLimit is how much of a text is read as somebody's own words, in bytes.
// Nobody tells more; what is longer was pasted, and has codes.
const proseLimit = 2 << 10

// mostClauses is how many clauses of a text are read one by one.
const mostClauses = 60

// prose is a text as its meaning is read. What somebody says to be well is no
// complaint, and most notions are sought in the rest alone.
type prose struct {
	all   *script
	ill   *script
	parts []*script // the clauses of ill
	coded bool      // codes stand in it
	known map[string]bool
}

// script is a text in words of Latin letters, and in one piece without blanks,
// because Korean is written with them and without.
type script struct {
	raw   string
	words []string
	dense string
	begin map[int]bool      // places in dense where a word begins
	latin string            // the Latin letters of it in one piece
	jamo  []rune            // the letters of the syllables of it
	at    map[string][]bool // where a word of the vocabulary stands
}

func proseOf(text string) *prose {
	if len(text) > proseLimit {
		text = strings.ToValidUTF8(text[:proseLimit], "")
	}
	text = unified(text)
	p := &prose{all: scriptOf(text), known: map[string]bool{}}
	ill := complaints(text)
	p.ill = scriptOf(strings.Join(ill, ". "))
	for _, clause := range ill {
		if len(p.parts) < mostClauses {
			p.parts = append(p.parts, scriptOf(clause))
		}
	}
	return p
}

// unified writes in one way what is written in several, and in one word what
// holds another: a self-service is no service, 재설정 (to reset) holds 설정 (to
// set up), backup operators are people, and an update is when it began.
func unified(text string) string {
	return strings.NewReplacer(
		"'", "", "’", "", "`", "", "self-service", "selfserv", "self service", "selfserv", "selfservice", "selfserv",
		"셀프 서비스", "셀프", "셀프서비스", "셀프", "재설정", "리셋", "재 설정", "리셋",
		"마이크로소프트", "엠에스", "마이크로 소프트", "엠에스", "fine-grained", "finegrained", "fine grained", "finegrained", // a 마이크 is a microphone
		"backup operator", "backupoperator", "백업 운영자", "보관운영자", "백업운영자", "보관운영자",
		"백업에서 복원", "복원", "백업에서 복구", "복구", "백업본으로 복원", "복원", "from a backup", "from a copy", "from backup", "from a copy",
		"윈도우 업데이트하고", "업데이트하고", "윈도우 업데이트 후", "업데이트 후", "윈도우 업데이트 뒤", "업데이트 뒤",
		"after a windows update", "after an update", "after windows update", "after an update",
	).Replace(strings.ToLower(text))
}

func scriptOf(text string) *script {
	s := &script{raw: text, begin: map[int]bool{}, at: map[string][]bool{}}
	var dense, latin, word strings.Builder
	inside := false
	end := func() {
		if word.Len() > 0 {
			s.words = append(s.words, letters(word.String()))
			word.Reset()
		}
	}
	for _, r := range text {
		if is := unicode.Is(unicode.Hangul, r); is != inside || !is {
			s.begin[dense.Len()], inside = true, is
		}
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
	s.dense, s.latin = dense.String(), letters(latin.String())
	s.jamo = jamoOf(s.dense)
	return s
}

// letters reads the digits in a word that a machine, reading a picture, took
// for letters. Numbers and names of plans stay.
func letters(word string) string {
	switch n := len(word) - len(strings.Trim(word, "0123456789")); {
	case !strings.ContainsAny(word, "015"):
	case digitsIn(word)*4 <= len(word) && n < 2, len(word) == 3 && word[1] == '0' && digitsIn(word) == 1:
		return asLetters().Replace(word)
	}
	return word
}

var asLetters = sync.OnceValue(func() *strings.Replacer { return strings.NewReplacer("0", "o", "1", "l", "5", "s") })

func digitsIn(word string) int {
	n := 0
	for _, b := range []byte(word) {
		if b >= '0' && b <= '9' {
			n++
		}
	}
	return n
}

var (
	// clauseEnd parts what is said one after the other, with a word that turns
	// it around in front of the next.
	clauseEnd = pattern(`[.,;!?\n/()|–—]+(?:\s|$)|\s-\s|\s(?:but|though|although|however|while|yet|except|apart from|whereas)\s|(?:는데|인데|은데|지만|거든요|구요|고요)\s?|아니(?:고|며|구)\s`)

	// well is what says that something works.
	well = pattern(`(?:^|[^a-z])(?:is|are|was|were|its|all|looks?|works?|working|worked|does|goes|resets?|seems?|be)\s(?:[a-z]+ )?(?:fine|ok|okay|good|well|green|healthy)(?:$|[^a-z])|(?:^|[^a-z])(?:works|worked|fine|okay|ok|no problems?|no issues?|healthy|succeeds?)(?:$|[^a-z])|정상|문제 ?없|이상 ?없|괜찮|멀쩡|잘 ?되|잘 ?됩|잘 ?돼|잘 ?됨|이상 무|아니(?:고|에요|예요|며|구요)|열려 ?있|열어 ?[놨뒀]|다 ?열|no proxy|without a proxy|use a proxy|using a proxy|프록시[는도]? ?(?:안 ?써|안 ?씁|없)|ruled out|ports? (?:is|are) open`)

	// sound is what denies a trouble by its name.
	sound = pattern(`(?:^|[^a-z])(?:isnt|is not|not|wasnt|was not|arent|never) (?:even |yet |currently |actually )?(?:locked|disabled|expired|blocked|staging|in staging|an admin|a guest)(?: out)?(?:$|[^a-z])|안 ?잠[겼기겨긴김]|잠[기겨]지 ?(?:는|도)? ?않|(?:잠긴|막힌|꺼진|만료된) ?(?:것은|것도|게|건|것) ?아[니닙닌]|(?:비활성|만료|잠금|스테이징) ?(?:상태|모드)?(?:는|은|도|이|가)? ?아[니닙닌]`)

	// unwell takes that back.
	unwell = pattern(`(?:^|[^a-z])(?:not?|never|isnt|doesnt|dont|wont|cant|cannot|didnt|nothing|stopped|wrong|until|only|fails?|refused|refuses|rejected|rejects|denied|denies|error|errors|without)(?:$|[^a-z])|안 |않|못|비정상|실패|거부|거절|만 |안[되돼됨됩됐돎뜨떠]`)
)

// complaints are the clauses of a text but those that say of something that it
// is well.
func complaints(text string) []string {
	var ill []string
	from := 0
	for _, end := range append(clauseEnd().FindAllStringIndex(text, -1), []int{len(text), len(text)}) {
		clause := strings.TrimSpace(text[from:end[1]])
		if clause != "" && (!well().MatchString(clause) || unwell().MatchString(clause)) && !denial(clause) {
			ill = append(ill, clause)
		}
		from = end[1]
	}
	return ill
}

// denial reports whether a clause denies a trouble by its name and tells of no
// other.
func denial(clause string) bool {
	at := sound().FindStringIndex(clause)
	return at != nil && !unwell().MatchString(clause[:at[0]]+" "+clause[at[1]:])
}

// elsewhere reports whether it is about another product and says nothing of
// this one.
func (p *prose) elsewhere() bool { return p.has("elsewhere") && !p.has("ours") && !p.coded }

// ours reports whether it is about passwords or anything of this product.
func (p *prose) ours() bool {
	return p.coded || p.has("ours") || p.has("pw") || p.has("world") || p.has("resetting")
}

// shaped are the notions that are known by their shape: a name in quotes with a
// sign in it, and the number of a release of Connect.
var shaped = map[string]func() *regexp.Regexp{
	"odd-sign": pattern(`["“‘„«(<\[][^"”’»\n]{0,30}[/\\&*+#;<>=][^"”’»\n]{0,30}["”’»)>\]]|[a-z가-힣]\s?[&+#*]\s?[a-z가-힣]|[a-z가-힣]{2,}/[a-z가-힣]{2,}\s?(?:ou|부서|팀)`),
	// The Korean negation stands in front of its verb, and in other words.
	"not": pattern(`(?:^|[^가-힣]|[^보동방제편미불녕])안 ?[되돼됨됩됐된댐댄대나남뜨떠뜹뜸떴걸맞먹써쓰씀바들붙올와옴왔닿열보풀가갑감갔받해했하한함켜통변잡눌생찾지]`),
	// A Latin "Connect" among Korean words is the product, and no verb.
	"adsync":         connectKo,
	"world":          connectKo,
	"release-number": pattern(`connect (?:sync )?v?[12]\.[0-9]|(?:^|[^0-9.])[12]\.[0-9]{1,2}\.[0-9x]`),
}

var connectKo = pattern(`(?:^|[^a-z])connect\s?[가-힣]`)

// has reports whether a notion stands in the prose.
func (p *prose) has(notion string) bool {
	is, asked := p.known[notion]
	if !asked {
		s := p.ill
		if slices.Contains(anywhere, notion) {
			s = p.all
		}
		is = s.tells(notion)
		p.known[notion] = is
	}
	return is
}

// together reports whether one clause holds all of some notions.
func (p *prose) together(names []string) bool {
	return slices.ContainsFunc(p.parts, func(s *script) bool {
		return !slices.ContainsFunc(names, func(alternatives string) bool {
			for name := range strings.SplitSeq(alternatives, "/") {
				if s.tells(name) {
					return false
				}
			}
			return true
		})
	})
}

// tells reports whether a notion stands in the script.
func (s *script) tells(notion string) bool {
	if shape := shaped[notion]; shape != nil && shape().MatchString(s.raw) {
		return true
	}
	return slices.ContainsFunc(notions()[notion], s.holds)
}

// holds reports whether a word or a phrase of the vocabulary stands in the script.
func (s *script) holds(v vocable) bool {
	if v.starts && v.korean != "" {
		for at := range s.begin {
			if strings.HasPrefix(s.dense[at:], v.korean) {
				return true
			}
		}
		return false
	}
	if v.korean != "" {
		return strings.Contains(s.dense, v.korean) || v.jamo != nil && v.jamo.in(s.jamo)
	}
	first := s.places(v.words[0])
	for i, there := range first {
		if there && s.phraseAt(i, v.words) {
			return true
		}
	}
	return len(v.joined) >= joinedLetters && strings.Contains(s.latin, v.joined)
}

// places tells of each word whether it is one of the vocabulary.
func (s *script) places(vocable string) []bool {
	at, asked := s.at[vocable]
	if !asked {
		for i, word := range s.words {
			if sameWord(word, vocable) {
				if at == nil {
					at = make([]bool, len(s.words))
				}
				at[i] = true
			}
		}
		s.at[vocable] = at
	}
	return at
}

// phraseAt reports whether the words of a phrase stand at a place, in order,
// with no more than two others among them.
func (s *script) phraseAt(at int, phrase []string) bool {
	const strangers = 2
	left := strangers
	for i, next := at+1, 1; next < len(phrase); i++ {
		there := s.places(phrase[next])
		switch {
		case i >= len(s.words):
			return false
		case there != nil && there[i]:
			next++
		case left == 0:
			return false
		default:
			left--
		}
	}
	return true
}
