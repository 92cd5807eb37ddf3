package wizard

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// opening is a patient on the way.
type opening struct {
	run    int
	cancel context.CancelFunc // nil when nothing is being opened or discovered
	before screen             // where going back leads
}

func (o *opening) stop() {
	if o.cancel != nil {
		o.cancel()
	}
	o.run++
	o.cancel = nil
}

// starting takes what the start screens choose.
func (m *model) starting(msg tea.Msg) (tea.Cmd, bool) {
	c := m.c
	switch msg := msg.(type) {
	case startMsg:
		return m.leaveWalk(), true
	case returnMsg:
		m.opened.stop()
		return m.show(msg.to, false), true
	case environmentMsg:
		return m.environment(), true
	case labMsg:
		return m.show(newWorlds(c.Worlds()), false), true
	case pathMsg:
		return m.show(newPath(), false), true
	case worldMsg:
		return m.open(lang.Text{Ko: msg.name, En: msg.name}, func(ctx context.Context) (*Patient, error) {
			return c.Lab(ctx, msg.name)
		}), true
	case fileMsg:
		return m.open(lang.Text{Ko: msg.path, En: msg.path}, func(ctx context.Context) (*Patient, error) {
			return c.File(ctx, msg.path)
		}), true
	case accessMsg:
		m.remember(msg.access.Facts)
		return m.open(wordsEnvironment, func(ctx context.Context) (*Patient, error) {
			defer clear(msg.access.Password)
			defer clear(msg.access.ClientSecret)
			return c.Open(ctx, msg.access)
		}), true
	case openedMsg:
		return m.arrived(msg), true
	default:
		return nil, false
	}
}

// environment asks for what this environment needs, and looks for defaults
// meanwhile.
func (m *model) environment() tea.Cmd {
	shown := m.show(newInputs(m.walk.said, m.c.Discover != nil), false)
	if m.c.Discover == nil {
		return shown
	}
	ctx, cancel := m.life()
	look := m.c.Discover
	return tea.Batch(shown, discover(ctx, func(context.Context) Access {
		defer cancel()
		return look(ctx)
	}))
}

// open opens a patient in the background and shows that it does.
func (m *model) open(name lang.Text, how func(context.Context) (*Patient, error)) tea.Cmd {
	m.opened.stop()
	before := m.screen
	ctx, cancel := m.life()
	m.opened.cancel, m.opened.before = cancel, before
	shown := m.show(newOpening(name, before), false)
	return tea.Batch(shown, open(m.opened.run, func() (*Patient, error) { return how(ctx) }))
}

// arrived begins the walk with an opened patient. One that comes after the
// person has left is closed again.
func (m *model) arrived(msg openedMsg) tea.Cmd {
	if msg.run != m.opened.run {
		return closePatient(msg.patient)
	}
	m.bare()
	m.opened.cancel = nil // the patient lives on: its context ends with the program
	if msg.err != nil {
		return m.forward(msg)
	}
	old := m.walk.patient
	said := m.walk.said
	m.walk.stop()
	m.walk = walk{patient: m.ready(msg.patient), run: m.walk.run, told: map[string]bool{}, said: said}
	if said == nil {
		m.walk.said = steps.Facts{}
	}
	return tea.Batch(closePatient(old), m.present(true))
}

// ready fills in what a patient may leave out.
func (m *model) ready(p *Patient) *Patient {
	filled := *p
	if filled.Now == nil {
		filled.Now = m.c.Now
	}
	return &filled
}

// leaveWalk closes the patient and goes back to the start screen.
func (m *model) leaveWalk() tea.Cmd {
	m.walk.stop()
	m.opened.stop()
	closed := closePatient(m.walk.patient)
	m.walk = walk{run: m.walk.run, said: m.walk.said}
	return tea.Batch(closed, m.show(newStart(m.c), false))
}

// leaving takes what has to do with saving and going.
func (m *model) leaving(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case saveMsg:
		return m.save(msg.quit), true
	case savedMsg:
		return m.wrote(msg), true
	case copyMsg:
		return toClipboard(m.c.Output, msg.text), true
	case copiedMsg:
		line := wordsCopied
		if msg.err != nil {
			line = wordsNotCopied
		}
		return m.tell(m.say(line), noticeStays), true
	case quitMsg:
		return m.end(Chosen), true
	default:
		return nil, false
	}
}

// save writes a copy of the walk, if there is one and somebody who can.
func (m *model) save(quit bool) tea.Cmd {
	if m.walk.patient == nil || m.c.Save == nil {
		return nil
	}
	return save(copyOf(m.walk.patient), m.c.Save, quit)
}

func (m *model) wrote(msg savedMsg) tea.Cmd {
	if msg.err != nil {
		return m.tell(m.say(wordsNotSaved)+" "+msg.err.Error(), noticeStays)
	}
	m.walk.saved, m.result.Saved = msg.path, msg.path
	if msg.quit {
		return m.end(Chosen)
	}
	told := m.tell(m.say(wordsSaved)+" "+msg.path, noticeStays)
	return tea.Batch(told, m.forward(msg))
}
