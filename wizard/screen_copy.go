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
func newCopy(blocks []steps.Block) *pickScreen {
	s := &pickScreen{heading: wordsCopy}
	var commands []string
	for _, block := range blocks {
		part := block.Part.Word()
		for _, line := range block.Lines {
			text := " (" + string(block.Shell) + "): " + line
			s.menu.items = append(s.menu.items, item{text: lang.Text{Ko: part.Ko + text, En: part.En + text}, short: true})
			commands = append(commands, line)
		}
	}
	s.intro = func(p *page) { p.text(p.f.say(wordsCopyIntro)) }
	s.outro = func(p *page) {
		p.text(p.f.say(wordsCopyBare))
		p.lines = append(p.lines, strings.Split(ansi.Hardwrap(commands[s.menu.at], p.f.width, false), "\n")...)
	}
	s.picked = func(i int) tea.Cmd { return send(copyMsg{text: commands[i]}) }
	return s
}
