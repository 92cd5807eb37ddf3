package scan

import (
	"encoding/json"
	"fmt"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/tell"
)

// kept is a finding as it is kept for a later scan to be compared with.
type kept struct {
	Status steps.Status `json:"status"`
	Causes []keptCause  `json:"causes,omitempty"`
}

type keptCause struct {
	Step   steps.ID         `json:"step"`
	On     steps.Outcome    `json:"outcome"`
	Status steps.Status     `json:"status"`
	Args   tell.Args        `json:"args,omitempty"`
	Why    *probes.Obstacle `json:"why,omitempty"`
	Detail string           `json:"detail,omitempty"`
}

// Text is a finding as text, which [FindingOf] reads.
func (f Finding) Text() (string, error) {
	k := kept{Status: f.Status}
	for _, c := range f.Causes {
		k.Causes = append(k.Causes, keptCause{c.Step, c.On, c.Status, c.Args, c.Why, c.Detail})
	}
	text, err := json.Marshal(k)
	if err != nil {
		return "", fmt.Errorf("keep a finding: %w", err)
	}
	return string(text), nil
}

// FindingOf reads what [Finding.Text] wrote.
func FindingOf(text string) (Finding, error) {
	var k kept
	if err := json.Unmarshal([]byte(text), &k); err != nil {
		return Finding{}, fmt.Errorf("read a finding: %w", err)
	}
	f := Finding{Status: k.Status}
	for _, c := range k.Causes {
		f.Causes = append(f.Causes, &Cause{c.Step, c.On, c.Status, c.Args, c.Why, c.Detail})
	}
	return f, nil
}
