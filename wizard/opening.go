package wizard

import (
	"context"
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// opening is a patient on the way.
type opening struct {
	run    int
	cancel context.CancelFunc // nil when nothing is being opened or discovered
	before screen             // where going back leads
	asked  *inputsScreen      // which asked, in the walk, how to sign in; nil for none
	half   steps.Facts        // what was typed of a call that was left by going back
	lab    bool               // the patient is a made-up one
	riddle *World             // the made-up one whose name is hidden; nil for none
	access Access             // what it was opened with, without its secrets
	unused Access             // what was entered besides, and the person went on without
	next   Access             // what it is being opened with again
	gave   steps.Supply       // what of it is new, for a person who corrects it
	want   steps.Want         // what of it a step lacked; "" for none

	heard   Access      // what of the defaults a file alone says
	offered Access      // and what was found, and nobody has said
	found   func() find // what nobody has to be asked for; nil before somebody called
}

func (o *opening) stop() {
	if o.cancel != nil {
		o.cancel()
	}
	o.run++
	o.cancel = nil
}

// solved is the made-up environment whose name was hidden, once the walk is over.
func (o *opening) solved(over bool) *World {
	if !o.lab || !over {
		return nil
	}
	return o.riddle
}

// starting takes what the start screens choose.
func (m *model) starting(msg tea.Msg) (tea.Cmd, bool) {
	c := m.c
	switch msg := msg.(type) {
	case startMsg:
		return toStart(m), true
	case returnMsg:
		m.kept.back(m, msg.to)
		return m.show(msg.to, false), true
	case environmentMsg:
		given, heard := m.c.Given, m.c.Heard
		if msg.given != nil {
			given, heard = *msg.given, msg.heard
		}
		return asker{m}.environment(given, heard), true
	case callMsg:
		return beginCall(m), true
	case calledMsg:
		return m.called(msg), true
	case labMsg:
		m.opened.riddle = nil
		return m.show(newWorlds(c.Worlds()), false), true
	case pathMsg:
		if c.Saved != nil && !msg.typed {
			if saved := c.Saved(); len(saved) > 0 {
				return m.cover(newSaved(saved)), true
			}
		}
		return m.show(newPath(), false), true
	case worldMsg:
		return openWorld(m, msg), true
	case fileMsg:
		m.bare()
		m.opened.lab, m.opened.access = false, unsecret(c.Given)
		return m.open(lang.Text{Ko: msg.path, En: msg.path}, func(ctx context.Context) (*Patient, error) {
			return c.File(ctx, msg.path)
		}), true
	case accessMsg:
		return openAccess(m, m.c.lock(msg.access)), true
	case reopenMsg:
		return reopenAsked(m, msg), true
	case abandonMsg:
		return m.abandon(), true
	case openedMsg:
		return m.arrived(msg), true
	default:
		return nil, false
	}
}

// openWorld opens an environment of the lab.
func openWorld(m *model, msg worldMsg) tea.Cmd {
	m.opened.lab, m.opened.riddle = true, msg.riddle
	name, how := lang.Text{Ko: msg.name, En: msg.name}, m.c.Lab
	if msg.riddle != nil {
		name = wordsRiddle
	}
	return m.open(name, func(ctx context.Context) (*Patient, error) { return how(ctx, msg.name) })
}

// openAccess opens this environment.
func openAccess(m *model, access Access) tea.Cmd {
	m.walk.remember(access.Facts)
	m.opened.lab, m.opened.access = false, unsecret(access)
	how := m.c.Open
	return m.open(wordsEnvironment, func(ctx context.Context) (*Patient, error) {
		defer access.Wipe()
		return how(ctx, access)
	})
}

// open opens a patient in the background and shows that it does.
func (m *model) open(name lang.Text, how func(context.Context) (*Patient, error)) tea.Cmd {
	return m.opens(name, func(ctx context.Context) openedMsg {
		patient, err := how(ctx)
		return openedMsg{patient: patient, err: err}
	})
}

func (m *model) opens(name lang.Text, how func(context.Context) openedMsg) tea.Cmd {
	m.opened.stop()
	before := m.screen
	ctx, cancel := m.life()
	m.opened.cancel, m.opened.before, m.opened.want = cancel, before, ""
	shown := m.show(newOpening(name, before), false)
	return tea.Batch(shown, opens(m.opened.run, func() openedMsg { return how(ctx) }))
}

// arrived begins the walk with an opened patient. One that comes after the
// person has left is closed again.
func (m *model) arrived(msg openedMsg) tea.Cmd {
	if msg.run != m.opened.run {
		return closePatient(msg.patient)
	}
	if !msg.again {
		m.bare()
	}
	m.opened.cancel = nil // the patient lives on: its context ends with the program
	if found, ok := errors.AsType[*CollectedError](msg.err); ok {
		return m.show(newCollected(found, m.c), false)
	}
	if msg.err != nil {
		return m.forward(msg)
	}
	if msg.again {
		return m.rearrived(msg.patient)
	}
	m.opened.half, m.opened.asked = nil, nil
	old := m.walk.patient
	said, called, meant := m.walk.said, m.walk.called && !m.opened.lab, m.walk.meant
	m.walk.stop()
	m.opened.unused = Access{}
	if msg.with != nil {
		m.opened.access, m.opened.offered = *msg.with, *msg.offered
	} else {
		m.opened.heard, m.opened.offered = Access{}, Access{}
	}
	*m.walk = walk{
		patient: m.ready(msg.patient), lab: m.opened.lab, run: m.walk.run, told: map[string]steps.Supply{}, asked: map[steps.Want]bool{}, said: said, called: called, meant: meant,
	}
	if said == nil {
		m.walk.said = steps.Facts{}
	}
	if shown, mends := m.acting.mend(m); mends {
		return tea.Batch(closePatient(old), shown)
	}
	if unentered(m) {
		return tea.Batch(closePatient(old), beginSignIn(m))
	}
	beside := signInAside(m)
	if m.walk.stands() && m.walk.patient.Session.Step() != nil { // it stands as it was until the person goes on
		return tea.Batch(beside, closePatient(old), m.show(m.summary(), true))
	}
	return tea.Batch(beside, closePatient(old), m.present(true))
}

// ready fills in what a patient may leave out.
func (m *model) ready(p *Patient) *Patient {
	filled := *p
	if m.opened.lab && m.opened.riddle != nil {
		filled.Name = lang.Text{Ko: wordsLab.Ko + ": " + wordsRiddle.Ko, En: wordsLab.En + ": " + wordsRiddle.En}
	}
	if filled.Now == nil {
		filled.Now = m.c.Now
	}
	return &filled
}

// leaveWalk closes the patient and goes back to the start screen.
func (m *model) leaveWalk() tea.Cmd {
	m.walk.stop()
	m.opened.stop()
	m.kept.leave(m.walk)
	closed := closePatient(m.walk.patient)
	start := newStart(m.c)
	if m.opened.lab && m.walk.patient != nil {
		start.leaves()
	}
	*m.walk = walk{run: m.walk.run, said: m.walk.said}
	return tea.Batch(closed, m.show(start, false))
}

// leaving takes what has to do with saving and going.
func (m *model) leaving(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case saveMsg:
		return m.save(msg), true
	case ticketMsg:
		return masked(copyOf(m.walk.patient), m.c.Masked), true
	case maskedMsg:
		return m.ticket(msg), true
	case savedMsg:
		return m.wrote(msg), true
	case copyMsg:
		return toClipboard(m.c.Clipboard, m.c.Output, msg.text), true
	case saveScriptsMsg:
		if m.walk.patient == nil || m.c.SaveScripts == nil {
			return nil, true
		}
		return saveScripts(copyOf(m.walk.patient), msg.finding, m.frame().language, m.c.SaveScripts), true
	case requestMsg:
		if m.walk.patient == nil {
			return nil, true
		}
		return m.cover(newRequest(m.walk.patient, &msg.finding, m.c.Version)), true
	case copiedMsg:
		line := wordsCopied
		switch {
		case msg.err != nil:
			line = wordsNotCopied
		case msg.asked:
			line = wordsAskedToCopy
		}
		return m.tell(line, noticeStays), true
	case quitMsg:
		return m.end(Chosen), true
	case doneMsg:
		return done(m), true
	case leaveMsg:
		return leaves(m), true
	default:
		return nil, false
	}
}

