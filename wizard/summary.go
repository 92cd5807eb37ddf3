package wizard

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

func itoa(n int) string { return strconv.Itoa(n) }

// overall is what the whole trail says, in one sentence.
func overall(d steps.Diagnosis, over bool) lang.Text {
	switch {
	case d.Status == steps.Broken && len(d.Others) > 0:
		return wordsOverallBrokenMore
	case d.Status == steps.Broken:
		return wordsOverallBroken
	case d.Status == steps.Unknown && d.Cause != nil:
		return wordsOverallUnknownWarned
	case d.Status == steps.Warning && over:
		return wordsOverallWarning
	case d.Status == steps.Healthy && over:
		return wordsOverallHealthy
	default:
		return wordsOverallUnknown
	}
}

// group is what could not be seen for one reason.
type group struct {
	reason string
	who    string
	titles []string
}

func groupUnknown(f frame, session *steps.Session, unknown []steps.Finding) []group {
	var groups []group
	index := map[string]int{}
	for _, finding := range unknown {
		step := session.Find(finding.Step)
		if step == nil {
			continue
		}
		reason := steps.Sentence(step, finding, f.language, f.zone)
		if finding.Why != nil {
			text, args, _ := steps.ObstacleText(finding.Why)
			reason = f.tell(text, args)
		}
		at, known := index[reason]
		if !known {
			at = len(groups)
			index[reason] = at
			groups = append(groups, group{reason: reason, who: people(f, steps.People(step, finding))})
		}
		groups[at].titles = append(groups[at].titles, f.say(step.Title)+steps.WasThen(step, finding, f.language))
	}
	return groups
}

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
	s.report(&p)
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
		heading: wordsCopyTicket,
		first:   send(copyMsg{text: strings.Join(lines, "\r\n")}),
		draw: func(p *page) {
			for _, one := range lines {
				p.text(one)
			}
		},
	}
}

// ticketWidth is wide enough that a ticket system wraps for itself.
const ticketWidth = 400
