package wizard

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// failed are the checks of a walk that found something broken, or could not see:
// those that are worth another look after something was mended.
func failed(session *steps.Session) []steps.ID {
	var ids []steps.ID
	for _, f := range session.Trail() {
		step := session.Find(f.Step)
		if step != nil && step.Check != nil && !f.ByHand && !f.Orders && (f.Status == steps.Broken || f.Status == steps.Unknown) {
			ids = append(ids, f.Step)
		}
	}
	return ids
}

// reruns reports whether there is something to look at again of what failed.
func (w *walk) reruns() bool {
	return w.patient != nil && w.looks() && len(failed(w.patient.Session)) > 0
}

// rerunWords are those of looking again at what failed. Nothing failed where it only
// could not be seen; none where there is nothing to look at again.
func (w *walk) rerunWords() lang.Text {
	switch {
	case !w.reruns():
		return lang.Text{}
	case slices.ContainsFunc(w.patient.Session.Trail(), func(f steps.Finding) bool { return f.Status == steps.Broken && !f.Orders }):
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
	if !m.walk.reruns() {
		return nil
	}
	p := m.walk.patient
	m.walk.from, m.walk.rerun = nil, map[steps.ID]bool{}
	for _, id := range slices.Backward(failed(p.Session)) { // the last one put in front comes first
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
