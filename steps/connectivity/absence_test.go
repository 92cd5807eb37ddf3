package connectivity_test

import (
	"testing"

	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/stepstest"
)

// The verdicts that a loss may turn, each with the reason.
func TestWhatIsAbsentTurnsNoVerdict(t *testing.T) {
	t.Parallel()
	const (
		left     = "a clock that was not read is left out, and the sentence speaks of those that could be compared"
		settings = "where no road was measured the settings are judged alone, and they warn"
		doubtful = "names whose age nobody knows are doubtful, and the warning says no more"
	)
	stepstest.ProveAbsence(t, catalog.All(), "connectivity", "testdata", stepstest.Losses{
		"connectivity/proxy": {
			"proxy.idle_timeout_ns: short-idle > consistent":       "hardly any proxy says it; connectivity/idle measures it",
			"proxy.use_system_default: account-default > disagree": "null where machine.config does not set it, which was read",
			"routes: no-way-out > disagree":                        settings,
			"routes: no-way-out > unusable":                        settings,
		},
		"connectivity/service-bus": {
			"named.at: name-unknown > stale-names":   doubtful,
			"named.at: open > stale-names":           doubtful,
			"named.read: name-unknown > stale-names": doubtful,
			"named.read: open > stale-names":         doubtful,
		},
		"connectivity/domain-controller-ports": {
			"routes[].target.port: smb-closed > some-closed": "what was asked, not what was seen",
		},
		"connectivity/clock": {
			"directory.at: skewed > together":      left,
			"directory.time: skewed > together":    left,
			"directory.took_ns: skewed > together": left,
			"now: skewed > together":               left,
			"server.at: skewed > together":         left,
			"server.time: skewed > together":       left,
			"server.took_ns: skewed > together":    left,
		},
	})
}
