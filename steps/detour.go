package steps

import (
	"maps"
	"slices"
)

// detour returns the steps that a finding sends the walk to, and marks in next
// why it may go there. What a caller's words, or the first look at the server's
// log, point to is ahead of them and is only taken first. What an event of the
// server points to lies behind it as a rule, so
//
//   - a step that was passed over as pointless is visited after all: the event
//     is the point;
//   - a step that was found healthy, or could not be seen, before the event
//     happened is looked at once more, and never a third time;
//   - any other stands as it was found, and [Details] says so beside the event.
func (s *Session) detour(next cursor, f Finding) []ID {
	if f.Asked || f.Orders {
		return f.Visit
	}
	for _, id := range f.Visit {
		if !s.visited(id) {
			delete(next.skip, id)
		} else if _, before := next.again[id]; !before && id != f.Step && s.outdated(id, f) {
			next.again[id] = true
		}
	}
	return f.Visit
}

// outdated reports whether this walk itself looked at a step, saw no trouble,
// and did so before an event that points there.
func (s *Session) outdated(id ID, event Finding) bool {
	i := slices.IndexFunc(s.trail, func(v visit) bool { return v.finding.Step == id })
	f := s.trail[i].finding
	if s.trail[i].kept || f.Asked || f.ByHand {
		return false
	}
	seen := f.Seen.At
	if seen.IsZero() {
		seen = f.At
	}
	return (f.Status == Healthy || f.Status == Unknown) && seen.Before(event.Happened)
}

// Rechecks reports whether an event sends the walk to the current step for the
// second time: what is known of it must be forgotten before it is looked at.
func (s *Session) Rechecks() bool { return s.now.again[s.now.step] }

func (s *Session) visited(id ID) bool {
	return slices.ContainsFunc(s.trail, func(v visit) bool { return v.finding.Step == id })
}

// leave applies what a branch and a verdict say about where to go.
func (s *Session) leave(next cursor, step *Step, branch *Branch, detour []ID) cursor {
	onTrunk := s.lines[step.ID] == next.line
	switch {
	case branch.Next == End && (onTrunk || branch.Status != Healthy):
		next.queue, next.line = nil, len(s.tree)
	case branch.Next == End: // a good end proves nothing about what a detour passed over
	case branch.Next == "" && onTrunk:
		next.line++
	case branch.Next != "" && onTrunk:
		next.line = s.lines[branch.Next]
	case branch.Next != "":
		next.queue = append([]ID{branch.Next}, next.queue...)
	}
	if next.step = ""; onTrunk && step.Check == nil {
		next.queue = slices.Concat(next.queue, detour) // what was seen, or said before, leads
	} else {
		next.queue = slices.Concat(detour, next.queue)
	}
	return next
}

// settle finds the step that comes next: the rest of the detour, then the
// trunk, without what was visited, skipped, or has no place in this walk. A detour
// begins behind the first stage, of which every step has a say in it.
func (s *Session) settle(next cursor) cursor {
	for {
		for len(next.queue) > 0 && !s.opening(next) {
			next.step, next.queue = next.queue[0], next.queue[1:]
			if s.wanted(next.step, next) {
				return next
			}
		}
		next.step = ""
		if next.line >= len(s.tree) {
			return next
		}
		if id := s.tree[next.line].ID; s.wanted(id, next) {
			next.step = id
			return next
		}
		next = s.pass(next)
	}
}

// opening reports whether a step of the first stage is still to come.
func (s *Session) opening(c cursor) bool {
	for i := c.line; i < len(s.tree); i++ {
		if id := s.tree[i].ID; id.Stage() == symptom && s.wanted(id, c) {
			return true
		}
	}
	return false
}

func (s *Session) wanted(id ID, c cursor) bool {
	step := s.find(id)
	if step == nil || c.skip[id] {
		return false
	}
	return (!s.visited(id) || c.again[id]) && (!step.OnlyWhenSound || s.sound())
}

func (c cursor) copied() cursor {
	c.queue = slices.Clone(c.queue)
	c.skip, c.again = maps.Clone(c.skip), maps.Clone(c.again)
	return c
}

// sound reports whether nothing so far is broken without an explanation,
// leaving aside the third stage itself.
func (s *Session) sound() bool {
	for _, f := range s.Trail() {
		if f.Status == Broken && f.ExplainedBy == "" && f.Step.Stage() != reenable {
			return false
		}
	}
	return true
}

// Stages that the walk treats in a way of their own: every step of the first has
// a say in where it begins, and those of the last wait for a sound patient.
const (
	symptom  = "symptom"
	reenable = "reenable"
)
