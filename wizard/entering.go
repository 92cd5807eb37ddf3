package wizard

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// unentered reports whether a person has to sign in to the tenant before the walk
// goes on.
func unentered(m *model) bool {
	p := m.walk.patient
	return p.SignIn != nil && p.SignIn.Personal && p.SignedIn == nil
}

// beginSignIn has a person sign in to the tenant.
func beginSignIn(m *model) tea.Cmd {
	m.opened.run++
	m.walk.cloudless = false
	ctx, cancel := m.life()
	m.opened.cancel = cancel
	shown := m.show(newSignIn(m.opened.run, m.walk.patient), true)
	return tea.Batch(shown, enter(ctx, m.opened.run, m.walk.patient.SignIn), second(m.opened.run, m.walk.patient.Now, 0))
}

// signInAgain begins it once more, the other way where the person wants that. What
// is still under way ends.
func signInAgain(m *model, other bool) tea.Cmd {
	how := m.walk.patient.SignIn
	m.opened.stop()
	if other && how.Other != nil {
		how.Way = how.Other()
	}
	return beginSignIn(m)
}

// unsign goes back from a sign-in: to the question how to sign in, or to what was in
// front before the environment was opened. From one that was begun among the answers it
// goes on with the walk, without the cloud.
func unsign(m *model) tea.Cmd {
	m.opened.stop()
	session := m.walk.patient.Session
	switch before := m.opened.before; {
	case m.opened.asked != nil:
		return m.show(m.opened.asked, false)
	case before != nil && len(session.Trail()) == 0:
		closed := closePatient(m.walk.patient)
		m.kept.back(m, before)
		*m.walk = walk{run: m.walk.run, said: m.walk.said}
		return tea.Batch(closed, m.show(before, false))
	default:
		m.walk.cloudless = true
		return m.present(true)
	}
}

// browse opens an address in a browser.
func browse(show func(string) error, address string) tea.Cmd {
	return guarded("open a browser", func() tea.Msg { return browsedMsg{err: show(address)} })
}

// said is what the person is told of it.
func (b browsedMsg) said() lang.Text {
	if b.err != nil {
		return wordsNotOpenedPage
	}
	return wordsOpened
}

// enter signs in, and says what a person has to do meanwhile.
func enter(ctx context.Context, run int, how *steps.TenantSignIn) tea.Cmd {
	prompts := make(chan steps.SignInPrompt, 4) // a code, and a browser in its place; nobody waits for who left
	signing := guarded("sign in to the tenant", func() tea.Msg {
		defer close(prompts)
		in, err := how.Enter(ctx, func(p steps.SignInPrompt) {
			select {
			case prompts <- p:
			default:
			}
		})
		return signedInMsg{run: run, in: in, err: err}
	})
	return tea.Batch(signing, prompted(run, prompts))
}

// keepSignIn has a sign-in kept, or forgotten.
func keepSignIn(keep func(bool), on bool) tea.Cmd {
	return guarded("keep a sign-in", func() tea.Msg {
		keep(on)
		return nil
	})
}

// prompted waits for the next thing that the person has to do.
func prompted(run int, from <-chan steps.SignInPrompt) tea.Cmd {
	return guarded("wait for a prompt", func() tea.Msg {
		prompt, more := <-from
		if !more {
			return nil
		}
		return promptMsg{run: run, prompt: prompt, more: from}
	})
}

// second says what time it is on the patient's clock, after a while of real time.
func second(run int, now func() time.Time, wait time.Duration) tea.Cmd {
	return tea.Tick(wait, func(time.Time) tea.Msg {
		return guarded("ask the time", func() tea.Msg { return secondMsg{run: run, at: now()} })()
	})
}

// entering takes what has to do with signing in to the tenant.
func entering(m *model) func(tea.Msg) (tea.Cmd, bool) {
	return func(msg tea.Msg) (tea.Cmd, bool) {
		switch msg := msg.(type) {
		case promptMsg:
			if msg.run != m.opened.run {
				return nil, true
			}
			return tea.Batch(m.forward(msg), prompted(msg.run, msg.more)), true
		case secondMsg:
			s, shown := m.screen.(*signInScreen)
			if msg.run != m.opened.run || !shown && len(m.under) == 0 || shown && s.why != nil {
				return nil, true // it is over
			}
			return tea.Batch(m.forward(msg), second(msg.run, m.walk.patient.Now, time.Second)), true
		case signedInMsg:
			if msg.run != m.opened.run {
				return nil, true
			}
			return signedIn(m, msg), true
		case signInMsg:
			return signInAgain(m, msg.other), true
		case browseMsg:
			return browse(m.walk.patient.SignIn.Browse, msg.address), true
		case browsedMsg:
			return m.tell(msg.said(), noticeStays), true
		case unsignMsg:
			return unsign(m), true
		case cloudlessMsg:
			m.opened.stop()
			m.walk.cloudless = true
			return m.present(true), true
		default:
			return nil, false
		}
	}
}

// signedIn goes on by itself with whoever signed in, or asks what to do now. What
// the sign-in will not see is said before the walk.
func signedIn(m *model, msg signedInMsg) tea.Cmd {
	if m.opened.cancel == nil { // an application signs in beside the walk
		return signedInAside(m, msg)
	}
	m.opened.cancel()
	m.opened.cancel = nil
	if msg.err != nil {
		m.bare()
		return m.forward(msg)
	}
	p := m.walk.patient
	p.Entered(msg.in)
	who := inBoth(func(l lang.Language) string { return steps.Teller{Language: l, Zone: p.Zone}.SignedIn(msg.in, false) })
	told := tea.Batch(m.tell(who, noticeStays), m.present(true))
	if all := steps.Foresee(p.Session.Tree(), &msg.in); !steps.Unforeseen(all) {
		return tea.Batch(told, m.cover(newForeseen(msg.in, all)))
	}
	return told
}

// signInAside has an application sign in beside the walk, so that what it will not see
// is said early. Why it cannot is told by the steps.
func signInAside(m *model) tea.Cmd {
	p := m.walk.patient
	if p.SignIn == nil || p.SignIn.Personal {
		return nil
	}
	ctx, cancel := m.life()
	how := *p.SignIn
	how.Enter = func(ctx context.Context, show func(steps.SignInPrompt)) (steps.SignedIn, error) {
		defer cancel()
		return p.SignIn.Enter(ctx, show)
	}
	return enter(ctx, m.opened.run, &how)
}

// signedInAside takes what it came to.
func signedInAside(m *model, msg signedInMsg) tea.Cmd {
	p := m.walk.patient
	if msg.err != nil || p == nil {
		return nil
	}
	p.SignedIn = &msg.in
	if all := steps.Foresee(p.Session.Tree(), &msg.in); !steps.Unforeseen(all) {
		return m.tell(wordsBlindAhead, noticeStays)
	}
	return nil
}

// newForeseen says what a sign-in will not see, and what would show it.
func newForeseen(in steps.SignedIn, all []steps.Foreseen) *readerScreen {
	return &readerScreen{heading: wordsForeseen, draw: func(p *page) {
		teller := steps.Teller{Language: p.f.language, Zone: p.f.zone}
		p.text(teller.SignedIn(in, false))
		p.gap()
		for _, line := range teller.Foreseen(all, false) {
			if line.Text == "" {
				p.gap()
				continue
			}
			p.hang(line.Indent, line.Text)
		}
	}}
}
