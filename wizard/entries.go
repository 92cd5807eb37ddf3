package wizard

import (
	"maps"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/wanted"
)

// entry is one thing that a person is asked for.
type entry = wanted.Entry

// copied is an access whose facts and secrets are its own.
func copied(a Access) Access {
	facts := steps.Facts{}
	maps.Copy(facts, a.Facts)
	a.Facts = facts
	for _, secret := range a.Secrets() {
		*secret = append([]byte(nil), *secret...)
	}
	return a
}

// unsecret is an access without its secrets, to be remembered.
func unsecret(a Access) Access {
	a = a.Without()
	a.Facts = a.Facts.With(nil)
	return a
}
