package steps

import (
	"fmt"
	"slices"
)

// Visit puts a step in front of the person out of its order: to look at it
// now, or once more. What the step had established before is forgotten; the
// walk goes on afterwards where it stood, and what is ahead of it stays ahead.
func (s *Session) Visit(id ID) error {
	if s.find(id) == nil {
		return fmt.Errorf("%s: %w", id, ErrNoStep)
	}
	next := s.now.copied()
	wished := !s.visited(id) || s.lines[id] > next.line
	s.forget(id)
	if next.step == id {
		wished = next.wished
	} else {
		next.queue = s.after(next)
	}
	next.step, next.wished = id, wished
	s.now = next
	return nil
}

// after is what comes after a step that is put in front of the one there: that one,
// unless the trunk comes to it by itself or the person alone went there, and the
// rest of the detour.
func (s *Session) after(c cursor) []ID {
	if c.step == "" || c.wished || s.lines[c.step] == c.line {
		return c.queue
	}
	return slices.Concat([]ID{c.step}, c.queue)
}

// Wished reports whether the person went to the current step out of its order.
func (s *Session) Wished() bool { return s.now.wished }

// Return puts the walk back to where it stood before the person went to a step out
// of its order. It does nothing to any other.
func (s *Session) Return() {
	if s.now.wished {
		next := s.now.copied()
		next.wished = false
		s.now = s.settle(next)
	}
}

// pass goes on from a line of the trunk at which nothing is to be looked at. What
// the person looked at there before the walk came by moves the walk now.
func (s *Session) pass(next cursor) cursor {
	step, line := &s.tree[next.line], next.line
	for _, v := range s.trail {
		if v.finding.Step != step.ID || !v.wished || next.skip[step.ID] {
			continue
		}
		if branch := step.Branch(v.finding.On); branch != nil {
			s.passOver(branch, v.finding, next)
			next = s.leave(next, step, branch, s.detour(next, v.finding))
		}
		break
	}
	next.line = max(next.line, line+1)
	return next
}

// Recheck puts steps in front of the person to be looked at once more, in the order
// given and before the walk goes on. What was found of each stands until then.
func (s *Session) Recheck(ids []ID) {
	if len(ids) == 0 {
		return
	}
	next := s.now.copied()
	for _, id := range ids {
		next.again[id] = true
		delete(next.skip, id)
	}
	next.queue, next.wished = slices.Concat(ids, s.after(next)), false
	s.now = s.settle(next)
}
