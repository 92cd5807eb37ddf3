package wizard

import (
	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps/wanted"
)

// collectedScreen says where and when a file was collected, as soon as it is
// named, and asks whether it is judged alone.
type collectedScreen struct {
	found *CollectedError
	menu  menu
	picks []tea.Msg
}

func newCollected(found *CollectedError, c Config) *collectedScreen {
	more, heard := copied(c.Given), copied(c.Heard)
	heard.Facts = found.Access.Facts.With(heard.Facts)
	more.Facts, more.ServerFile = found.Access.Facts.With(more.Facts), found.Access.ServerFile
	return &collectedScreen{
		found: found,
		menu:  menu{items: []item{{text: wordsAlone, note: wordsAloneNote}, {text: wordsWithMore, note: wordsWithMoreNote}}},
		picks: []tea.Msg{accessMsg{access: alone(c.Given, found.Access.ServerFile)}, environmentMsg{given: &more, heard: heard}},
	}
}

func (s *collectedScreen) Init() tea.Cmd { return nil }

func (s *collectedScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	key, ok := msg.(tea.KeyMsg)
	if !ok {
		return s, nil
	}
	if keyBack.hit(key) {
		return s, send(startMsg{})
	}
	if picked := s.menu.update(key); picked >= 0 {
		return s, send(s.picks[picked])
	}
	return s, nil
}

func (s *collectedScreen) View(f frame) string {
	p := page{f: f}
	p.text(f.say(s.found.Told))
	p.gap()
	p.lines = append(p.lines, s.menu.lines(f, max(1, f.height-len(p.lines)))...)
	return p.String()
}

func (s *collectedScreen) Keys() []keyed {
	return []keyed{keyEnter.as(wordsChoose), keyBack, keyMove, keyDigit}
}

func (s *collectedScreen) Heading(f frame) string { return f.say(wanted.Labels.ServerFile) }
