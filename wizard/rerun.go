package wizard

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
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

// rerun looks once more at everything that failed, without a stop, and comes
// back to the diagnosis.
func rerun(m *model) tea.Cmd {
	p := m.walk.patient
	for _, id := range slices.Backward(failed(p.Session)) { // the last one put in front comes first
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
