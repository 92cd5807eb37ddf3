package wizard

import (
	"maps"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
)

// back shows what was in front before: the finding before this one, the question
// before it, or the start screen. Only the view moves: what was found stands.
func (m *model) back() tea.Cmd {
	if shown, was := leaveStep(m); was {
		return shown
	}
	if s, asks := m.screen.(*questionScreen); asks {
		m.walk.remember(s.typed())
	}
	at := standing(m)
	trail := m.walk.patient.Session.Trail()
	if s, diagnosis := m.screen.(*summaryScreen); diagnosis && s.over && s.diagnosis.Cause != nil {
		return m.showVerdict(*s.diagnosis.Cause, false) // it is where one comes from
	}
	m.walk.stop()
	m.walk.hurries, m.walk.rerun = false, nil
	if s, checking := m.screen.(*checkingScreen); checking {
		if before, known := counted(m.walk.patient.Session, s.step.ID); known {
			return m.showVerdict(before, false) // it was looked at once more
		}
	}
	if at < 0 {
		at = len(trail)
	}
	for at > 0 && trail[at-1].Orders && len(trail[at-1].Visit) == 0 { // it was passed without a word
		at--
	}
	if at == 0 {
		return m.cover(m.walk.quits(m.c.Save != nil))
	}
	if last := trail[at-1]; !last.Asked {
		return m.showVerdict(last, false)
	}
	s := newQuestion(m.walk.patient, m.walk.patient.Session.Find(trail[at-1].Step), m.walk.said)
	s.ask(len(s.step.Ask) - 1)
	return m.show(s, false)
}

// standing is where in the trail stands what the screen in front is about; -1 for
// what is not there, or not yet.
func standing(m *model) int {
	var id steps.ID
	switch s := m.screen.(type) {
	case *verdictScreen:
		if !s.past {
			id = s.finding.Step
		}
	case *questionScreen:
		id = s.step.ID
	}
	if len(m.under) > 0 {
		return -1
	}
	return slices.IndexFunc(m.walk.patient.Session.Trail(), func(f steps.Finding) bool { return f.Step == id })
}

// counted is what counts as found of a step.
func counted(session *steps.Session, id steps.ID) (steps.Finding, bool) {
	for _, f := range session.Findings() {
		if f.Step == id {
			return f, true
		}
	}
	return steps.Finding{}, false
}

// onward goes on from what is in front: through what was found after it already,
// and then with the walk.
func onward(m *model, from int) tea.Cmd {
	if from >= 0 {
		for _, f := range m.walk.patient.Session.Trail()[from+1:] {
			if !m.walk.passes(f) {
				return m.showVerdict(f, false)
			}
		}
	}
	return m.present(false)
}

// again looks at a step once more.
func (m *model) again(id steps.ID) tea.Cmd {
	was := latest(m.walk.patient.Session, steps.Finding{Step: id})
	delete(m.walk.begun, id)
	m.walk.recheck = id
	m.walk.trying(id)
	if err := m.walk.patient.Again(id); err != nil {
		return m.fail(brokenMsg{fault: err.Error()})
	}
	from := m.whence()
	m.walk.from = from
	shown := m.present(false)
	if v, reads := from.(*verdictScreen); reads && v.finding.Step != id && !v.past {
		m.walk.reads, m.walk.was = v, was
	}
	return shown
}

// readOn goes back to the card that was being read when another step was looked at again
// from the map, where that came to the same as before or to nothing to stop at. It
// reports whether it did.
func readOn(m *model, f steps.Finding) (tea.Cmd, bool) {
	v, was := m.walk.reads, m.walk.was
	m.walk.reads = nil
	if v == nil || was.Step != f.Step || (was.On != f.On || was.Status != f.Status) && !m.walk.passes(f) {
		return nil, false
	}
	return returnTo(m, v), true
}

// visit puts a step in front out of its order.
func (m *model) visit(id steps.ID) tea.Cmd {
	if err := m.walk.patient.Session.Visit(id); err != nil {
		return m.fail(brokenMsg{fault: err.Error()})
	}
	m.walk.from = m.whence()
	return m.present(false)
}

// whence is the screen of the walk that is in front or covered.
func (g *front) whence() screen {
	if len(g.under) > 0 {
		return g.under[0]
	}
	return g.screen
}

// layOver shows what was found of a step that the person went to out of its order, over
// the screen from which that was.
func layOver(m *model, from screen, f steps.Finding) tea.Cmd {
	m.walk.stop()
	m.walk.from = nil
	shown := returnTo(m, from)
	return tea.Batch(shown, m.cover(newVerdict(m.walk.patient, f, true)))
}

// returnTo shows a screen of the walk once more.
func returnTo(m *model, from screen) tea.Cmd {
	switch s := from.(type) {
	case *summaryScreen:
		return m.show(m.summary(), true)
	case *verdictScreen:
		return m.showVerdict(s.finding, true)
	default:
		return m.show(from, true)
	}
}

// leaveStep goes back from a step that the person went to out of its order, before it
// was looked at. It reports whether there was one.
func leaveStep(m *model) (tea.Cmd, bool) {
	from := m.walk.from
	m.walk.from = nil
	if from == nil || !m.walk.patient.Session.Wished() {
		return nil, false
	}
	m.walk.stop()
	m.walk.patient.Session.Return()
	if _, checking := from.(*checkingScreen); checking {
		return m.present(false), true
	}
	return returnTo(m, from), true
}

// diagnose shows what the walk came to so far.
func (m *model) diagnose() tea.Cmd {
	m.walk.stop()
	m.walk.from, m.walk.hurries, m.walk.rerun = nil, false, nil
	m.walk.patient.Session.Return()
	return m.show(m.summary(), false)
}

// reask asks a question once more. Nothing is forgotten before the answer is
// another one.
func (m *model) reask(id steps.ID) tea.Cmd {
	session := m.walk.patient.Session
	if !slices.ContainsFunc(session.Trail(), func(f steps.Finding) bool { return f.Step == id && f.Asked }) {
		return m.visit(id)
	}
	m.walk.stop()
	return m.show(newQuestion(m.walk.patient, session.Find(id), m.walk.said), false)
}

// answered takes the answers to a step's questions: to the current one's, or once
// more to those of one that was answered.
func (m *model) answered(msg answeredMsg) tea.Cmd {
	m.walk.remember(msg.answers)
	session := m.walk.patient.Session
	if step := session.Step(); step != nil && step.ID == msg.step {
		f, err := session.Answer(msg.answers, msg.at)
		if err != nil {
			return m.fail(brokenMsg{fault: err.Error()})
		}
		return heard(m, step, f)
	}
	at := standing(m)
	f, same, err := session.Reanswer(msg.step, msg.answers, msg.at)
	switch {
	case err != nil:
		return m.fail(brokenMsg{fault: err.Error()})
	case same:
		return onward(m, at)
	default:
		return heard(m, session.Find(msg.step), f)
	}
}

// heard goes on after an answer, and says so where nothing was made of the
// caller's words.
func heard(m *model, step *steps.Step, f steps.Finding) tea.Cmd {
	shown := m.found(f)
	if text := steps.Unrecognised(step, f); !text.Empty() {
		return tea.Batch(shown, m.tell(text, noticeStays))
	}
	return shown
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
	gone := m.saw(f)
	return tea.Batch(gone, m.showVerdict(latest(session, f), false))
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
