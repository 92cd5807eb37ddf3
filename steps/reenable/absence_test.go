package reenable_test

import (
	"testing"

	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/stepstest"
)

// The verdicts that a loss may turn, each with the reason.
func TestWhatIsAbsentTurnsNoVerdict(t *testing.T) {
	t.Parallel()
	stepstest.ProveAbsence(t, catalog.All(), "reenable", "testdata", stepstest.Losses{
		"reenable/event-log": {
			"begun: was-alive > alive": "evidence that does not note when the walk began is judged as of its own time",
		},
		"reenable/canary": {
			"account.matches: waiting > proven": "without the directory the server's own events decide",
		},
	})
}
