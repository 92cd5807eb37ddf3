package wizard

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// walk is the session in front of the person and the check under way.
type walk struct {
	patient   *Patient
	pace      pace
	lab       bool                    // it is of the lab, where time runs faster than people wait
	called    bool                    // the walk began with a call, which asked steps.CallFacts
	meant     string                  // the words of the caller whose meaning was read before the walk
	said      steps.Facts             // every answer given, as the default when it is asked again
	begun     map[steps.ID]time.Time  // when what is looked at now was first seen to be, on the patient's clock
	now       time.Time               // the latest time that was told of that clock
	attempt   int                     // how often what failed was looked at again
	tries     map[steps.ID]try        // what was looked at once more
	halted    int                     // number of the notice that a check is being stopped; 0 for none
	rerun     map[steps.ID]bool       // what is still to be looked at again of what failed, in a walk that is not over
	hurries   bool                    // it stops at nothing until it comes to the diagnosis
	pulsing   bool                    // somebody asks again soon what is being looked at
	told      map[string]steps.Supply // obstacles that the person has been told of, with what would take them away
	asked     map[steps.Want]bool     // what the person was asked for, because a step lacked it
	cloudless bool                    // a person signs in to the tenant, and went on without
	apart     bool                    // nothing that only the file names is connected to
	saved     string                  // path of the case file
	kept      kept                    // how the walk stood when that was written
	from      screen                  // from which the person went to a step out of its order; nil for none
	reads     *verdictScreen          // the card that is read while another step is looked at again; nil for none
	was       steps.Finding           // what that step came to before
	recheck   steps.ID                // looked at once more, at the person's wish or for an event

	run    int // number of the latest look; an answer with another is dropped
	cancel context.CancelFunc
	step   *steps.Step // being looked at, or watched
	watch  time.Time   // since when the verdict in front is watched; zero when it is not
	behind bool        // a watched step is being looked at behind its verdict
	held   *checkedMsg // an answer that came while the screen was covered

	comparing context.CancelFunc // of two users being compared; nil for none
}

// pace says at which findings the walk stops.
type pace int

const (
	stopsAtTrouble pace = iota // at what is not healthy and was not told yet
	stopsAlways
	stopsNever // looks at everything, then the summary
	paces
)

func (p pace) word() lang.Text {
	return [...]lang.Text{wordsPaceTrouble, wordsPaceAlways, wordsPaceNever}[p]
}

// stop ends the look under way. Whatever it still answers is dropped.
func (w *walk) stop() {
	if w.cancel != nil {
		w.cancel()
	}
	w.stopComparing()
	w.run++
	w.cancel, w.step, w.watch, w.behind, w.held = nil, nil, time.Time{}, false, nil
}

// walking takes what moves the walk.
func (m *model) walking(msg tea.Msg) (tea.Cmd, bool) {
	if m.walk.patient == nil {
		return nil, false
	}
	if asking, asks := m.confirms(msg); asks {
		return asking, true
	}
	switch msg := msg.(type) {
	case nextMsg:
		return onward(m, standing(m)), true
	case backMsg:
		return m.back(), true
	case haltMsg:
		return stopOne(m), true
	case againMsg:
		return m.again(msg.step), true
	case rerunMsg:
		return rerun(m), true
	case visitMsg:
		return m.visit(msg.step), true
	case reaskMsg:
		return m.reask(msg.step), true
	case answeredMsg:
		return m.answered(msg), true
	case byHandMsg:
		return m.byHand(msg), true
	case connectMsg:
		return connectAsked(m, msg), true
	case diagnosisMsg:
		return m.diagnose(), true
	case correctedMsg:
		return m.corrected(msg), true
	case gaveMsg:
		return asker{m}.gave(msg), true
	case withoutMsg:
		return asker{m}.without(msg), true
	case connectorsMsg:
		return asker{m}.connectors(msg), true
	default:
		return looking(m, msg)
	}
}

// looking takes what comes of the looks behind the walk.
func looking(m *model, msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case checkedMsg:
		return m.checked(msg), true
	case tickMsg:
		return m.ticked(msg), true
	case begunMsg:
		m.walk.note(msg)
		return m.pulse(), true
	case pulseMsg:
		m.walk.pulsing = false
		return m.beat(msg), true
	default:
		return nil, false
	}
}

