package configuration_test

import (
	"testing"

	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/stepstest"
)

func TestEveryStepOfTheStageIsProven(t *testing.T) {
	t.Parallel()
	stepstest.Prove(t, catalog.All(), "configuration", "testdata")
}
