package wizard

import (
	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// waysScreen offers the ways to the same end: by hand, while the step watches, or
// by this program.
type waysScreen struct {
	step *steps.Step
	menu menu
}

func newWays(step *steps.Step) *waysScreen {
	s := &waysScreen{step: step, menu: menu{items: []item{{text: wordsByMyself, note: wordsByMyselfNote}}}}
	for _, act := range step.Acts {
		s.menu.items = append(s.menu.items, item{text: act.Entry, note: act.Note})
	}
	return s
}

func (s *waysScreen) Init() tea.Cmd { return nil }

func (s *waysScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	key, ok := msg.(tea.KeyMsg)
	switch {
	case !ok:
		return s, nil
	case keyBack.hit(key):
		return s, send(uncoverMsg{})
	}
	switch picked := s.menu.update(key); {
	case picked < 0:
		return s, nil
	case picked == 0:
		return s, send(uncoverMsg{})
	default:
		return s, send(actAskMsg{step: s.step.ID, act: s.step.Acts[picked-1]})
	}
}

func (s *waysScreen) View(f frame) string {
	p := page{f: f}
	p.text(f.say(wordsWhichWay))
	p.gap()
	p.lines = append(p.lines, s.menu.lines(f, max(1, f.height-len(p.lines)))...)
	return p.String()
}

func (s *waysScreen) Keys() []keyed {
	return []keyed{keyEnter.as(wordsChoose), keyBack, keyMove, keyDigit}
}

func (s *waysScreen) Heading(f frame) string { return f.say(s.step.Title) }

// canAct says what the program can do itself.
func (s *verdictScreen) canAct(f frame) string {
	if len(s.step.Acts) > 0 {
		return f.fill(wordsCanTry, lang.Args{"key": keyAct.cap})
	}
	return f.fill(wordsCanAct, lang.Args{"key": keyAct.cap, "what": f.say(s.step.Act.Entry)})
}

// asked reports whether the finding is the answer to a question.
func (s *verdictScreen) asked() bool { return s.finding.Asked }

// watched reports whether the step is looked at again while it is shown.
func (s *verdictScreen) watched() bool {
	return s.step != nil && s.step.Watch > 0 && s.finding.Status != steps.Healthy && !s.past && !s.finding.ByHand && s.patient.Past == nil
}

// unsure reports whether a person may know better than the probe.
func (s *verdictScreen) unsure() bool {
	return s.step != nil && s.step.Check != nil && !s.step.Orders && (s.finding.Status == steps.Unknown || s.finding.ByHand)
}
