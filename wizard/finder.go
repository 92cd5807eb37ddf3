package wizard

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps/lang"
)

// finder narrows a list to what has a text in it: a slash begins, letters follow,
// and Esc ends it. Without one everything is shown.
type finder struct {
	seeking bool
	wanted  string
	hits    []int // what is shown, in order; nil is everything
}

// search takes a key that begins, changes or ends a search. texts are those of the
// list, in both languages.
func (q *finder) search(msg tea.KeyMsg, texts func() []string) bool {
	switch {
	case !q.seeking && keySearch.hit(msg):
		*q = finder{seeking: true}
	case !q.seeking:
		return false
	case keyBack.hit(msg), keyErase.hit(msg) && q.wanted == "":
		*q = finder{}
	case keyErase.hit(msg):
		wanted := []rune(q.wanted)
		q.narrow(string(wanted[:len(wanted)-1]), texts())
	case letters(msg) && !msg.Alt:
		q.narrow(q.wanted+lang.Clean(string(msg.Runes)), texts())
	default:
		return false
	}
	return true
}

// narrow shows what has the wanted text in it. What was typed with the Korean
// input method on, and finds nothing, is read as the letters on those keys.
func (q *finder) narrow(wanted string, texts []string) {
	q.wanted, q.hits = wanted, matching(texts, wanted)
	if latin, read := lang.Keys(wanted); len(q.hits) == 0 && read {
		q.hits = matching(texts, latin)
	}
	if wanted == "" {
		q.hits = nil
	}
}

// matching are the places of the texts that hold another.
func matching(texts []string, wanted string) []int {
	found := []int{}
	for i, text := range texts {
		if strings.Contains(strings.ToLower(text), strings.ToLower(strings.TrimSpace(wanted))) {
			found = append(found, i)
		}
	}
	return found
}

// shown are the places in a list of n that are shown.
func (q *finder) shown(n int) []int {
	if q.hits != nil {
		return q.hits
	}
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// near is the place by so many further down, or up, among those shown: around the
// ends by one, and not past them by more. It is -1 where nothing is shown.
func (q *finder) near(at, by, n int) int {
	shown := q.shown(n)
	if len(shown) == 0 {
		return -1
	}
	here := max(0, slices.Index(shown, at))
	if by == 1 || by == -1 {
		return shown[(here+by+len(shown))%len(shown)]
	}
	return shown[min(len(shown)-1, max(0, here+by))]
}

// kept is the place itself where it is shown, else the first that is.
func (q *finder) kept(at, n int) int {
	shown := q.shown(n)
	if len(shown) == 0 || slices.Contains(shown, at) {
		return at
	}
	return shown[0]
}

// draw adds what is searched for, as long as something is.
func (q *finder) draw(f frame) []string {
	if !q.seeking {
		return nil
	}
	p := page{f: f}
	p.text(f.say(wordsSought) + ": " + q.wanted + "_")
	if q.hits != nil && len(q.hits) == 0 {
		p.text(f.say(wordsNothingFound))
	}
	return p.lines
}
