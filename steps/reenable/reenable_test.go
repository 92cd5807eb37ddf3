package reenable_test

import (
	"testing"

	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/reenable"
	"example.com/writeback-doctor/steps/stepstest"
)

func TestEveryStepOfTheStage(t *testing.T) {
	t.Parallel()
	all := append(catalog.All(), reenable.Landed) // which stands in no walk
	stepstest.Prove(t, all, "reenable", "testdata")
}
