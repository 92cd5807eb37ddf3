package wizard

import (
	"cmp"
	"context"
	"slices"
	"sync"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/wanted"
)

// Nothing is asked that can be known. A call is opened with what was given, what
// is the same every day, and what can be found; what then is lacking is asked for
// by the first step that lacks it, with the reason, and never twice.

// asker is the part of the root that finds what need not be asked, and asks for
// the rest.
type asker struct{ *model }

// find is what nobody has to be asked for: with what a call is opened, and the
// defaults of what a person has to say.
type find struct{ access, offered Access }

// search looks for what nobody has to be asked for, while the person reads on.
// What only a file says is not taken: it is a default.
func (m asker) search(given, heard Access) tea.Cmd {
	known := unheard(m.c.settled(copied(given), m.walk.said), heard)
	m.opened.heard = heard
	way := ""
	if last := m.c.Remembered.TenantSignIn; wanted.Personal(last) && given.TenantSignIn == "" && m.c.Locked.TenantSignIn == "" {
		known.TenantSignIn, way = "", last // a person signs in when a step wants it, the same way as the last time
	}
	look, c := m.c.Discover, m.c
	ctx, cancel := m.life()
	m.opened.found = sync.OnceValue(func() find {
		defer cancel()
		all := find{access: known, offered: copied(heard)}
		all.offered.TenantSignIn = way
		if path := known.CAFile; path != "" && path == c.Remembered.CAFile && path != given.CAFile && c.TryCAFile != nil && !c.TryCAFile(path).Empty() {
			all.access.CAFile = c.Locked.CAFile // it is gone: whoever needs one is asked
		}
		if look == nil {
			return all
		}
		found, offered := look(ctx, known)
		all.access.Facts = found.Facts.With(known.Facts)
		all.access.ClientID = cmp.Or(known.ClientID, found.ClientID)
		all.access.TenantSignIn = cmp.Or(found.TenantSignIn, known.TenantSignIn)
		all.access = c.lock(all.access)
		all.offered.Facts = offered.Facts.With(heard.Facts)
		all.offered.Account = cmp.Or(heard.Account, offered.Account)
		return all
	})
	found := m.opened.found
	return guarded("look for what need not be asked", func() tea.Msg { found(); return nil })
}

// unheard is an access without what only a file says of it.
func unheard(a, heard Access) Access {
	facts := steps.Facts{}
	for name, value := range a.Facts {
		if heard.Facts[name] != value {
			facts[name] = value
		}
	}
	a.Facts = facts
	if heard.CAFile != "" && a.CAFile == heard.CAFile {
		a.CAFile = ""
	}
	return a
}

// environment opens this environment without questions.
func (m asker) environment(given, heard Access) tea.Cmd {
	return tea.Batch(m.search(given, heard), m.openCall())
}

// openCall opens this environment with what was found.
func (m asker) openCall() tea.Cmd {
	m.opened.lab = false
	found, how := m.opened.found, m.c.Open
	return m.opens(wordsEnvironment, func(ctx context.Context) openedMsg {
		all := found()
		access := copied(all.access)
		defer access.Wipe()
		with := unsecret(access)
		patient, err := how(ctx, access)
		return openedMsg{patient: patient, err: err, with: &with, offered: &all.offered}
	})
}

// asking asks for what a step lacks before it can look. It reports whether it does.
func (m asker) asking(step *steps.Step, byItself bool) (tea.Cmd, bool) {
	for m.mayAsk() {
		w := m.walk.patient.Lacks(step, m.walk.asked)
		if w == "" {
			break
		}
		if w == steps.WantTenant && m.opened.access.TenantSignIn == wanted.ByNone {
			m.walk.patient.Session.Decline(w) // somebody said so
			continue
		}
		if s := m.newAsking(w, step, steps.Finding{}); s != nil {
			return m.show(s, byItself), true
		}
		m.walk.asked[w] = true // there is nothing to ask for
	}
	return nil, false
}

// askingAfter asks for what a look turned out to lack. It reports whether it does.
func (m asker) askingAfter(f steps.Finding) (tea.Cmd, bool) {
	if !m.mayAsk() {
		return nil, false
	}
	w := m.walk.patient.LackedBy(f, m.walk.asked)
	if w == "" {
		return nil, false
	}
	if s := m.newAsking(w, m.walk.patient.Session.Find(f.Step), f); s != nil {
		return m.show(s, true), true
	}
	return nil, false
}

// mayAsk reports whether the walk stops for questions of this kind.
func (m asker) mayAsk() bool {
	return m.reopens() && !m.walk.apart && !m.walk.hurries && m.walk.pace != stopsNever
}

