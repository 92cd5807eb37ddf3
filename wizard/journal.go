package wizard

import (
	"context"
	"maps"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/wanted"
)

// Journal keeps the walk in front of the person while it goes on, so that the
// next start can go on with it when this program is killed.
type Journal interface {
	// Note keeps a walk as it stands and what was given to open it, of which the
	// secrets are only looked for. The patient is a copy whose session nobody
	// else walks, nil before there is one. Nobody waits for it.
	Note(p *Patient, a Access)
	// Over removes what was kept: the walk was finished, or left.
	Over()
	// Close leaves what was kept to be gone on with.
	Close()
	// Left is the newest walk that a program which was killed left behind; nil
	// when there is none.
	Left() *Left
	// Take makes such a walk that of this program.
	Take(l Left) error
	// GoOn opens it.
	GoOn(ctx context.Context, l Left, a Access) (*Patient, error)
}

// Left is a walk that a program which was killed left behind.
type Left struct {
	Folder string    // where it is kept
	At     time.Time // when it was kept last
	User   string    // whose call it is; "" when nobody said
	Access Access    // what was given, without its secrets
	Walk   string    // what was found; "" when nothing was looked at yet
}

// leftMsg goes on with a walk that was left behind.
type leftMsg struct{ left Left }

// keeping is what the root has to do with the journal.
type keeping struct {
	journal Journal // nil keeps nothing
	taken   bool    // it was left behind by another program
	patient *Patient
	noted   steps.Finding // the latest finding that was kept
	found   int           // how many were
	step    steps.ID      // where the walk stood
	facts   steps.Facts   // what it knew
}

// note keeps a walk where it has moved. One of the lab, one that stands as
// somebody saved it, and one whose file alone says where it leads are not kept:
// what is gone on with counts as the person's own word.
func (k *keeping) note(w *walk, o *opening) {
	p := w.patient
	if k.journal == nil || p == nil || o.lab || w.stands() || len(p.Hearsay.Facts()) > 0 {
		return
	}
	now := keeping{journal: k.journal, taken: k.taken, patient: p, facts: p.Session.Facts()}
	if step := p.Session.Step(); step != nil {
		now.step = step.ID
	}
	trail := p.Session.Trail()
	if now.found = len(trail); now.found > 0 {
		now.noted = trail[now.found-1]
	}
	if k.patient == p && k.found == now.found && k.step == now.step && k.noted.Step == now.noted.Step &&
		k.noted.On == now.noted.On && k.noted.At.Equal(now.noted.At) && maps.Equal(k.facts, now.facts) {
		return
	}
	*k = now
	given := copied(o.access)
	given.Facts = p.Session.Known()
	k.journal.Note(copyOf(p), given)
}

// said keeps what the start screens were told before there is a walk.
func (k *keeping) said(w *walk, told Access) {
	if k.journal == nil || w.patient != nil {
		return
	}
	told = copied(told)
	told.Facts = w.said.With(told.Facts)
	k.journal.Note(nil, told)
}

// leave ends the journal of a walk that the person has left. One that was left
// behind and not opened waits on.
func (k *keeping) leave(w *walk) {
	switch {
	case k.journal == nil:
		return
	case w.patient == nil && k.taken:
		k.journal.Close()
	default:
		k.journal.Over()
	}
	*k = keeping{journal: k.journal}
}

// back ends what is being opened, and leaves what was begun where the person is
// at the start again.
func (k *keeping) back(m *model, to screen) {
	m.opened.stop()
	if _, start := to.(*startScreen); start {
		k.leave(m.walk)
	}
}

// ended removes the journal where the person chose to end. Whoever was ended, by
// a signal or by a fault of ours, finds the walk again.
func (k *keeping) ended(w *walk, r Result) {
	if r.Fault == "" && r.Ending != Terminated {
		k.leave(w)
	}
}

// goingOn takes what has to do with a walk that was left behind.
func (k *keeping) goingOn(m *model) func(tea.Msg) (tea.Cmd, bool) {
	return func(msg tea.Msg) (tea.Cmd, bool) {
		switch msg := msg.(type) {
		case leftMsg:
			return goOnLeft(m, msg.left), true
		case leftOpenMsg:
			return openLeft(m, msg), true
		default:
			return nil, false
		}
	}
}

// item offers to go on with a walk that was left behind.
func (l *Left) item() item {
	who := lang.Clean(l.User)
	text := wordsLeftOff
	if who == "" {
		text = wordsLeftOffNobody
	}
	note := wordsLeftOffNote
	if l.Walk == "" {
		note = wordsLeftOffEarly
	}
	args := lang.Args{"user": who, "at": l.At.Format("2006-01-02 15:04")}
	return item{text: lang.Text{Ko: text.Fill(lang.Korean, args), En: text.Fill(lang.English, args)}, note: note}
}

// goOnLeft takes a walk that was left behind. What opens it is there but for the
// secrets, which nobody has kept.
func goOnLeft(m *model, left Left) tea.Cmd {
	if err := m.kept.journal.Take(left); err != nil {
		return tea.Batch(m.show(newStart(m.c), false), m.tell(steps.Reason(err), noticeStays))
	}
	m.kept.taken = true
	given := m.c.secretsFor(left.Access)
	m.walk.remember(left.Access.Facts)
	m.walk.called = left.Access.Facts[steps.User] != ""
	if left.Walk == "" {
		return asker{m}.environment(given, Access{})
	}
	opened := func(a Access) tea.Msg { return leftOpenMsg{left: left, access: a} }
	asked := wanted.Secrets(given)
	if len(asked) == 0 {
		return send(opened(given))
	}
	return m.show(newInputs(asked, given, m.c, opened), false)
}

// leftOpenMsg opens a walk that was left behind.
type leftOpenMsg struct {
	left   Left
	access Access
}

// openLeft opens it.
func openLeft(m *model, msg leftOpenMsg) tea.Cmd {
	m.opened.lab, m.opened.access = false, unsecret(msg.access)
	return m.open(wordsEnvironment, func(ctx context.Context) (*Patient, error) {
		defer msg.access.Wipe()
		return m.c.Journal.GoOn(ctx, msg.left, msg.access)
	})
}

// secretsFor is an access with the secrets of the environment, where they are of
// the same accounts or of nobody else.
func (c Config) secretsFor(a Access) Access {
	a = copied(a)
	given := copied(c.Given)
	if given.Account == "" || given.Account == a.Account {
		a.Password = given.Password
	}
	if given.ClientID == "" || given.ClientID == a.ClientID {
		a.ClientSecret = given.ClientSecret
	}
	if given.Certificate == "" || given.Certificate == a.Certificate {
		a.CertificatePassword = given.CertificatePassword
	}
	a.Token = given.Token
	return a
}
