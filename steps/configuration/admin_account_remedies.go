package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

var useCloudAdmin = &steps.Remedy{
	Who:   []steps.Who{steps.EntraAdmin, steps.ServerAdmin},
	Where: lang.Text{Ko: "Microsoft Entra 관리 센터 > 사용자(Users)", En: "Microsoft Entra admin center > Users"},
	Do: []lang.Text{
		{
			Ko: "이름이 onmicrosoft.com으로 끝나는 클라우드 관리자 계정을 준비하십시오. 온-프레미스 AD가 아니라 Microsoft Entra ID에서 만든 계정이어야 합니다.",
			En: "Have an administrator account ready whose name ends in onmicrosoft.com, made in Microsoft Entra ID and not in the on-premises directory.",
		},
		{
			Ko: "그 계정에 하이브리드 ID 관리자(Hybrid Identity Administrator) 역할을 직접 할당하십시오. 마법사가 전역 관리자(Global Administrator)를 요구하면 그 역할을 쓰십시오.",
			En: "Assign the role Hybrid Identity Administrator to it directly. If the wizard asks for Global Administrator, use that role.",
		},
		{
			Ko: "그 계정에 Microsoft Entra ID P1 또는 P2가 들어 있는 라이선스를 할당하십시오.",
			En: "Assign it a licence with Microsoft Entra ID P1 or P2 inside.",
		},
		{
			Ko: "앞으로 쓰기 저장을 켜고 끌 때에는 {admin} 대신 그 계정으로 로그인하십시오.",
			En: "From now on sign in with that account instead of {admin} to switch writeback on or off.",
		},
	},
	Changes: lang.Text{
		Ko: "관리자 계정이 하나 늘어납니다. 지금 동작하는 쓰기 저장은 바뀌지 않습니다.",
		En: "There is one more administrator account. Writeback as it runs now does not change.",
	},
	Proof: lang.Text{
		Ko: "새 계정의 이름으로 이 단계를 다시 확인하면 클라우드 관리자로 보입니다.",
		En: "Checked again with the new account, this step shows a cloud administrator.",
	},
	Link: pageTutorial,
}

var assignRoleDirectly = &steps.Remedy{
	Who: []steps.Who{steps.EntraAdmin},
	Where: lang.Text{
		Ko: "Microsoft Entra 관리 센터 > 사용자(Users) > {admin} > 할당된 역할(Assigned roles)",
		En: "Microsoft Entra admin center > Users > {admin} > Assigned roles",
	},
	Do: []lang.Text{
		{
			Ko: "하이브리드 ID 관리자(Hybrid Identity Administrator) 역할을 이 사용자에게 직접 할당하십시오. 그룹을 통한 할당은 마법사가 알아보지 못합니다.",
			En: "Assign the role Hybrid Identity Administrator to this user directly. The wizard does not see one that comes through a group.",
		},
		{
			Ko: "마법사가 전역 관리자(Global Administrator)를 요구하면 작업하는 동안만 그 역할을 할당하십시오.",
			En: "If the wizard asks for Global Administrator, assign that role for the time of the work.",
		},
	},
	Changes: lang.Text{
		Ko: "{admin} 계정의 권한이 늘어납니다. 작업이 끝나면 필요 없는 역할을 거두십시오.",
		En: "{admin} gains rights. Take back the roles that are not needed when the work is done.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 직접 할당된 역할이 보입니다.",
		En: "Checked again, this step shows a role that is assigned directly.",
	},
	Link: "https://learn.microsoft.com/entra/identity/role-based-access-control/manage-roles-portal",
}

var activateRole = &steps.Remedy{
	Who: []steps.Who{steps.EntraAdmin},
	Where: lang.Text{
		Ko: "Microsoft Entra 관리 센터 > Privileged Identity Management > 내 역할(My roles)",
		En: "Microsoft Entra admin center > Privileged Identity Management > My roles",
	},
	Do: []lang.Text{{
		Ko: "{admin} 계정으로 로그인하여 역할({role})을 활성화하십시오. 승인이 필요하면 승인자에게 요청하십시오.",
		En: "Sign in as {admin} and activate the role {role}. Ask the approver if approval is needed.",
	}},
	Changes: lang.Text{
		Ko: "역할은 정해진 시간이 지나면 저절로 꺼집니다.",
		En: "The role ends by itself after the set time.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 클라우드 관리자로 나옵니다.",
		En: "Checked again, this step shows a cloud administrator.",
	},
	Link: "https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-activate-role",
}

var licenseTheAdmin = &steps.Remedy{
	Who:   []steps.Who{steps.EntraAdmin},
	Where: licensesPlace,
	Do: []lang.Text{{
		Ko: "{admin} 계정에 Microsoft Entra ID P1 또는 P2가 들어 있는 라이선스를 하나 할당하십시오. 테스트 사용자에게도 하나가 필요합니다.",
		En: "Assign {admin} a licence with Microsoft Entra ID P1 or P2 inside. The test user needs one too.",
	}},
	Changes: oneUserChanges,
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 라이선스가 있는 관리자로 보입니다.",
		En: "Checked again, this step shows a licensed administrator.",
	},
	Link: licensingPage,
}
