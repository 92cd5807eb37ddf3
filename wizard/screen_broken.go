package wizard

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// brokenScreen says that the program itself is at fault, where, and that the
// walk was saved. It says nothing about the patient.
type brokenScreen struct {
	fault  brokenMsg
	step   steps.ID
	saved  string
	scroll scroll
	frame  frame
}

func newBroken(fault brokenMsg, step steps.ID) *brokenScreen {
	return &brokenScreen{fault: fault, step: step}
}

func (s *brokenScreen) Init() tea.Cmd { return nil }

func (s *brokenScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	switch msg := msg.(type) {
	case frameMsg:
		s.frame = msg.frame
	case savedMsg:
		s.saved = msg.path
	case tea.KeyMsg:
		switch {
		case keyEnter.hit(msg) && s.step == "":
			return s, send(startMsg{})
		case keyEnter.hit(msg):
			return s, send(nextMsg{})
		case keyBack.hit(msg):
			return s, send(coverMsg{screen: newQuit(false, true)})
		}
		s.scroll = s.scroll.moved(msg, len(s.lines(s.frame)), s.frame.height)
	}
	return s, nil
}

func (s *brokenScreen) lines(f frame) []string {
	p := page{f: f}
	p.hang(f.theme.badge(steps.Unknown, f)+"  ", f.say(wordsFault))
	p.gap()
	p.labelled(wordsStep, string(s.step))
	p.labelled(wordsDetails, lang.Clean(s.fault.fault))
	if s.saved != "" {
		p.labelled(wordsCaseFile, lang.Clean(s.saved))
	}
	p.gap()
	p.text(f.say(wordsFaultNext))
	if s.fault.stack != "" {
		p.gap()
		for one := range strings.SplitSeq(lang.CleanLines(s.fault.stack), "\n") {
			p.text(one)
		}
	}
	return p.lines
}

func (s *brokenScreen) View(f frame) string { return s.scroll.show(s.lines(f), f) }

func (s *brokenScreen) Keys() []keyed {
	return []keyed{keyEnter.as(wordsTryOn), keyBack.as(wordsLeave), keyScroll}
}

func (s *brokenScreen) Heading(f frame) string { return f.say(wordsBroken) }
