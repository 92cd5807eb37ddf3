package configuration

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/tell"
)

// licensedUser is the caller's account, and what the tenant owns: a licence is
// worth what its subscription is.
type licensedUser struct {
	probes.CloudUser
	Owned    probes.Licenses  `json:"owned,omitzero"`
	OwnedWhy *probes.Obstacle `json:"owned_why,omitempty"`
	Table    book             `json:"table,omitempty"` // of a table that was named in place of ours, what it says of these products
}

func seeUserLicense(ctx context.Context, env steps.Env, facts steps.Facts) (licensedUser, error) {
	name := cmp.Or(facts[steps.UserID], facts[steps.User]) // the caller may have given DOMAIN\name or a mail address
	graph, user, err := seeCloudAccount(ctx, env, facts, name)
	user.Asked = facts[steps.User]
	seen := licensedUser{CloudUser: user}
	if err != nil || user.Found != probes.Yes {
		return seen, err
	}
	owned, err := graph.Licenses(ctx)
	if ctx.Err() != nil {
		return licensedUser{}, leftEarly(ctx)
	}
	seen.Owned, seen.OwnedWhy = owned, probes.AsObstacle(err)
	seen.Table = env.Products.Among(&user, owned)
	return seen, nil
}

func judgeUserLicense(user licensedUser) steps.Verdict {
	switch {
	case user.Found == probes.No:
		return notSeen(probes.NotFound, user.Asked)
	case user.Found == probes.Unsaid:
		return unread(nil, "user")
	case !user.LicensesSeen, !user.Licenses.Seen():
		return unread(user.LicensesWhy, "licenseDetails")
	}
	held := user.best()
	if held.on == Unlicensed && !user.AssignmentFaults.Seen() { // one that did not arrive is another matter
		return unread(nil, "licenseAssignmentStates")
	}
	v := steps.Verdict{On: held.on, Args: tell.Args{
		"user": tell.User.Of(user.Asked), "product": tell.Words.Of(held.product).OrDash(), "state": tell.Words.Of(held.state).OrDash(),
		"group": tell.ObjectID.Of(held.group).OrDash(), "products": user.names(),
		"count": tell.Number.Of(""), "direct": tell.Words.Of(""),
	}}
	v.Args[nowhereUsed], v.Args[perhapsNowhere] = user.unlocated(held)
	if user.Licenses.None() {
		v.Args["count"] = tell.Count(0)
	}
	if v.On == LicenseFailed && held.group == "" {
		v.Args["direct"] = tell.Words.Of(held.state)
	}
	if v.On == steps.Unseen {
		v.Why = held.why
	}
	return v
}

// held is the best that a user's licences offer for writeback.
type held struct {
	on      steps.Outcome // of the step user-license
	product string
	state   string           // provisioningStatus, capabilityStatus, or the error of an assignment
	group   string           // ID of the group that should have given it; "" when none did
	why     *probes.Obstacle // of what is not known
}

// heldPlans reads P1 and P2 of a licence. Where the answer left the plans out,
// a product that may carry them tells nothing.
func (b book) heldPlans(l probes.UserLicense) planState {
	if len(l.Plans) == 0 && b.mayGrant(l.SKUID, l.PartNumber) {
		return planState{other: "unknown"}
	}
	return writebackPlans(l.Plans)
}

// best picks the best licence: one that works, one in its grace period, one on
// its way, one in a state that may be either, one whose subscription is over, an
// assignment that failed, a plan that is switched off, in this order.
func (u licensedUser) best() held {
	found := map[steps.Outcome]held{}
	for _, l := range u.Licenses {
		plans, h := u.Table.heldPlans(l), held{product: u.Table.name(l.SKUID, l.PartNumber)}
		switch {
		case plans.active:
			h = u.subscribed(l.SKUID, h)
		case plans.pending:
			h.on, h.state = LicensePending, "Pending"
		case plans.failed:
			h.on, h.state = LicenseFailed, "Error"
		case plans.disabled:
			h.on, h.state = LicenseOff, "Disabled"
		case plans.other != "":
			h.on, h.state = steps.Unseen, plans.other
			h.why = &probes.Obstacle{Kind: probes.Malformed, Needs: "provisioningStatus", Code: plans.other}
		default:
			continue
		}
		found[h.on] = h
	}
	if fault := u.failedAssignment(); fault != nil {
		if _, there := found[fault.on]; !there || fault.on == LicenseFailed {
			found[fault.on] = *fault
		}
	}
	for _, on := range []steps.Outcome{Licensed, LicenseGrace, LicensePending, steps.Unseen, LicenseSuspended, LicenseFailed, LicenseOff} {
		if h, ok := found[on]; ok {
			return h
		}
	}
	return held{on: Unlicensed}
}

