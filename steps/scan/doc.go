// Package scan judges a whole population: for whom password writeback would
// fail, why, and where, grouped by cause and by container.
//
// It holds no medicine of its own. Each user's evidence is put before the
// judges of the tree's own steps, as [steps.Check.Judge] takes it; people who
// look the same to them are judged once. It knows no transport and no terminal.
package scan

import (
	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/configuration"
	"example.com/writeback-doctor/steps/tell"
)

// Steps that everybody is put before, in the order of the tree, and the one
// for the account that is the same for all.
const (
	stepAccount   = configuration.ConnectorAccountID
	stepRights    = configuration.EffectiveRightsID
	stepProtected = configuration.ProtectedUserID
	stepState     = configuration.UserAccountID
	stepPolicy    = configuration.PasswordPolicyID
	stepName      = configuration.OUNameID
)

// Bounds of what is kept one by one; people beyond them are counted together.
const (
	maxRemembered  = 50_000 // judged likenesses, and verdicts
	maxCauseGroups = 2_000
	maxContainers  = 20_000
	maxPlaces      = 50_000 // containers of causes
	maxExamples    = 5
	maxNames       = 16 << 20 // bytes of all names that are kept
)

// Cause is one thing that holds somebody's new password back, or may. What
// differs from one person to the next is left out.
type Cause struct {
	Step   steps.ID
	On     steps.Outcome
	Status steps.Status
	Args   tell.Args
	Why    *probes.Obstacle // what stood in the way, where the status is Unknown
	Detail string           // what tells groups of one outcome apart: rights, a group, a policy, a container; "" for none
}

// Finding is what was judged of one person. The zero value is nobody's.
type Finding struct {
	Status steps.Status
	Causes []*Cause // what is not healthy and nothing explains, the one that decides Status first
}
