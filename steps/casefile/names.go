package casefile

import (
	"maps"
	"slices"
	"strings"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/mask"
	"example.com/writeback-doctor/steps/tell"
)

// learn collects every name that the walk knows, and those that its texts
// show, before any of them is replaced.
func (m *masker) learn(r Report) {
	m.known(r)
	m.compared(r.Comparison)
	for _, f := range r.Findings {
		m.names.LearnHosts(mask.Host, f.Seen.Vantage.Host)
		m.learnArgs(f.Args)
		if f.Then != nil {
			m.names.LearnHosts(mask.Host, f.Then.Seen.Vantage.Host)
			m.learnArgs(f.Then.Args)
		}
		m.learnObstacle(f.Why)
		m.names.LearnJSON(f.Evidence)
	}
}

// known learns the facts first: their kind of name says the most.
func (m *masker) known(r Report) {
	all := r.Facts
	for _, f := range r.Findings {
		all = all.With(f.Learned)
	}
	for _, k := range []struct {
		fact steps.Fact
		kind mask.Kind
	}{
		{steps.User, mask.User},
		{steps.Admin, mask.Admin},
		{steps.TestUser, mask.TestUser},
		{steps.Controller, mask.DC},
		{steps.PDC, mask.DC},
		{steps.SyncServer, mask.Server},
		{steps.Domain, mask.Domain},
		{steps.Tenant, mask.Domain},
		{steps.UserID, mask.ID},
		{steps.ConnectorAccount, mask.Connector},
	} {
		if value := all[k.fact]; strings.Contains(value, "=") { // a distinguished name
			m.names.Learn(value)
		} else {
			m.names.Add(k.kind, value)
		}
	}
	for _, host := range all.List(steps.Controllers) {
		m.names.Add(mask.DC, host)
	}
	for _, relay := range all.List(steps.Relays) {
		m.names.Add(mask.Relay, relay)
	}
}

func (m *masker) learnArgs(args tell.Args) {
	for _, name := range slices.Sorted(maps.Keys(args)) { // in one order, so that the same walk gets the same words
		m.names.LearnTold(args[name])
	}
}
