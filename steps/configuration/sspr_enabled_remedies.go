package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// "Troubleshoot self-service password reset".
const resetTroubleshooting = "https://learn.microsoft.com/entra/identity/authentication/troubleshoot-sspr"

var turnTenantSwitchOn = &steps.Remedy{
	Who: []steps.Who{steps.EntraAdmin},
	Where: lang.Text{
		Ko: "Microsoft Entra 관리 센터 > 암호 재설정(Password reset) > 온-프레미스 통합(On-premises integration)",
		En: "Microsoft Entra admin center > Password reset > On-premises integration",
	},
	Do: []lang.Text{
		{
			Ko: "먼저 Connect 서버의 마법사에서 암호 쓰기 저장을 켜십시오('암호 쓰기 저장 스위치' 단계). 포털의 스위치는 그다음입니다. 서버에서 켜기 전에는 이 페이지에서 켤 것이 없습니다.",
			En: "First have password writeback switched on in the wizard on the Connect server (the step about the writeback switch). The portal's switch comes after it: before that the page has nothing to switch on.",
		},
		{
			Ko: "[동기화된 사용자의 암호 쓰기 저장 사용(Enable password write back for synced users)]을 켜고 저장하십시오.",
			En: "Switch on Enable password write back for synced users, and save.",
		},
		{
			Ko: "저장 단추가 막혀 있으면 전역 관리자(Global Administrator)로 로그인하십시오.",
			En: "If it cannot be saved, sign in as a Global Administrator.",
		},
	},
	Changes: lang.Text{
		Ko: "동기화된 모든 사용자의 새 암호가 Active Directory에도 쓰입니다.",
		En: "New passwords of all synchronised users are written to Active Directory too.",
	},
	Proof: lang.Text{
		Ko: "같은 페이지를 새로 고쳐도 스위치가 켜져 있습니다.",
		En: "Loaded again, the page still shows the switch on.",
	},
	Link: pageTutorial,
}

var addToScope = &steps.Remedy{
	Who: []steps.Who{steps.EntraAdmin},
	Where: lang.Text{
		Ko: "Microsoft Entra 관리 센터 > 암호 재설정(Password reset) > 속성(Properties)",
		En: "Microsoft Entra admin center > Password reset > Properties",
	},
	Do: []lang.Text{
		{
			Ko: "[셀프 서비스 암호 재설정 사용(Self service password reset enabled)]이 [없음(None)]이면 [선택됨(Selected)] 또는 [모두(All)]로 바꾸십시오.",
			En: "If Self service password reset enabled says None, choose Selected or All.",
		},
		{
			Ko: "[선택됨(Selected)]이면 고른 그룹에 {user} 사용자를 넣으십시오. 그룹은 하나만 고를 수 있고, 그 안에 그룹을 넣을 수 있습니다.",
			En: "If it says Selected, add {user} to the chosen group. Only one group can be chosen, and it may hold other groups.",
		},
	},
	Changes: lang.Text{
		Ko: "대상이 된 사용자는 다음 로그인 때 인증 방법을 등록하라는 안내를 받을 수 있습니다.",
		En: "Users who come into scope may be asked to register methods when they sign in next.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하십시오. 보고서는 몇 시간 늦을 수 있습니다.",
		En: "Check this step again. The report can be hours behind.",
	},
	Link: resetTroubleshooting,
}

var registerMethods = &steps.Remedy{
	Who:   []steps.Who{steps.Helpdesk},
	Where: lang.Text{Ko: "사용자의 브라우저", En: "The user's browser"},
	Do: []lang.Text{
		{
			Ko: "사용자가 로그인할 수 있으면 https://aka.ms/ssprsetup 주소에서 인증 방법을 등록하도록 안내하십시오.",
			En: "If the user can sign in, tell them to register at https://aka.ms/ssprsetup.",
		},
		{
			Ko: "로그인할 수 없으면 Microsoft Entra 관리자에게 이 사용자의 [인증 방법(Authentication methods)]에 전화번호나 메일 주소를 넣어 달라고 요청하십시오.",
			En: "If the user cannot sign in, ask the Entra administrator to add a phone number or mail address under Authentication methods of the user.",
		},
	},
	Changes: lang.Text{
		Ko: "이 사용자의 인증 방법만 늘어납니다.",
		En: "Only this user's methods change.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하십시오. 보고서는 몇 시간 늦을 수 있습니다.",
		En: "Check this step again. The report can be hours behind.",
	},
	Link: resetTroubleshooting,
}

