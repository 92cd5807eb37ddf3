package scan

import (
	"cmp"
	"slices"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// Tally counts people by cause and by container, in bounded memory. Its zero
// value is ready.
type Tally struct {
	count      Count
	groups     map[groupKey]*Group
	containers map[string]*Container
	others     Container // those beyond what is kept one by one
	places     int       // kept over all groups
	names      int       // in bytes: of all that is kept
}

// room reports whether so many bytes of names may be kept besides, and counts
// them.
func (t *Tally) room(names int) bool {
	if t.names+names > maxNames {
		return false
	}
	t.names += names
	return true
}

// Count is how many people there are of each kind.
type Count struct {
	Users   int `json:"users"`
	Fail    int `json:"fail"`    // a reset would fail
	Unknown int `json:"unknown"` // it could not be told
	Warn    int `json:"warn"`    // it would work, with something to know
	Work    int `json:"work"`    // it would work
}

func (c *Count) add(s steps.Status) {
	c.Users++
	switch s {
	case steps.Broken:
		c.Fail++
	case steps.Warning:
		c.Warn++
	case steps.Healthy:
		c.Work++
	default:
		c.Unknown++
	}
}

type groupKey struct {
	step   steps.ID
	on     steps.Outcome
	why    probes.Kind
	detail string
}

// Group is everybody with one cause.
type Group struct {
	Cause    *Cause
	Users    int       // for whom it decides
	Also     int       // whom it holds back besides something else
	Examples []Example // the first few by DN for whom it decides
	places   map[string]int
	more     int // people in containers beyond those kept
}

// Example is one person of a group.
type Example struct {
	DN   string `json:"dn"`
	Name string `json:"name"` // user principal name, else sAMAccountName
}

// Container is one container with its people.
type Container struct {
	DN string `json:"dn"`
	Count
}

// Place is how many people of a group stand in one container.
type Place struct {
	DN    string `json:"dn"`
	Users int    `json:"users"`
}

// Name is what a person is called: the user principal name, else the
// sAMAccountName, else the DN.
func Name(m *probes.Member) string { return cmp.Or(m.UPN, m.SamAccountName, m.DN) }

// Add counts one person.
func (t *Tally) Add(m *probes.Member, f Finding) {
	if t.groups == nil {
		t.groups, t.containers = map[groupKey]*Group{}, map[string]*Container{}
	}
	t.count.add(f.Status)
	c := t.containers[m.Path.DN]
	switch {
	case c != nil:
	case len(t.containers) < maxContainers && t.room(len(m.Path.DN)):
		c = &Container{DN: m.Path.DN}
		t.containers[m.Path.DN] = c
	default:
		c = &t.others
	}
	c.add(f.Status)
	for i, cause := range f.Causes {
		g := t.group(cause)
		if i > 0 {
			g.Also++
			continue
		}
		g.Users++
		t.example(g, m)
		t.place(g, m.Path.DN)
	}
}

// group finds the group of a cause. When there are too many, those of one
// outcome go together.
func (t *Tally) group(c *Cause) *Group {
	key := groupKey{step: c.Step, on: c.On, detail: c.Detail}
	if c.Why != nil {
		key.why, key.detail = c.Why.Kind, c.Why.Needs
	}
	if g := t.groups[key]; g != nil {
		return g
	}
	kept := c
	if len(t.groups) >= maxCauseGroups {
		key.detail = ""
		if g := t.groups[key]; g != nil {
			return g
		}
		short := *c
		short.Detail, kept = "", &short
	}
	g := &Group{Cause: kept, places: map[string]int{}}
	t.groups[key] = g
	return g
}

// example keeps somebody for whom the group decides, among the first by DN: in
// which order people come is for the controller to choose.
func (t *Tally) example(g *Group, m *probes.Member) {
	full := len(g.Examples) >= maxExamples
	if full && m.DN >= g.Examples[len(g.Examples)-1].DN || !full && !t.room(len(m.DN)+len(Name(m))) {
		return
	}
	at, _ := slices.BinarySearchFunc(g.Examples, m.DN, func(e Example, dn string) int { return cmp.Compare(e.DN, dn) })
	g.Examples = slices.Insert(g.Examples, at, Example{DN: m.DN, Name: Name(m)})
	g.Examples = g.Examples[:min(len(g.Examples), maxExamples)]
}

// place counts where somebody stands for whom the group decides.
func (t *Tally) place(g *Group, dn string) {
	if g.places[dn] == 0 {
		if t.places >= maxPlaces || !t.room(len(dn)) {
			g.more++
			return
		}
		t.places++
	}
	g.places[dn]++
}

// Count returns how many people were counted.
func (t *Tally) Count() Count { return t.count }

// Groups returns the groups: what fails first, then what is not known, then
// what is only to be known, each by how many it decides for.
func (t *Tally) Groups() []*Group {
	list := make([]*Group, 0, len(t.groups))
	for _, g := range t.groups {
		list = append(list, g)
	}
	probes.SortStable(list, func(a, b *Group) int {
		return cmp.Or(
			weight(b.Cause.Status)-weight(a.Cause.Status), b.Users-a.Users, b.Also-a.Also,
			cmp.Compare(a.Cause.Step, b.Cause.Step), cmp.Compare(a.Cause.On, b.Cause.On), cmp.Compare(a.Cause.Detail, b.Cause.Detail),
			cmp.Compare(kindOf(a.Cause.Why), kindOf(b.Cause.Why)), cmp.Compare(needsOf(a.Cause.Why), needsOf(b.Cause.Why)),
		)
	})
	return list
}

// Places returns up to limit containers of a group, those with most people
// first, and how many people stand in others.
func (g *Group) Places(limit int) ([]Place, int) {
	list := make([]Place, 0, len(g.places))
	for dn, n := range g.places {
		list = append(list, Place{dn, n})
	}
	probes.SortStable(list, func(a, b Place) int { return cmp.Or(b.Users-a.Users, cmp.Compare(a.DN, b.DN)) })
	rest := g.more
	for i := limit; i < len(list); i++ {
		rest += list[i].Users
	}
	return list[:min(limit, len(list))], rest
}

// Containers returns the containers, those where most would fail first, then
// those where most is not known. The second result counts the people of
// containers beyond those kept; its DN is "".
func (t *Tally) Containers() ([]Container, Container) {
	list := make([]Container, 0, len(t.containers))
	for _, c := range t.containers {
		list = append(list, *c)
	}
	probes.SortStable(list, func(a, b Container) int {
		return cmp.Or(b.Fail-a.Fail, b.Unknown-a.Unknown, b.Warn-a.Warn, cmp.Compare(a.DN, b.DN))
	})
	return list, t.others
}
