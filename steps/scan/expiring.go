package scan

import (
	"cmp"
	"slices"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/forecast"
)

// Expiring counts the accounts that end within the horizon of a forecast, and
// for whom a reset is not known to fail today. Its zero value counts nobody: it
// needs the time of the controller.
type Expiring struct {
	At       time.Time // of the controller, which compares the dates; zero tells nobody's
	Users    int
	Within30 int // of them, in days
	Within90 int
	Hidden   int       // users whose date may not be seen
	First    time.Time // of the dates; zero for none
	Examples []Example // the first few by date

	dates []time.Time // of the examples
}

// Add counts one person.
func (x *Expiring) Add(m *probes.Member, f Finding) {
	left := m.AccountExpires.Sub(x.At)
	switch {
	case f.Status == steps.Broken:
		return
	case x.At.IsZero(), hides(m, "accountExpires") != "":
		x.Hidden++
		return
	case m.AccountExpires.IsZero(), left <= 0, left > forecast.Horizon:
		return
	}
	x.Users++
	if left <= 30*24*time.Hour {
		x.Within30++
	}
	if left <= 90*24*time.Hour {
		x.Within90++
	}
	if x.First.IsZero() || m.AccountExpires.Before(x.First) {
		x.First = m.AccountExpires
	}
	x.example(m)
}

// example keeps the first few by date, and by DN where the date is the same: in
// which order people come is for the controller to choose.
func (x *Expiring) example(m *probes.Member) {
	at := 0
	for at < len(x.dates) && cmp.Or(x.dates[at].Compare(m.AccountExpires), cmp.Compare(x.Examples[at].DN, m.DN)) < 0 {
		at++
	}
	if at >= maxExamples {
		return
	}
	x.dates = slices.Insert(x.dates, at, m.AccountExpires)
	x.Examples = slices.Insert(x.Examples, at, Example{DN: m.DN, Name: Name(m)})
	x.dates, x.Examples = x.dates[:min(len(x.dates), maxExamples)], x.Examples[:min(len(x.Examples), maxExamples)]
}
