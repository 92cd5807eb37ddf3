package steps

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// Correct changes what was known before the first step. Findings that a
// changed fact had a part in are forgotten. What came after the first of them
// counts until the walk comes to it once more.
func (s *Session) Correct(known Facts) {
	changed := differing(known, s.known)
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
	rest := s.still(append(s.trailAsFound()[len(kept):], s.aside...), changed)
	s.rewalk(known, findings)
	s.aside = rest
}

// Reanswer takes other answers to a question that was answered, wherever the
// walk stands. Answers that say the same change nothing, which it reports. Others
// are taken where the question was asked: what they have a part in is forgotten,
// and the rest counts until the walk comes to it once more.
func (s *Session) Reanswer(id ID, answers Facts, at time.Time) (f Finding, same bool, err error) {
	i := slices.IndexFunc(s.trail, func(v visit) bool { return v.finding.Step == id && v.finding.Asked })
	if i < 0 {
		return Finding{}, false, fmt.Errorf("%s: %w", id, ErrNoStep)
	}
	old, rank := s.trail[i], s.ranks[id]
	f = s.find(id).answered(old.before.facts, answers, at)
	if f.On == old.finding.On && maps.Equal(f.Learned, old.finding.Learned) {
		return point(s.tree, s.trailAsFound(), old.finding), true, nil
	}
	var earlier, later []Finding // than the question, by when they were first visited
	for _, f := range s.trailAsFound()[i+1:] {
		if s.ranks[f.Step] < rank {
			earlier = append(earlier, f)
			continue
		}
		later = append(later, f)
	}
	rest := s.still(append(later, s.aside...), differing(f.Learned, old.finding.Learned))
	for len(s.trail) > i {
		s.Back()
	}
	for _, f := range earlier {
		if _, err := s.Replay(f); err != nil {
			return Finding{}, false, err
		}
	}
	s.aside = rest
	f, err = s.Answer(answers, at)
	return f, false, err
}

// differing are the facts that are not the same in both.
func differing(a, b Facts) map[Fact]bool {
	changed := map[Fact]bool{}
	for _, name := range slices.Concat(slices.Collect(maps.Keys(a)), slices.Collect(maps.Keys(b))) {
		if a[name] != b[name] {
			changed[name] = true
		}
	}
	return changed
}

// still are those of some findings that hold although facts changed: neither
// these had a part in them, nor what was learned with these.
func (s *Session) still(findings []Finding, changed map[Fact]bool) []Finding {
	var rest []Finding
	for _, f := range findings {
		if f.Asked || s.find(f.Step).dependsOn(changed) {
			for name := range f.Learned {
				changed[name] = true
			}
			continue
		}
		rest = append(rest, f)
	}
	return rest
}

// comesTo reports whether the walk has yet to come to a step.
func (s *Session) comesTo(id ID) bool {
	return s.now.step == id || slices.Contains(s.now.queue, id) || s.now.step != "" && !s.now.skip[id] && s.lines[id] >= s.now.line
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