var registerAnother = &steps.Remedy{
	Who:   []steps.Who{steps.Helpdesk},
	Where: lang.Text{Ko: "사용자의 브라우저", En: "The user's browser"},
	Do: []lang.Text{{
		Ko: "예고된 날이 오기 전에 https://aka.ms/ssprsetup 주소에서 Microsoft Authenticator 앱이나 메일 주소를 더 등록하도록 안내하십시오.",
		En: "Tell the user to register the app Microsoft Authenticator or a mail address too, at https://aka.ms/ssprsetup, before the announced day.",
	}},
	Changes: lang.Text{
		Ko: "이 사용자의 인증 방법만 늘어납니다.",
		En: "Only this user's methods change.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하십시오. 보고서는 몇 시간 늦을 수 있습니다.",
		En: "Check this step again. The report can be hours behind.",
	},
	Link: resetTroubleshooting,
}

var registerInstead = &steps.Remedy{
	Who:   []steps.Who{steps.Helpdesk, steps.EntraAdmin},
	Where: lang.Text{Ko: "사용자의 브라우저, 또는 Microsoft Entra 관리 센터 > 사용자(Users) > {user} > 인증 방법(Authentication methods)", En: "The user's browser, or Microsoft Entra admin center > Users > {user} > Authentication methods"},
	Do: []lang.Text{
		{
			Ko: "사용자가 로그인할 수 있으면 https://aka.ms/ssprsetup 주소에서 직접 등록하도록 안내하십시오. 예전에 되던 번호라도 한 번은 등록해야 합니다.",
			En: "If the user can sign in, tell them to register at https://aka.ms/ssprsetup. Even a number that worked before has to be registered once.",
		},
		{
			Ko: "로그인할 수 없으면 본인임을 확인한 뒤, Microsoft Entra 관리자가 이 사용자의 [인증 방법(Authentication methods)]에 전화번호나 메일 주소를 넣으십시오. 사용자 프로필의 연락처에 넣은 번호는 더 이상 인정되지 않습니다.",
			En: "If not, make sure who is calling, and have the Microsoft Entra administrator add a number or address under Authentication methods of the user. A number under the contact information of the profile counts no more.",
		},
		{
			Ko: "같은 문의가 이어질 수 있으니, 디렉터리의 번호에만 기대던 다른 사용자도 등록하도록 알리십시오.",
			En: "Others who relied on a number of the directory will call as well. Let them know that they have to register.",
		},
	},
	Changes: lang.Text{
		Ko: "이 사용자의 인증 방법만 늘어납니다.",
		En: "Only this user's methods change.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하십시오. 보고서는 몇 시간 늦을 수 있습니다.",
		En: "Check this step again. The report can be hours behind.",
	},
	Link: resetTroubleshooting,
}

var allowAdministrators = &steps.Remedy{
	Who:   []steps.Who{steps.EntraAdmin},
	Where: lang.Text{Ko: "Microsoft Graph PowerShell", En: "Microsoft Graph PowerShell"},
	Do: []lang.Text{{
		Ko: "관리자의 셀프 서비스 재설정을 허용하는 정책을 켜십시오. 회사가 일부러 막아 둔 것인지 먼저 확인하십시오. 반영까지 최대 60분이 걸립니다.",
		En: "Switch on the policy that lets administrators reset their passwords. Find out first whether it was switched off on purpose. It takes up to 60 minutes.",
	}},
	Fix: []steps.Command{
		{Shell: steps.PowerShell, Text: "Connect-MgGraph -Scopes Policy.ReadWrite.Authorization"},
		{Shell: steps.PowerShell, Text: "Update-MgPolicyAuthorizationPolicy -AllowedToUseSspr:$true"},
	},
	Undo: []steps.Command{{Shell: steps.PowerShell, Text: "Update-MgPolicyAuthorizationPolicy -AllowedToUseSspr:$false"}},
	Changes: lang.Text{
		Ko: "테넌트의 모든 관리자가 자기 암호를 스스로 재설정할 수 있게 됩니다. 관리자는 언제나 두 가지 방법으로 인증해야 합니다.",
		En: "Every administrator of the tenant may reset their own password. Administrators always have to pass two methods.",
	},
	Proof: lang.Text{
		Ko: "60분이 지난 뒤 이 단계를 다시 확인하십시오.",
		En: "Check this step again after 60 minutes.",
	},
	Link: "https://learn.microsoft.com/entra/identity/authentication/concept-sspr-policy",
}
