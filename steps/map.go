package steps

import "slices"

// Standing is where a step stands in a walk.
type Standing int8

// The standings. The zero value is a step that the walk has yet to come to.
const (
	ToCome  Standing = iota // still to come, on the trunk
	Forward                 // still to come, brought forward by a symptom or an event
	Here                    // in front of the person
	Found                   // established
	LeftOut                 // left out, because it makes no sense in this walk, or the walk ended before it
)

// Spot is one step on the map of a walk.
type Spot struct {
	Step     *Step
	N        int      // its line of the trunk, from 1
	Standing Standing // see there
	Finding  *Finding // what was established; nil unless Found, or Here and looked at before
	Needless bool     // something that was found makes it pointless
	Unsound  bool     // it makes sense only where nothing is broken, and something is
}

// Map returns every step of the tree, in the order of the trunk, with where it
// stands.
func (s *Session) Map() []Spot {
	found := map[ID]Finding{}
	for _, f := range s.Findings() {
		found[f.Step] = f
	}
	sound := s.sound()
	spots := make([]Spot, len(s.tree))
	for i := range s.tree {
		step := &s.tree[i]
		spot := Spot{Step: step, N: i + 1, Standing: s.standing(i), Needless: s.now.skip[step.ID], Unsound: step.OnlyWhenSound && !sound}
		if f, is := found[step.ID]; is {
			spot.Finding = &f
			if spot.Standing != Here {
				spot.Standing = Found
			}
		}
		spots[i] = spot
	}
	return spots
}

// standing is that of a step of which nothing was established.
func (s *Session) standing(line int) Standing {
	id := s.tree[line].ID
	switch {
	case id == s.now.step:
		return Here
	case slices.Contains(s.now.queue, id) && !s.now.skip[id]:
		return Forward
	case s.now.step == "" || s.now.skip[id] || line < s.now.line:
		return LeftOut
	default:
		return ToCome
	}
}

// Waits returns what a check cannot start without and the walk does not know
// yet.
func (s *Step) Waits(session *Session) []Fact {
	if s.Check == nil {
		return nil
	}
	return session.now.facts.Lacks(s.Needs)
}
