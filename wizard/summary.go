package wizard

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps/lang"
)

func itoa(n int) string { return strconv.Itoa(n) }

// ticket is the summary as plain text to paste: no colour, no glyph that a
// ticket system might not know.
func (s *summaryScreen) ticket(f frame) []string {
	f.theme = newTheme(true, true)
	f.width = ticketWidth
	return s.printed(f)
}

// printed is the summary as it stands after the program has gone.
func (s *summaryScreen) printed(f frame) []string {
	f.paper = true
	p := page{f: f}
	p.text("Writeback Doctor - " + lang.Clean(f.say(s.patient.Name)))
	s.report(&p, s.told(f))
	if s.masked {
		p.gap()
		p.text(f.say(wordsNamesMasked))
	}
	if s.saved != "" {
		p.gap()
		p.labelled(wordsCaseFile, lang.Clean(s.saved))
	}
	lines := p.lines
	for i := range lines {
		lines[i] = strings.TrimRight(ansi.Strip(lines[i]), " ")
	}
	return lines
}

// newTicket copies the ticket text and shows it bare.
func (s *summaryScreen) newTicket(f frame) *readerScreen {
	lines := s.ticket(f)
	return &readerScreen{
		heading: wordsCopyTicket, nameless: true,
		first: send(copyMsg{text: strings.Join(lines, "\r\n")}),
		draw: func(p *page) {
			for _, one := range lines {
				p.text(one)
			}
		},
	}
}

// ticketWidth is wide enough that a ticket system wraps for itself.
const ticketWidth = 400
