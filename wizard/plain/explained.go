package plain

import "example.com/writeback-doctor/steps"

// latest is a finding with what explains it.
func latest(p *steps.Patient, f steps.Finding) steps.Finding {
	for _, known := range p.Session.Trail() {
		if known.Step == f.Step {
			return known
		}
	}
	return f
}

// explained reports whether a finding only says again what another is the reason
// for: there is nothing to decide about it. One that leads the person through
// something to do is no such finding, whatever explains what it waits for.
func explained(step *steps.Step, f steps.Finding) bool {
	guides := step.Watch > 0 && f.Status == steps.Unknown && f.Why == nil && !f.ByHand
	return f.ExplainedBy != "" && !guides
}
