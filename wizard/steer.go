package wizard

import (
	"maps"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
)

// back goes to what was in front before: the last finding, the last question,
// or the start screen.
func (m *model) back() tea.Cmd {
	m.walk.stop()
	m.walk.hurries = false
	session := m.walk.patient.Session
	if v, ok := m.screen.(*verdictScreen); ok && len(m.under) == 0 && !v.past {
		session.Back()
	}
	trail := session.Trail()
	if len(trail) == 0 {
		return m.cover(newQuit(m.c.Save != nil, true))
	}
	last := trail[len(trail)-1]
	if last.Asked {
		session.Back()
		return m.show(newQuestion(m.walk.patient, session.Step(), m.walk.said), false)
	}
	return m.showVerdict(last, false)
}

// again looks at a step once more.
func (m *model) again(id steps.ID) tea.Cmd {
	session := m.walk.patient.Session
	m.walk.patient.Looker.Forget(id)
	delete(m.walk.begun, id)
	m.walk.recheck = id
	if err := session.Again(id); err != nil {
		return m.fail(brokenMsg{fault: err.Error()})
	}
	return m.present(false)
}

// visit puts a step in front out of its order.
func (m *model) visit(id steps.ID) tea.Cmd {
	if err := m.walk.patient.Session.Visit(id); err != nil {
		return m.fail(brokenMsg{fault: err.Error()})
	}
	return m.present(false)
}

// reask goes back to a question. What came after it is forgotten: it was
// found with the old answer. The background still knows what does not depend
// on it.
func (m *model) reask(id steps.ID) tea.Cmd {
	session := m.walk.patient.Session
	asked := func(f steps.Finding) bool { return f.Step == id }
	for slices.ContainsFunc(session.Trail(), asked) && session.Back() {
		continue
	}
	if step := session.Step(); step == nil || step.ID != id {
		return m.visit(id)
	}
	return m.present(false)
}

// answered takes the answers to the current step's questions.
func (m *model) answered(msg answeredMsg) tea.Cmd {
	m.walk.remember(msg.answers)
	f, err := m.walk.patient.Session.Answer(msg.answers, msg.at)
	if err != nil {
		return m.fail(brokenMsg{fault: err.Error()})
	}
	return m.found(f)
}

// remember keeps answers as defaults for when they are asked again.
func (w *walk) remember(answers steps.Facts) {
	if w.said == nil {
		w.said = steps.Facts{}
	}
	maps.Copy(w.said, answers)
}

// byHand takes a person's word for what no probe could see.
func (m *model) byHand(msg byHandMsg) tea.Cmd {
	session := m.walk.patient.Session
	trail := session.Trail()
	if n := len(trail); n > 0 && trail[n-1].Step == msg.step {
		session.Back()
	} else if err := session.Visit(msg.step); err != nil {
		return m.fail(brokenMsg{fault: err.Error()})
	}
	f, err := session.ByHand(msg.on, msg.at)
	if err != nil {
		return m.fail(brokenMsg{fault: err.Error()})
	}
	m.walk.patient.Looker.Know(session.Facts())
	return m.showVerdict(latest(session, f), false)
}

// corrected changes what was known before the first step; findings that
// depend on it are forgotten.
func (m *model) corrected(msg correctedMsg) tea.Cmd {
	session := m.walk.patient.Session
	known := session.Known()
	if msg.value == "" {
		delete(known, msg.fact)
	} else {
		known[msg.fact] = msg.value
	}
	m.walk.remember(steps.Facts{msg.fact: msg.value})
	session.Correct(known)
	if w := steps.WantBehind(msg.fact); w != "" && msg.value != "" {
		session.Undecline(w)
	}
	m.walk.confirm(msg.fact)
	m.walk.told, m.walk.begun = map[string]steps.Supply{}, nil
	if past := m.walk.past(); past != nil && past.Collected && leadsAway(msg.fact) && m.reopens() {
		return m.reopen(m.opened.access) // the file is not alone any more
	}
	return m.present(false)
}
