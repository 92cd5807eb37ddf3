package configuration

import (
	"cmp"
	"context"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/tell"
)

func seeUserLicense(ctx context.Context, env steps.Env, facts steps.Facts) (probes.CloudUser, error) {
	name := cmp.Or(facts[steps.UserID], facts[steps.User]) // the caller may have given DOMAIN\name or a mail address
	_, user, err := seeCloudAccount(ctx, env, facts, name)
	user.Asked = facts[steps.User]
	return user, err
}

func judgeUserLicense(user probes.CloudUser) steps.Verdict {
	switch {
	case user.Found == probes.No:
		return notSeen(probes.NotFound, user.Asked)
	case user.Found == probes.Unsaid:
		return unread(nil, "user")
	case !user.LicensesSeen, !user.Licenses.Seen():
		return unread(user.LicensesWhy, "licenseDetails")
	}
	held := heldLicence(user)
	if held.on == Unlicensed && !user.AssignmentFaults.Seen() { // one that did not arrive is another matter
		return unread(nil, "licenseAssignmentStates")
	}
	v := steps.Verdict{On: held.on, Args: tell.Args{
		"user": tell.User.Of(user.Asked), "product": tell.Words.Of(held.product).OrDash(), "state": tell.Words.Of(held.state).OrDash(),
		"group": tell.ObjectID.Of(held.group).OrDash(), "products": heldNames(user),
		"count": tell.Number.Of(""),
	}}
	if user.Licenses.None() {
		v.Args["count"] = tell.Count(0)
	}
	if v.On == steps.Unseen {
		v.Why = &probes.Obstacle{Kind: probes.Malformed, Needs: "provisioningStatus", Code: held.state}
	}
	return v
}

// held is the best that a user's licences offer for writeback.
type held struct {
	on      steps.Outcome // of the step user-license
	product string
	state   string // provisioningStatus, or the error of a group's assignment
	group   string // ID of the group that should have given it; "" when none did
}

// heldPlans reads P1 and P2 of a licence. Where the answer left the plans out,
// a product that may carry them tells nothing.
func heldPlans(l probes.UserLicense) planState {
	if len(l.Plans) == 0 && mayGrant(l.SKUID, l.PartNumber) {
		return planState{other: "unknown"}
	}
	return writebackPlans(l.Plans)
}

// heldLicence picks the best licence: an active plan, one on its way, one in a
// state that may be either, an assignment that failed, a plan that is switched
// off, in this order.
func heldLicence(user probes.CloudUser) held {
	found := map[steps.Outcome]held{}
	for _, l := range user.Licenses {
		plans, h := heldPlans(l), held{product: productName(l.SKUID, l.PartNumber)}
		switch {
		case plans.active:
			h.on, h.state = Licensed, "Success"
		case plans.pending:
			h.on, h.state = LicensePending, "Pending"
		case plans.failed:
			h.on, h.state = LicenseFailed, "Error"
		case plans.disabled:
			h.on, h.state = LicenseOff, "Disabled"
		case plans.other != "":
			h.on, h.state = steps.Unseen, plans.other
		default:
			continue
		}
		found[h.on] = h
	}
	if fault := failedAssignment(user.AssignmentFaults); fault != nil {
		found[fault.on] = *fault
	}
	for _, on := range []steps.Outcome{Licensed, LicensePending, steps.Unseen, LicenseFailed, LicenseOff} {
		if h, ok := found[on]; ok {
			return h
		}
	}
	return held{on: Unlicensed}
}

// failedAssignment finds a group's licence that did not arrive and would have
// allowed writeback (licenseAssignmentStates of user, Microsoft Graph v1.0).
func failedAssignment(faults []probes.AssignmentFault) *held {
	for _, f := range faults {
		if f.Error == "" || f.Error == "None" || !mayGrant(f.SKUID, "") {
			continue
		}
		return &held{on: LicenseFailed, product: productName(f.SKUID, ""), state: f.Error, group: f.Group}
	}
	return nil
}

func heldNames(user probes.CloudUser) tell.Value {
	names := make([]string, len(user.Licenses))
	for i, l := range user.Licenses {
		names[i] = productName(l.SKUID, l.PartNumber)
	}
	return tell.Words.Some(names)
}
