package wizard

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// newCopy lists texts to copy. The terminal is asked to put the chosen one on
// its clipboard; whether it did nobody knows, so the bare text is shown too,
// from the first column and with nothing beside it.
func newCopy(commands []steps.Command) *pickScreen {
	s := &pickScreen{heading: wordsCopy}
	for _, c := range commands {
		text := string(c.Shell) + ": " + c.Text
		s.menu.items = append(s.menu.items, item{text: lang.Text{Ko: text, En: text}, short: true})
	}
	s.intro = func(p *page) { p.text(p.f.say(wordsCopyIntro)) }
	s.outro = func(p *page) {
		p.text(p.f.say(wordsCopyBare))
		p.lines = append(p.lines, strings.Split(ansi.Hardwrap(commands[s.menu.at].Text, p.f.width, false), "\n")...)
	}
	s.picked = func(i int) tea.Cmd { return send(copyMsg{text: commands[i].Text}) }
	return s
}
