package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

var cloudOnlyReset = &steps.Remedy{
	Who:   []steps.Who{steps.Helpdesk, steps.EntraAdmin},
	Where: lang.Text{Ko: "Microsoft Entra 관리 센터 > 사용자(Users) > {user}", En: "Microsoft Entra admin center > Users > {user}"},
	Do: []lang.Text{
		{
			Ko: "통화 중인 사용자에게 이렇게 안내하십시오. 이 계정의 암호는 클라우드 서비스에서만 쓰이며, 회사 PC에는 Active Directory 계정과 그 암호로 로그인해야 합니다.",
			En: "Tell the caller: the password of this account works for cloud services only; the PC needs the Active Directory account and its password.",
		},
		{
			Ko: "클라우드 암호의 재설정이 안 된다면 이 사용자에게 유료 Microsoft 365 제품(예: Business Standard)이 할당되어 있는지 확인하십시오. 이것은 클라우드 전용 사용자의 조건이며 쓰기 저장의 조건이 아닙니다. 무료 디렉터리에서는 재설정은 안 되고 암호 변경만 됩니다.",
			En: "If resetting the cloud password fails, check whether the user has a paid Microsoft 365 product, for example Business Standard. That is the condition for cloud-only users, not for writeback. The free directory allows changing a password, not resetting it.",
		},
		{
			Ko: "Active Directory 계정이 따로 있어야 하는 사람이라면 AD 관리자에게 동기화 범위를 확인하도록 요청하십시오.",
			En: "If the person should have an Active Directory account, ask the AD administrator to look at the scope of synchronisation.",
		},
	},
	Link: licensingPage,
}

var bringBackIntoScope = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin, steps.ADAdmin},
	Where: lang.Text{Ko: "Microsoft Entra Connect Sync 서버의 PowerShell", En: "PowerShell on the Microsoft Entra Connect Sync server"},
	Do: []lang.Text{
		{
			Ko: "사용자의 OU와 그룹, 특성 필터가 동기화 범위에 들어 있는지 확인하십시오. 일부러 제외한 사용자일 수 있습니다.",
			En: "Check whether the user's OU, group and attributes are in the scope of synchronisation. The user may have been left out on purpose.",
		},
		{
			Ko: "범위를 고친 뒤 동기화를 한 번 실행하십시오.",
			En: "After correcting the scope, run one synchronisation.",
		},
	},
	Fix: []steps.Command{{Shell: steps.PowerShell, Text: "Start-ADSyncSyncCycle -PolicyType Initial"}},
	Changes: lang.Text{
		Ko: "범위를 넓히면 새로 들어온 모든 개체가 동기화됩니다.",
		En: "A wider scope synchronises every object that is new in it.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 동기화된 계정으로 보입니다.",
		En: "Checked again, this step shows a synchronised account.",
	},
	Link: "https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-configure-filtering",
}

var findInDirectory = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: onAController,
	Do: []lang.Text{
		{
			Ko: "포리스트 전체에서 이 사용자를 찾으십시오. 다른 도메인에 있으면 그 도메인으로 다시 확인하십시오.",
			En: "Search the whole forest for this user. If another domain has it, check again with that domain.",
		},
		{
			Ko: "삭제된 계정이면 AD 휴지통에서 복원하거나, 클라우드에 남은 계정을 정리하십시오.",
			En: "If it was deleted, restore it from the AD Recycle Bin, or clean up what remains in the cloud.",
		},
	},
	Look: []steps.Command{
		{Shell: steps.PowerShell, Text: "Get-ADUser -Server ((Get-ADForest).GlobalCatalogs[0] + ':3268') -LDAPFilter ('(userPrincipalName=' + {user_match} + ')')"},
		{Shell: steps.PowerShell, Text: "Get-ADObject -IncludeDeletedObjects -LDAPFilter ('(&(isDeleted=TRUE)(userPrincipalName=' + {user_match} + '))') -Properties lastKnownParent"},
	},
	Changes: lang.Text{
		Ko: "두 명령은 읽기만 합니다.",
		En: "Both commands only read.",
	},
	Proof: lang.Text{
		Ko: "첫 번째 Get-ADUser 명령이 이 사용자를 보여 주고, 이 단계를 다시 확인하면 사용자를 찾습니다.",
		En: "The first Get-ADUser shows this user, and checked again, this step finds them.",
	},
	Link: "https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-object-not-syncing",
}

var checkTheName = &steps.Remedy{
	Who:   []steps.Who{steps.Helpdesk},
	Where: lang.Text{Ko: "통화 중인 사용자", En: "The caller"},
	Do: []lang.Text{
		{
			Ko: "로그인할 때 쓰는 이름을 글자 그대로 다시 물으십시오. 메일 주소와 로그인 이름은 다를 수 있습니다.",
			En: "Ask once more for the exact name used to sign in. The mail address and the sign-in name can differ.",
		},
		{
			Ko: "이름을 고쳐 다시 확인하십시오. 그래도 없으면 계정이 지워졌는지 AD 관리자에게 물으십시오.",
			En: "Correct the name and check again. If it is still not found, ask the AD administrator whether the account was deleted.",
		},
	},
	Link: "https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-userprincipalname",
}

var separateNames = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: lang.Text{Ko: "Active Directory 사용자 및 컴퓨터", En: "Active Directory Users and Computers"},
	Do: []lang.Text{
		{
			Ko: "어느 계정이 이 사람의 것인지 정하십시오: {dns}.",
			En: "Decide which account is this person's: {dns}.",
		},
		{
			Ko: "나머지 계정의 로그인 이름과 메일 특성을 서로 겹치지 않게 바꾸십시오. 같은 사용자가 여러 포리스트에서 사용 중이면 쓰기 저장이 지원되지 않습니다.",
			En: "Give the others a sign-in name and mail attributes of their own. Writeback is not supported for a user who is enabled in several forests.",
		},
	},
	Changes: lang.Text{
		Ko: "이름이 바뀐 계정의 사용자는 새 이름으로 로그인해야 합니다.",
		En: "Users of a renamed account must sign in with the new name.",
	},
	Link: "https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors",
}

var freeTheName = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: lang.Text{Ko: "Active Directory 사용자 및 컴퓨터", En: "Active Directory Users and Computers"},
	Do: []lang.Text{
		{
			Ko: "이 사람의 계정은 {dn}입니다. 다른 계정에서 겹치는 값을 지우거나 바꾸십시오: {rivals}.",
			En: "This person's account is {dn}. Remove or change the value on the other one: {rivals}.",
		},
		{
			Ko: "동기화 오류가 남아 있는지 Microsoft Entra 관리 센터의 Entra Connect Health 또는 사용자 속성의 프로비저닝 오류에서 확인하십시오.",
			En: "Look for what is left of it in Entra Connect Health or under the user's provisioning errors in the Microsoft Entra admin center.",
		},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "Get-ADObject -Server ((Get-ADForest).GlobalCatalogs[0] + ':3268') -LDAPFilter ('(|(userPrincipalName=' + {user_match} + ')(proxyAddresses=smtp:' + {user_match} + '))') -Properties userPrincipalName, proxyAddresses"}},
	Changes: lang.Text{
		Ko: "값을 지운 계정은 그 주소로 메일을 받거나 로그인할 수 없습니다.",
		En: "The account that loses the value can no longer sign in or receive mail with it.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 겹치는 계정이 나오지 않습니다.",
		En: "Checked again, this step names no other account.",
	},
	Link: "https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors",
}
