package forecast

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
)

// personal are the kinds that hang on one user: on what they have registered, and
// on what they hold.
func personal() []Kind { return []Kind{Methods, Contacts, MethodPolicy, Product} }

// PersonOf is what a scan has seen of one user of a tenant.
func PersonOf(p *probes.CloudPerson, policy probes.MethodsPolicy, cloud string, at time.Time) Evidence {
	e := Evidence{At: at, User: "-", Cloud: cloud, SeenAt: map[Kind]time.Time{}}
	e.registration(registrationSeen{Registration: p.Registration, Contacts: p.User.Contacts, Policy: policy})
	if p.User.Found == probes.Yes && p.User.LicensesSeen {
		e.Licences = entitling(p.User.Licenses)
	}
	return e
}

// namedMost is how many people a sum names.
const namedMost = 2

// Crowd sums up, by change, what is ahead of many people. It is not safe for
// concurrent use.
type Crowd struct {
	table  Table
	ahead  map[string]*sum[Announcement]
	untold map[string]*sum[Gap]
}

// sum is one change with those whom it is about.
type sum[T any] struct {
	one   T
	count int
	names []string
}

// NewCrowd returns a Crowd that goes by a table.
func NewCrowd(t Table) *Crowd {
	c := &Crowd{table: Table{Own: t.Own}, ahead: map[string]*sum[Announcement]{}, untold: map[string]*sum[Gap]{}}
	for i := range t.Changes {
		if slices.Contains(personal(), t.Changes[i].Kind) {
			c.table.Changes = append(c.table.Changes, t.Changes[i])
		}
	}
	return c
}

// Add adds one person by name.
func (c *Crowd) Add(name string, e Evidence) {
	f := Of(c.table, e)
	for i := range f.Ahead {
		a := &f.Ahead[i]
		if !slices.Contains(personal(), a.Kind) {
			continue
		}
		if c.ahead[a.ID] == nil {
			c.ahead[a.ID] = &sum[Announcement]{one: *a}
		}
		s := c.ahead[a.ID]
		s.add(name)
		for _, has := range a.Has {
			if !slices.Contains(s.one.Has, has) {
				s.one.Has = append(slices.Clip(s.one.Has), has)
			}
		}
	}
	for i := range f.Gaps {
		g := &f.Gaps[i]
		if !slices.Contains(personal(), g.Kind) {
			continue
		}
		if c.untold[g.ID] == nil {
			c.untold[g.ID] = &sum[Gap]{one: *g}
		}
		s := c.untold[g.ID]
		s.add(name)
		s.one.Needs = distinct(append(slices.Clone(s.one.Needs), g.Needs...))
	}
}

// add counts somebody, and keeps the first names in the order of the alphabet.
func (s *sum[T]) add(name string) {
	s.count++
	at, _ := slices.BinarySearch(s.names, name)
	s.names = slices.Insert(s.names, at, name)
	s.names = s.names[:min(len(s.names), namedMost)]
}

// who are the people of a sum: the first few, and how many more.
func (s *sum[T]) who() string {
	names := strings.Join(s.names, ", ")
	if more := s.count - len(s.names); more > 0 {
		return names + fmt.Sprintf(" (+%d)", more)
	}
	return names
}

// Into is a forecast for everybody with that of these people in the place of what
// it could not tell of one.
func (c *Crowd) Into(f Forecast) Forecast {
	out := f
	out.Ahead = slices.Clone(f.Ahead)
	out.Gaps = slices.DeleteFunc(slices.Clone(f.Gaps), func(g Gap) bool { return slices.Contains(personal(), g.Kind) })
	for _, s := range c.ahead {
		a := s.one
		a.User = s.who()
		out.Ahead = append(out.Ahead, a)
	}
	for _, s := range c.untold {
		out.Gaps = append(out.Gaps, s.one)
	}
	probes.SortStable(out.Ahead, func(a, b Announcement) int { return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(a.ID, b.ID)) })
	probes.SortStable(out.Gaps, func(a, b Gap) int { return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(a.ID, b.ID)) })
	return out
}
