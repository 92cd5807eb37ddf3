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

// front is what the person sees: the screen in front, what it covers, the
// notice below it, and the window.
type front struct {
	window window
	screen screen
	under  []screen       // covered by help, the path, and the like
	walk   *walk          // whose patient the header names
	enter  func(s screen) // marks what a screen can offer, before it is shown

	deaf   int // number of the moment in which keys are swallowed; 0 hears
	moment int // the last number given to a moment
	armed  int // number of the moment in which a second Ctrl+C quits
	notice notice
	drawn  drawing
}

// drawing is the last frame, and what it was drawn for.
type drawing struct {
	frame         string
	screen        screen
	width, height int
	language      lang.Language
	notice        notice
}

// drawing is that of now, without its frame.
func (g *front) drawing() drawing {
	w := g.window
	return drawing{screen: g.screen, width: w.width, height: w.height, language: w.language, notice: g.notice}
}

// still is a screen whose picture waits for the end of a paste, of which every
// letter is a message.
type still interface{ Still() bool }

// model is the root. It holds the walk, and shows what comes next.
type model struct {
	front
	c      Config
	life   life
	opened opening
	acting acting
	kept   keeping
	result Result
	leave  func() // ends the program from outside Update; nil when there is none, or it ends already
}

// notice is the line above the footer, there for some seconds, in whichever language
// the person reads meanwhile.
type notice struct {
	text   lang.Text
	number int
}

// newModel begins at the start screen, or where Config says.
func newModel(c Config, alive life) *model {
	if c.Tick == 0 {
		c.Tick = usualTick
	}
	m := &model{c: c, life: alive, front: front{walk: &walk{}}}
	m.kept.journal, m.acting.loan.lends = c.Journal, c.Lends
	m.enter = func(s screen) {
		m.offerSupply(s)
		m.kept.note(m.walk, &m.opened)
	}
	m.window = newWindow(c)
	m.screen = newStart(c)
	if broken := c.brokenOff(); broken != nil {
		m.screen = newRecover(broken, nil)
	}
	m.screen, _ = m.screen.Update(frameMsg{frame: m.window.frame(nil)})
	return m
}

// Init begins where Config.Start says.
func (m *model) Init() tea.Cmd {
	if _, first := m.screen.(*recoverScreen); first {
		return nil
	}
	return caught(m.c.begin(m.screen))
}

// begin is what to do first: what Start says, or the screen in front.
func (c Config) begin(front screen) tea.Cmd {
	switch s := c.Start; {
	case s.World != "" && c.Lab != nil:
		return send(worldMsg{name: s.World})
	case s.File != "" && c.File != nil:
		return send(fileMsg{path: s.File})
	case s.Access != nil && c.Open != nil:
		return send(accessMsg{access: *s.Access})
	case s.Environment && c.Open != nil:
		return send(callMsg{})
	default:
		return front.Init()
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
	case uncoverMsg:
		return m.uncover()
	}
	for _, part := range []func(tea.Msg) (tea.Cmd, bool){m.passing, m.starting, m.kept.goingOn(m), entering(m), acts(m), m.walking, m.comparing, m.leaving} {
		if cmd, mine := part(msg); mine {
			return cmd
		}
	}
	return m.forward(msg)
}

// forward hands a message to the screen in front. News goes to the screens
// that it covers as well.
func (g *front) forward(msg tea.Msg) tea.Cmd {
	next, cmd := g.screen.Update(msg)
	g.screen = next
	switch msg.(type) {
	case tea.KeyMsg, frameMsg:
		return cmd
	}
	for i := range g.under {
		below, more := g.under[i].Update(msg)
		g.under[i] = below
		cmd = tea.Batch(cmd, more)
	}
	return cmd
}

// passing takes the messages about moments and notices.
func (g *front) passing(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case hearMsg:
		if msg.number == g.deaf {
			g.deaf = 0
		}
	case quietMsg:
		if msg.number == g.notice.number {
			g.notice = notice{}
		}
		if msg.number == g.armed {
			g.armed = 0
		}
	case noticeMsg:
		return g.tell(msg.text, noticeStays), true
	case coverMsg:
		return g.cover(msg.screen), true
	default:
		return nil, false
	}
	return nil, true
}

// show puts a screen in front, in place of everything. A screen that came by
// itself takes no keys for a moment, so that an Enter meant for what was
// there before does not answer it.
func (g *front) show(s screen, byItself bool) tea.Cmd {
	g.enter(s)
	g.under = nil
	g.screen = s
	cmds := []tea.Cmd{s.Init(), g.reframe()}
	if byItself {
		cmds = append(cmds, g.swallow())
	}
	return tea.Batch(cmds...)
}

// swallow takes no keys for a moment.
func (g *front) swallow() tea.Cmd {
	g.moment++
	g.deaf = g.moment
	return after(deafFor, hearMsg{number: g.deaf})
}

// cover puts a screen over the one in front.
func (g *front) cover(s screen) tea.Cmd {
	g.enter(s)
	g.under = append(g.under, g.screen)
	g.screen = s
	return tea.Batch(s.Init(), g.reframe())
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
func (g *front) bare() {
	if len(g.under) > 0 {
		g.screen, g.under = g.under[0], nil
	}
}

// reframe tells the screen in front its space and language.
func (g *front) reframe() tea.Cmd { return g.forward(frameMsg{frame: g.frame()}) }

func (w *walk) zone() *time.Location {
	if w.patient == nil {
		return nil
	}
	return w.patient.Zone
}

// tell shows a line above the footer for a while.
func (g *front) tell(text lang.Text, stays time.Duration) tea.Cmd {
	g.moment++
	g.notice = notice{text: text, number: g.moment}
	return after(stays, quietMsg{number: g.moment})
}

// fail shows a fault of ours and saves the walk.
func (m *model) fail(msg brokenMsg) tea.Cmd {
	m.result.faulty(msg.fault, msg.stack)
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
