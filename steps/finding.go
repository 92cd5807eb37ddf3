package steps

import (
	"encoding/json"
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
	Asked    bool             `json:"asked,omitempty"`    // a question that collects facts; its Unknown counts for nothing
	AsOf     time.Time        `json:"as_of,omitzero"`     // the moment of which a check speaks; zero when nobody noted it
	Then     *Then            `json:"then,omitempty"`     // what an unseen one was when it was last seen
	At       time.Time        `json:"at"`                 // when the walk recorded it, UTC
	// ExplainedBy is the step whose outcome is the reason for this one; "" for
	// a finding that stands by itself. It is computed from the whole trail.
	ExplainedBy ID `json:"explained_by,omitempty"`
	// Points are the steps of Visit, and what this walk found of them, where
	// Visit goes by an event. They are computed from the whole trail.
	Points []Point `json:"-"`
}

// Diagnosis is what a whole trail says.
type Diagnosis struct {
	Status  Status
	Cause   *Finding  // the root: first broken that nothing explains, else first warning; nil when there is neither
	Others  []Finding // further broken findings that nothing explains
	Unknown []Finding // what could not be seen, and is not explained
}

// Diagnose reads a trail. Broken outweighs unknown, and unknown outweighs
// warning and healthy: what was not seen may not be called healthy.
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
		case f.Status == Unknown && !f.Asked:
			d.Unknown = append(d.Unknown, f)
		}
	}
	if len(warned) > 0 {
		d.Cause, d.Status = &warned[0], Warning
	} else if len(trail) > 0 {
		d.Status = Healthy
	}
	if len(d.Unknown) > 0 {
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
// each other the later one stands: it looked closer because of the first.
func explain(tree map[ID]*Step, trail []Finding) []Finding {
	explained := make([]Finding, len(trail))
	copy(explained, trail)
	position := map[ID]int{}
	for i := range explained {
		explained[i].ExplainedBy = ""
		position[explained[i].Step] = i
	}
	for i := range explained {
		for j := range explained {
			if !accounts(tree, &explained[i], &explained[j]) || explained[j].ExplainedBy != "" || leadsTo(explained, position, i, j) {
				continue
			}
			closer := j > i && explained[j].Status == Broken && accounts(tree, &explained[j], &explained[i])
			if mayExplain(explained[i].Status, explained[j].Status) && !closer {
				explained[j].ExplainedBy = explained[i].Step
			}
		}
	}
	return explained
}

// mayExplain reports whether a finding may take another one out of the
// diagnosis. What was not seen explains only what was not seen either, and a
// warning never hides something broken. A healthy one does: it is the proof
// that what was broken before holds no more.
func mayExplain(reason, explained Status) bool {
	switch {
	case explained == Healthy:
		return false
	case reason == Unknown:
		return explained == Unknown
	case reason == Warning:
		return explained != Broken
	default:
		return reason == Broken || reason == Healthy
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

// accounts reports whether a finding says of itself that another one follows
// from it.
func accounts(tree map[ID]*Step, reason, other *Finding) bool {
	step, effect := tree[reason.Step], tree[other.Step]
	if step == nil || effect == nil || step == effect {
		return false
	}
	branch := step.Branch(reason.On)
	return branch != nil && branch.Accounts(effect)
}
