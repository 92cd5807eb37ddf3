package wizard

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// failed are the checks of a walk that found something broken, or could not see:
// those that are worth another look after something was mended. broken reports whether
// any did find something.
func failed(session *steps.Session) (ids []steps.ID, broken bool) {
	for _, f := range session.Trail() {
		step := session.Find(f.Step)
		if step != nil && step.Check != nil && !f.ByHand && !f.Orders && (f.Status == steps.Broken || f.Status == steps.Unknown) {
			ids, broken = append(ids, f.Step), broken || f.Status == steps.Broken
		}
	}
	return ids, broken
}

// rerunWords are those of looking again at what failed. Nothing failed where it only
// could not be seen; none where there is nothing to look at again.
func (w *walk) rerunWords() lang.Text {
	if w.patient == nil || !w.looks() {
		return lang.Text{}
	}
	switch ids, broken := failed(w.patient.Session); {
	case len(ids) == 0:
		return lang.Text{}
	case broken:
		return wordsRerun
	default:
		return wordsRerunUnseen
	}
}

// caughtUp reports whether, with this finding, all that failed in a walk that is not
// over was looked at again.
func (w *walk) caughtUp(f steps.Finding) bool {
	if !w.rerun[f.Step] {
		return false
	}
	delete(w.rerun, f.Step)
	return len(w.rerun) == 0 && w.patient.Session.Step() != nil
}

// rerun looks once more at everything that failed, without a stop, and comes
// back to the diagnosis: in a walk that is not over, to that of so far.
func rerun(m *model) tea.Cmd {
	if m.walk.rerunWords() == (lang.Text{}) {
		return nil
	}
	p := m.walk.patient
	ids, _ := failed(p.Session)
	m.walk.from, m.walk.rerun = nil, map[steps.ID]bool{}
	for _, id := range slices.Backward(ids) { // the last one put in front comes first
		m.walk.rerun[id] = true
		delete(m.walk.begun, id)
		m.walk.trying(id)
		if err := p.Again(id); err != nil {
			return m.fail(brokenMsg{fault: err.Error()})
		}
	}
	m.walk.attempt++
	m.walk.hurries = true
	return m.present(false)
}
