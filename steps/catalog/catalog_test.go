package catalog_test

import (
	"testing"

	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/stepstest"
)

func TestTheWholeTree(t *testing.T) {
	t.Parallel()
	stepstest.ProveTree(t, catalog.All())
}
