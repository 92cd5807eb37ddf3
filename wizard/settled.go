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

// count is the number of the entry in front, and how many are asked at most: who
// names a domain is asked who signs in to it. How many is 0 as long as it hangs on
// what is chosen from a list, so that it never grows.
func (s *inputsScreen) count() (n, of int) {
	for i := range s.all[:s.at+1] {
		if s.asked(s.all[i]) {
			n++
		}
	}
	if left := s.most(s.at, s.access()); left > 0 {
		of = n - 1 + left
	}
	return n, of
}

// toCome stands for whatever will be typed.
const toCome = "x"

// most is how many entries from one on are asked at most, -1 where that hangs on a
// list.
func (s *inputsScreen) most(from int, known Access) int {
	for i := from; i < len(s.all); i++ {
		e := s.all[i]
		if !e.Asked(known) || e.Of(s.locked) != "" {
			continue
		}
		answers := []string{"", toCome}
		if len(e.Choices) > 0 {
			answers = nil
		}
		for _, c := range e.Choices {
			answers = append(answers, c.Value)
		}
		least, most := len(s.all), 0
		for _, one := range answers {
			given := copied(known)
			e.Into(&given, one)
			left := s.most(i+1, given)
			least, most = min(least, left), max(most, left)
		}
		if least < 0 || len(e.Choices) > 0 && least != most {
			return -1
		}
		return 1 + most
	}
	return 0
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
