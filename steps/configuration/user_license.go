package configuration

import (
	"cmp"
	"context"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// What others name of user-license: the step and its outcomes.
const (
	UserLicenseID steps.ID = "configuration/user-license"

	Licensed       steps.Outcome = "licensed"
	LicensePending steps.Outcome = "pending"
	LicenseOff     steps.Outcome = "plan-disabled"
	LicenseFailed  steps.Outcome = "assignment-error"
	Unlicensed     steps.Outcome = "unlicensed"
)

// UserLicense finds a caller without a working licence for password writeback,
// whom self-service password reset turns away with SSPR_0012.
var UserLicense = steps.Step{
	ID:    UserLicenseID,
	Seed:  []string{"C3"},
	Title: lang.Text{Ko: "사용자의 라이선스", En: "Licence of the user"},
	Why: lang.Text{
		Ko: "테넌트에 라이선스가 있어도 이 사용자에게 할당되어 있지 않으면 셀프 서비스 암호 재설정이 SSPR_0012 오류로 거절됩니다.",
		En: "Whatever the tenant owns, self-service password reset refuses a user without a licence with SSPR_0012.",
	},
	Check:     steps.Look(seeUserLicense, judgeUserLicense),
	Reads:     []steps.Instrument{steps.ByTenant},
	Keeps:     steps.Passing,
	RefutedBy: steps.WrittenHere,
	Needs:     []steps.Fact{steps.User},
	Uses:      []steps.Fact{steps.UserID},
	Blanks: tell.Kinds{
		"group":   tell.ObjectID,
		"product": tell.Words, "products": tell.Words, "state": tell.Words,
		"user": tell.User,
	},
	Branches: []steps.Branch{
		{
			On: Licensed, Status: steps.Healthy,
			Label: lang.Text{Ko: "라이선스 있음", En: "Licensed"},
			Say: lang.Text{
				Ko: "{user} 계정에 쓰기 저장을 허용하는 {product} 라이선스가 있습니다.",
				En: "{user} holds {product}, which allows writeback.",
			},
		},
		{
			On: LicensePending, Status: steps.Warning, Remedy: waitForUserPlan,
			Label: lang.Text{Ko: "준비 중", En: "Being prepared"},
			Say: lang.Text{
				Ko: "{user} 계정의 라이선스({product})가 아직 준비되고 있습니다(상태: {state}).",
				En: "The licence {product} of {user} is still being prepared (state: {state}).",
			},
		},
		{
			On: LicenseOff, Status: steps.Broken, Remedy: switchPlanOn,
			Label: lang.Text{Ko: "서비스 계획이 꺼짐", En: "Plan switched off"},
			Say: lang.Text{
				Ko: "{user} 계정에 라이선스({product})가 있지만 그 안의 Microsoft Entra ID P1 또는 P2가 꺼져 있어 쓰기 저장을 쓸 수 없습니다.",
				En: "{user} holds {product}, but Microsoft Entra ID P1 or P2 inside it is switched off, so writeback cannot be used.",
			},
		},
		{
			On: LicenseFailed, Status: steps.Broken, Remedy: repairAssignment,
			Label: lang.Text{Ko: "할당 오류", En: "Assignment failed"},
			Say: lang.Text{
				Ko: "{user} 계정에 라이선스({product})를 할당하지 못했습니다(오류: {state}).",
				En: "The licence {product} could not be assigned to {user} (error: {state}).",
			},
		},
		{
			On: Unlicensed, Status: steps.Broken, Remedy: licenseThisUser,
			Label: lang.Text{Ko: "라이선스 없음", En: "Not licensed"},
			Say: lang.Text{
				Ko: "{user} 계정에는 쓰기 저장을 허용하는 라이선스가 없습니다. 가진 라이선스: {products}.",
				En: "{user} holds no licence that allows writeback. Licences held: {products}.",
			},
		},
		{
			On:    steps.Unseen,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "사용자의 라이선스를 읽지 못했습니다.",
				En: "The licences of the user could not be read.",
			},
		},
	},
}

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
	}}
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
	if len(user.Licenses) == 0 {
		return tell.Words.Of("0")
	}
	names := make([]string, len(user.Licenses))
	for i, l := range user.Licenses {
		names[i] = productName(l.SKUID, l.PartNumber)
	}
	return tell.Words.Some(names)
}

