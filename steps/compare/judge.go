package compare

import (
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// judge holds two people against each other. It is pure.
func judge(tree []steps.Step, first, second *person) Comparison {
	c := Comparison{
		Schema: Schema, First: first.side(tree), Second: second.side(tree), OneAccount: sameAccount(first, second),
		Differences: []Difference{}, Gaps: []Gap{}, Same: []Aspect{},
	}
	if !c.Possible() {
		return c
	}
	j := judging{Comparison: &c, lacking: map[Aspect]bool{}}
	var clues []aspect
	for _, a := range aspects() {
		if len(a.clue) > 0 {
			clues = append(clues, a)
			continue
		}
		j.take(a, first, second)
	}
	for _, a := range clues { // they matter only where something is to be explained
		if slices.ContainsFunc(a.clue, j.open) {
			j.take(a, first, second)
		}
	}
	c.order()
	return c
}

// judging is a comparison that is being made.
type judging struct {
	*Comparison

	lacking map[Aspect]bool // what one of the two does not have, or neither
}

// take compares one aspect. A clue that could not be compared is no gap: there
// is nothing of its own to know.
func (j judging) take(a aspect, first, second *person) {
	x, y := a.values(first, second)
	for _, word := range []string{x.word(), y.word()} {
		j.lacking[a.id] = j.lacking[a.id] || word == "no" || word == "several"
	}
	blind := x.Is == "" || y.Is == ""
	switch {
	case blind && (len(a.clue) > 0 || slices.ContainsFunc(a.over, func(id Aspect) bool { return j.lacking[id] })):
	case blind:
		j.Gaps = append(j.Gaps, j.gap(a, x, y))
	case a.same(x, y):
		j.Same = append(j.Same, a.id)
	default:
		judged := Judged{First: first.steps[a.step].status, Second: second.steps[a.step].status}
		j.Differences = append(j.Differences, Difference{
			Aspect: a.id, Step: a.step, First: x, Second: y, Judged: judged, Clue: len(a.clue) > 0,
		})
	}
}

// open reports whether an aspect differs or could not be compared.
func (j judging) open(id Aspect) bool {
	return slices.ContainsFunc(j.Differences, func(d Difference) bool { return d.Aspect == id }) ||
		slices.ContainsFunc(j.Gaps, func(g Gap) bool { return g.Aspect == id })
}

// gap is an aspect that could not be compared. What stood in the way of seeing
// the account itself is the reason for whatever belongs to it.
func (j judging) gap(a aspect, x, y Value) Gap {
	for _, g := range j.Gaps {
		if slices.Contains(a.over, g.Aspect) {
			g.Aspect = a.id
			return g
		}
	}
	return Gap{Aspect: a.id, First: gapOf(x), Second: gapOf(y)}
}

func gapOf(v Value) *probes.Obstacle {
	switch {
	case v.Is != "":
		return nil
	case v.Why == nil:
		return &probes.Obstacle{Kind: probes.NotCollected}
	default:
		return v.Why
	}
}

// order puts first what a step calls broken for the first user and not for the
// second. What explains others goes with the worst of them, and before them.
func (c *Comparison) order() {
	table := aspects()
	place := map[Aspect]int{}
	for i, a := range table {
		place[a.id] = i
	}
	own := map[Aspect]steps.Status{}
	for _, d := range c.Differences {
		if a := table[place[d.Aspect]]; !d.Clue && a.blamed(d.First, d.Second) && d.Judged.First > d.Judged.Second {
			own[d.Aspect] = d.Judged.First
		}
	}
	for i := range c.Differences {
		d := &c.Differences[i]
		d.Worse = own[d.Aspect]
		for _, id := range append(slices.Clone(table[place[d.Aspect]].explains), table[place[d.Aspect]].clue...) {
			d.Worse = max(d.Worse, own[id])
		}
	}
	probes.SortStable(c.Differences, func(x, y Difference) int {
		if x.Worse != y.Worse {
			return int(y.Worse) - int(x.Worse)
		}
		return place[x.Aspect] - place[y.Aspect]
	})
}

// blamed reports whether the first side can be a fault that the second lacks.
func (a aspect) blamed(first, second Value) bool {
	return !slices.Contains(a.sound, first.word()) && (a.blames == nil || a.blames(first, second))
}

// side is a person without the evidence.
func (p *person) side(tree []steps.Step) Side {
	s := Side{Asked: p.asked, Found: p.found()}
	for i := range tree {
		said := p.steps[tree[i].ID]
		if aboutOne(&tree[i]) && (said.status == steps.Broken || said.status == steps.Warning) {
			s.Faults = append(s.Faults, Fault{Step: tree[i].ID, On: said.on, Status: said.status})
		}
	}
	return s
}

// found says whether there is such a person on either side. That one side does
// not have the name is no word about the other.
func (p *person) found() Found {
	inDirectory := p.entry.why == nil && !p.entry.seen.At.IsZero()
	inTenant := p.cloud.why == nil && p.cloud.seen.Found != probes.Unsaid
	switch {
	case inDirectory && p.entry.seen.Matches == 1, inTenant && p.cloud.seen.Found == probes.Yes:
		return Present
	case inDirectory && p.entry.seen.Matches > 1:
		return Several
	case inDirectory || inTenant:
		return Missing
	default:
		return Unseen
	}
}

// sameAccount reports whether two names lead to one account.
func sameAccount(a, b *person) bool {
	same := func(x, y string) bool { return x != "" && strings.EqualFold(x, y) }
	entries := a.entry.seen.Matches == 1 && b.entry.seen.Matches == 1
	return same(a.asked, b.asked) ||
		entries && (same(a.entry.seen.SID, b.entry.seen.SID) || same(a.entry.seen.DN, b.entry.seen.DN)) ||
		same(a.cloud.seen.ID, b.cloud.seen.ID)
}
