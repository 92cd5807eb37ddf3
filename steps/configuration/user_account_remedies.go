package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

var onAController = lang.Text{Ko: "도메인 컨트롤러의 PowerShell", En: "PowerShell on a domain controller"}

var thisUserOnly = lang.Text{Ko: "이 사용자만 바뀝니다.", En: "Only this user changes."}

var smartCardUser = &steps.Remedy{
	Who:   []steps.Who{steps.Helpdesk, steps.ADAdmin},
	Where: lang.Text{Ko: "통화 중인 사용자", En: "The caller"},
	Do: []lang.Text{{
		Ko: "스마트 카드로 로그인하도록 안내하십시오. 카드를 쓸 수 없는 동안 암호가 필요하면 AD 관리자가 [대화형 로그온에 스마트 카드 필요(Smart card is required for interactive logon)]를 잠시 꺼야 합니다.",
		En: "Tell the caller to sign in with the smart card. If a password is needed for a while, the AD administrator has to clear Smart card is required for interactive logon.",
	}},
	Fix:  []steps.Command{{Shell: steps.PowerShell, Text: "Set-ADUser -Identity {dn} -SmartcardLogonRequired $false"}},
	Undo: []steps.Command{{Shell: steps.PowerShell, Text: "Set-ADUser -Identity {dn} -SmartcardLogonRequired $true"}},
	Changes: lang.Text{
		Ko: "이 사용자가 암호로도 로그인할 수 있게 됩니다. 다시 켜면 암호는 아무도 모르는 임의의 값으로 바뀝니다.",
		En: "The user may sign in with a password too. Switched on again, the password becomes a random one that nobody knows.",
	},
	Link: "https://learn.microsoft.com/troubleshoot/windows-server/active-directory/useraccountcontrol-manipulate-account-properties",
}

var allowChange = &steps.Remedy{
	Who:     []steps.Who{steps.ADAdmin},
	Where:   onAController,
	Do:      []lang.Text{{Ko: "[사용자가 암호를 변경할 수 없음(User cannot change password)] 설정이 일부러 둔 것이 아닌지 확인하고, 아니면 끄십시오.", En: "Find out whether User cannot change password is set on purpose; if not, clear it."}},
	Fix:     []steps.Command{{Shell: steps.PowerShell, Text: "Set-ADUser -Identity {dn} -CannotChangePassword:$false"}},
	Undo:    []steps.Command{{Shell: steps.PowerShell, Text: "Set-ADUser -Identity {dn} -CannotChangePassword:$true"}},
	Changes: thisUserOnly,
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 사용 가능한 계정으로 보입니다.",
		En: "Checked again, this step shows a usable account.",
	},
	Link: "https://learn.microsoft.com/powershell/module/activedirectory/set-aduser",
}

var enableUser = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: onAController,
	Do: []lang.Text{{
		Ko: "왜 사용 안 함으로 설정했는지 먼저 확인하십시오. 퇴사자나 휴직자일 수 있습니다. 써도 되는 계정이면 다시 켜십시오.",
		En: "Find out first why it was disabled. The person may have left. If the account may be used, enable it.",
	}},
	Fix:     []steps.Command{{Shell: steps.PowerShell, Text: "Enable-ADAccount -Identity {dn}"}},
	Undo:    []steps.Command{{Shell: steps.PowerShell, Text: "Disable-ADAccount -Identity {dn}"}},
	Changes: thisUserOnly,
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 사용 가능한 계정으로 보입니다.",
		En: "Checked again, this step shows a usable account.",
	},
	Link: "https://learn.microsoft.com/powershell/module/activedirectory/enable-adaccount",
}

var extendUser = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: onAController,
	Do: []lang.Text{{
		Ko: "계약 기간처럼 만료일을 둔 까닭을 확인하고, 연장해도 되면 새 만료일을 정하거나 만료를 없애십시오.",
		En: "Find out why the account has an end, such as a contract. If it may go on, set a new date or clear it.",
	}},
	Fix:     []steps.Command{{Shell: steps.PowerShell, Text: "Clear-ADAccountExpiration -Identity {dn}"}},
	Undo:    []steps.Command{{Shell: steps.PowerShell, Text: "Set-ADAccountExpiration -Identity {dn} -DateTime ([datetimeoffset]{expired_at}).LocalDateTime"}},
	Changes: thisUserOnly,
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 만료되지 않은 계정으로 보입니다.",
		En: "Checked again, this step shows an account that has not expired.",
	},
	Link: "https://learn.microsoft.com/powershell/module/activedirectory/clear-adaccountexpiration",
}

var unlockUser = &steps.Remedy{
	Who:   []steps.Who{steps.Helpdesk, steps.ADAdmin},
	Where: onAController,
	Do: []lang.Text{
		{
			Ko: "계정의 잠금을 푸십시오. 테넌트에서 허용했다면 통화 중인 사용자가 https://aka.ms/sspr 페이지에서 스스로 풀 수도 있습니다.",
			En: "Unlock the account. If the tenant allows it, the caller can do so at https://aka.ms/sspr.",
		},
		{
			Ko: "금방 다시 잠기면 옛 암호를 저장해 둔 휴대폰, 메일 앱, 예약 작업을 찾으십시오.",
			En: "If it locks again soon, look for a phone, mail program or task that still holds the old password.",
		},
	},
	Fix: []steps.Command{{Shell: steps.PowerShell, Text: "Unlock-ADAccount -Identity {dn}"}},
	Changes: lang.Text{
		Ko: "이 사용자의 잠금만 풀리며 암호는 그대로입니다. 되돌릴 것은 없습니다.",
		En: "Only the lock of this user is taken off; the password stays. There is nothing to undo.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 잠기지 않은 계정으로 보입니다.",
		En: "Checked again, this step shows an account that is not locked.",
	},
	Link: "https://learn.microsoft.com/powershell/module/activedirectory/unlock-adaccount",
}
