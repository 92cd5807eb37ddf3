package scan

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/configuration"
)

// Judge judges people. It is not safe for concurrent use.
type Judge struct {
	tree     map[steps.ID]*steps.Step
	setting  probes.Setting
	now      time.Time
	findings map[likeness]Finding
	verdicts map[verdictKey]*Cause // nil for a healthy one
	// How long what findings and verdicts keep is about, in bytes.
	ofFindings, ofVerdicts int
}

// verdictKey is the sum of a step's name and its evidence, which can be long.
type verdictKey [sha256.Size]byte

// New returns a Judge that compares dates with now. tree must hold the steps
// of the catalog; setting is what holds for everybody.
func New(tree []steps.Step, setting probes.Setting, now time.Time) *Judge {
	j := &Judge{
		tree: map[steps.ID]*steps.Step{}, setting: setting, now: now.UTC(),
		findings: map[likeness]Finding{}, verdicts: map[verdictKey]*Cause{},
	}
	for i := range tree {
		j.tree[tree[i].ID] = &tree[i]
	}
	return j
}

// Person judges one person. The error is a fault of ours: evidence that a step
// cannot read.
func (j *Judge) Person(m *probes.Member) (Finding, error) {
	key := j.likeness(m)
	if known, ok := j.findings[key]; ok {
		return known, nil
	}
	var causes []*Cause
	for _, e := range j.evidence(m, &key) {
		c, err := j.verdict(e)
		if err != nil {
			return Finding{}, err
		}
		if c != nil {
			causes = append(causes, c)
		}
	}
	finding := j.sum(causes)
	size := len(m.Path.DN) + len(m.Shield.Class) + len(key.groups) + len(key.hidden)
	if j.ofFindings += size; len(j.findings) >= maxRemembered || j.ofFindings > maxNames {
		clear(j.findings)
		j.ofFindings = size
	}
	j.findings[key] = finding
	return finding, nil
}

// Account judges the connector account, which is one for everybody; nil when
// nothing is wrong with it.
func (j *Judge) Account() (*Cause, error) {
	if j.setting.AccountWhy != nil {
		return &Cause{Step: stepAccount, On: steps.Unseen, Why: j.setting.AccountWhy}, nil //nolint:nilerr // it is evidence
	}
	return j.verdict(exhibit{step: stepAccount, evidence: configuration.ConnectorNow{
		Seen: j.setting.Seen, Name: j.setting.Scope.Account, Account: j.setting.Account, Now: j.now,
	}})
}

// verdict puts evidence before a step, once for evidence that is the same.
func (j *Judge) verdict(e exhibit) (*Cause, error) {
	step := j.tree[e.step]
	if step == nil {
		return nil, nil //nolint:nilnil // a tree without this step says nothing about it
	}
	recorded, err := json.Marshal(e.evidence)
	if err != nil {
		return nil, fmt.Errorf("record evidence for %s: %w", e.step, err)
	}
	key := verdictKey(sha256.Sum256(append([]byte(e.step), recorded...)))
	if c, known := j.verdicts[key]; known {
		return c, nil
	}
	v, err := step.Check.Judge(recorded)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", e.step, err)
	}
	c, size := causeOf(step, v), 0
	if e.step == stepRights && c != nil && c.Why != nil && j.setting.AccountWhy != nil {
		c.Why = j.setting.AccountWhy // it is the account that is missing, not the descriptor
	}
	if c != nil {
		size = len(recorded)
	}
	if j.ofVerdicts += size; len(j.verdicts) >= maxRemembered || j.ofVerdicts > maxNames {
		clear(j.verdicts)
		j.ofVerdicts = size
	}
	j.verdicts[key] = c
	return c, nil
}

// causeOf is nil for what is healthy.
func causeOf(step *steps.Step, v steps.Verdict) *Cause {
	c := &Cause{Step: step.ID, On: v.On, Args: v.Args, Why: v.Why}
	if branch := step.Branch(v.On); branch != nil {
		c.Status = branch.Status
	}
	if c.Status == steps.Healthy {
		return nil
	}
	var parts []string
	for _, name := range details(step.ID) {
		if value := v.Args[name]; value.Known() {
			parts = append(parts, value.String())
		}
	}
	c.Detail = strings.Join(parts, "; ")
	return c
}

// details are the arguments of a verdict that tell groups apart.
func details(id steps.ID) []string {
	switch id {
	case stepRights:
		return []string{configuration.RightsNamed, configuration.RightsStop, configuration.RightsTrustee}
	case stepProtected:
		return []string{configuration.ProtectedGroup, configuration.ProtectedOU}
	case stepPolicy:
		return []string{configuration.PolicySource}
	case stepName:
		return []string{configuration.OUNameDN}
	case stepPremium, stepLicense:
		return []string{configuration.LicenceProduct}
	default:
		return nil
	}
}

// sum leaves out what another cause explains and puts first what decides:
// broken before unknown before warning, and in each the order of the tree.
func (j *Judge) sum(causes []*Cause) Finding {
	f := Finding{Status: steps.Healthy}
	for _, c := range causes {
		if !j.explained(c, causes) {
			f.Causes = append(f.Causes, c)
		}
	}
	probes.SortStable(f.Causes, func(a, b *Cause) int { return weight(b.Status) - weight(a.Status) })
	if len(f.Causes) > 0 {
		f.Status = f.Causes[0].Status
	}
	return f
}

// explained reports whether another cause explains this one, as a walk has it:
// what was not seen explains only what was not seen either, and a warning nothing
// that is broken. Of two that explain each other both stay.
func (j *Judge) explained(c *Cause, causes []*Cause) bool {
	return slices.ContainsFunc(causes, func(by *Cause) bool {
		if by == c || !j.explains(by, c) {
			return false
		}
		switch by.Status {
		case steps.Broken:
			return c.Status != steps.Broken || !j.explains(c, by)
		case steps.Warning:
			return c.Status != steps.Broken && !j.explains(c, by)
		default:
			return weight(c.Status) == weight(steps.Unknown) && !j.explains(c, by)
		}
	})
}

func (j *Judge) explains(by, c *Cause) bool {
	branch := j.tree[by.Step].Branch(by.On)
	return branch != nil && branch.Accounts(j.tree[c.Step], c.On)
}

// weight orders what is found of a person. What is no status is not known.
func weight(s steps.Status) int {
	switch s {
	case steps.Broken:
		return 3
	case steps.Warning:
		return 1
	case steps.Healthy:
		return 0
	case steps.Unknown:
	}
	return 2
}