// subscribed weighs a licence whose plan is active by the subscription that it
// is of (capabilityStatus of subscribedSku, Microsoft Graph v1.0): who holds one
// of a subscription that is over holds nothing, whatever else the tenant owns.
func (u licensedUser) subscribed(skuID string, h held) held {
	i := slices.IndexFunc(u.Owned.SKUs, func(s probes.SKU) bool { return strings.EqualFold(s.ID, skuID) })
	switch {
	case i >= 0:
	case u.OwnedWhy != nil || !u.Owned.SKUs.Seen():
		h.on, h.why = steps.Unseen, firstObstacle(u.OwnedWhy, leftOut("subscribedSkus"))
		return h
	default: // somebody holds what nobody owns
		h.on, h.why = steps.Unseen, leftOut("subscribedSkus/"+skuID)
		return h
	}
	h.state = u.Owned.SKUs[i].Status
	switch strings.ToLower(h.state) {
	case "enabled":
		h.on, h.state = Licensed, "Success"
	case "warning":
		h.on = LicenseGrace
	case "suspended", "lockedout", "deleted":
		h.on = LicenseSuspended
	default:
		h.on, h.why = steps.Unseen, &probes.Obstacle{Kind: probes.Malformed, Needs: "capabilityStatus", Code: h.state}
	}
	return h
}

// notHere is the error of a licence that may not be used where the user is.
const notHere = "ProhibitedInUsageLocationViolation"

// unlocated is the property of the place where the user is, once where it is
// empty and once where nobody said: without it no licence can be assigned. That
// there is no licence is true either way.
func (u licensedUser) unlocated(h held) (empty, unsaid tell.Value) {
	empty, unsaid = tell.Words.Of(""), tell.Words.Of("")
	switch {
	case h.on != Unlicensed && (h.on != LicenseFailed || h.state != notHere):
	case u.Located == probes.No:
		empty = tell.Words.Of(usageLocation)
	case u.Located == probes.Unsaid:
		unsaid = tell.Words.Of(usageLocation)
	}
	return empty, unsaid
}

// assignmentErrors are those that Microsoft publishes ("licenseAssignmentState
// resource type", Microsoft Graph v1.0). Other, which the page also spells
// Others, says that none of them fits.
func assignmentErrors() []string {
	return []string{"CountViolation", "MutuallyExclusiveViolation", "DependencyViolation", notHere, "UniquenessViolation", "Other", "Others"}
}

// failedAssignment finds a licence that did not arrive and would have allowed
// writeback. An error that nobody published may be no failure at all.
func (u licensedUser) failedAssignment() *held {
	var odd *held
	for _, f := range u.AssignmentFaults {
		if f.Error == "" || f.Error == "None" || !u.Table.mayGrant(f.SKUID, "") {
			continue
		}
		h := held{on: LicenseFailed, product: u.Table.name(f.SKUID, ""), state: f.Error, group: f.Group}
		if slices.Contains(assignmentErrors(), f.Error) {
			return &h
		}
		h.on, h.why = steps.Unseen, &probes.Obstacle{Kind: probes.Malformed, Needs: "licenseAssignmentStates", Code: f.Error}
		odd = &h
	}
	return odd
}

func (u licensedUser) names() tell.Value {
	names := make([]string, len(u.Licenses))
	for i, l := range u.Licenses {
		names[i] = u.Table.name(l.SKUID, l.PartNumber)
	}
	return tell.Words.Some(names)
}
