package wizard

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/wanted"
)

// newAnswers lists every answer that a person can give, to change one. One
// that a question of the tree asks for is asked there again; the others were
// known before the first step and are changed at once. Accounts and files
// open the environment once more, and the walk stays.
func (m *model) newAnswers(wants steps.Supply, fact steps.Fact) *pickScreen {
	p := m.walk.patient
	s := &pickScreen{heading: wordsAnswers}
	facts := p.Session.Facts()
	inputs := steps.Inputs()
	for _, name := range inputs {
		s.menu.items = append(s.menu.items, item{draw: func(f frame) string {
			return f.say(factWord(name)) + ": " + answerWord(f, p.Session, name, facts[name])
		}})
	}
	s.intro = func(page *page) { page.text(page.f.say(wordsAnswersIntro)) }
	s.menu.at = max(0, slices.Index(inputs, fact))
	access := accessChoices(m)
	for i, a := range access {
		s.menu.items = append(s.menu.items, item{draw: a.draw})
		if a.supply == wants {
			s.menu.at = len(inputs) + i
		}
	}
	s.picked = func(i int) tea.Cmd {
		asked := []entry{{Fact: inputs[min(i, len(inputs)-1)]}}
		if i >= len(inputs) {
			asked = access[i-len(inputs)].entries
		}
		if m.c.locksAll(asked) {
			return send(noticeMsg{text: wordsLocked})
		}
		if i >= len(inputs) {
			return send(coverMsg{screen: accessScreenOf(m, access[i-len(inputs)])})
		}
		if step := asking(p.Session, inputs[i]); step != nil {
			return send(reaskMsg{step: step.ID})
		}
		return send(coverMsg{screen: newCorrection(p.Session.Tree(), inputs[i], facts[inputs[i]])})
	}
	return s
}

// answerWord is an answer as the person gave it: a choice by its label.
func answerWord(f frame, session *steps.Session, name steps.Fact, value string) string {
	if value == "" {
		return f.say(wordsNotSaid)
	}
	question, _ := steps.QuestionOf(session.Tree(), name)
	for _, c := range question.Choices {
		if c.Value == value {
			return f.say(c.Label)
		}
	}
	return lang.Clean(value)
}

// asking returns the visited step that asks for a fact, nil when there is none.
func asking(session *steps.Session, name steps.Fact) *steps.Step {
	for _, finding := range session.Trail() {
		step := session.Find(finding.Step)
		if step == nil {
			continue
		}
		for _, q := range step.Ask {
			if q.Fact == name {
				return step
			}
		}
	}
	return nil
}

// correctionScreen changes one fact.
type correctionScreen struct {
	fact  steps.Fact
	field field
}

// newCorrection takes what the question of the fact takes, where the tree has
// one.
func newCorrection(tree []steps.Step, name steps.Fact, value string) *correctionScreen {
	question, _ := steps.QuestionOf(tree, name)
	help := question.Help
	if help.Empty() {
		help = wanted.Help(name)
	}
	if help.Empty() {
		help = wordsCorrectionHelp
	}
	return &correctionScreen{fact: name, field: field{
		label: factWord(name), help: help, optional: true, text: value, fresh: value != "" && len(question.Choices) == 0,
		choices: question.Choices, valid: question.Valid,
	}}
}

func (s *correctionScreen) Init() tea.Cmd { return nil }

func (s *correctionScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	if fit, ok := msg.(frameMsg); ok {
		s.field.fit(fit.frame)
		return s, nil
	}
	if key, ok := msg.(tea.KeyMsg); ok && s.field.backs(key) {
		return s, send(uncoverMsg{})
	}
	done, cmd := s.field.update(msg)
	if done {
		return s, send(correctedMsg{fact: s.fact, value: s.field.value()})
	}
	return s, cmd
}

func (s *correctionScreen) View(f frame) string {
	p := page{f: f}
	s.field.draw(&p)
	return p.String()
}

func (s *correctionScreen) Keys() []keyed { return s.field.keys() }

func (s *correctionScreen) Heading(f frame) string { return f.say(wordsAnswers) }

func (s *correctionScreen) Typing() bool { return s.field.typed() }
