package steps

import (
	"cmp"
	"maps"

	"example.com/writeback-doctor/probes"
)

// ranks hold the place of each step in the order of first visits. A step that
// is looked at once more keeps its place: what is to be fixed first does not
// change because somebody looked whether it is fixed.
type ranks map[ID]int

// enter gives a step its place. It reports whether it had one.
func (r ranks) enter(id ID) bool {
	if _, known := r[id]; known {
		return true
	}
	last := -1
	for rank := range maps.Values(r) {
		last = max(last, rank)
	}
	r[id] = last + 1
	return false
}

// leave takes away the place of a visit that is taken back, and those of all
// that came after it.
func (r ranks) leave(v visit) {
	if v.again {
		return
	}
	from := r[v.finding.Step]
	maps.DeleteFunc(r, func(_ ID, rank int) bool { return rank >= from })
}

// Findings returns what was established so far in the order in which the
// steps were first visited, with what explains what. It is the order of the
// diagnosis and of reports. What is being looked at once more counts as it was
// found until then.
func (s *Session) Findings() []Finding {
	findings := append(s.trailAsFound(), s.aside...)
	tree := make(map[ID]*Step, len(s.tree))
	for _, f := range findings {
		tree[f.Step] = s.find(f.Step)
	}
	probes.SortStable(findings, func(a, b Finding) int { return cmp.Compare(s.place(a.Step), s.place(b.Step)) })
	return Pointing(s.tree, lit(explain(tree, weigh(tree, findings)), s.Line))
}

// place is that of a step in the order of first visits; one that has none yet
// comes last.
func (s *Session) place(id ID) int {
	if rank, known := s.ranks[id]; known {
		return rank
	}
	return len(s.tree)
}

// trailAsFound is the trail without what is computed from the whole of it.
func (s *Session) trailAsFound() []Finding {
	findings := make([]Finding, len(s.trail))
	for i, v := range s.trail {
		findings[i] = v.finding
	}
	return findings
}

// Trail returns the same in the order of the walk: a step that was looked at
// once more stands where it was looked at last, and is missing meanwhile.
func (s *Session) Trail() []Finding {
	known := make(map[ID]Finding, len(s.trail))
	for _, f := range s.Findings() {
		known[f.Step] = f
	}
	trail := make([]Finding, len(s.trail))
	for i, v := range s.trail {
		trail[i] = known[v.finding.Step]
	}
	return trail
}
