package wizard

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps/lang"
)

// worldsScreen lists the practice environments of the lab. There are many, so
// typing narrows the list down, by name or by what is wrong.
type worldsScreen struct {
	menu   menu
	worlds []World
	shown  []World
	wanted string
}

func newWorlds(worlds []World) *worldsScreen {
	s := &worldsScreen{worlds: worlds}
	s.narrow("")
	return s
}

// narrow shows only the worlds that have the wanted text in them.
func (s *worldsScreen) narrow(wanted string) {
	s.wanted, s.menu, s.shown = wanted, menu{}, nil
	wanted = strings.ToLower(wanted)
	for _, w := range s.worlds {
		if !strings.Contains(strings.ToLower(w.Name+"\n"+w.Text.Ko+"\n"+w.Text.En), wanted) {
			continue
		}
		s.shown = append(s.shown, w)
		s.menu.items = append(s.menu.items, item{text: lang.Text{Ko: w.Name, En: w.Name}, note: w.Text})
	}
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
			return s, send(worldMsg{name: s.shown[picked].Name})
		}
	}
	return s, nil
}

func (s *worldsScreen) View(f frame) string {
	p := page{f: f}
	if s.wanted != "" {
		p.text(f.say(wordsSought) + ": " + s.wanted + "_")
		p.gap()
	}
	if len(s.shown) == 0 {
		p.text(f.say(wordsNoneFound))
	}
	p.lines = append(p.lines, s.menu.lines(f, max(1, f.height-len(p.lines)))...)
	return p.String()
}

func (s *worldsScreen) Keys() []keyed {
	return []keyed{keyEnter.as(wordsChoose), keyBack, keyMove, keyType, keyPageDown, keyDigit}
}

func (s *worldsScreen) Heading(f frame) string { return f.say(wordsWorlds) }

func (s *worldsScreen) Typing() bool { return true }
