package reenable_test

import (
	"testing"

	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/stepstest"
)

func TestWhatIsAbsentTurnsNoVerdict(t *testing.T) {
	t.Parallel()
	stepstest.ProveAbsence(t, catalog.All(), "reenable", "testdata", stepstest.Losses{
		"reenable/event-log": {
			"begun": "evidence that does not note when the walk began is judged as of its own time",
		},
		"reenable/canary": {
			"account.matches": "without the directory the server's own events decide",
		},
	})
}
