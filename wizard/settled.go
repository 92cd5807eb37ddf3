package wizard

import (
	"cmp"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
)

// settled is what the start screens begin with: what was said goes before what
// was given, that before what is the same every day, and what the company has set
// before everything.
func (c Config) settled(given Access, said steps.Facts) Access {
	given.Facts = c.Remembered.Facts.With(given.Facts).With(said)
	given.ClientID = cmp.Or(given.ClientID, c.Remembered.ClientID)
	given.CAFile = cmp.Or(given.CAFile, c.Remembered.CAFile)
	given.SignIn = cmp.Or(given.SignIn, c.Remembered.SignIn)
	given.TenantSignIn = cmp.Or(given.TenantSignIn, c.Remembered.TenantSignIn)
	return c.lock(given)
}

// lock puts what the company has set into what an environment is opened with.
func (c Config) lock(a Access) Access {
	a.Facts = a.Facts.With(c.Locked.Facts)
	a.ClientID = cmp.Or(c.Locked.ClientID, a.ClientID)
	a.CAFile = cmp.Or(c.Locked.CAFile, a.CAFile)
	a.SignIn = cmp.Or(c.Locked.SignIn, a.SignIn)
	a.TenantSignIn = cmp.Or(c.Locked.TenantSignIn, a.TenantSignIn)
	return a
}

// locksAll reports whether the company has set everything that entries ask for.
func (c Config) locksAll(all []entry) bool {
	return !slices.ContainsFunc(all, func(e entry) bool { return e.Of(c.Locked) == "" })
}

// asked reports whether a person is asked for an entry: not for what the company
// has set.
func (s *inputsScreen) asked(e entry) bool { return e.Asked(s.access()) && e.Of(s.locked) == "" }

// first puts the first entry that is asked for in front.
func (s *inputsScreen) first() {
	s.ask(max(0, slices.IndexFunc(s.all, s.asked)))
}

// canStart reports whether nothing more need be asked: neither a secret is half
// given nor a file that has to be tried first.
func (s *inputsScreen) canStart() bool {
	e := s.all[s.at]
	return s.want != "" && !e.Secret && (s.tries[e.Role] == nil || s.field.text == "")
}

// start goes on with what is known, and has nothing more asked.
func (s *inputsScreen) start() tea.Cmd {
	if !s.field.accept() {
		return nil
	}
	s.values[s.at] = s.field.value()
	return send(gaveMsg{want: s.want, access: s.access(), last: true})
}
