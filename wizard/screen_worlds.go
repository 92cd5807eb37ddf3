package wizard

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// worldsScreen lists the practice environments of the lab. There are many, so
// typing narrows the list down, by name or by what is wrong.
type worldsScreen struct {
	menu   menu
	worlds []World
	picks  []worldMsg // what each item says to the root
	wanted string
}

func newWorlds(worlds []World) *worldsScreen {
	s := &worldsScreen{worlds: grouped(worlds)}
	s.narrow("")
	return s
}

// grouped are the worlds as they are learned: a few to begin with, then by the
// stage that they are about, as they came.
func grouped(worlds []World) []World {
	rank := map[string]int{"": 4, "symptom": 0, "configuration": 1, "connectivity": 2, "reenable": 3}
	all := slices.Clone(worlds)
	slices.SortStableFunc(all, func(a, b World) int {
		if a.First != b.First {
			return cmp.Compare(btoi(b.First), btoi(a.First))
		}
		return cmp.Compare(rank[a.Stage], rank[b.Stage])
	})
	return all
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// hidden is a world chosen at random among those in which something is wrong,
// whose name nobody is told before the end.
func hidden(worlds []World) (worldMsg, bool) {
	var wrong []World
	for _, w := range worlds {
		if w.Stage != "" {
			wrong = append(wrong, w)
		}
	}
	if len(wrong) == 0 {
		return worldMsg{}, false
	}
	w := wrong[rand.N(len(wrong))] //nolint:gosec // a riddle, no secret
	return worldMsg{name: w.Name, riddle: &w}, true
}

// narrow shows only the worlds that have the wanted text in them. What was typed
// with the Korean input method on, and finds nothing, is read as the letters on
// those keys.
func (s *worldsScreen) narrow(wanted string) {
	s.wanted = wanted
	wanted = strings.TrimPrefix(wanted, keySearch.cap) // it begins a search of any list
	s.list(wanted)
	if latin, read := lang.Keys(wanted); len(s.picks) == 0 && read {
		s.list(latin)
	}
}

func (s *worldsScreen) list(wanted string) {
	s.menu, s.picks = menu{}, nil
	wanted = strings.ToLower(wanted)
	has := func(texts ...string) bool {
		return strings.Contains(strings.ToLower(strings.Join(texts, "\n")), wanted)
	}
	if riddle, is := hidden(s.worlds); is && has(wordsRiddle.Ko, wordsRiddle.En) {
		s.menu.items = append(s.menu.items, item{text: wordsRiddle, note: wordsRiddleNote})
		s.picks = append(s.picks, riddle)
	}
	for _, w := range s.worlds {
		if !has(w.Name, w.Text.Ko, w.Text.En) {
			continue
		}
		s.menu.items = append(s.menu.items, item{text: lang.Text{Ko: w.Name, En: w.Name}, note: noteOf(w)})
		s.picks = append(s.picks, worldMsg{name: w.Name})
	}
}

// noteOf says what is wrong in a world, and in which stage of the tree.
func noteOf(w World) lang.Text {
	stage := steps.StageWord(w.Stage)
	switch {
	case w.First:
		stage = wordsFirst
	case w.Stage == "":
		return w.Text
	}
	return lang.Text{Ko: "[" + stage.Ko + "] " + w.Text.Ko, En: "[" + stage.En + "] " + w.Text.En}
}

func (s *worldsScreen) Init() tea.Cmd { return nil }

func (s *worldsScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	key, ok := msg.(tea.KeyMsg)
	if !ok {
		return s, nil
	}
	typed := letters(key) && !keyDigit.hit(key)
	switch {
	case keyBack.hit(key) && s.wanted != "":
		s.narrow("")
	case keyBack.hit(key):
		return s, send(startMsg{})
	case keyErase.hit(key):
		wanted := []rune(s.wanted)
		s.narrow(string(wanted[:max(0, len(wanted)-1)]))
	case typed:
		s.narrow(s.wanted + lang.Clean(string(key.Runes)))
	default:
		if picked := s.menu.update(key); picked >= 0 {
			return s, send(s.picks[picked])
		}
	}
	return s, nil
}

func (s *worldsScreen) View(f frame) string {
	p := page{f: f}
	if s.wanted != "" {
		p.text(f.say(wordsSought) + ": " + strings.TrimPrefix(s.wanted, keySearch.cap) + "_")
		p.gap()
	}
	if len(s.picks) == 0 {
		p.text(f.say(wordsNoneFound))
	}
	p.lines = append(p.lines, s.menu.lines(f, max(1, f.height-len(p.lines)))...)
	return p.String()
}

func (s *worldsScreen) Keys() []keyed {
	return []keyed{keyEnter.as(wordsChoose), keyBack, keyMove, keyType, keyPageDown, digits(len(s.menu.items))}
}

func (s *worldsScreen) Heading(f frame) string { return f.say(wordsWorlds) }

func (s *worldsScreen) Typing() bool { return true }
