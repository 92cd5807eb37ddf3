package wizard

import (
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// recoverScreen says what broke off, before anything else.
type recoverScreen struct {
	broken  *steps.Interrupted
	patient *Patient // whose; nil before there is one
	menu    menu
	picks   []int
	scroll  scroll // of what is said
	frame   frame
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
	if said, is := msg.(frameMsg); is {
		s.frame = said.frame
	}
	pressed, ok := msg.(tea.KeyMsg)
	switch {
	case !ok:
		return s, nil
	case pages(pressed):
		said, above := s.said(s.frame), s.above(s.frame)
		s.scroll = s.scroll.moved(pressed, len(said), above.height)
		return s, nil
	case keyBack.hit(pressed):
		return s, send(recoverMsg{choice: recoverLook})
	}
	if picked := s.menu.update(pressed); picked >= 0 {
		return s, send(recoverMsg{choice: s.picks[picked]})
	}
	return s, nil
}

func (s *recoverScreen) View(f frame) string {
	choices, above := s.choices(f), s.above(f)
	said := s.scroll.show(s.said(f), above)
	return said + gapOf(f.height-above.height-len(choices)) + strings.Join(choices, "\n")
}

// said is what broke off. In a narrow window nothing hangs behind its mark.
func (s *recoverScreen) said(f frame) []string {
	p, mark, text := page{f: f}, f.theme.badge(s.broken.Status, f), s.broken.In(f.language, f.zone)
	if f.width < hangsFrom {
		p.text(mark + "  " + text)
	} else {
		p.hang(mark+"  ", text)
	}
	return p.lines
}

// choices are what can be done, without their notes where there is no room.
func (s *recoverScreen) choices(f frame) []string {
	whole := s.menu.lines(f, f.height)
	if len(s.said(f))+1+len(whole) <= f.height {
		return whole
	}
	short := s.menu
	short.items = slices.Clone(s.menu.items)
	for i := range short.items {
		short.items[i].note = lang.Text{}
	}
	return short.lines(f, f.height)
}

// above is the room for what is said: what the choices leave.
func (s *recoverScreen) above(f frame) frame {
	f.height = min(len(s.said(f)), max(1, f.height-len(s.choices(f))))
	return f
}

// gapOf ends a line, and leaves one free where there is room for it.
func gapOf(room int) string {
	if room > 0 {
		return "\n\n"
	}
	return "\n"
}

// hangsFrom is the width from which on text hangs behind a mark.
const hangsFrom = 60

// pages reports whether a key moves by a page, which no choice is made by.
func pages(msg tea.KeyMsg) bool {
	return key.Matches(msg, keyPageUp.Binding) || key.Matches(msg, keyPageDown.Binding)
}

func (s *recoverScreen) Keys() []keyed {
	return []keyed{keyEnter.as(wordsChoose), keyBack.as(wordsLookFirstKey), keyMove, keyDigit}
}

func (s *recoverScreen) Heading(f frame) string { return f.say(wordsRecover) }
