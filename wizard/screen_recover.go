package wizard

import (
	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
)

// recoverScreen says what broke off, before anything else.
type recoverScreen struct {
	broken  *steps.Interrupted
	patient *Patient // whose; nil before there is one
	menu    menu
	picks   []int
}

// What can be done about it.
const (
	recoverFinish = iota
	recoverLook
	recoverSettled
)

func newRecover(broken *steps.Interrupted, p *Patient) *recoverScreen {
	s := &recoverScreen{broken: broken, patient: p}
	if broken.Act != nil {
		s.menu.items, s.picks = append(s.menu.items, item{text: wordsFinish, note: wordsFinishNote}), append(s.picks, recoverFinish)
	}
	s.menu.items, s.picks = append(s.menu.items, item{text: wordsLookFirst, note: wordsLookNote}), append(s.picks, recoverLook)
	if broken.Settle != nil {
		s.menu.items, s.picks = append(s.menu.items, item{text: wordsSettled, note: wordsSettledNote}), append(s.picks, recoverSettled)
	}
	return s
}

func (s *recoverScreen) Init() tea.Cmd { return nil }

func (s *recoverScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	key, ok := msg.(tea.KeyMsg)
	switch {
	case !ok:
		return s, nil
	case keyBack.hit(key):
		return s, send(recoverMsg{choice: recoverLook})
	}
	if picked := s.menu.update(key); picked >= 0 {
		return s, send(recoverMsg{choice: s.picks[picked]})
	}
	return s, nil
}

func (s *recoverScreen) View(f frame) string {
	p := page{f: f}
	p.hang(f.theme.badge(s.broken.Status, f)+"  ", s.broken.In(f.language, f.zone))
	p.gap()
	p.lines = append(p.lines, s.menu.lines(f, max(1, f.height-len(p.lines)))...)
	return p.String()
}

func (s *recoverScreen) Keys() []keyed {
	return []keyed{keyEnter.as(wordsChoose), keyBack.as(wordsLookFirst), keyMove, keyDigit}
}

func (s *recoverScreen) Heading(f frame) string { return f.say(wordsRecover) }
