package forecast

import (
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
)

// dated takes what carries its own date.
func (f *Forecast) dated(e Evidence) {
	f.certificate(e)
	f.account(e)
	f.licence(e)
}

// certificate takes the end of the certificate as which Connect Sync signs in.
// The scheduler rotates it long before, as long as it runs.
func (f *Forecast) certificate(e Evidence) {
	ends := e.SignsIn.Ends
	a := all(NeedEngine.or(e.Connect.Writes), NeedIdentity.or(e.SignsIn.Application))
	if a.holds == probes.Yes && ends.IsZero() {
		a = NeedIdentity.or(probes.Unsaid)
	}
	if a.holds == probes.Unsaid && !ends.IsZero() && !within(ends, e.At) {
		return // whoever uses it, it is no forecast
	}
	f.own(e, Certificate, a, own{day: ends})
}

func (f *Forecast) account(e Evidence) {
	if e.User == "" {
		return
	}
	expires, seen := e.Expires.Get()
	f.own(e, Account, NeedAccount.or(saidIf(seen, !expires.IsZero())), own{day: expires, user: e.User})
}

// own is the end of what carries its own date.
type own struct {
	day  time.Time
	user string
	what []string
}

func (f *Forecast) own(e Evidence, kind Kind, a answer, o own) {
	switch {
	case a.holds == probes.Unsaid:
		f.Gaps = append(f.Gaps, Gap{ID: string(kind), Kind: kind, What: o.what, Needs: distinct(a.needs)})
	case a.holds == probes.Yes && o.day.IsZero():
		f.Gaps = append(f.Gaps, Gap{ID: string(kind), Kind: kind, What: o.what, Needs: []Need{NeedDay}})
	case a.holds == probes.Yes && within(o.day, e.At):
		f.Ahead = append(f.Ahead, Announcement{
			ID: string(kind), Kind: kind, Day: dayOf(o.day), User: o.user, What: o.what, Confidence: Seen, Checked: e.SeenAt[kind],
		})
	}
}

// within reports whether a moment is still to come, and not too far away.
func within(moment, at time.Time) bool { return at.Before(moment) && moment.Sub(at) <= Horizon }

// dayOf is the day of a moment, in UTC.
func dayOf(moment time.Time) time.Time { return moment.UTC().Truncate(24 * time.Hour) }

// licence takes subscriptions in their grace period, where the user has no other
// licence, or the tenant owns no other.
func (f *Forecast) licence(e Evidence) {
	o := own{}
	a := e.graceOfAll(&o)
	if e.Licences.Seen() {
		o = own{user: e.User}
		a = e.graceOfUser(&o)
	}
	f.own(e, Licence, a, o)
}

// graceOfUser says whether every licence of the user that works is in its grace
// period. One that may not work, or that the tenant does not list, can be the
// one that stays.
func (e *Evidence) graceOfUser(o *own) answer {
	works, stays, open, unsure := false, false, false, false
	grace := 0
	for _, l := range e.Licences {
		owned, listed := e.owned(l)
		switch {
		case l.Works == probes.No:
			continue
		case listed && owned.Grace:
			grace++
			open = o.ending(owned, open)
		case !listed:
			grace++
			unsure = true
		case l.Works == probes.Yes:
			stays = true
		default:
			unsure = true
		}
		works = works || l.Works == probes.Yes
	}
	sure := works && !unsure
	return NeedLicenceState.or(saidIf(sure || stays || grace == 0, !stays && grace > 0))
}

// graceOfAll says whether all that the tenant owns is in its grace period, where
// it was not seen who holds what.
func (e *Evidence) graceOfAll(o *own) answer {
	grace, open := 0, false
	for _, owned := range e.Owned {
		if owned.Grace {
			grace++
			open = o.ending(owned, open)
		}
	}
	sure := e.Owned.Seen() && (grace == 0 || grace == len(e.Owned))
	return NeedLicences.or(saidIf(sure, grace > 0))
}

// ending adds a product to what ends. The last of them counts, and one without a
// day leaves it open; it reports whether this one does.
func (o *own) ending(owned Owned, open bool) bool {
	if !slices.Contains(o.what, owned.Part) {
		o.what = append(o.what, owned.Part)
	}
	switch {
	case owned.Ends.IsZero() || open:
		o.day, open = time.Time{}, true
	case owned.Ends.After(o.day):
		o.day = owned.Ends
	}
	return open
}

// owned finds the product of a licence among those of the tenant.
func (e *Evidence) owned(l Entitling) (Owned, bool) {
	i := slices.IndexFunc(e.Owned, func(o Owned) bool {
		return l.ID != "" && strings.EqualFold(o.ID, l.ID) || l.ID == "" && strings.EqualFold(o.Part, l.Part)
	})
	if i < 0 {
		return Owned{}, false
	}
	return e.Owned[i], true
}
