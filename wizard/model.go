package wizard

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// A screen fills the window between header and footer. One is shown at a time.
type screen interface {
	Init() tea.Cmd
	Update(msg tea.Msg) (screen, tea.Cmd)
	View(f frame) string
	Keys() []keyed // drawn by the root as the footer
	// Heading is the second line of the header: where one is.
	Heading(f frame) string
}

// typing is a screen in which letters are text and never keys.
type typing interface{ Typing() bool }

// life makes contexts that end with the program.
type life func() (context.Context, context.CancelFunc)

// model is the root. It holds the walk, the screen in front, what that screen
// covers, and the window.
type model struct {
	c      Config
	life   life
	window window
	screen screen
	under  []screen // covered by help, the path, and the like
	walk   walk
	opened opening

	deaf   int // number of the moment in which keys are swallowed; 0 hears
	moment int // the last number given to a moment
	armed  int // number of the moment in which a second Ctrl+C quits
	notice notice
	result Result
	leave  func() // ends the program from outside Update; nil when there is none, or it ends already
}

// notice is the line above the footer, there for some seconds.
type notice struct {
	line   string
	number int
}

// newModel begins at the start screen, or where Config says.
func newModel(c Config, alive life) *model {
	if c.Tick == 0 {
		c.Tick = usualTick
	}
	m := &model{c: c, life: alive}
	m.window = newWindow(c)
	m.screen = newStart(c)
	m.screen, _ = m.screen.Update(frameMsg{frame: m.window.frame(nil)})
	return m
}

// Init begins where Config.Start says.
func (m *model) Init() tea.Cmd { return caught(m.begin()) }

func (m *model) begin() tea.Cmd {
	switch s := m.c.Start; {
	case s.World != "" && m.c.Lab != nil:
		return send(worldMsg{name: s.World})
	case s.File != "" && m.c.File != nil:
		return send(fileMsg{path: s.File})
	case s.Access != nil && m.c.Open != nil:
		return send(accessMsg{access: *s.Access})
	case s.Environment && m.c.Open != nil:
		return send(environmentMsg{})
	default:
		return m.screen.Init()
	}
}

// Update takes a message, and shows what is wrong when that goes wrong.
func (m *model) Update(msg tea.Msg) (next tea.Model, cmd tea.Cmd) {
	defer func() {
		if fault := recover(); fault != nil {
			stack := string(debug.Stack())
			next, cmd = m, caught(m.fail(brokenMsg{fault: fmt.Sprintf("%T: panic: %v", msg, fault), stack: stack}))
		}
	}()
	return m, caught(m.take(msg))
}

// take hands each message to the part that it is for: the window, the
// keyboard, the start of a walk, the walk, or else the screen in front.
func (m *model) take(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.window.width, m.window.height = msg.Width, msg.Height
		return m.reframe()
	case tea.KeyMsg:
		return m.key(msg)
	case signalMsg:
		return m.end(endingOf(msg.signal))
	case brokenMsg:
		return m.fail(msg)
	}
	for _, part := range []func(tea.Msg) (tea.Cmd, bool){m.passing, m.starting, m.walking, m.comparing, m.leaving} {
		if cmd, mine := part(msg); mine {
			return cmd
		}
	}
	return m.forward(msg)
}

// forward hands a message to the screen in front. News goes to the screens
// that it covers as well.
func (m *model) forward(msg tea.Msg) tea.Cmd {
	next, cmd := m.screen.Update(msg)
	m.screen = next
	switch msg.(type) {
	case tea.KeyMsg, frameMsg:
		return cmd
	}
	for i := range m.under {
		below, more := m.under[i].Update(msg)
		m.under[i] = below
		cmd = tea.Batch(cmd, more)
	}
	return cmd
}

// passing takes the messages about moments and notices.
func (m *model) passing(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case hearMsg:
		if msg.number == m.deaf {
			m.deaf = 0
		}
	case quietMsg:
		if msg.number == m.notice.number {
			m.notice = notice{}
		}
		if msg.number == m.armed {
			m.armed = 0
		}
	case noticeMsg:
		return m.tell(msg.line, noticeStays), true
	case coverMsg:
		return m.cover(msg.screen), true
	case uncoverMsg:
		return m.uncover(), true
	default:
		return nil, false
	}
	return nil, true
}

// show puts a screen in front, in place of everything. A screen that came by
// itself takes no keys for a moment, so that an Enter meant for what was
// there before does not answer it.
func (m *model) show(s screen, byItself bool) tea.Cmd {
	m.offerSupply(s)
	m.under = nil
	m.screen = s
	cmds := []tea.Cmd{s.Init(), m.reframe()}
	if byItself {
		m.moment++
		m.deaf = m.moment
		cmds = append(cmds, after(deafFor, hearMsg{number: m.deaf}))
	}
	return tea.Batch(cmds...)
}

// cover puts a screen over the one in front.
func (m *model) cover(s screen) tea.Cmd {
	m.offerSupply(s)
	m.under = append(m.under, m.screen)
	m.screen = s
	return tea.Batch(s.Init(), m.reframe())
}

func (m *model) uncover() tea.Cmd {
	if n := len(m.under); n > 0 {
		m.screen, m.under = m.under[n-1], m.under[:n-1]
	}
	shown := m.reframe()
	if len(m.under) > 0 {
		return shown
	}
	if held := m.walk.held; held != nil {
		m.walk.held = nil
		return tea.Batch(shown, m.checked(*held))
	}
	if _, checking := m.screen.(*checkingScreen); checking && m.walk.step == nil {
		return m.present(false) // the check was left, and now is wanted after all
	}
	return shown
}

// bare takes away whatever covers the screen of the walk.
func (m *model) bare() {
	if len(m.under) > 0 {
		m.screen, m.under = m.under[0], nil
	}
}

// reframe tells the screen in front its space and language.
func (m *model) reframe() tea.Cmd { return m.forward(frameMsg{frame: m.frame()}) }

func (m *model) zone() *time.Location {
	if m.walk.patient == nil {
		return nil
	}
	return m.walk.patient.Zone
}

// tell shows a line above the footer for a while.
func (m *model) tell(line string, stays time.Duration) tea.Cmd {
	m.moment++
	m.notice = notice{line: line, number: m.moment}
	return after(stays, quietMsg{number: m.moment})
}

// say is the root's own way to a text.
func (m *model) say(t lang.Text) string { return t.In(m.window.language) }

// fail shows a fault of ours and saves the walk.
func (m *model) fail(msg brokenMsg) tea.Cmd {
	m.faulty(msg.fault, msg.stack)
	if _, shown := m.screen.(*brokenScreen); shown {
		return nil // the first one is being read, and the walk is saved
	}
	m.walk.stop()
	var at steps.ID
	if m.walk.patient != nil {
		if step := m.walk.patient.Session.Step(); step != nil {
			at = step.ID
		}
	}
	shown := m.show(newBroken(msg, at), true)
	return tea.Batch(shown, m.save(saveMsg{}))
}
