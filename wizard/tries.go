package wizard

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// try is a step that was looked at once more at the person's wish: what comes out
// the same must not look as if nothing had happened.
type try struct {
	n   int          // which look it is, from 2
	was steps.Status // before it
	at  time.Time    // when it ended; zero while it has not
}

// trying counts another look at a step.
func (w *walk) trying(id steps.ID) {
	before, known := counted(w.patient.Session, id)
	if !known {
		return
	}
	if w.tries == nil {
		w.tries = map[steps.ID]try{}
	}
	w.tries[id] = try{n: max(1, w.tries[id].n) + 1, was: before.Status}
}

// tried goes on after a look. Of a second one of which no card is shown the person
// is told, the card says it itself.
func tried(m *model, f steps.Finding) tea.Cmd {
	one, again := m.walk.tries[f.Step]
	if !again || !one.at.IsZero() {
		return m.found(f)
	}
	one.at = f.At
	m.walk.tries[f.Step] = one
	shown := m.found(f)
	step := m.walk.patient.Session.Find(f.Step)
	if v, is := m.screen.(*verdictScreen); step == nil || m.walk.hurries || is && v.finding.Step == f.Step {
		return shown
	}
	said := inBoth(func(l lang.Language) string {
		frame := m.frame()
		frame.language = l
		return one.said(frame, f)
	})
	if said.Empty() {
		return shown
	}
	return tea.Batch(shown, m.tell(titled(step, said), noticeStays))
}

// said is when a step was looked at once more, and whether that changed anything;
// "" for one that was not, or could not be seen.
func (t try) said(f frame, found steps.Finding) string {
	if t.at.IsZero() || found.Missed != nil {
		return ""
	}
	zone := f.zone
	if zone == nil {
		zone = time.UTC
	}
	line := wordsNowIs
	if found.Status == t.was {
		line = wordsStillIs
	}
	return f.fill(line, lang.Args{"at": t.at.In(zone).Format("15:04:05"), "n": itoa(t.n), "status": f.say(found.Status.Word())})
}

// drawBefore says what came of the steps that the walk went through to the one in
// front, for it does not stop at those that are fine.
func (s *verdictScreen) drawBefore(p *page) {
	if s.past || p.f.paper || s.finding.Status == steps.Healthy {
		return
	}
	of, seen, healthy := 0, 0, 0
	for _, f := range s.patient.Session.Trail() {
		if f.Step == s.finding.Step {
			break
		}
		checked := !f.Asked && !f.Orders // what only orders the walk counts for nothing
		of, healthy = of+btoi(checked), healthy+btoi(checked && f.Status == steps.Healthy)
		seen += btoi(checked && f.Status != steps.Unknown)
	}
	line := wordsOKBefore
	if of == healthy {
		line = wordsAllBefore
	}
	if of > 1 && seen > 0 { // of what nobody could see there is nothing to count
		p.text(p.f.fill(line, lang.Args{"n": itoa(healthy), "of": itoa(of)}))
	}
}
