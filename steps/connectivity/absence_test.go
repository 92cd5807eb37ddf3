package connectivity_test

import (
	"testing"

	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/stepstest"
)

func TestWhatIsAbsentTurnsNoVerdict(t *testing.T) {
	t.Parallel()
	const (
		unread   = "a clock that was not read is left out, and the sentence speaks of those that could be compared"
		doubtful = "names whose age nobody knows are doubtful, and the warning says no more"
	)
	stepstest.ProveAbsence(t, catalog.All(), "connectivity", "testdata", stepstest.Losses{
		"connectivity/proxy": {
			"proxy.idle_timeout_ns":    "hardly any proxy says it; connectivity/idle measures it",
			"proxy.use_system_default": "null where machine.config does not set it, which was read",
		},
		"connectivity/service-bus": {
			"named.at":   doubtful,
			"named.read": doubtful,
		},
		"connectivity/domain-controller-ports": {
			"routes[].target.port": "what was asked, not what was seen",
		},
		"connectivity/clock": {
			"directory.at":      unread,
			"directory.time":    unread,
			"directory.took_ns": unread,
			"now":               unread,
			"server.at":         unread,
			"server.time":       unread,
			"server.took_ns":    unread,
		},
	})
}