// save writes a copy of the walk, if there is one and somebody who can.
func (m *model) save(msg saveMsg) tea.Cmd {
	write := m.c.Save
	if msg.masked {
		write = m.c.SaveMasked
	}
	if form := msg.page; form != "" && m.c.SavePage != nil {
		language := m.frame().language
		write = func(p *Patient, _ string) (string, error) { return m.c.SavePage(p, form, msg.masked, language) }
	}
	if m.walk.patient == nil || write == nil {
		return nil
	}
	return save(copyOf(m.walk.patient), write, msg, m.c.Now)
}

// ticket shows and copies the text of a masked walk.
func (m *model) ticket(msg maskedMsg) tea.Cmd {
	if msg.err != nil {
		return m.tell(joined(wordsNotMasked, steps.Reason(msg.err)), noticeStays)
	}
	s := &summaryScreen{
		patient: msg.patient, diagnosis: msg.patient.Session.Diagnosis(),
		over: msg.patient.Session.Step() == nil, masked: true, ahead: aheadOf(m.c, msg.patient),
	}
	return m.cover(s.newTicket(m.c.Version))
}

func (m *model) wrote(msg savedMsg) tea.Cmd {
	if msg.err != nil {
		return m.tell(joined(wordsNotSaved, steps.Reason(msg.err)), noticeStays)
	}
	if msg.aside {
		return m.tell(joined(wordsSaved, alike(msg.path)), noticeStays)
	}
	m.walk.saved, m.walk.kept, m.result.Saved = msg.path, msg.kept, msg.path
	if msg.quit {
		return m.end(Chosen)
	}
	if msg.start {
		return tea.Batch(m.leaveWalk(), m.tell(joined(wordsSaved, alike(msg.path)), noticeStays))
	}
	told := m.tell(joined(wordsSaved, alike(msg.path)), noticeStays)
	msg.note = m.walk.writtenAt()
	return tea.Batch(told, m.forward(msg))
}
