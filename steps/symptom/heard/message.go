package heard

import (
	"slices"
	"strings"
)

// Message is something that a caller tells without a code: "it says that I have
// no licence". Its text stands in case files.
type Message string

// mostMessages is how many messages are taken from a text: whoever tells three
// things at once tells none that leads somewhere.
const mostMessages = 2

// saying is one way of telling a message. See sayings.
type saying struct {
	means Message
	words string
}

// match is a message and how surely it was told.
type match struct {
	message Message
	weight  int
}

// beside is which codes stand beside the words of a text.
type beside int

const (
	noCodes  beside = iota // the words are all there is: what was learned counts
	ourCodes               // it is about this product
	otherCodes
)

// messages finds what a text tells, the surest first, and whether that is sure.
func (r Reader) messages(text string, codes beside) (told []Message, sure bool) {
	if named := marked(text); len(named) > 0 {
		return named, !slices.Contains(strings.Fields(text), Guess.Mark())
	}
	if strings.Contains(text, NoMessage.Mark()) {
		return nil, true
	}
	p := proseOf(text)
	p.coded = codes == ourCodes
	if codes != noCodes {
		return p.said(), true
	}
	if ofStrangers(text) || reports(text) {
		return nil, true
	}
	return weights().told(p, p.said(), r.leads)
}

// said finds what the sayings and the topics tell.
func (p *prose) said() []Message {
	if p.elsewhere() {
		return nil
	}
	all := p.matches(sayings)
	if len(all) == 0 {
		return p.topic()
	}
	var told []Message
	for _, m := range all {
		covered := slices.ContainsFunc(all, func(o match) bool { return slices.Contains(nearer[o.message], m.message) })
		if len(told) < mostMessages && !covered {
			told = append(told, m.message)
		}
	}
	return told
}

// topic is what a text about this product is about, if it is one thing.
func (p *prose) topic() []Message {
	if !p.coded && !p.has("ours") && (!p.has("pw") || !p.has("resetting")) {
		return nil
	}
	var left []Message
	all := p.matches(topics)
	for _, m := range all {
		if !slices.ContainsFunc(all, func(o match) bool { return slices.Contains(nearer[o.message], m.message) }) {
			left = append(left, m.message)
		}
	}
	if len(left) != 1 {
		return nil
	}
	return left
}

// matches are the messages of which a saying is true, the surest first.
func (p *prose) matches(of []saying) []match {
	var all []match
	for _, s := range of {
		w := p.weight(s)
		at := slices.IndexFunc(all, func(m match) bool { return m.message == s.means })
		switch {
		case w == 0:
		case at < 0:
			all = append(all, match{s.means, w})
		default:
			all[at].weight = max(all[at].weight, w)
		}
	}
	slices.SortStableFunc(all, func(a, b match) int { return b.weight - a.weight })
	return all
}

// weight is how surely a saying is told: two for each of its notions and one for
// those that every trouble has, 0 where it is not told.
func (p *prose) weight(s saying) int {
	words, free := strings.CutPrefix(s.words, "@")
	if !free && !p.ours() {
		return 0
	}
	weight, here := 0, []string{}
	for term := range strings.FieldsSeq(words) {
		names, without := strings.CutPrefix(term, "!")
		best := p.told(names)
		if without == (best > 0) {
			return 0
		}
		weight += best
		if !without && !slices.ContainsFunc(strings.FieldsFunc(names, parts), func(n string) bool { return slices.Contains(anywhere, n) }) {
			here = append(here, names)
		}
	}
	if len(here) > 1 && !p.together(here) {
		weight -= scattered
	}
	return max(0, weight-leastWeight+1)
}

// told is how much a term of a saying says: that of the best of its alternatives,
// or of all that have to stand in one clause; 0 where it is not told.
func (p *prose) told(term string) int {
	if linked := strings.Split(term, "+"); len(linked) > 1 {
		if p.together(linked) {
			return 2 * len(linked)
		}
		return 0
	}
	best := 0
	for name := range strings.SplitSeq(term, "/") {
		switch {
		case !p.has(name):
		case slices.Contains(plain, name):
			best = max(best, 1)
		default:
			best = 2
		}
	}
	return best
}

// How much less surely a saying is told whose notions stand in clauses apart,
// and how surely one has to be told.
const (
	scattered   = 2
	leastWeight = 2
)

func parts(r rune) bool { return r == '/' || r == '+' }

// Mark is how a message is written where its words must not stand: in a masked
// file. Read reads it back.
func (m Message) Mark() string { return "#" + string(m) }

// Mark is how a code is written there.
func Mark(code string) string { return "#=" + code }

// NoMessage is marked where none was told: what codes and marks happen to say
// together is none.
const NoMessage Message = "no-message"

// Guess is marked beside messages that are a guess.
const Guess Message = "guess"

// Logged is marked where a log is told of.
const Logged Message = "logged"

// ofLogs is how logs are told of, and how what stands in them is counted. Whoever
// signs in does neither; "log in" and 로그인 are no log.
var ofLogs = pattern(`(?i)(?:sign.?ins?|audit|event|security|activity) logs?(?:$|[^a-z])|로그(?:에|가|를|는|상|[ ,.]|$)|(?:[0-9]|수백|수십|수천|[두세네몇]|여러) ?(?:건|차례)|(?:^|[^a-z])(?:twice|[0-9]+ times|hundreds)(?:$|[^a-z])|result ?type|siem|(?:foreign|unknown) (?:ip|address)|해외|(?:guest|address) (?:in|from)(?:$|[^a-z])|게스트`)

// logged reports whether a text tells of a log. Of marks only its own says so.
func logged(text string) bool {
	if strings.Contains(text, "#=") || len(marked(text)) > 0 {
		return slices.Contains(strings.Fields(text), Logged.Mark())
	}
	return ofLogs().MatchString(text[:min(len(text), proseLimit)])
}

// markedCodes are the codes of marks.
func markedCodes(text string) []found {
	var all []found
	for at := 0; ; {
		next := strings.Index(text[at:], "#=")
		if next < 0 {
			return all
		}
		at += next + len("#=")
		if code, _, _ := strings.Cut(text[at:], " "); markShape().MatchString(code) {
			all = append(all, found{at: at, code: code})
		}
	}
}

var markShape = pattern(`^(?:SSPR_[0-9]{4}|AADSTS[0-9]{5,7}|[0-9]{3,5}|0x8[0-9A-F]{7}|admaexport\.cpp\([0-9]{1,5}\)|[A-Za-z\-]{12,50})$`)

func marked(text string) []Message {
	var named []Message
	for word := range strings.FieldsSeq(text) {
		if key, is := strings.CutPrefix(word, "#"); is && slices.Contains(Messages(), Message(key)) && !slices.Contains(named, Message(key)) {
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
