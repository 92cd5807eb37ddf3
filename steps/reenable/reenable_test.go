package reenable_test

import (
	"testing"

	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/stepstest"
)

func TestEveryStepOfTheStage(t *testing.T) {
	t.Parallel()
	stepstest.Prove(t, catalog.All(), "reenable", "testdata")
}
