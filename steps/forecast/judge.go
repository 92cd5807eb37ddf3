package forecast

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/version"
)

// Horizon is how far ahead the date of a certificate or an account is told. What
// a table says is announced for everybody, and is told however far it is.
const Horizon = 366 * 24 * time.Hour

// Of holds a table against what was seen.
func Of(t Table, e Evidence) Forecast {
	f := Forecast{At: e.At.UTC(), Own: t.Own}
	if e.At.IsZero() {
		f.Gaps = []Gap{{Needs: []Need{NeedMoment}}}
		return f
	}
	f.dated(e)
	ends := e.exhausted(t.Changes)
	for i := range t.Changes {
		c := &t.Changes[i]
		if !c.ahead(e.At) {
			continue
		}
		a := ends[c.ID]
		if c.Kind != Methods && c.Kind != Product {
			a = e.applies(c, t.Changes)
		}
		f.take(c, a, e)
	}
	probes.SortStable(f.Ahead, func(a, b Announcement) int { return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(a.ID, b.ID)) })
	probes.SortStable(f.Gaps, func(a, b Gap) int { return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(a.ID, b.ID)) })
	return f
}

// answer is whether something holds, and what decides where that is not known.
type answer struct {
	holds probes.YesNo
	needs []Need
}

// or is the answer that was said, else that this is needed.
func (n Need) or(said probes.YesNo) answer {
	if said == probes.Unsaid {
		return answer{needs: []Need{n}}
	}
	return answer{holds: said}
}

// all holds where each does. One that does not hold needs nothing of the rest.
func all(parts ...answer) answer {
	whole := answer{holds: probes.Yes}
	for _, p := range parts {
		switch p.holds {
		case probes.No:
			return p
		case probes.Unsaid:
			whole.holds, whole.needs = probes.Unsaid, append(whole.needs, p.needs...)
		case probes.Yes:
		}
	}
	return whole
}

// either holds where one of the two does.
func either(a, b answer) answer {
	switch {
	case a.holds == probes.Yes, b.holds == probes.No:
		return a
	case b.holds == probes.Yes, a.holds == probes.No:
		return b
	default:
		return answer{needs: append(slices.Clone(a.needs), b.needs...)}
	}
}

func (f *Forecast) take(c *Change, a answer, e Evidence) {
	switch a.holds {
	case probes.Yes:
		f.Ahead = append(f.Ahead, Announcement{
			ID: c.ID, Kind: c.Kind, Day: c.Day, Month: c.Month, User: c.whom(e), What: c.Where, Has: c.has(e),
			Confidence: c.Confidence, Source: c.Source, Checked: c.Checked,
		})
	case probes.Unsaid:
		f.Gaps = append(f.Gaps, Gap{ID: c.ID, Kind: c.Kind, Day: c.Day, Month: c.Month, What: c.Where, Needs: distinct(a.needs)})
	case probes.No:
	}
}

// whom says who it is that can no longer reset.
func (c *Change) whom(e Evidence) string {
	if c.aboutTenant() {
		return ""
	}
	return e.User
}

// has is what was seen of what the change is about.
func (c *Change) has(e Evidence) (seen []string) {
	switch c.Kind {
	case Methods:
		for _, m := range e.Methods {
			if (held{[]string{m}}).named(c.Where) {
				seen = append(seen, m)
			}
		}
	case Product:
		for _, l := range e.Licences {
			if (held{[]string{l.ID, l.Part}}).named(c.Where) {
				seen = append(seen, cmp.Or(l.Part, l.ID))
			}
		}
	case ConnectLowest, ConnectSupport:
		seen = []string{e.Connect.Version}
		if len(c.Where) > 1 && e.SignsIn.Application == probes.No {
			seen = append(seen, byAccount)
		}
	case AgentLowest:
		seen = []string{e.Agent.Version}
	case MethodPolicy:
		seen = []string{e.Policy}
	case Contacts, Certificate, Account, Licence:
	}
	return slices.DeleteFunc(seen, func(s string) bool { return s == "" })
}

func distinct(needs []Need) []Need {
	slices.Sort(needs)
	return slices.Compact(needs)
}

// applies holds a change against what was seen, for the kinds that no other
// change of the kind bears on.
func (e *Evidence) applies(c *Change, changes []Change) answer {
	holds := all(e.inCloud(c), e.inAudience(c))
	switch c.Kind {
	case Contacts:
		return all(holds, e.byContacts(changes))
	case MethodPolicy:
		return all(holds, NeedPolicy.or(saidIf(e.Policy != "", slices.Contains(c.Where, e.Policy))))
	case ConnectLowest:
		below := NeedConnect.or(below(e.Connect.Version, c.Where[0]))
		if len(c.Where) > 1 {
			below = either(below, NeedIdentity.or(not(e.SignsIn.Application)))
		}
		return all(holds, NeedEngine.or(e.Connect.Writes), below)
	case ConnectSupport:
		return all(holds, NeedEngine.or(e.Connect.Writes), NeedConnect.or(equal(e.Connect.Version, c.Where[0])))
	case AgentLowest:
		return all(holds, NeedEngine.or(e.Agent.Writes), NeedAgent.or(below(e.Agent.Version, c.Where[0])))
	case Methods, Product, Certificate, Account, Licence: // another change, or a date of their own, bears on them
	}
	return answer{holds: probes.No}
}

func (e *Evidence) inCloud(c *Change) answer {
	return NeedCloud.or(saidIf(c.Cloud == AnyCloud || e.Cloud != "", c.Cloud == AnyCloud || c.Cloud == e.Cloud))
}

func (e *Evidence) inAudience(c *Change) answer {
	in := 0
	roles := e.roles()
	for _, r := range roles {
		if r.in(c.Who) {
			in++
		}
	}
	return NeedRole.or(saidIf(in == 0 || in == len(roles), in > 0))
}

// byContacts says whether the user resets by what the directory has of them.
func (e *Evidence) byContacts(changes []Change) answer {
	have := e.registered(changes)
	return all(
		NeedContacts.or(e.Contacts),
		NeedRegistration.or(saidIf(e.Methods.Seen(), len(have.known) == 0)),
		NeedMethodWord.or(saidIf(len(have.odd) == 0, true)),
	)
}

func saidIf(known, yes bool) probes.YesNo {
	if !known {
		return probes.Unsaid
	}
	return probes.Said(yes)
}

func not(said probes.YesNo) probes.YesNo { return saidIf(said != probes.Unsaid, said == probes.No) }

// below says whether a version is older than another one.
func below(installed, lowest string) probes.YesNo {
	v, err := version.Parse(strings.TrimSpace(installed))
	limit, failed := version.Parse(lowest)
	return saidIf(err == nil && failed == nil, v.Compare(limit) < 0)
}

func equal(installed, named string) probes.YesNo {
	v, err := version.Parse(strings.TrimSpace(installed))
	w, failed := version.Parse(named)
	return saidIf(err == nil && failed == nil, v.Compare(w) == 0)
}
