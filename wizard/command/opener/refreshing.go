package opener

import (
	"slices"

	"example.com/writeback-doctor/steps"
)

// refreshing makes the transports look for themselves when a step is to be
// looked at again.
type refreshing struct {
	*steps.Ahead
	transports *transports
	tree       []steps.Step
}

// Forget drops the answer of the step and what the transports remember.
func (r refreshing) Forget(id steps.ID) {
	r.transports.forget()
	r.Ahead.Forget(id)
}

// Know says what the walk knows. What looks at the Connect server looks again when
// something of it was pasted that was not there before.
func (r refreshing) Know(facts steps.Facts) {
	if r.transports.hear(facts[steps.Words]) {
		for _, step := range r.tree {
			if slices.Contains(step.Reads, steps.ByEngine) {
				r.Ahead.Forget(step.ID)
			}
		}
	}
	r.Ahead.Know(facts)
}
