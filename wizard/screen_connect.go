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
	then    tea.Msg // what the person wanted to do; nil for going on
	back    tea.Msg // where one came from
	menu    menu
}

// newConnect asks before then, from over the screen on which it was wanted; nil goes
// on with the walk.
func (m *model) newConnect(then tea.Msg) *connectScreen {
	s := &connectScreen{heard: m.walk.patient.Hearsay.Facts(), brought: m.opened.access, then: then, menu: menu{items: []item{
		{text: wordsReadOnly, note: wordsReadOnlyNote}, {text: wordsConnect, note: wordsConnectNote},
	}}}
	switch {
	case then != nil:
		s.back = uncoverMsg{}
	case len(m.walk.patient.Session.Trail()) > 0:
		s.back = diagnosisMsg{}
	default:
		s.back = startMsg{}
	}
	return s
}

func (s *connectScreen) Init() tea.Cmd { return nil }

func (s *connectScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	key, ok := msg.(tea.KeyMsg)
	if !ok {
		return s, nil
	}
	if keyBack.hit(key) {
		return s, send(s.back)
	}
	if picked := s.menu.update(key); picked >= 0 {
		return s, send(connectMsg{yes: picked == 1, then: s.then})
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

// confirms asks before a look at something that was found leads to places that only
// the file names. It reports whether it does: then nothing has moved yet.
func (m *model) confirms(msg tea.Msg) (tea.Cmd, bool) {
	p := m.walk.patient
	if m.walk.apart || len(p.Hearsay.Facts()) == 0 {
		return nil, false
	}
	switch msg.(type) {
	case againMsg, rerunMsg, visitMsg:
	case nextMsg:
		if _, diagnosis := m.screen.(*summaryScreen); !diagnosis || p.Session.Step() == nil {
			return nil, false
		}
	default:
		return nil, false
	}
	return m.cover(m.newConnect(msg)), true
}

// connectAsked takes the person's word for what the file says, or leaves it alone, and
// does what was wanted.
func connectAsked(m *model, msg connectMsg) tea.Cmd {
	m.walk.apart = !msg.yes
	if msg.yes {
		m.walk.confirm(steps.Leading()...)
	}
	m.bare()
	if msg.then != nil {
		moved, _ := m.walking(msg.then)
		return moved
	}
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
