package symptom

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// "How does self-service password reset writeback work in Microsoft Entra ID",
// with its lists of supported and unsupported operations.
const writebackConcept = "https://learn.microsoft.com/entra/identity/authentication/concept-sspr-writeback"

var resetElsewhere = &steps.Remedy{
	Who: []steps.Who{steps.Helpdesk, steps.EntraAdmin},
	Where: lang.Text{
		Ko: "Microsoft Entra 관리 센터 > 사용자(Users) > 암호 재설정(Reset password)",
		En: "Microsoft Entra admin center > Users > Reset password",
	},
	Do: []lang.Text{
		{
			Ko: "통화 중인 사용자에게 PC에는 이전 암호로 로그인하라고 안내하고, Microsoft Entra 관리 센터에서 이 사용자의 암호를 다시 재설정하십시오. 여기에서 한 재설정은 Active Directory에도 쓰입니다. 자기 자신의 계정에는 이 방법을 쓸 수 없습니다.",
			En: "Tell the caller that the PC still takes the old password, and reset the password once more in the Microsoft Entra admin center, which writes it to Active Directory too. This does not work for one's own account.",
		},
		{
			Ko: "사용자가 스스로 할 수 있으면 https://aka.ms/sspr 주소에서 재설정하도록 안내하십시오.",
			En: "If the user can do it, tell them to reset it at https://aka.ms/sspr.",
		},
		{
			Ko: "스크립트로 재설정해야 한다면 사용자 PATCH나 PowerShell 모듈 대신 Microsoft Graph의 resetPassword 작업을 쓰십시오.",
			En: "If a script has to do it, use the resetPassword action of Microsoft Graph instead of a PATCH of the user or the PowerShell modules.",
		},
	},
	Changes: lang.Text{
		Ko: "클라우드와 Active Directory의 암호가 같은 새 암호가 됩니다. 사용자는 다음 로그인 때 암호를 바꿔야 할 수 있습니다.",
		En: "Cloud and Active Directory receive the same new password. The user may have to change it at the next sign-in.",
	},
	Proof: lang.Text{
		Ko: "사용자가 새 암호로 PC에 로그인합니다.",
		En: "The user signs in to the PC with the new password.",
	},
	Link: writebackConcept,
}

// "Enable Microsoft Entra self-service password reset at the Windows sign-in
// screen": prerequisites, limitations, and proxy configurations.
var mendTheLink = &steps.Remedy{
	Who:   []steps.Who{steps.Helpdesk, steps.EntraAdmin},
	Where: lang.Text{Ko: "사용자의 PC와 그 PC의 정책(Intune 또는 그룹 정책)", En: "The user's PC, and its policy (Intune or group policy)"},
	Do: []lang.Text{
		{
			Ko: "급하면 다른 기기의 브라우저에서 https://aka.ms/sspr 주소로 재설정하도록 안내하십시오.",
			En: "If it is urgent, tell the caller to reset the password at https://aka.ms/sspr in the browser of another device.",
		},
		{
			Ko: "PC가 Microsoft Entra 조인 또는 하이브리드 조인 상태이고 Windows 10 1803 이상인지, 정책 AllowAadPasswordReset(레지스트리 AllowPasswordReset)이 1인지 확인하십시오.",
			En: "Check that the PC is Microsoft Entra joined or hybrid joined, runs Windows 10 1803 or later, and has the policy AllowAadPasswordReset (registry: AllowPasswordReset) set to 1.",
		},
		{
			Ko: "원격 데스크톱과 Hyper-V 고급 세션에서는 쓸 수 없습니다. Windows 11에서는 잠긴 세션이 아니라 로그온 화면에서 시작해야 합니다.",
			En: "It does not work over Remote Desktop or in an enhanced session of Hyper-V. On Windows 11 it starts from the logon screen, not from a locked session.",
		},
		{
			Ko: "링크를 열면 오류가 나오는 PC에서는 passwordreset.microsoftonline.com과 ajax.aspnetcdn.com의 TCP 443을 확인하십시오. 프록시는 사용자별이 아니라 컴퓨터 단위로 설정해야 합니다.",
			En: "Where it opens with an error, look at TCP 443 to passwordreset.microsoftonline.com and ajax.aspnetcdn.com. A proxy has to be set for the machine and not for the user.",
		},
	},
	Changes: lang.Text{
		Ko: "정책을 켜면 그 정책을 받는 PC의 로그인 화면에 링크가 나타납니다.",
		En: "With the policy on, the link appears on the sign-in screen of every PC that gets it.",
	},
	Proof: lang.Text{
		Ko: "로그인 화면에서 링크가 열립니다. 재설정한 뒤에도 PC에서 새 암호가 통하지 않으면 이 점검을 처음부터 다시 하십시오.",
		En: "The link opens on the sign-in screen. If the PC does not take the new password after a reset, begin this walk anew.",
	},
	Link: "https://learn.microsoft.com/entra/identity/authentication/howto-sspr-windows",
}

