package steps

import (
	"encoding/json"
	"slices"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/tell"
)

// Finding is what one visited step established. It holds no sentence, so that
// a report written in Seoul opens in English.
type Finding struct {
	Step     ID               `json:"step"`
	On       Outcome          `json:"outcome"`
	Status   Status           `json:"status"`
	Args     tell.Args        `json:"args,omitempty"`
	Learned  Facts            `json:"learned,omitempty"`
	Visit    []ID             `json:"visit,omitempty"`
	Happened time.Time        `json:"happened,omitzero"` // the event that Visit goes by
	Why      *probes.Obstacle `json:"why,omitempty"`     // what stood in the way of an unseen one
	Seen     probes.Seen      `json:"seen"`
	Evidence json.RawMessage  `json:"evidence,omitempty"` // nil for questions and answers by hand
	ByHand   bool             `json:"by_hand,omitempty"`  // a person said so
	Asked    bool             `json:"asked,omitempty"`    // a question that collects facts; see Noted
	Orders   bool             `json:"orders,omitempty"`   // of a step that only orders the walk; see [Step.Orders]
	AsOf     time.Time        `json:"as_of,omitzero"`     // the moment of which a check speaks; zero when nobody noted it
	Proofs   []Proof          `json:"proofs,omitempty"`   // events of success that it saw
	Since    time.Time        `json:"since,omitzero"`     // from when on it cannot be otherwise
	Span     *Span            `json:"span,omitempty"`     // since when it fails, by its own evidence; nil where that is not known
	Then     *Then            `json:"then,omitempty"`     // what an unseen one was when it was last seen
	Missed   *Missed          `json:"missed,omitempty"`   // a later look that could not see; what was seen stands beside it
	At       time.Time        `json:"at"`                 // when the walk recorded it, UTC
	// ExplainedBy is the step whose outcome is the reason for this one; "" for
	// a finding that stands by itself. It is computed from the whole trail.
	ExplainedBy ID `json:"explained_by,omitempty"`
	// Light is what the rest of the walk says of it; nil for nothing. It is computed
	// from the whole trail.
	Light *Light `json:"light,omitempty"`
	// Refuted is the proof of success that it contradicts, which makes of what is
	// broken a warning; nil for none. It is computed from the whole trail.
	Refuted *Proof `json:"refuted,omitempty"`
	// Points are the steps of Visit, and what this walk found of them, where
	// Visit goes by an event. They are computed from the whole trail.
	Points []Point `json:"-"`
}

// Noted reports whether the finding counts for nothing: it only orders the walk,
// or is an answer that nothing was made of. An answer that was missing has an
// obstacle, and counts as what could not be seen.
func (f *Finding) Noted() bool { return f.Orders || f.Asked && f.Status == Unknown && f.Why == nil }

// Answers reports whether a person said anything to a question.
func (f *Finding) Answers() bool {
	for _, answer := range f.Learned {
		if answer != "" {
			return true
		}
	}
	return false
}

// Diagnosis is what a whole trail says.
type Diagnosis struct {
	Status  Status
	Cause   *Finding  // the root: first broken that nothing explains, else first warning; nil when there is neither
	Others  []Finding // further broken findings that nothing explains
	Unknown []Finding // what could not be seen, and is not explained
	Unheld  bool      // words alone say it: nothing was looked at that they could be held against
}

// Diagnose reads a trail. Broken outweighs unknown, and unknown outweighs
// warning and healthy: what was not seen may not be called healthy. A trail of
// answers alone is unknown whatever they say, because nothing was seen.
func Diagnose(trail []Finding) Diagnosis {
	var d Diagnosis
	var broken, warned []Finding
	for _, f := range trail {
		switch {
		case f.ExplainedBy != "":
		case f.Status == Broken:
			broken = append(broken, f)
		case f.Status == Warning:
			warned = append(warned, f)
		case f.Status == Unknown && !f.Noted():
			d.Unknown = append(d.Unknown, f)
		}
	}
	if len(warned) > 0 {
		d.Cause, d.Status = &warned[0], Warning
	} else if len(trail) > 0 {
		d.Status = Healthy
	}
	d.Unheld = len(trail) > 0 && !slices.ContainsFunc(trail, func(f Finding) bool { return !f.Asked && !f.Orders })
	if len(d.Unknown) > 0 || d.Unheld {
		d.Status = Unknown
	}
	if len(broken) > 0 {
		d.Cause, d.Others, d.Status = &broken[0], broken[1:], Broken
	}
	return d
}

