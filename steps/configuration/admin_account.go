package configuration

import (
	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// The roles that may switch password writeback on. The tutorial asks for the
// second, its wizard step for the first ("Enable Microsoft Entra self-service
// password reset writeback"). Template IDs: "Microsoft Entra built-in roles".
const (
	globalAdministrator = "62e90394-69f5-4237-9190-012177145e10"
	hybridAdministrator = "8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2"
)

// AdminAccount finds an administrator account that cannot switch writeback on:
// federated, without the role, or without a licence.
var AdminAccount = steps.Step{
	ID:    "configuration/admin-account",
	Seed:  []string{"C3", "C6"},
	Title: lang.Text{Ko: "쓰기 저장을 켠 관리자 계정", En: "Account that switched writeback on"},
	Why: lang.Text{
		Ko: "쓰기 저장을 켜고 끄려면 이 계정이 페더레이션이 아니라 클라우드에서 직접 로그인해야 하고, 역할과 라이선스도 있어야 합니다.",
		En: "To switch writeback on and off, this account must sign in to the cloud itself (not federated) and hold the role and a licence.",
	},
	Check: steps.Look(seeAdmin, judgeAdmin),
	Reads: []steps.Instrument{steps.ByTenant},
	Graph: steps.GraphRights{Sees: []string{probes.UserRead, probes.LicenceRead, probes.RolesRead}, More: []string{probes.DomainRead, probes.EligibleRead}},
	Keeps: steps.Passing,
	Needs: []steps.Fact{steps.Admin},
	Blanks: tell.Kinds{
		"admin": tell.Admin, "licence": tell.Words,
		"role": tell.Role,
	},
	Branches: []steps.Branch{
		{
			On: "cloud-admin", Status: steps.Healthy,
			Label: lang.Text{Ko: "클라우드 관리자", En: "Cloud administrator"},
			Say: lang.Text{
				Ko: "{admin} 계정은 클라우드에서 관리하는 관리자 계정이며 역할({role})을 직접 가지고 있습니다.",
				En: "{admin} is an administrator account of the cloud and holds the role {role} directly.",
			},
			Details: []lang.Text{{
				Ko: "이 계정에는 {licence} 라이선스가 있습니다.",
				En: "It holds the licence {licence}.",
			}},
		},
		{
			On: "synchronised-managed", Status: steps.Warning, Remedy: useCloudAdmin,
			Label: lang.Text{Ko: "동기화된 관리자", En: "Synchronised admin"},
			Say: lang.Text{
				Ko: "{admin} 계정은 Active Directory에서 동기화된 계정입니다. 지금은 작동하지만, Microsoft는 클라우드에서 만든 관리자 계정을 쓰도록 안내합니다.",
				En: "{admin} is synchronised from Active Directory. That works today, but Microsoft's guidance is to use an administrator made in the cloud.",
			},
		},
		{
			On: "group-role", Status: steps.Warning, Remedy: assignRoleDirectly, Causes: []steps.ID{"reenable/event-log"},
			Label: lang.Text{Ko: "그룹으로 받은 역할", En: "Role through a group"},
			Say: lang.Text{
				Ko: "{admin} 계정은 역할({role})을 그룹을 통해서만 가지고 있습니다. Connect 마법사는 직접 할당된 역할을 요구합니다.",
				En: "{admin} has the role {role} only through a group. The Connect wizard needs it assigned directly.",
			},
		},
		{
			On: "eligible-only", Status: steps.Warning, Remedy: activateRole, Causes: []steps.ID{"reenable/event-log"},
			Label: lang.Text{Ko: "활성화하지 않은 역할", En: "Role not activated"},
			Say: lang.Text{
				Ko: "{admin} 계정은 역할({role})을 받을 자격만 있고, 그 역할을 아직 활성화하지 않았습니다.",
				En: "{admin} is eligible for the role {role} but has not activated it.",
			},
		},
		{
			On: "federated", Status: steps.Broken, Remedy: useCloudAdmin, Explains: []steps.ID{"reenable/event-log"},
			Label: lang.Text{Ko: "페더레이션 계정", En: "Federated account"},
			Say: lang.Text{
				Ko: "{admin} 계정의 도메인은 페더레이션 도메인입니다. 이런 계정으로는 쓰기 저장을 켜거나 끌 수 없습니다(이벤트 31014, 32009).",
				En: "The domain of {admin} is federated. Such an account cannot switch writeback on or off (events 31014 and 32009).",
			},
		},
		{
			On: "disabled", Status: steps.Broken, Remedy: useCloudAdmin, Explains: []steps.ID{"reenable/event-log"},
			Label: lang.Text{Ko: "사용 안 함", En: "Disabled"},
			Say: lang.Text{
				Ko: "{admin} 계정은 사용하지 않도록 설정되어 있어 로그인할 수 없습니다.",
				En: "{admin} is disabled and cannot sign in.",
			},
		},
		{
			On: "no-role", Status: steps.Broken, Remedy: assignRoleDirectly, Explains: []steps.ID{"reenable/event-log"},
			Label: lang.Text{Ko: "역할 없음", En: "No role"},
			Say: lang.Text{
				Ko: "{admin} 계정에는 전역 관리자(Global Administrator)나 하이브리드 ID 관리자(Hybrid Identity Administrator) 역할이 없습니다.",
				En: "{admin} is neither Global Administrator nor Hybrid Identity Administrator.",
			},
		},
		{
			On: "scoped-role", Status: steps.Broken, Remedy: assignRoleDirectly, Explains: []steps.ID{"reenable/event-log"},
			Label: lang.Text{Ko: "일부에만 미치는 역할", En: "Role of a part only"},
			Say: lang.Text{
				Ko: "{admin} 계정의 역할({role})은 관리 단위(administrative unit)나 개체 하나에만 미칩니다. 쓰기 저장을 켜고 끄려면 테넌트 전체에 미치는 역할이 필요합니다.",
				En: "The role {role} of {admin} reaches no further than an administrative unit or one object. Switching writeback on or off needs a role of the whole tenant.",
			},
		},
		{
			On: "unlicensed", Status: steps.Broken, Remedy: licenseTheAdmin, Explains: []steps.ID{"reenable/event-log"},
			Label: lang.Text{Ko: "라이선스 없음", En: "Not licensed"},
			Say: lang.Text{
				Ko: "{admin} 계정에는 Microsoft Entra ID P1 또는 P2 라이선스가 없습니다. 이때 Connect 마법사는 필요한 라이선스가 있는지 확인하라는 오류를 표시합니다.",
				En: "{admin} holds no licence with Microsoft Entra ID P1 or P2. The Connect wizard then shows an error that asks for the required licence.",
			},
		},
		{
			On: "not-found", Status: steps.Broken, Remedy: useCloudAdmin, Explains: []steps.ID{"reenable/event-log"},
			Label: lang.Text{Ko: "계정 없음", En: "No such account"},
			Say: lang.Text{
				Ko: "{admin} 계정이 Microsoft Entra ID에 없습니다. 이름이 틀렸거나 삭제된 계정입니다.",
				En: "There is no {admin} in Microsoft Entra ID. The name is wrong or the account was deleted.",
			},
		},
		{
			On:    "role-unseen",
			Label: lang.Text{Ko: "역할을 보지 못함", En: "Role not seen"},
			Say: lang.Text{
				Ko: "{admin} 계정은 찾았지만 어떤 역할을 가졌는지 읽지 못했습니다.",
				En: "{admin} was found, but its roles could not be read.",
			},
		},
		{
			On:    steps.Unseen,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "쓰기 저장을 켠 관리자 계정을 보지 못했습니다. 어느 계정인지 모르면 Connect 서버를 설치한 사람에게 물어보십시오.",
				En: "The account that switched writeback on could not be looked at. If nobody knows which it is, ask whoever installed the Connect server.",
			},
		},
	},
}
