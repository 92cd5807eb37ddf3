package forecast

import (
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/methods"
)

// role is what an account is in the tenant, as far as changes tell apart.
type role int8

const (
	nobody role = iota // holds no role
	administrator
	global
)

// in reports whether a change for an audience holds for the role.
func (r role) in(who Audience) bool {
	switch who {
	case GlobalAdmin:
		return r == global
	case NotGlobal:
		return r != global
	default:
		return true
	}
}

// roles are what the user can be.
func (e *Evidence) roles() []role {
	switch e.Administrator {
	case probes.No:
		return []role{nobody}
	case probes.Yes:
		return []role{administrator, global}
	default:
		return []role{nobody, administrator, global}
	}
}

// held is one of the things of which the last must not go: a method, a licence.
type held struct{ names []string }

func (h held) named(words []string) bool {
	return slices.ContainsFunc(h.names, func(name string) bool {
		return name != "" && slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, name) })
	})
}

// stock is what a user has of one kind.
type stock struct {
	known []held // that count
	odd   []held // that may
	most  int    // how many may be needed, at most
	lacks Need   // what is not known of those that may count
}

// registered are the user's methods with which one can reset. A change that
// names a word says that it was one.
func (e *Evidence) registered(changes []Change) stock {
	s := stock{most: 2, lacks: NeedMethodWord}
	named := append(methods.Usable(), wordsOf(Methods, changes)...)
	for _, m := range slices.Compact(slices.Sorted(slices.Values(e.Methods))) {
		one := held{[]string{m}}
		switch {
		case one.named(named):
			s.known = append(s.known, one)
		case !slices.Contains(methods.None(), m):
			s.odd = append(s.odd, one)
		}
	}
	return s
}

// entitled are the user's licences that work.
func (e *Evidence) entitled() stock {
	s := stock{most: 1, lacks: NeedLicenceState}
	for _, l := range e.Licences {
		one := held{[]string{l.ID, l.Part}}
		switch l.Works {
		case probes.Yes:
			s.known = append(s.known, one)
		case probes.Unsaid:
			s.odd = append(s.odd, one)
		case probes.No:
		}
	}
	return s
}

// wordsOf are those that the changes of a kind name.
func wordsOf(kind Kind, changes []Change) (words []string) {
	for i := range changes {
		if changes[i].Kind == kind {
			words = append(words, changes[i].Where...)
		}
	}
	return words
}

// mostOdd bounds how many things of which it is not known whether they count are
// told apart. More than that nobody has.
const mostOdd = 6

// fewer leaves of what may count only as many as can make a difference: what no
// change names stays, whichever of them it is.
func (s stock) fewer(changes []Change, kind Kind) stock {
	words, apart, alike := wordsOf(kind, changes), []held{}, []held{}
	for _, h := range s.odd {
		if h.named(words) {
			apart = append(apart, h)
		} else {
			alike = append(alike, h)
		}
	}
	s.odd = slices.Concat(apart[:min(len(apart), mostOdd)], alike[:min(len(alike), s.most)])
	return s
}

// guess is one way in which all can be that was not seen.
type guess struct {
	role   role
	cloud  string
	needed int  // how many have to be left
	odd    uint // which of those count of which it is not known, a bit each
}

// exhausted says of each change that ends methods or products whether a reset
// goes with it: whether fewer are left on that day than are needed, where there
// were enough before. It goes through all that can be, and where that leads to
// both, it says which of what was not seen makes the difference.
func (e *Evidence) exhausted(changes []Change) map[string]answer {
	said := map[string]answer{}
	able := saidIf(e.Methods.Seen() || e.Registered == probes.No, e.Registered != probes.No)
	e.outlast(Methods, NeedRegistration.or(able), changes, e.registered(changes), said)
	e.outlast(Product, NeedLicences.or(saidIf(e.Licences.Seen(), true)), changes, e.entitled(), said)
	return said
}

