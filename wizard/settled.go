package wizard

import (
	"cmp"
	"slices"

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
	return c.lock(given)
}

// lock puts what the company has set into what an environment is opened with.
func (c Config) lock(a Access) Access {
	a.Facts = a.Facts.With(c.Locked.Facts)
	a.ClientID = cmp.Or(c.Locked.ClientID, a.ClientID)
	a.CAFile = cmp.Or(c.Locked.CAFile, a.CAFile)
	a.SignIn = cmp.Or(c.Locked.SignIn, a.SignIn)
	return a
}

// locksAll reports whether the company has set everything that entries ask for.
func (c Config) locksAll(all []entry) bool {
	return !slices.ContainsFunc(all, func(e entry) bool { return e.of(c.Locked) == "" })
}
