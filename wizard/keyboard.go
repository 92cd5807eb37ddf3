package wizard

import (
	"os"
	"syscall"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps/lang"
)

// key takes the keys that work everywhere and hands on the rest.
func (m *model) key(msg tea.KeyMsg) tea.Cmd {
	if keyQuit.hit(msg) {
		return m.interrupt()
	}
	if m.armed != 0 || !keyLanguage.hit(msg) {
		m.armed, m.notice = 0, notice{} // whoever presses a key has read it
	}
	if m.deaf != 0 {
		return nil
	}
	if len(msg.Runes) > 1 {
		msg.Paste = true // several letters at once are text, even if they spell the name of a key: "end", "right"
	}
	if t, ok := m.screen.(typing); ok && t.Typing() && letters(msg) {
		return m.forward(msg)
	}
	switch {
	case keyLanguage.hit(msg):
		m.window.language = other(m.window.language)
		return m.reframe()
	case keyHelp.hit(msg):
		return m.help()
	case m.onWalk():
		if cmd, mine := m.walkKey(msg); mine {
			return cmd
		}
	}
	return m.forward(msg)
}

// letters reports whether the message is text: typed, composed or pasted.
func letters(msg tea.KeyMsg) bool { return len(msg.Runes) > 0 }

func other(l lang.Language) lang.Language {
	if l == lang.Korean {
		return lang.English
	}
	return lang.Korean
}

// onWalk reports whether the keys of the walk mean something: a patient is
// open and nothing covers the screen of the walk but the map or a card, which have the
// same keys wherever they were opened.
func (g *front) onWalk() bool {
	_, broken := g.screen.(*brokenScreen)
	_, opening := g.screen.(*openingScreen)
	_, card := g.screen.(*verdictScreen)
	return g.walk.patient != nil && (len(g.under) == 0 || card || isMap(g.screen)) && !broken && !opening
}

// isMap reports whether a screen is the map itself.
func isMap(s screen) bool {
	picks, is := s.(*pickScreen)
	return is && picks.tree
}

// onMap reports whether the map is in front, or right below that.
func (g *front) onMap() bool {
	return isMap(g.screen) || len(g.under) > 0 && isMap(g.under[len(g.under)-1])
}

func (m *model) walkKey(msg tea.KeyMsg) (tea.Cmd, bool) {
	switch {
	case keyMap.hit(msg) && m.onMap():
		return m.uncover(), true // it is there
	case keyMap.hit(msg):
		return m.cover(newMap(&m.front)), true
	case keyAnswers.hit(msg):
		return m.cover(m.newAnswers(m.wanting())), true
	case keySave.hit(msg):
		return m.save(saveMsg{}), true
	case keySummary.hit(msg) && m.wants():
		return nil, false // it looks at once
	case keySummary.hit(msg):
		return m.diagnose(), true
	case keyPace.hit(msg):
		m.walk.pace = (m.walk.pace + 1) % paces
		return m.tell(m.walk.pace.word(), noticeStays), true
	default:
		return nil, false
	}
}

// help covers the screen with its keys, unless it is help already.
func (m *model) help() tea.Cmd {
	if _, already := m.screen.(*helpScreen); already {
		return m.uncover()
	}
	keys := m.screen.Keys()
	if m.onWalk() {
		keys = append(append([]keyed{}, keys...), walking()...)
	}
	return m.cover(newHelp(keys, m.c.Version))
}

// interrupt is Ctrl+C. It stops a check that is under way; after the results
// it leaves at once; otherwise it leaves when it comes twice, with no other key
// between and however slowly.
func (m *model) interrupt() tea.Cmd {
	switch {
	case m.armed != 0:
		return m.end(Interrupted)
	case m.finished():
		return m.end(Chosen)
	}
	if m.busy() {
		told := halt(m)
		m.armed = m.notice.number
		return told
	}
	text := wordsAgainQuits
	if m.walk.patient != nil && !m.walk.stays() && m.c.Save != nil {
		text = joined(text, wordsQuitDrops)
	}
	m.moment++
	m.notice = notice{text: text, number: m.moment}
	m.armed = m.moment
	return nil
}

// halt stops the check that is under way, and says so until it has.
func halt(m *model) tea.Cmd {
	told := m.tell(wordsStopping, quitWithin)
	m.walk.halted = m.notice.number
	m.stopLooking()
	return told
}

// stopOne stops the check under way, and no other. One that the person only went to
// out of its order is left, as if it had not been begun.
func stopOne(m *model) tea.Cmd {
	switch {
	case !m.busy(): // it has come to its end meanwhile
		return nil
	case m.walk.from != nil && m.walk.patient.Session.Wished():
		return m.back()
	default:
		return halt(m)
	}
}

// finished reports whether the results are in front of the person.
func (g *front) finished() bool {
	s, ok := g.screen.(*summaryScreen)
	return ok && s.over
}

// endingOf maps a signal to an ending.
func endingOf(s os.Signal) Ending {
	if s == os.Interrupt || s == syscall.SIGINT {
		return Interrupted
	}
	return Terminated
}

// end leaves the program.
func (m *model) end(how Ending) tea.Cmd {
	m.walk.stop()
	m.result.Ending = how
	return tea.Quit
}
