package steps

import (
	"maps"
	"slices"
)

// Correct changes what was known before the first step. Findings that a
// changed fact had a part in are forgotten, with all that came after the
// first of them.
func (s *Session) Correct(known Facts) {
	changed := map[Fact]bool{}
	for _, name := range slices.Concat(slices.Collect(maps.Keys(known)), slices.Collect(maps.Keys(s.known))) {
		if known[name] != s.known[name] {
			changed[name] = true
		}
	}
	kept := s.trail
	for i, v := range s.trail {
		if s.find(v.finding.Step).dependsOn(changed) {
			kept = s.trail[:i]
			break
		}
	}
	findings := make([]Finding, len(kept))
	for i, v := range kept {
		findings[i] = v.finding
	}
	s.rewalk(known, findings)
}

// rewalk begins anew and takes what was established.
func (s *Session) rewalk(known Facts, findings []Finding) {
	passed := s.passed
	*s = *NewSession(s.tree, known)
	s.passed = passed
	for _, f := range findings {
		if _, err := s.Replay(f); err != nil {
			return // the walk stands where the findings stopped to fit
		}
	}
}

func (st *Step) dependsOn(changed map[Fact]bool) bool {
	names := slices.Concat(st.Needs, st.Uses)
	if st.Check != nil {
		names = append(names, connection()...)
	}
	for _, q := range st.Ask {
		names = append(names, q.Fact)
	}
	return slices.ContainsFunc(names, func(n Fact) bool { return changed[n] })
}
