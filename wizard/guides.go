package wizard

import "example.com/writeback-doctor/steps"

// read reports whether a finding is what the words of the caller mean, and that
// was read before the walk.
func (w *walk) read(f steps.Finding) bool {
	return w.meant != "" && f.Learned[steps.Words] == w.meant
}

// guides reports whether a finding leads the person through something to do,
// and watches for its proof. What it waits for is explained by what went
// before; passing over it for that would pass over the cure.
func (w *walk) guides(f steps.Finding) bool {
	step := w.patient.Session.Find(f.Step)
	return step != nil && step.Watch > 0 && f.Status == steps.Unknown && f.Why == nil && !f.ByHand
}

// orders reports whether a finding says where the walk goes on, which is told at
// once: what was made of an answer, or what the server's log holds.
func (w *walk) orders(f steps.Finding) bool {
	if f.Asked {
		return f.On != steps.Answered && f.Answers() && !w.read(f)
	}
	return f.Orders && len(f.Visit) > 0
}
