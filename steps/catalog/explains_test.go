package catalog_test

import (
	"maps"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
)

// TestWhatExplainsWhatBesideTheWorlds holds pairs of findings that no world of
// the lab has. What stands in found and not in explained stands by itself.
func TestWhatExplainsWhatBesideTheWorlds(t *testing.T) {
	t.Parallel()
	const (
		origin, link, rights = "configuration/user-origin", "configuration/user-link", "configuration/effective-rights"
		protected, account   = "configuration/protected-user", "configuration/user-account"
		policy, place        = "configuration/password-policy", "configuration/ou-name"
		license, sspr        = "configuration/user-license", "configuration/sspr-enabled"
		connector, sync      = "configuration/connector-account", "configuration/full-sync"
		engine, onOff        = "configuration/sync-engine", "configuration/writeback-switch"
		version, log         = "connectivity/connect-version", "reenable/event-log"
		ports                = "connectivity/domain-controller-ports"
	)
	type found map[steps.ID]steps.Outcome
	type explained map[steps.ID]steps.ID
	blind := found{
		link: steps.Unseen, rights: steps.Unseen, protected: steps.Unseen, account: steps.Unseen,
		policy: steps.Unseen, place: steps.Unseen, license: steps.Unseen, sspr: steps.Unseen,
	}
	byOrigin := explained{link: origin, rights: origin, protected: origin, account: origin, policy: origin, place: origin}
	check := func(cause steps.ID, outcomes []steps.Outcome, beside found, want explained) {
		t.Helper()
		for _, on := range outcomes {
			beside := maps.Clone(beside)
			beside[cause] = on
			if got := explainedIn(t, beside); !maps.Equal(got, want) {
				t.Errorf("%s#%s: explained %v, want %v", cause, on, got, want)
			}
		}
	}
	one := func(on ...steps.Outcome) []steps.Outcome { return on }
	check(origin, one("not-in-directory", "two-matches", "several-fit"), blind, byOrigin)
	check(origin, one("cloud-name-unknown", "not-in-cloud"), blind, explained{license: origin, sspr: origin})
	check(engine, one("not-installed"), found{link: steps.Unseen, rights: "missing"}, explained{link: engine})
	check(protected, one("protected", "orphaned", "stamped"), found{rights: steps.Unseen, log: "ad-refused"}, explained{rights: protected, log: protected})

	signIn := one("disabled", "locked", "expired", "password-expired", "protected-users")
	check(connector, signIn, found{log: "connector"}, explained{log: connector})
	check(connector, signIn, found{sync: "failed", rights: "missing"}, explained{sync: connector})
	check(connector, one("not-found"), found{log: "connector", rights: steps.Unseen}, explained{log: connector, rights: connector})

	// The same cut-off is told once; another one, and a mark beside it, stand by themselves.
	check(rights, one("missing-cut-off-ou"), found{protected: "inheritance-off-ou"}, explained{protected: rights})
	check(rights, one("missing-cut-off"), found{protected: "inheritance-off-user"}, explained{protected: rights})
	check(rights, one("missing-cut-off-ou"), found{protected: "marked-below-ou"}, explained{})
	check(rights, one("missing-cut-off-ou"), found{protected: "inheritance-off-both"}, explained{})
	check(rights, one("missing", "denied", "opinions-differ", "granted"), found{protected: "inheritance-off-ou"}, explained{})

	check(version, one("known-defect-auto-upgrade", "known-defect-configuration-lost"), found{log: "silent"}, explained{log: version})
	check(version, one("known-defect", "known-defect-old-controllers", "known-defect-import", "known-defect-existing-database"),
		found{onOff: "off"}, explained{})
	check(ports, one("smb-closed"), found{log: "controller-unreachable"}, explained{log: ports})
}

// explainedIn records findings in the order of the tree and returns what
// explains what.
func explainedIn(t *testing.T, found map[steps.ID]steps.Outcome) map[steps.ID]steps.ID {
	t.Helper()
	at := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	tree := catalog.All()
	for i := range tree {
		tree[i].OnlyWhenSound = false
	}
	s := steps.NewSession(tree, nil)
	for i := range tree {
		on, told := found[tree[i].ID]
		if !told {
			continue
		}
		if err := s.Visit(tree[i].ID); err != nil {
			t.Fatal(err)
		}
		verdict := steps.Verdict{On: on}
		if on == steps.Unseen {
			verdict.Why = &probes.Obstacle{Kind: probes.NotFound}
		}
		if _, err := s.Record(steps.Result{Verdict: verdict}, nil, at); err != nil {
			t.Fatal(err)
		}
	}
	explained := map[steps.ID]steps.ID{}
	for _, f := range s.Findings() {
		if f.ExplainedBy != "" {
			explained[f.Step] = f.ExplainedBy
		}
	}
	return explained
}
