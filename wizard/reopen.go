package wizard

import (
	"cmp"
	"maps"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/wanted"
)

// reopens reports whether the access of the open walk can be corrected: not
// that of a made-up environment, whose accounts nobody here knows.
func (m *model) reopens() bool {
	return m.c.Reopen != nil && m.walk.patient != nil && !m.opened.lab
}

// wanting is what would take away the obstacle in front of the person.
func (g *front) wanting() (steps.Supply, steps.Fact) {
	if v, ok := g.screen.(*verdictScreen); ok {
		return steps.Supplies(v.finding.Why)
	}
	return steps.NoSupply, ""
}

// supplies is what the person could give to see the first of what could not
// be seen for want of it.
func supplies(unknown []steps.Finding, reopens bool) (steps.Supply, steps.Fact) {
	for _, f := range unknown {
		wants, fact := steps.Supplies(f.Why)
		if wants == steps.Answer || wants != steps.NoSupply && reopens {
			return wants, fact
		}
	}
	return steps.NoSupply, ""
}

// offerSupply marks a verdict whose obstacle the person can take away, and one
// that was looked at once more.
func (m *model) offerSupply(s screen) {
	if v, ok := s.(*verdictScreen); ok {
		v.tried = m.walk.tries[v.finding.Step]
		wants, _ := steps.Supplies(v.finding.Why)
		v.supply = wants == steps.Answer || wants != steps.NoSupply && m.reopens()
		v.reruns = m.walk.rerunWords()
		v.compares = m.comparable() && v.finding.Status != steps.Healthy
	}
}

// accessItem is an account or a file on the screen of the answers.
type accessItem struct {
	supply  steps.Supply
	entries []entry
	draw    func(frame) string
}

func accessChoices(m *model) []accessItem {
	if !m.reopens() {
		return nil
	}
	known := m.opened.access
	known.Facts = m.walk.patient.Session.Facts()
	items := []accessItem{
		{supply: steps.SignIn, entries: wanted.DirectoryFor(known)},
		{supply: steps.TenantApp, entries: wanted.Tenant(m.c.place().Ways)},
		{supply: steps.ServerFile, entries: wanted.Server()},
		{supply: steps.CAFile, entries: wanted.Trust()},
	}
	in := m.walk.patient.SignedIn
	for i, it := range items {
		first := it.entries[slices.IndexFunc(it.entries, func(e entry) bool { return e.Role != wanted.IsFact })]
		value, unused := first.Of(m.opened.access), first.Of(m.opened.unused)
		if it.supply == steps.TenantApp && in != nil { // as whom is more than how
			items[i].draw = func(f frame) string { return steps.Teller{Language: f.language}.SignedIn(*in, false) }
			continue
		}
		items[i].draw = func(f frame) string {
			said := lang.Clean(value)
			switch {
			case said == "" && unused != "":
				said = lang.Clean(unused) + " " + f.say(wordsNotUsed)
			case said == "":
				said = f.say(wordsNotSaid)
			}
			return f.say(first.Label) + ": " + said
		}
	}
	return items
}

// accessScreenOf asks for one account or file of the walk that is open.
func accessScreenOf(m *model, it accessItem) *inputsScreen {
	given := m.opened.access
	given.Facts = m.walk.patient.Session.Facts()
	s := newInputs(it.entries, given, m.c, func(a Access) tea.Msg { return reopenMsg{access: a} })
	for i := range s.all {
		s.values[i] = cmp.Or(s.values[i], s.all[i].Of(m.opened.unused))
	}
	s.first()
	s.again, m.opened.gave, m.opened.want = true, it.supply, ""
	return s
}

// reopenAsked opens it with what somebody gave among the answers: where nobody had named
// a domain, that too.
func reopenAsked(m *model, msg reopenMsg) tea.Cmd {
	m.opened.asked = nil
	asker{m}.tells(steps.Facts{}.With(steps.Facts{steps.Domain: msg.access.Facts[steps.Domain]}))
	return m.reopen(m.c.lock(msg.access))
}

// reopen opens the environment of the walk once more, behind the walk.
func (m *model) reopen(access Access) tea.Cmd {
	m.opened.run++
	ctx, cancel := m.life()
	m.opened.cancel = cancel
	opening := newOpening(wordsEnvironment, nil)
	opening.again = true
	p, how := copyOf(m.walk.patient), m.c.Reopen
	m.opened.next = unsecret(access)
	shown := m.cover(opening)
	return tea.Batch(shown, open(m.opened.run, true, func() (*Patient, error) {
		defer access.Wipe()
		return how(ctx, p, access)
	}))
}

// abandon leaves the opening of another access and goes back to what was
// asked.
func (m *model) abandon() tea.Cmd {
	m.opened.stop()
	return m.uncover()
}

// rearrived goes on with the walk on its environment as it was opened again:
// what could not be seen is looked at once more, and the rest stays.
func (m *model) rearrived(p *Patient) tea.Cmd {
	old := m.walk.patient
	m.walk.stop()
	m.walk.patient, m.walk.begun = m.ready(p), nil
	m.opened.access, m.walk.asked[m.opened.want] = m.opened.next, true
	maps.DeleteFunc(m.walk.told, func(_ string, by steps.Supply) bool { return by == m.opened.gave })
	if err := m.walk.patient.Given(m.opened.want); err != nil {
		return m.fail(brokenMsg{fault: err.Error()})
	}
	var told tea.Cmd
	if old.Past != nil && m.walk.past() == nil {
		told = m.tell(wordsFromNow, noticeStays)
	}
	anew := m.opened.gave == steps.TenantApp // whoever changes the sign-in signs in
	if anew {
		m.walk.patient.SignedIn = nil
	}
	if unentered(m) && (anew || !m.walk.cloudless) {
		return tea.Batch(told, closePatient(old), beginSignIn(m))
	}
	return tea.Batch(told, closePatient(old), m.present(true))
}
