package wizard

import (
	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// passes reports whether the walk goes on by itself after a finding: after a
// healthy one, after one that another explains, after an answer of which nothing
// was made, and after one that could not be seen for a reason which the person
// has been told already.
func (w *walk) passes(f steps.Finding) bool {
	if w.hurries {
		return true
	}
	if w.pace != stopsAtTrouble {
		return w.pace == stopsNever
	}
	if w.guides(f) || w.orders(f) {
		return false
	}
	if w.patient.Without(f) || f.Noted() || f.ExplainedBy != "" || f.Status == steps.Healthy {
		return true
	}
	if f.Why == nil {
		return false
	}
	reason := string(f.Why.Kind) + "\x00" + f.Why.Host + "\x00" + f.Why.Needs + "\x00" + f.Why.Code
	_, known := w.told[reason]
	w.told[reason], _ = steps.Supplies(f.Why)
	return known && string(f.Why.Kind) != stoppedKind
}

// orders reports whether a finding says where the walk goes on, which is told at
// once: what was made of an answer, or what the server's log holds.
func (w *walk) orders(f steps.Finding) bool {
	if f.Asked {
		return f.On != steps.Answered && f.Answers() && !w.read(f)
	}
	return f.Orders && len(f.Visit) > 0
}

// read reports whether a finding is what the words of the caller mean, and that
// was read before the walk.
func (w *walk) read(f steps.Finding) bool {
	return w.meant != "" && f.Learned[steps.Words] == w.meant
}

// guides reports whether a finding leads the person through something to do,
// and watches for its proof. What it waits for is explained by what went
// before; passing over it for that would pass over the cure.
func (w *walk) guides(f steps.Finding) bool {
	step := w.patient.Session.Find(f.Step)
	return step != nil && step.Watch > 0 && f.Status == steps.Unknown && f.Why == nil && !f.ByHand
}

// stoppedKind is the obstacle of a look that the person ended: there is
// nothing to be told twice about it.
const stoppedKind = "stopped"

// skipped says of a step that is passed over that the person stopped it.
func skipped(m *model, f steps.Finding) tea.Cmd {
	step := m.walk.patient.Session.Find(f.Step)
	if step == nil || f.Why == nil || string(f.Why.Kind) != stoppedKind {
		return nil
	}
	why := inBoth(func(l lang.Language) string {
		frame := m.frame()
		frame.language = l
		return frame.teller(m.walk.patient).Obstacle(f.Why)
	})
	return m.tell(titled(step, why), noticeStays)
}