// newAsking is nil where there is nothing to ask for.
func (m asker) newAsking(w steps.Want, step *steps.Step, why steps.Finding) *inputsScreen {
	known, offered := copied(m.opened.access), m.opened.offered
	known.Facts = m.walk.patient.Session.Facts()
	all := slices.DeleteFunc(wanted.For(w, m.c.place(), known, offered, why), func(e entry) bool { return e.Of(m.c.Locked) != "" })
	if len(all) == 0 {
		return nil
	}
	s := newInputs(all, known, m.c, func(a Access) tea.Msg { return gaveMsg{want: w, access: a} })
	for i := range all {
		s.values[i] = cmp.Or(s.values[i], all[i].Of(offered))
	}
	s.want, s.reason, s.step, s.place = w, wanted.Reason(w, step), step, placeOf(m.walk.patient.Session, step)
	s.heard, s.offered = m.opened.heard, offered
	if seek := wanted.Seek(m.walk.patient); seek != nil && s.connector() >= 0 {
		ctx, cancel := m.life()
		s.begun = seekConnectors(ctx, cancel, seek)
	}
	s.first()
	return s
}

// place is what is possible on this machine.
func (c Config) place() wanted.Place {
	if c.Place == nil {
		return wanted.Place{}
	}
	return c.Place()
}

// wants reports whether something is asked for that a step lacks.
func (g *front) wants() bool {
	s, asking := g.screen.(*inputsScreen)
	return asking && s.want != ""
}

// gave opens the environment once more with what the person gave. Who gave nothing
// goes on without, and a fact alone takes no other environment.
func (m asker) gave(msg gaveMsg) tea.Cmd {
	session := m.walk.patient.Session
	news := m.tells(msg.access.Facts)
	if msg.last {
		session.Decline(slices.DeleteFunc(steps.Wants(), func(w steps.Want) bool { return w == msg.want || session.Facts().Declines(w) })...)
	}
	same := sameAccess(msg.access, m.opened.access)
	m.opened.asked = nil
	if msg.want == steps.WantTenant { // whoever goes back from the sign-in is asked once more
		m.opened.asked, _ = m.screen.(*inputsScreen)
	}
	switch {
	case same && msg.want == steps.WantTenant && unentered(m.model) && wanted.Personal(msg.access.TenantSignIn): // who went back, and means it
		return beginSignIn(m.model)
	case !news && same, msg.want == steps.WantTenant && msg.access.TenantSignIn == wanted.ByNone:
		return m.without(withoutMsg{want: msg.want})
	case msg.want == steps.WantAdmin:
		m.walk.asked[msg.want] = true
		return m.present(false)
	}
	m.opened.want, m.opened.gave = msg.want, supplyOf(msg.want)
	return m.reopen(m.c.lock(msg.access))
}

// tells has the walk know facts that a person entered. It reports whether any is new.
func (m asker) tells(facts steps.Facts) bool {
	session := m.walk.patient.Session
	said := facts.With(nil)
	for name := range session.Facts() {
		if said[name] == session.Facts()[name] {
			delete(said, name)
		}
	}
	m.walk.remember(said)
	session.Add(said)
	return len(said) > 0
}

// sameAccess reports whether nothing but facts differs, and no secret was given.
func sameAccess(a, b Access) bool {
	given := slices.ContainsFunc(a.Secrets(), func(secret *[]byte) bool { return len(*secret) > 0 })
	return !given && a.Account == b.Account && a.SignIn == b.SignIn && a.Keytab == b.Keytab && a.TenantSignIn == b.TenantSignIn &&
		a.ClientID == b.ClientID && a.Certificate == b.Certificate && a.CAFile == b.CAFile && a.ServerFile == b.ServerFile
}

// supplyOf is what a want gives, as a person who corrects it gives it.
func supplyOf(w steps.Want) steps.Supply {
	return map[steps.Want]steps.Supply{
		steps.WantDirectory: steps.SignIn, steps.WantTenant: steps.TenantApp, steps.WantServer: steps.ServerFile, steps.WantCAFile: steps.CAFile,
	}[w]
}

// without goes on without something that a step lacks. What it leaves unseen says
// why, and the answers can give it at any time: what was entered of it stands there.
func (m asker) without(msg withoutMsg) tea.Cmd {
	m.tells(msg.entered.Facts)
	if msg.entered.Facts != nil {
		m.opened.unused = msg.entered
	}
	m.walk.patient.Session.Decline(msg.want)
	return tea.Batch(m.present(false), m.tell(joined(wanted.Without(msg.want), wordsGiveLater), noticeStays))
}
