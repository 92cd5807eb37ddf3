package compare

import (
	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/tell"
)

// Schema names the JSON of a comparison. It is extended only by adding.
const Schema = "writeback-doctor/compare/1"

// Aspect names one thing that two users can differ in, for ever.
type Aspect string

// Value is one user's side of an aspect. Is says in a word of ours what was
// found; a part behind a colon only says more and makes no difference. "" was
// not seen, and Why says what stood in the way.
type Value struct {
	Is   string           `json:"is,omitempty"`
	Args tell.Args        `json:"args,omitempty"`
	Why  *probes.Obstacle `json:"why,omitempty"`
}

// Difference is an aspect in which the two differ.
type Difference struct {
	Aspect Aspect       `json:"aspect"`
	Step   steps.ID     `json:"step"` // the step that judges it
	First  Value        `json:"first"`
	Second Value        `json:"second"`
	Judged Judged       `json:"judged"`         // what the step says of each
	Clue   bool         `json:"clue,omitempty"` // it explains another difference or may explain a gap, and is no fault by itself
	Worse  steps.Status `json:"worse"`          // how bad it is for the first alone, or what it explains is; unknown for not at all
}

// Judged is what one step says of the two.
type Judged struct {
	First  steps.Status `json:"first"`
	Second steps.Status `json:"second"`
}

// Gap is an aspect that could not be compared.
type Gap struct {
	Aspect Aspect           `json:"aspect"`
	First  *probes.Obstacle `json:"first,omitempty"`  // nil when this side was seen
	Second *probes.Obstacle `json:"second,omitempty"` // nil when this side was seen
}

// Found says whether there is such a user.
type Found string

// What looking for a user came to. The zero value is that neither directory nor
// tenant could be asked.
const (
	Unseen  Found = ""
	Present Found = "present"
	Missing Found = "missing"
	Several Found = "several" // the name fits more than one account
)

// Fault is what one step found wrong with one user.
type Fault struct {
	Step   steps.ID      `json:"step"`
	On     steps.Outcome `json:"outcome"`
	Status steps.Status  `json:"status"`
}

// Side is one of the two users.
type Side struct {
	Asked  string  `json:"asked"`
	Found  Found   `json:"found,omitempty"`
	Faults []Fault `json:"faults,omitempty"` // warnings and broken ones, in the order of the tree
}

// Comparison is what holding two users against each other brought.
type Comparison struct {
	Schema      string       `json:"schema"`
	First       Side         `json:"first"`
	Second      Side         `json:"second"`
	OneAccount  bool         `json:"one_account,omitempty"` // both names are those of one account
	Differences []Difference `json:"differences"`           // the most telling first
	Gaps        []Gap        `json:"not_compared"`
	Same        []Aspect     `json:"same"`
}

// Possible reports whether there were two accounts to compare.
func (c Comparison) Possible() bool {
	return !c.OneAccount && c.Second.Found == Present && c.First.Found != Several
}

// Telling returns the difference that most likely explains why it works for
// the second and not for the first: one that a step calls worse for the first.
// It returns nil when there is none.
func (c Comparison) Telling() *Difference {
	for i := range c.Differences {
		if d := &c.Differences[i]; !d.Clue && d.Worse > steps.Healthy {
			return d
		}
	}
	return nil
}

// Common are the faults that both have alike: no difference, and no reason to
// call the second one healthy.
func (c Comparison) Common() []Fault {
	var common []Fault
	for _, a := range c.First.Faults {
		for _, b := range c.Second.Faults {
			if a == b && a.Status == steps.Broken {
				common = append(common, a)
			}
		}
	}
	return common
}

// Own are the faults of the second that the first is not known to have: it may
// be a poor example.
func (c Comparison) Own() []Fault {
	var own []Fault
	for _, b := range c.Second.Faults {
		if b.Status == steps.Broken && !c.First.broken(b.Step) {
			own = append(own, b)
		}
	}
	return own
}

func (s Side) broken(id steps.ID) bool {
	for _, f := range s.Faults {
		if f.Step == id && f.Status == steps.Broken {
			return true
		}
	}
	return false
}
