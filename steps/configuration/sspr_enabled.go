package configuration

import (
	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// SSPREnabledID names this step.
const SSPREnabledID steps.ID = "configuration/sspr-enabled"

// RegisteredOnlySince is a user who has no registered method, and a number in
// the directory that was enough before.
const RegisteredOnlySince steps.Outcome = "registered-only-since"

// whichPolicy tells which page decides over the methods that count
// (authenticationMethodsPolicy.policyMigrationState, Microsoft Graph v1.0). How
// many are needed, what holds for administrators, and security questions stay
// on the pages of password reset throughout.
var whichPolicy = []lang.Text{
	{
		Ko: "어떤 방법이 SSPR에 쓰이는지는 아직 이전 정책([암호 재설정(Password reset)] > [인증 방법(Authentication methods)])이 정합니다(policyMigrationState: {old_policy}).",
		En: "Which methods count for SSPR is still decided by the old policy, Password reset > Authentication methods (policyMigrationState: {old_policy}).",
	},
	{
		Ko: "어떤 방법이 SSPR에 쓰이는지는 이전 정책([암호 재설정(Password reset)] > [인증 방법(Authentication methods)])과 새 정책([인증 방법] > [정책(Policies)])이 함께 정합니다(policyMigrationState: {both_policies}).",
		En: "Which methods count for SSPR is decided by the old policy, Password reset > Authentication methods, and by the new one, Authentication methods > Policies, together (policyMigrationState: {both_policies}).",
	},
	{
		Ko: "어떤 방법이 SSPR에 쓰이는지는 새 정책([인증 방법(Authentication methods)] > [정책(Policies)])만 정합니다(policyMigrationState: {one_policy}). 사용자가 등록한 방법이라도 거기서 꺼져 있으면 인정되지 않습니다. 필요한 방법의 개수는 여전히 [암호 재설정(Password reset)] 페이지에 있습니다.",
		En: "Which methods count for SSPR is decided by Authentication methods > Policies alone (policyMigrationState: {one_policy}). A method that the user has does not count where it is off there. How many are needed still stands on the page Password reset.",
	},
	{
		Ko: "이전 정책과 새 정책 가운데 어느 것이 방법을 정하는지는 읽지 못했습니다({no_policy}). [인증 방법(Authentication methods)] > [정책(Policies)] > [마이그레이션 관리(Manage migration)]에서 확인하십시오.",
		En: "Whether the old or the new policy decides over methods could not be read ({no_policy}). See Authentication methods > Policies > Manage migration.",
	},
}

// SSPREnabled finds a caller whom self-service password reset leaves out: by
// the tenant's switches, by its scope, for want of registered methods, or as
// an administrator.
var SSPREnabled = steps.Step{
	ID:    SSPREnabledID,
	Seed:  []string{"C5"},
	Title: lang.Text{Ko: "셀프 서비스 암호 재설정", En: "Self-service password reset"},
	Why: lang.Text{
		Ko: "셀프 서비스 암호 재설정(SSPR)이 켜져 있고 이 사용자가 대상이어야 암호를 재설정할 수 있습니다. 테넌트의 스위치는 프로그램이 읽을 수 없어 사람이 관리 센터에서 확인해야 합니다.",
		En: "A user can reset a password only if self-service password reset (SSPR) is on and includes the user. The tenant's switches cannot be read by this program; a person has to look in the admin center.",
	},
	Check:     steps.Look(seeSSPR, judgeSSPR),
	Reads:     []steps.Instrument{steps.ByTenant},
	Graph:     steps.GraphRights{Sees: []string{probes.UserRead, probes.AuditRead}, More: []string{probes.PolicyRead, probes.GroupRead}},
	Keeps:     steps.Passing,
	RefutedBy: steps.WrittenHere,
	Needs:     []steps.Fact{steps.User},
	Uses:      []steps.Fact{steps.TenantSwitch, steps.UserID},
	Beside: []steps.Question{{
		Fact: steps.TenantSwitch, Optional: true,
		Label: lang.Text{Ko: "포털의 쓰기 저장 설정", En: "Writeback switch in the portal"},
		Help: lang.Text{
			Ko: "Microsoft Entra 관리 센터 > 암호 재설정(Password reset) > 온-프레미스 통합(On-premises integration) 페이지에서 읽습니다.",
			En: "Read it in the Microsoft Entra admin center > Password reset > On-premises integration.",
		},
		Choices: []steps.Choice{
			{Label: lang.Text{Ko: "모름", En: "Not known"}},
			{Value: "on", Label: lang.Text{Ko: "켜짐", En: "On"}},
			{Value: "off", Label: lang.Text{Ko: "꺼짐", En: "Off"}},
		},
	}},
	Blanks: tell.Kinds{
		"said": tell.Code, "logged": tell.Words, "logged_on": tell.Words, "logged_off": tell.Words,
		"both_policies": tell.Code, "old_policy": tell.Code, "one_policy": tell.Code, "no_policy": tell.Words,
		"frozen": tell.Words, "frozen_maybe": tell.Words, "groups": tell.Group,
		"phones_end": tell.Words, "questions_end": tell.Words, "since": tell.Words, "table_of": tell.Words,
		"updated_at": tell.Moment,
		"user":       tell.User,
	},
	ResetInAD: true,
	Branches: []steps.Branch{
		{
			On: "capable", Status: steps.Healthy,
			Label: lang.Text{Ko: "재설정 가능", En: "Able to reset"},
			Say: lang.Text{
				Ko: "{user} 사용자는 SSPR 대상이며 재설정에 필요한 방법을 등록했습니다({updated_at} 기준).",
				En: "{user} is in the scope of SSPR and has registered enough methods (as of {updated_at}).",
			},
		},
		{
			On: "methods-ending", Status: steps.Warning, Remedy: registerAnother,
			Label: lang.Text{Ko: "끝날 예정인 방법뿐", En: "Methods that will end"},
			Say: lang.Text{
				Ko: "{user} 사용자는 지금 재설정할 수 있지만({updated_at} 기준), 등록한 방법이 모두 곧 끝난다고 예고된 것입니다.",
				En: "{user} is able to reset now (as of {updated_at}), but only with methods whose end is announced.",
			},
			Details: []lang.Text{
				{
					Ko: "이 사용자의 재설정 방법은 전화뿐입니다. Microsoft가 제공하는 문자와 음성 통화는 {phones_end}에 SSPR에서도 끝난다고 예고되었습니다. 그 전에 다른 방법을 등록하도록 안내하십시오.",
					En: "The user resets by telephone alone. Text messages and calls provided by Microsoft are announced to end on {phones_end}, for SSPR too. Tell the user to register another method before.",
				},
				{
					Ko: "이 사용자는 보안 질문에 기대고 있습니다. 보안 질문은 {questions_end}부터 SSPR에서 없어진다고 예고되었습니다.",
					En: "The user relies on security questions, which are announced to be retired in SSPR from {questions_end}.",
				},
				outdatedTable,
			},
		},
		{
			On: "tenant-switch-off", Status: steps.Broken, RefutedBy: steps.Written, Remedy: turnTenantSwitchOn,
			Label: lang.Text{Ko: "스위치 꺼짐", En: "Tenant switch off"},
			Say: lang.Text{
				Ko: "관리 센터의 [온-프레미스 통합(On-premises integration)]에서 암호 쓰기 저장이 꺼져 있다고 사람이 확인했습니다. 켤 때까지 사용자에게 SSPR_0010 오류가 표시됩니다.",
				En: "A person saw on the page On-premises integration that password writeback is off. Until it is on, users see SSPR_0010.",
			},
		},
		{
			On: "not-in-scope", Status: steps.Broken, Remedy: addToScope,
			Label: lang.Text{Ko: "대상이 아님", En: "Not in scope"},
			Say: lang.Text{
				Ko: "{user} 사용자는 SSPR 대상이 아닙니다({updated_at} 기준). 재설정하려고 하면 SSPR_0009, SSPR_0011 또는 SSPR_0013 오류가 표시됩니다.",
				En: "{user} is not in the scope of SSPR (as of {updated_at}). A reset ends with SSPR_0009, SSPR_0011 or SSPR_0013.",
			},
			Details: []lang.Text{
				{
					Ko: "SSPR 대상으로 고른 그룹이 다음 동적 그룹이라면 그것이 원인일 수 있습니다: {groups}. user.memberof를 쓰는 규칙은 {frozen}부터 계산되지 않아, 그 뒤에 들어온 사람은 그룹에 없습니다.",
					En: "If the group chosen for SSPR is one of these dynamic groups, that may be why: {groups}. Rules with user.memberof are not evaluated any more since {frozen}, so people who came later are not in it.",
				},
				{
					Ko: "SSPR 대상으로 고른 그룹이 동적 그룹이면 규칙을 보십시오(이 프로그램은 읽지 못했습니다). user.memberof를 쓰는 규칙은 {frozen_maybe}부터 계산되지 않습니다.",
					En: "If the group chosen for SSPR is a dynamic one, look at its rule, which this program could not read. Rules with user.memberof are not evaluated any more since {frozen_maybe}.",
				},
				outdatedTable,
			},
		},
		{
			On: "not-registered", Status: steps.Broken, Remedy: registerMethods,
			Label: lang.Text{Ko: "등록 안 함", En: "Not registered"},
			Say: lang.Text{
				Ko: "{user} 사용자는 SSPR 대상이지만 인증 방법을 충분히 등록하지 않았습니다({updated_at} 기준). 재설정하려고 하면 SSPR_0014 오류가 표시됩니다.",
				En: "{user} is in the scope of SSPR but has not registered enough methods (as of {updated_at}). A reset ends with SSPR_0014.",
			},
			Details: whichPolicy,
		},
		{
			On: RegisteredOnlySince, Status: steps.Broken, Remedy: registerInstead,
			Label: lang.Text{Ko: "디렉터리 번호만 있음", En: "Directory number only"},
			Say: lang.Text{
				Ko: "{user} 사용자는 인증 방법을 충분히 등록하지 않았고({updated_at} 기준), 디렉터리에 전화번호나 메일 주소만 있습니다. 전에는 그것으로 재설정이 되었을 수 있지만, {since}부터 SSPR은 사용자가 등록한 방법만 받습니다. 재설정하려고 하면 SSPR_0014 오류가 표시됩니다.",
				En: "{user} has not registered enough methods (as of {updated_at}); the directory has a telephone number or mail address. That may have been enough before, but since {since} SSPR accepts only methods that the user has registered. A reset ends with SSPR_0014.",
			},
			Details: append(append([]lang.Text{}, whichPolicy...), outdatedTable),
		},
		{
			On: "counted-by-directory", Status: steps.Warning, Remedy: registerInstead,
			Label: lang.Text{Ko: "등록된 방법 없음", En: "No method listed"},
			Say: lang.Text{
				Ko: "보고서는 {user} 사용자를 등록된 것으로 세지만({updated_at} 기준), 등록된 방법 가운데 SSPR이 받는 것은 없고 디렉터리에 전화번호나 메일 주소만 있습니다. {since}부터 그것은 인정되지 않는다고 예고되었으므로 재설정이 안 될 수 있습니다.",
				En: "The report counts {user} as registered (as of {updated_at}), but lists no method that SSPR takes; the directory has a telephone number or mail address. Since {since} those are announced to count no more, so a reset may fail.",
			},
			Details: append(append([]lang.Text{}, whichPolicy...), outdatedTable),
		},
		{
			On: "administrator-held-back", Status: steps.Broken, Remedy: allowAdministrators,
			Label: lang.Text{Ko: "관리자 막힘", En: "Admin held back"},
			Say: lang.Text{
				Ko: "{user} 사용자는 관리자 역할을 가지고 있고, 테넌트의 정책이 관리자의 셀프 서비스 재설정을 막고 있습니다(allowedToUseSSPR). 이때 SSPR_0009 오류가 표시됩니다.",
				En: "{user} has an administrator role, and the tenant's policy keeps administrators from resetting their passwords (allowedToUseSSPR). They see SSPR_0009.",
			},
		},
		{
			On:    "switch-disputed",
			Label: lang.Text{Ko: "포털 설정이 로그와 다름", En: "Switch disputed"},
			Say: lang.Text{
				Ko: "포털의 온-프레미스 통합 스위치에 대해 사람이 말한 것({said})과 Entra 감사 로그가 다릅니다. 로그에서 가장 최근 기록은 {logged}입니다. 페이지를 다시 열어 지금의 상태를 읽으십시오: Microsoft Entra 관리 센터 > 암호 재설정(Password reset) > 온-프레미스 통합(On-premises integration).",
				En: "What a person said of the portal's switch On-premises integration ({said}) and the Entra audit log disagree. The newest row there: {logged}. Load the page again and read how it is now: Microsoft Entra admin center > Password reset > On-premises integration.",
			},
		},
		{
			On:    "switch-unsaid",
			Label: lang.Text{Ko: "포털 설정 확인 안 됨", En: "Switch not known"},
			Say: lang.Text{
				Ko: "{user} 사용자는 SSPR 대상이고 인증 방법도 등록했지만({updated_at} 기준), 포털의 온-프레미스 통합 스위치가 켜져 있는지는 아무도 말하지 않았습니다. 꺼져 있으면 새 암호가 Active Directory에 쓰이지 않습니다. Microsoft Entra 관리 센터 > 암호 재설정(Password reset) > 온-프레미스 통합(On-premises integration) 페이지에서 읽으십시오.",
				En: "{user} is in the scope of SSPR and has registered (as of {updated_at}), but nobody has said whether the portal's switch On-premises integration is on. If it is off, no new password is written to Active Directory. Read it in the Microsoft Entra admin center > Password reset > On-premises integration.",
			},
			Details: []lang.Text{
				{
					Ko: "Entra 감사 로그의 가장 최근 기록은 {logged_off}입니다. 꺼져 있을 가능성이 큽니다.",
					En: "The newest row of the Entra audit log: {logged_off}. It is likely to be off.",
				},
				{
					Ko: "Entra 감사 로그의 가장 최근 기록은 {logged_on}입니다. 그것이 이 스위치를 켠 것인지는 로그에 나오지 않으므로 페이지에서 확인하십시오.",
					En: "The newest row of the Entra audit log: {logged_on}. Whether that was this switch, the log does not say, so look at the page.",
				},
			},
		},
		{
			On:    "absent",
			Label: lang.Text{Ko: "등록 정보에 없음", En: "Not in the report"},
			Say: lang.Text{
				Ko: "{user} 사용자의 등록 정보가 보고서에 없습니다. 사용 안 함 상태이거나, 게스트 계정이거나, 새로 만든 계정일 수 있습니다.",
				En: "The registration report does not list {user}. The account may be disabled, a guest, or new.",
			},
		},
		{
			On:    steps.Unseen,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "이 사용자가 SSPR 대상인지, 인증 방법을 등록했는지 읽지 못했습니다.",
				En: "Whether SSPR includes the user, and whether the user has registered, could not be read.",
			},
		},
	},
}
