package wizard

import (
	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/wanted"
)

// connectScreen names what a case file wants to be connected to, and what the
// person brought to sign in with. Nothing is connected to before it is answered,
// and the first answer connects to nothing.
type connectScreen struct {
	heard   steps.Facts
	brought Access
	menu    menu
}

func newConnect(heard steps.Facts, brought Access) *connectScreen {
	return &connectScreen{heard: heard, brought: brought, menu: menu{items: []item{
		{text: wordsReadOnly, note: wordsReadOnlyNote}, {text: wordsConnect, note: wordsConnectNote},
	}}}
}

func (s *connectScreen) Init() tea.Cmd { return nil }

func (s *connectScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	key, ok := msg.(tea.KeyMsg)
	if !ok {
		return s, nil
	}
	if keyBack.hit(key) {
		return s, send(startMsg{})
	}
	if picked := s.menu.update(key); picked >= 0 {
		return s, send(connectMsg{yes: picked == 1})
	}
	return s, nil
}

func (s *connectScreen) View(f frame) string {
	p := page{f: f}
	p.text(f.say(wordsConnectWhy))
	p.gap()
	for _, name := range steps.Leading() {
		if value := s.heard[name]; value != "" {
			p.hang("  ", f.fill(wordsFromFile, lang.Args{"what": f.say(factWord(name)), "value": lang.BothEnds(value)}))
		}
	}
	for _, own := range []struct {
		what  lang.Text
		value string
	}{{wanted.Labels.Account, s.brought.Account}, {wanted.Labels.Client, s.brought.ClientID}} {
		if own.value != "" {
			p.hang("  ", f.fill(wordsFromPerson, lang.Args{"what": f.say(own.what), "value": own.value}))
		}
	}
	p.gap()
	p.lines = append(p.lines, s.menu.lines(f, max(1, f.height-len(p.lines)))...)
	return p.String()
}

func (s *connectScreen) Keys() []keyed {
	return []keyed{keyEnter.as(wordsChoose), keyBack, keyMove, keyDigit}
}

func (s *connectScreen) Heading(f frame) string { return f.say(wordsFile) }

// unconfirmed reports whether the walk would go on to places that only its file
// names, and nobody has said yet what to do about it.
func (w *walk) unconfirmed() bool {
	p := w.patient
	return !w.apart && p.Session.Step() != nil && len(p.Hearsay.Facts()) > 0
}

// connect takes the person's word for what the file says, or leaves it alone.
func (m *model) connect(yes bool) tea.Cmd {
	if !yes {
		m.walk.apart = true
		return m.present(false)
	}
	m.walk.confirm(steps.Leading()...)
	return m.present(false)
}

// confirm takes the person's word for some facts. What could not be looked at
// for want of it is looked at again.
func (w *walk) confirm(names ...steps.Fact) {
	p := w.patient
	before := len(p.Hearsay.Facts())
	p.Hearsay.Confirm(names...)
	if len(p.Hearsay.Facts()) == before {
		return
	}
	for i := range p.Session.Tree() {
		p.Looker.Forget(p.Session.Tree()[i].ID)
	}
}
