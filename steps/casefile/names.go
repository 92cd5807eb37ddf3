package casefile

import (
	"maps"
	"slices"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/mask"
	"example.com/writeback-doctor/steps/tell"
)

// learn collects every name that the walk knows, and those that its texts
// show, before any of them is replaced.
func (m *masker) learn(r Report) {
	m.known(r)
	m.compared(r.Comparison)
	m.names.LearnAll(r.Acted)
	for _, f := range r.Findings {
		m.names.LearnHosts(mask.Host, f.Seen.Vantage.Host)
		m.learnArgs(f.Args)
		if f.Then != nil {
			m.names.LearnHosts(mask.Host, f.Then.Seen.Vantage.Host)
			m.learnArgs(f.Then.Args)
		}
		m.learnObstacle(f.Why)
		if of := m.shape(f.Step); of != nil {
			m.names.LearnEvidence(of, f.Evidence)
		}
	}
}

// known learns the facts first: their kind of name says the most.
func (m *masker) known(r Report) {
	m.names.Add(mask.TestUser, r.Facts[steps.TestUser]) // before it is taken for a user
	m.names.LearnAll(r.Facts)
	for _, f := range r.Findings {
		m.names.LearnAll(f.Learned)
	}
}

func (m *masker) learnArgs(args tell.Args) {
	for _, name := range slices.Sorted(maps.Keys(args)) { // in one order, so that the same walk gets the same words
		m.names.LearnTold(args[name])
	}
}