// Diagnosis says what the walk found so far. A walk that is not finished is
// never healthy: what was not visited was not seen.
func (s *Session) Diagnosis() Diagnosis {
	d := Diagnose(s.Findings())
	if s.Step() != nil {
		d = d.unfinished()
	}
	return d
}

// unfinished is the diagnosis of a trail that stops before its end.
func (d Diagnosis) unfinished() Diagnosis {
	if d.Status != Broken {
		d.Status = Unknown
	}
	return d
}

// DiagnoseAll reads a trail that is known to be finished or not.
func DiagnoseAll(trail []Finding, finished bool) Diagnosis {
	d := Diagnose(trail)
	if !finished {
		d = d.unfinished()
	}
	return d
}

// explain fills ExplainedBy in a trail. Of two broken findings that explain
// each other the later one stands: it looked closer because of the first. A
// warning from which something broken follows after all is broken itself.
func explain(tree map[ID]*Step, trail []Finding) []Finding {
	explained := slices.Clone(trail)
	position := map[ID]int{}
	for i := range explained {
		explained[i].ExplainedBy = ""
		position[explained[i].Step] = i
	}
	for i := range explained {
		for j := range explained {
			reason, effect := &explained[i], &explained[j]
			closer := j > i && effect.Status == Broken && accounts(tree, effect, reason)
			if effect.ExplainedBy == "" && accounts(tree, reason, effect) && !closer && !leadsTo(explained, position, i, j) {
				effect.ExplainedBy = reason.Step
				reason.prove(effect)
			}
		}
	}
	return explained
}

// prove makes a warning broken from which something broken follows.
func (f *Finding) prove(effect *Finding) {
	if f.Status == Warning && effect.Status == Broken {
		f.Status = Broken
	}
}

// accounts reports whether a finding takes another one out of the diagnosis:
// its branch says that the other follows from it, and what it is worth allows
// that. What was not seen explains only what was not seen either, and a warning
// hides something broken only where its branch says that it can come to that,
// and no proof of success stands against it. What a proof refutes explains nothing
// that was not seen and of which the proof says nothing: that may be broken all
// the same. A healthy one explains what is
// broken: it is the proof that what was broken before holds no more.
func accounts(tree map[ID]*Step, reason, effect *Finding) bool {
	step, other := tree[reason.Step], tree[effect.Step]
	if step == nil || other == nil || step == other || effect.Status == Healthy || effect.Orders {
		return false
	}
	branch, result := step.Branch(reason.On), other.Branch(effect.On)
	if branch == nil || result == nil {
		return false
	}
	switch {
	case reason.Status == Unknown:
		return effect.Status == Unknown && branch.Accounts(other, effect.On)
	case reason.Status == Healthy:
		return branch.Accounts(other, effect.On)
	case !result.follows(step.ID, other.ID), reason.Refuted != nil && effect.Status == Unknown && other.unprovenBy(reason.Refuted.What):
		return false
	case branch.Status == Warning && effect.Status == Broken:
		return branch.causes(effect) && reason.Refuted == nil
	default:
		return (reason.Status == Broken || effect.Status != Broken) && branch.Accounts(other, effect.On)
	}
}

// leadsTo reports whether finding i is itself explained, at last, by j.
func leadsTo(trail []Finding, position map[ID]int, i, j int) bool {
	for range trail {
		by := trail[i].ExplainedBy
		if by == "" {
			return false
		}
		i = position[by]
		if i == j {
			return true
		}
	}
	return true
}