// present puts the current step in front of the person: a question, a check
// that begins to look, or the summary of a walk that is over.
func (m *model) present(byItself bool) tea.Cmd {
	m.walk.stop()
	m.walk.reads = nil
	session := m.walk.patient.Session
	if m.walk.unconfirmed() {
		return m.show(m.newConnect(nil), byItself)
	}
	if !session.Wished() {
		m.walk.from = nil
	}
	step := session.Step()
	if session.Rechecks() {
		m.walk.patient.Looker.Forget(step.ID)
		delete(m.walk.begun, step.ID)
		m.walk.recheck = step.ID
	}
	if !m.walk.stands() {
		m.walk.patient.Looker.Know(session.Facts())
	}
	started := begin(m.walk.patient)
	switch {
	case step == nil:
		m.walk.hurries = false
		return m.show(m.summary(), true)
	case step.Check != nil:
		if asking, asks := (asker{m}).asking(step, byItself); asks {
			return tea.Batch(started, asking)
		}
		return tea.Batch(started, m.look(step))
	default:
		return tea.Batch(started, askStep(m, step, byItself))
	}
}

// note keeps since when checks look, so that one which began in the
// background while the person was reading shows its whole time.
func (w *walk) note(msg begunMsg) {
	if msg.patient != w.patient {
		return
	}
	since := map[steps.ID]time.Time{}
	for _, id := range msg.running {
		since[id] = msg.at
		if earlier, known := w.begun[id]; known {
			since[id] = earlier
		}
	}
	w.begun, w.now = since, msg.at
}

// look begins a check and shows that it is under way.
func (m *model) look(step *steps.Step) tea.Cmd {
	p := m.walk.patient
	ctx, cancel := m.life()
	m.walk.cancel, m.walk.step = cancel, step
	checking := newChecking(p, step)
	checking.lab = m.walk.lab
	checking.since, checking.recheck = m.walk.begun[step.ID], m.walk.recheck == step.ID
	m.walk.recheck = ""
	shown := m.show(checking, false)
	return tea.Batch(shown,
		tick(m.walk.run, p, 0),
		check(ctx, m.walk.run, p, step, p.Session.Facts()))
}

// stopLooking ends the check under way at the person's wish. Its answer, that
// it was stopped, is waited for and recorded.
func (m *model) stopLooking() {
	switch {
	case m.opened.cancel != nil:
		m.opened.cancel()
	case m.walk.comparing != nil:
		m.walk.stopComparing()
	case m.walk.cancel != nil && m.busy():
		m.walk.cancel()
		m.walk.patient.Looker.Forget(m.walk.step.ID)
	}
}

// busy reports whether a check stands between the person and the next screen.
func (m *model) busy() bool {
	_, checking := m.screen.(*checkingScreen)
	comparing, ok := m.screen.(*compareScreen)
	return checking || m.opened.cancel != nil || ok && comparing.looking != 0
}

// checked takes the answer of a check, unless it is late or superseded.
func (m *model) checked(msg checkedMsg) tea.Cmd {
	if msg.run != m.walk.run || m.walk.step == nil {
		return nil
	}
	if len(m.under) > 0 { // somebody is reading something else: later
		m.walk.held = &msg
		return nil
	}
	session := m.walk.patient.Session
	if m.walk.behind {
		return m.rechecked(msg)
	}
	if n := m.walk.halted; n != 0 && n == m.notice.number { // the check was stopped, and has
		m.armed, m.notice = 0, notice{}
	}
	f, err := session.Record(msg.result, msg.err, msg.at)
	if err != nil {
		return m.fail(brokenMsg{fault: err.Error()})
	}
	return tried(m, f)
}

// found goes on after a finding, or stops to show it.
func (m *model) found(f steps.Finding) tea.Cmd {
	session := m.walk.patient.Session
	gone := m.saw(f)
	f = latest(session, f)
	if m.walk.caughtUp(f) {
		return tea.Batch(gone, m.diagnose())
	}
	if asking, asks := (asker{m}).askingAfter(f); asks {
		return tea.Batch(gone, asking)
	}
	if from := m.walk.from; from != nil && !m.walk.guides(f) { // what leads the person is watched where it stands
		return tea.Batch(gone, layOver(m, from, f))
	}
	if shown, is := readOn(m, f); is {
		return tea.Batch(gone, shown)
	}
	if m.walk.passes(f) {
		return tea.Batch(gone, m.present(true), skipped(m, f))
	}
	return tea.Batch(gone, m.showVerdict(f, true))
}

// latest is a finding with what explains it.
func latest(session *steps.Session, f steps.Finding) steps.Finding {
	for _, known := range session.Trail() {
		if known.Step == f.Step {
			return known
		}
	}
	return f
}

// showVerdict shows a finding; one that is watched is looked at again while
// it is in front.
func (m *model) showVerdict(f steps.Finding, byItself bool) tea.Cmd {
	p := m.walk.patient
	m.walk.stop()
	step := p.Session.Find(f.Step)
	shown := m.show(newVerdict(p, f, false), byItself)
	if step == nil || step.Watch == 0 || f.Status == steps.Healthy || f.ByHand || p.Past != nil {
		return shown
	}
	m.walk.step = step
	return tea.Batch(shown, tick(m.walk.run, p, 0))
}
