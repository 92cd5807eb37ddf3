package timeline

import (
	"time"

	"example.com/writeback-doctor/steps/reenable"
)

// Story is when it last worked, when it first failed after that, and what changed
// between the two.
type Story struct {
	Success, Failure int   // lines of the rows; -1 where there is none
	Changed          []int // lines of what changed, after the success and up to the failure
	// Unsure: the two stand closer together than the clocks are known to agree, or
	// nobody says that they are this user's.
	Unsure bool
}

// story reads it off the rows of this user, and off those that name nobody where
// there is no other.
func (t *Timeline) story() Story {
	s := t.storyOf(t.ours)
	if s.Success < 0 && s.Failure < 0 {
		all := t.storyOf(func(int) bool { return true })
		all.Unsure = all.Success >= 0 || all.Failure >= 0
		return all
	}
	s.Unsure = s.Success >= 0 && s.Failure >= 0 && t.near(s.Success, s.Failure)
	for i := s.Success + 1; i < len(t.Rows) && s.Failure < 0; i++ {
		s.Unsure = s.Unsure || t.failed(i) && !t.sameOperation(i, s.Success) // it may be this user's
	}
	return s
}

func (t *Timeline) storyOf(counts func(int) bool) Story {
	s := Story{Success: -1, Failure: -1}
	for i := range t.Rows {
		if t.worked(i) && counts(i) {
			s.Success = i
		}
	}
	for i := s.Success + 1; i < len(t.Rows) && s.Failure < 0; i++ {
		if t.failed(i) && counts(i) && !t.sameOperation(i, s.Success) {
			s.Failure = i
		}
	}
	if s.Success >= 0 && s.Failure >= 0 {
		s.Changed = t.changed(s.Success, s.Failure)
	}
	s.Failure = t.telling(s.Failure)
	return s
}

// changed are the lines of what changed after a success and up to a failure.
func (t *Timeline) changed(success, failure int) []int {
	var lines []int
	for i := success + 1; i < failure; i++ {
		if t.Rows[i].Change && !t.sameOperation(i, success) {
			lines = append(lines, i)
		}
	}
	return lines
}

// telling is the line of an operation that says most of why it failed.
func (t *Timeline) telling(failure int) int {
	best := failure
	for i := range t.Rows {
		if t.failed(i) && t.sameOperation(i, failure) && t.Rows[i].tells > t.Rows[best].tells {
			best = i
		}
	}
	return best
}

func (t *Timeline) sameOperation(a, b int) bool {
	return a >= 0 && b >= 0 && t.Rows[a].Op != 0 && t.Rows[a].Op == t.Rows[b].Op
}

// worked reports whether a row says that a password was written to AD: the
// server's own word, or that of the tenant about an agent.
func (t *Timeline) worked(i int) bool {
	r := &t.Rows[i]
	return r.Password && r.Ending == reenable.Worked && (r.Source == AuditLog || r.Source == ServerEvents)
}

// failed reports whether a row says that one was not.
func (t *Timeline) failed(i int) bool {
	r := &t.Rows[i]
	bad := r.Ending == reenable.Refused || r.Ending == reenable.Never
	return r.Password && bad && (r.Source == AuditLog || r.Source == ServerEvents)
}

// ours reports whether a row, or another one of its operation, is known to be
// about the user.
func (t *Timeline) ours(i int) bool {
	if t.Rows[i].mine(t.User) {
		return true
	}
	return t.owned(&t.Rows[i])
}

// near reports whether it is not known which of two rows came first.
func (t *Timeline) near(a, b int) bool {
	one, other := &t.Rows[a], &t.Rows[b]
	apart := other.At.Sub(one.At)
	if one.Place == other.Place {
		return false
	}
	if one.Within == 0 || other.Within == 0 {
		return apart <= uncompared
	}
	return apart <= one.Within+other.Within
}

// uncompared is how far two clocks may be apart that nobody compared and that work
// together: beyond it tokens and tickets are refused.
const uncompared = 5 * time.Minute
