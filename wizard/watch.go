package wizard

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
)

// ticked passes the time on, and looks again at what is watched.
func (m *model) ticked(msg tickMsg) tea.Cmd {
	if msg.run != m.walk.run || m.walk.step == nil {
		return nil
	}
	m.walk.note(begunMsg{patient: m.walk.patient, at: msg.at, running: msg.running})
	cmds := []tea.Cmd{m.forward(msg), tick(msg.run, m.walk.patient, m.c.Tick)}
	if _, verdict := m.screen.(*verdictScreen); verdict && !m.walk.behind && len(m.under) == 0 {
		cmds = append(cmds, m.watched(msg.at))
	}
	return tea.Batch(cmds...)
}

// watched looks again at the step in front when its time has come.
func (m *model) watched(at time.Time) tea.Cmd {
	switch {
	case m.walk.watch.IsZero():
		m.walk.watch = at
		return nil
	case at.Sub(m.walk.watch) < m.walk.step.Watch:
		return nil
	}
	p := m.walk.patient
	ctx, cancel := m.life()
	m.walk.cancel, m.walk.behind, m.walk.watch = cancel, true, at
	p.Looker.Forget(m.walk.step.ID)
	return check(ctx, m.walk.run, p, m.walk.step, p.Session.Facts())
}

// rechecked replaces the finding in front by what the second look brought.
func (m *model) rechecked(msg checkedMsg) tea.Cmd {
	m.walk.behind = false
	session := m.walk.patient.Session
	v, shown := m.screen.(*verdictScreen)
	if !shown || v.past || v.finding.Step != m.walk.step.ID || standing(m) < 0 {
		return nil
	}
	before := v.finding
	err := session.Again(before.Step)
	var f steps.Finding
	if err == nil {
		f, err = session.Record(msg.result, msg.err, msg.at)
	}
	if err != nil {
		return m.fail(brokenMsg{fault: err.Error()})
	}
	m.walk.patient.Looker.Know(session.Facts())
	f = latest(session, f)
	if f.On != before.On || f.Status != before.Status {
		return m.showVerdict(f, true)
	}
	return m.forward(refreshedMsg{finding: f})
}
