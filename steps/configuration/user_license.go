package configuration

import (
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

	LicenseGrace     steps.Outcome = "grace"
	LicenseSuspended steps.Outcome = "suspended"
)

// What is told of the place where a user is: that it is empty, or that nobody
// said.
const (
	nowhereUsed    = "unlocated"
	perhapsNowhere = "unlocated_unsaid"

	usageLocation = "usageLocation"
)

var locationDetails = []lang.Text{
	{
		Ko: "이 계정은 사용 위치({unlocated})도 비어 있습니다. 사용 위치가 없으면 라이선스를 직접 할당할 수 없습니다.",
		En: "The account has no usage location either ({unlocated}). Without one no licence can be assigned to it directly.",
	},
	{
		Ko: "사용 위치({unlocated_unsaid})가 있는지는 읽지 못했습니다. 비어 있으면 라이선스보다 먼저 정해야 합니다.",
		En: "Whether it has a usage location ({unlocated_unsaid}) could not be read. If there is none, it has to be set before a licence can be assigned.",
	},
}

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
	Graph:     steps.GraphRights{Sees: []string{probes.UserRead, probes.LicenceRead}},
	Keeps:     steps.Passing,
	RefutedBy: steps.WrittenHere,
	Needs:     []steps.Fact{steps.User},
	Uses:      []steps.Fact{steps.UserID},
	Blanks: tell.Kinds{
		"count": tell.Number, "direct": tell.Words, nowhereUsed: tell.Words, perhapsNowhere: tell.Words,
		"group":   tell.ObjectID,
		"product": tell.Words, "products": tell.Words, "state": tell.Words,
		"user": tell.User,
	},
	ResetInAD: true,
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
			On: LicenseGrace, Status: steps.Warning, Remedy: renewLicense,
			Label: lang.Text{Ko: "유예 기간", En: "Grace period"},
			Say: lang.Text{
				Ko: "{user} 계정이 가진 라이선스({product})의 구독이 만료되어 유예 기간에 있습니다. 유예 기간이 끝나면 이 사용자는 재설정할 수 없습니다.",
				En: "The subscription of the licence that {user} holds ({product}) has run out and is in its grace period. When that ends, the user can no longer reset.",
			},
		},
		{
			On: LicenseSuspended, Status: steps.Broken, Remedy: anotherLicense,
			Label: lang.Text{Ko: "구독 중지됨", En: "Subscription suspended"},
			Say: lang.Text{
				Ko: "{user} 계정이 가진 라이선스({product})의 구독이 사용 중지되었습니다(상태: {state}). 테넌트에 다른 라이선스가 있어도 이 사용자에게는 없는 것과 같습니다.",
				En: "The subscription of the licence that {user} holds ({product}) is suspended (state: {state}). Whatever else the tenant owns, this user has nothing.",
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
			Apart: []steps.Apart{{Where: nowhereUsed, Remedy: setUsageLocation}},
			Label: lang.Text{Ko: "할당 오류", En: "Assignment failed"},
			Say: lang.Text{
				Ko: "{user} 계정에 라이선스({product})를 할당하지 못했습니다(오류: {state}).",
				En: "The licence {product} could not be assigned to {user} (error: {state}).",
			},
			Details: append([]lang.Text{{
				Ko: "그룹이 아니라 직접 할당한 라이선스이거나, 어느 그룹이 주는지 알려지지 않았습니다({direct}).",
				En: "The licence was assigned directly, or nobody says which group gives it ({direct}).",
			}}, locationDetails...),
		},
		{
			On: Unlicensed, Status: steps.Broken, Remedy: licenseThisUser,
			Apart: []steps.Apart{{Where: nowhereUsed, Remedy: setUsageLocation}},
			Label: lang.Text{Ko: "라이선스 없음", En: "Not licensed"},
			Say: lang.Text{
				Ko: "{user} 계정에는 쓰기 저장을 허용하는 라이선스가 없습니다.",
				En: "{user} holds no licence that allows writeback.",
			},
			Details: append([]lang.Text{
				{Ko: "가진 라이선스: {products}.", En: "Licences held: {products}."},
				{Ko: "이 계정에 할당된 라이선스는 {count}개입니다.", En: "This account holds {count} {count|licence|licences} of any kind."},
			}, locationDetails...),
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
