// Package catalog is the tree: every step, in the order of the trunk. It is a
// list of names and nothing else.
package catalog

import (
	"example.com/writeback-doctor/steps"
)

// All returns the steps in the order of the trunk. Adding a check is one file
// in a stage, one line here, and one recorded evidence for each branch.
func All() []steps.Step {
	return []steps.Step{}
}