var waitForCloud = &steps.Remedy{
	Who:   []steps.Who{steps.Helpdesk},
	Where: lang.Text{Ko: "통화 중인 사용자", En: "The caller"},
	Do: []lang.Text{
		{
			Ko: "PC에는 새 암호로 로그인하도록 안내하십시오.",
			En: "Tell the user to sign in to the PC with the new password.",
		},
		{
			Ko: "클라우드는 2분 이상 기다렸다가 다시 로그인하도록 안내하십시오. 10분이 지나도 클라우드에서 새 암호가 통하지 않으면 암호 해시 동기화를 확인해야 합니다.",
			En: "For the cloud, tell the user to wait two minutes or more and to sign in again. If the cloud does not take the new password after 10 minutes, password hash synchronisation has to be looked at.",
		},
	},
	Proof: lang.Text{
		Ko: "같은 암호로 PC와 Microsoft 365 양쪽에 로그인됩니다.",
		En: "The same password signs in to the PC and to Microsoft 365.",
	},
	Link: writebackConcept,
}

// "Protect user accounts from attacks with Microsoft Entra smart lockout".
var endLockout = &steps.Remedy{
	Who:   []steps.Who{steps.Helpdesk, steps.EntraAdmin},
	Where: lang.Text{Ko: "통화 중인 사용자", En: "The caller"},
	Do: []lang.Text{
		{
			Ko: "처음에는 1분이며, 실패할 때마다 길어집니다. 잠시 기다렸다가 맞는 암호로 로그인하도록 안내하십시오.",
			En: "The first lock lasts a minute, and each further failure makes it longer. Tell the user to wait and then to sign in with the right password.",
		},
		{
			Ko: "기다릴 수 없으면 https://aka.ms/sspr 주소에서 [암호를 잊어버렸습니다(I forgot my password)]를 골라 재설정하도록 안내하십시오. [내 암호를 알고 있습니다(I know my password)]를 고르면 잠금이 그대로 남습니다. 관리자가 Microsoft Entra 관리 센터에서 재설정해도 풀립니다.",
			En: "If it cannot wait, tell the user to reset the password at https://aka.ms/sspr with 'I forgot my password'. 'I know my password' leaves the lock as it is. A reset by an administrator in the Microsoft Entra admin center takes it off too.",
		},
		{
			Ko: "금방 다시 잠기면 옛 암호를 저장해 둔 휴대폰이나 메일 앱을 찾으십시오.",
			En: "If it locks again soon, look for a phone or a mail program that still holds the old password.",
		},
	},
	Changes: lang.Text{
		Ko: "재설정하면 클라우드와 Active Directory의 암호가 모두 바뀝니다.",
		En: "A reset changes the password in the cloud and in Active Directory.",
	},
	Proof: lang.Text{
		Ko: "사용자가 Microsoft 365에 로그인합니다.",
		En: "The user signs in to Microsoft 365.",
	},
	Link: "https://learn.microsoft.com/entra/identity/authentication/howto-password-smart-lockout",
}

// "Privileged roles and permissions in Microsoft Entra ID": who can reset
// passwords.
var activateOperatorRole = &steps.Remedy{
	Who: []steps.Who{steps.Helpdesk, steps.EntraAdmin},
	Where: lang.Text{
		Ko: "Microsoft Entra 관리 센터 > Privileged Identity Management > 내 역할(My roles), 또는 사용자(Users) > 할당된 역할(Assigned roles)",
		En: "Microsoft Entra admin center > Privileged Identity Management > My roles, or Users > Assigned roles",
	},
	Do: []lang.Text{
		{
			Ko: "급하면 사용자가 https://aka.ms/sspr 주소에서 스스로 재설정하도록 안내하십시오.",
			En: "If it is urgent, tell the user to reset the password at https://aka.ms/sspr.",
		},
		{
			Ko: "자격이 있는 역할이면 [내 역할(My roles)]에서 활성화하고, 승인이 필요하면 승인을 받은 다음 로그아웃했다가 다시 로그인하십시오.",
			En: "If you are eligible for a role, activate it under My roles, have it approved where that is asked for, then sign out and in again.",
		},
		{
			Ko: "역할이 없으면 Microsoft Entra 관리자에게 요청하십시오. 일반 사용자에게는 기술 지원팀 관리자(Helpdesk Administrator)나 사용자 관리자(User Administrator)로 충분합니다. 대상이 관리자이면 더 높은 역할이 필요할 수 있습니다.",
			En: "Without a role, ask a Microsoft Entra administrator. For ordinary users Helpdesk Administrator or User Administrator will do. A user who is an administrator may take a higher role.",
		},
		{
			Ko: "관리 단위에 대해 받은 역할이면 이 사용자가 그 관리 단위에 들어 있는지 확인하십시오. 자기 자신의 암호는 관리 센터에서 재설정할 수 없습니다.",
			En: "If the role is for an administrative unit, check that the user is in it. Nobody can reset the own password in the admin center.",
		},
	},
	Changes: lang.Text{
		Ko: "활성화한 역할은 정해진 시간이 지나면 저절로 꺼집니다. 사용자의 암호는 아직 바뀌지 않았습니다.",
		En: "A role that is activated ends by itself after the set time. The user's password has not been changed yet.",
	},
	Proof: lang.Text{
		Ko: "관리 센터에서 재설정이 됩니다. 그 뒤에도 PC에서 새 암호가 통하지 않으면 이 점검을 처음부터 다시 하십시오.",
		En: "The admin center lets the password be reset. If the PC does not take the new one after that, begin this walk anew.",
	},
	Link: "https://learn.microsoft.com/entra/identity/role-based-access-control/privileged-roles-permissions",
}