var waitForUserPlan = &steps.Remedy{
	Who:   []steps.Who{steps.Helpdesk},
	Where: lang.Text{Ko: "이 화면", En: "This screen"},
	Do: []lang.Text{{
		Ko: "통화 중인 사용자에게 몇 분 뒤에 다시 시도하도록 안내하고, 그때 다시 확인하십시오. 하루가 지나도 그대로이면 라이선스를 뺐다가 다시 할당하도록 Entra 관리자에게 요청하십시오.",
		En: "Tell the caller to try again in a few minutes, and check again then. If nothing has changed after a day, ask the Entra administrator to remove and assign the licence again.",
	}},
	Link: licensingPage,
}

var switchPlanOn = &steps.Remedy{
	Who: []steps.Who{steps.EntraAdmin},
	Where: lang.Text{
		Ko: "Microsoft 365 관리 센터 > 사용자 > 활성 사용자 > {user} > 라이선스 및 앱",
		En: "Microsoft 365 admin center > Users > Active users > {user} > Licenses and apps",
	},
	Do: []lang.Text{
		{
			Ko: "[앱] 목록에서 {product} 제품의 Microsoft Entra ID P1 또는 P2 항목을 켜고 저장하십시오.",
			En: "In the list Apps, switch on Microsoft Entra ID P1 or P2 of {product}, and save.",
		},
		{
			Ko: "그룹으로 할당한 라이선스라면 그룹의 라이선스 설정에서 켜야 합니다. 이때 그룹의 모든 구성원이 바뀝니다.",
			En: "If a group gives the licence, switch it on in the group's licence. This changes every member of the group.",
		},
	},
	Changes: lang.Text{
		Ko: "이 사용자가 Microsoft Entra ID P1 또는 P2 기능을 쓸 수 있게 됩니다.",
		En: "The user may use the features of Microsoft Entra ID P1 or P2.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 라이선스가 있는 것으로 보입니다.",
		En: "Checked again, this step shows a licensed user.",
	},
	Link: "https://learn.microsoft.com/microsoft-365/admin/manage/assign-licenses-to-users",
}

var repairAssignment = &steps.Remedy{
	Who:   []steps.Who{steps.EntraAdmin},
	Where: licensesPlace,
	Do: []lang.Text{
		{
			Ko: "오류({state})의 뜻에 따라 원인을 없애십시오. CountViolation은 남은 라이선스가 없다는 뜻이고, MutuallyExclusiveViolation은 함께 쓸 수 없는 제품이 이미 있다는 뜻이며, DependencyViolation은 먼저 필요한 제품이 없다는 뜻입니다.",
			En: "Remove the reason for the error ({state}). CountViolation means that no licence is left, MutuallyExclusiveViolation that a product is assigned that cannot be held together with it, and DependencyViolation that another product is needed first.",
		},
		{
			Ko: "그다음 라이선스를 주는 그룹(ID: {group})에서 [다시 처리]를 실행하십시오. 그룹으로 받은 것이 아니면 라이선스를 다시 할당하십시오.",
			En: "Then reprocess the group that gives the licence (ID: {group}). If no group gives it, assign the licence again.",
		},
	},
	Changes: oneUserChanges,
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 라이선스가 있는 것으로 보입니다.",
		En: "Checked again, this step shows a licensed user.",
	},
	Link: "https://learn.microsoft.com/entra/identity/users/licensing-groups-resolve-problems",
}

var licenseThisUser = &steps.Remedy{
	Who: []steps.Who{steps.EntraAdmin},
	Where: lang.Text{
		Ko: "Microsoft 365 관리 센터 > 사용자 > 활성 사용자 > {user} > 라이선스 및 앱",
		En: "Microsoft 365 admin center > Users > Active users > {user} > Licenses and apps",
	},
	Do: []lang.Text{
		{
			Ko: "Microsoft Entra ID P1 또는 P2가 들어 있는 라이선스를 할당하십시오. 알맞은 제품의 이름은 '테넌트의 유료 라이선스' 단계에 나옵니다.",
			En: "Assign a licence that includes Microsoft Entra ID P1 or P2. The step Paid licence of the tenant names one.",
		},
		{
			Ko: "할당한 뒤 사용자가 재설정을 다시 시도하도록 안내하십시오. 반영까지 몇 분이 걸릴 수 있습니다.",
			En: "Then tell the user to try the reset again. It may take a few minutes to take effect.",
		},
	},
	Changes: oneUserChanges,
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 라이선스가 있는 것으로 보입니다.",
		En: "Checked again, this step shows a licensed user.",
	},
	Link: licensingPage,
}