// outlast fills in the answers of one kind. Whoever has nothing that could go,
// or cannot reset today, loses nothing.
func (e *Evidence) outlast(kind Kind, able answer, changes []Change, s stock, said map[string]answer) {
	own := slices.DeleteFunc(slices.Clone(changes), func(c Change) bool { return c.Kind != kind || c.Day.IsZero() })
	if len(own) == 0 {
		return
	}
	s = s.fewer(changes, kind)
	var guesses []guess
	var stopped []map[string]bool
	for _, g := range e.guesses(s) {
		if kind == Methods && e.Registered == probes.Yes && len(s.under(g)) < g.needed {
			continue // it would not count as registered
		}
		guesses, stopped = append(guesses, g), append(stopped, fold(own, s.under(g), g))
	}
	for i := range own {
		switch able.holds {
		case probes.No:
			said[own[i].ID] = able
		case probes.Unsaid:
			said[own[i].ID] = all(able, e.inCloud(&own[i]), e.inAudience(&own[i]))
		case probes.Yes:
			said[own[i].ID] = weigh(guesses, stopped, own[i].ID, s.lacks)
		}
	}
}

// under is what counts by a guess.
func (s stock) under(g guess) []held {
	counts := slices.Clone(s.known)
	for i, h := range s.odd {
		if g.odd>>i&1 == 1 {
			counts = append(counts, h)
		}
	}
	return counts
}

// guesses are all ways in which it can be.
func (e *Evidence) guesses(s stock) []guess {
	clouds := []string{e.Cloud}
	if e.Cloud == "" {
		clouds = Clouds()
	}
	var list []guess
	for _, r := range e.roles() {
		for _, c := range clouds {
			for needed := 1; needed <= s.most; needed++ {
				for odd := range uint(1) << len(s.odd) {
					list = append(list, guess{r, c, needed, odd})
				}
			}
		}
	}
	return list
}

// fold takes away, day by day, what ends on it, and returns the changes with
// which a reset goes.
func fold(changes []Change, left []held, g guess) map[string]bool {
	stops := map[string]bool{}
	for len(changes) > 0 {
		n := 1
		for n < len(changes) && changes[n].Day.Equal(changes[0].Day) {
			n++
		}
		after, hits := g.day(changes[:n], left)
		if len(left) >= g.needed && len(after) < g.needed {
			for _, id := range hits {
				stops[id] = true
			}
		}
		left, changes = after, changes[n:]
	}
	return stops
}

// day takes away what ends on one day, and returns what is left of it and which
// changes took something.
func (g guess) day(changes []Change, left []held) (after []held, hits []string) {
	after = left
	for i := range changes {
		c := &changes[i]
		ends := func(h held) bool { return h.named(c.Where) }
		if (c.Cloud == AnyCloud || c.Cloud == g.cloud) && g.role.in(c.Who) && slices.ContainsFunc(left, ends) {
			hits = append(hits, c.ID)
			after = slices.DeleteFunc(slices.Clone(after), ends)
		}
	}
	return after, hits
}

// weigh makes one answer of those that all guesses lead to.
func weigh(guesses []guess, stopped []map[string]bool, id string, lacks Need) answer {
	yes := 0
	for _, s := range stopped {
		if s[id] {
			yes++
		}
	}
	if yes == 0 || yes == len(guesses) {
		return answer{holds: probes.Said(yes > 0)}
	}
	var needs []Need
	for i, a := range guesses {
		for j, b := range guesses {
			if need := apart(a, b, lacks); stopped[i][id] != stopped[j][id] && need != "" {
				needs = append(needs, need)
			}
		}
	}
	return answer{needs: needs}
}

// apart is the one thing in which two guesses differ; "" where there are more.
func apart(a, b guess, lacks Need) Need {
	var needs []Need
	if a.role != b.role {
		needs = append(needs, NeedRole)
	}
	if a.cloud != b.cloud {
		needs = append(needs, NeedCloud)
	}
	if a.needed != b.needed {
		needs = append(needs, NeedRequired)
	}
	if a.odd != b.odd {
		needs = append(needs, lacks)
	}
	if len(needs) != 1 {
		return ""
	}
	return needs[0]
}
