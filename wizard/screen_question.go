package wizard

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// questionScreen asks a step's questions, one a screen.
type questionScreen struct {
	patient *Patient
	step    *steps.Step
	place   lang.Args // of the step in the trunk
	answers steps.Facts
	known   map[steps.Fact]bool // not asked on the way forward
	at      int
	field   field
	frame   frame
}

// newQuestion begins at the first question. said are answers given earlier:
// they are the defaults.
func newQuestion(p *Patient, step *steps.Step, said steps.Facts) *questionScreen {
	s := &questionScreen{patient: p, step: step, answers: steps.Facts{}}
	s.place = placeOf(p.Session, step)
	known := p.Session.Facts()
	for _, q := range step.Ask {
		s.answers[q.Fact] = known[q.Fact]
		if said[q.Fact] != "" {
			s.answers[q.Fact] = said[q.Fact]
		}
	}
	s.ask(0)
	return s
}

// askStep asks what of a step's questions nobody has answered: neither on the
// command line nor at the beginning of the call.
func askStep(m *model, step *steps.Step, byItself bool) tea.Cmd {
	s := newQuestion(m.walk.patient, step, m.walk.said)
	s.known = map[steps.Fact]bool{}
	first := -1
	for at, q := range step.Ask {
		if s.known[q.Fact] = m.walk.knows(q.Fact, m.c.Given.Facts, m.opened.lab); !s.known[q.Fact] && first < 0 {
			first = at
		}
	}
	if first >= 0 {
		s.ask(first)
		return m.show(s, byItself)
	}
	return answer(m.walk.patient, step.ID, s.answers.With(nil))
}

// knows reports whether a fact need not be asked. In the lab everything is asked:
// it is for practice.
func (w *walk) knows(fact steps.Fact, given steps.Facts, lab bool) bool {
	switch {
	case lab || w.stands():
		return false
	case w.called && slices.Contains(steps.CallFacts(), fact):
		return true
	default:
		return given[fact] != ""
	}
}

func (s *questionScreen) ask(at int) {
	q := s.step.Ask[at]
	s.at = at
	s.field = fieldOf(q, s.answers[q.Fact])
	if s.frame.width > 0 {
		s.field.fit(s.frame)
	}
}

func (s *questionScreen) Init() tea.Cmd { return nil }

func (s *questionScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	if fit, ok := msg.(frameMsg); ok {
		s.frame = fit.frame
		s.field.fit(fit.frame)
		return s, nil
	}
	if key, ok := msg.(tea.KeyMsg); ok {
		switch {
		case s.field.backs(key):
			return s.back()
		case keySkip.hit(key) && s.step.Ask[s.at].Optional:
			s.field.text, s.field.block = "", ""
			return s.next()
		case keySkip.hit(key):
			return s, nil
		}
	}
	done, cmd := s.field.update(msg)
	if done {
		return s.next()
	}
	return s, cmd
}

// back goes to the question before without judging the answer, and keeps it.
func (s *questionScreen) back() (screen, tea.Cmd) {
	s.answers[s.step.Ask[s.at].Fact] = s.field.kept()
	if s.at == 0 {
		return s, send(backMsg{})
	}
	s.ask(s.at - 1)
	return s, nil
}

// typed is what was entered so far; what was left empty is not among it.
func (s *questionScreen) typed() steps.Facts {
	typed := s.answers.With(nil)
	maps.DeleteFunc(typed, func(_ steps.Fact, value string) bool { return value == "" })
	return typed
}

func (s *questionScreen) next() (screen, tea.Cmd) {
	s.answers[s.step.Ask[s.at].Fact] = s.field.value()
	for at := s.at + 1; at < len(s.step.Ask); at++ {
		if !s.known[s.step.Ask[at].Fact] {
			s.ask(at)
			return s, nil
		}
	}
	return s, answer(s.patient, s.step.ID, s.answers.With(nil))
}

func (s *questionScreen) View(f frame) string {
	p := page{f: f}
	if why := f.say(s.step.Why); why != "" && s.at == 0 && f.height > 14 {
		p.text(why)
		p.gap()
	}
	if said := s.said(f); said != "" {
		p.text(said)
		p.gap()
	}
	s.field.draw(&p)
	return p.String()
}

// said is what was answered to the questions before, as long as they stand on one
// screen after another.
func (s *questionScreen) said(f frame) string {
	var said []string
	for _, q := range s.step.Ask[:s.at] {
		text := lang.Clean(s.answers[q.Fact])
		for _, c := range q.Choices {
			if c.Value == text {
				text = f.say(c.Label)
			}
		}
		if text != "" && !q.Lines {
			said = append(said, text)
		}
	}
	return strings.Join(said, " > ")
}

func (s *questionScreen) Keys() []keyed {
	keys := s.field.keys()
	if s.step.Ask[s.at].Optional {
		keys = append(keys, keySkip)
	}
	return keys
}

// Spot is the step that asks.
func (s *questionScreen) Spot() steps.ID { return s.step.ID }

func (s *questionScreen) Heading(f frame) string {
	heading := where(f, s.step, s.place)
	if len(s.step.Ask) > 1 {
		heading += " | " + strconv.Itoa(s.at+1) + "/" + strconv.Itoa(len(s.step.Ask))
	}
	return heading
}

// Still reports whether a paste is under way.
func (s *questionScreen) Still() bool { return s.field.still() }

// Typing reports whether letters are text here.
func (s *questionScreen) Typing() bool { return s.field.typed() }

// where says the stage, the place in the trunk, and the title of a step.
func where(f frame, step *steps.Step, place lang.Args) string {
	return f.say(steps.StageWord(step.ID.Stage())) + " | " + f.fill(wordsPlace, place) + " | " + f.say(step.Title)
}

// placeOf is the line of the trunk that a step stands on, from 1.
func placeOf(session *steps.Session, step *steps.Step) lang.Args {
	n := session.Line(step.ID)
	if n == 0 {
		return nil
	}
	return lang.Args{"n": itoa(n), "of": itoa(len(session.Tree()))}
}
