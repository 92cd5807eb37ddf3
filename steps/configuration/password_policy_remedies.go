package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// "Enable Microsoft Entra self-service password reset writeback", where it
// asks for a minimum password age of 0.
var minimumAgeToZero = &steps.Remedy{
	Who:     []steps.Who{steps.ADAdmin},
	Where:   policyPlace,
	Do:      zeroMinimumAge,
	Fix:     zeroByCommand,
	Undo:    ageByCommand,
	Changes: zeroChanges,
	Proof:   zeroProof,
	Link:    pageTutorial,
}

var waitOrZero = &steps.Remedy{
	Who:   []steps.Who{steps.Helpdesk, steps.ADAdmin},
	Where: policyPlace,
	Do: append([]lang.Text{{
		Ko: "급하지 않으면 통화 중인 사용자에게 {next_at}부터 다시 시도하도록 안내하십시오. 급하면 AD 관리자가 Active Directory에서 직접 재설정할 수 있습니다.",
		En: "If it can wait, tell the caller to try again after {next_at}. If it is urgent, an AD administrator can reset the password in Active Directory itself.",
	}}, zeroMinimumAge...),
	Fix:     zeroByCommand,
	Undo:    ageByCommand,
	Changes: zeroChanges,
	Proof:   zeroProof,
	Link:    pageTutorial,
}

var (
	policyPlace = lang.Text{
		Ko: "그룹 정책 관리 콘솔, 또는 Active Directory 관리 센터 > System > Password Settings Container",
		En: "Group Policy Management, or Active Directory Administrative Center > System > Password Settings Container",
	}
	zeroMinimumAge = []lang.Text{
		{
			Ko: "세분화된 암호 정책이 적용되는 사용자라면 아래 첫 번째 명령으로 그 정책의 최소 암호 사용 기간을 0으로 바꾸십시오. 도메인 정책만 적용되는 사용자에게 실행하면 아무것도 바뀌지 않습니다.",
			En: "If a fine-grained policy applies to the user, set its minimum age to 0 with the first command. For a user of the domain policy that command changes nothing.",
		},
		{
			Ko: "도메인 정책이면 기본 도메인 정책(Default Domain Policy)의 컴퓨터 구성 > 정책 > Windows 설정 > 보안 설정 > 계정 정책 > 암호 정책에서 [최소 암호 사용 기간]을 0일로 바꾸고, PDC 에뮬레이터에서 두 번째 명령으로 그룹 정책을 새로 고치십시오.",
			En: "If it is the policy of the domain, set Minimum password age to 0 days in the Default Domain Policy at Computer Configuration > Policies > Windows Settings > Security Settings > Account Policies > Password Policy, and refresh group policy on the PDC emulator with the second command.",
		},
	}
	zeroByCommand = []steps.Command{
		{Shell: steps.PowerShell, Text: "Get-ADUserResultantPasswordPolicy -Identity {dn} | Set-ADFineGrainedPasswordPolicy -MinPasswordAge 0.00:00:00"},
		{Shell: steps.PowerShell, Text: "gpupdate /target:computer /force"},
	}
	ageByCommand = []steps.Command{
		{Shell: steps.PowerShell, Text: "Get-ADUserResultantPasswordPolicy -Identity {dn} | Set-ADFineGrainedPasswordPolicy -MinPasswordAge {age}"},
	}
	zeroChanges = lang.Text{
		Ko: "이 정책이 적용되는 모든 사용자가 암호를 연달아 바꿀 수 있게 됩니다. 그러면 암호를 여러 번 바꾸어 예전 암호로 돌아갈 수도 있으므로, 보안 담당자와 먼저 상의하십시오. 되돌리려면 도메인 정책에서는 값을 다시 {days}일로, 세분화된 정책에서는 아래 명령을 쓰십시오.",
		En: "Every user of this policy can change the password several times in a row, and so get back to an old one. Agree on it first with whoever is responsible for security. To undo it, set the domain policy to {days} day(s) again, or run the command for a fine-grained one.",
	}
	zeroProof = lang.Text{
		Ko: "이 단계를 다시 확인하면 최소 기간이 0으로 나옵니다.",
		En: "Checked again, this step shows a minimum age of 0.",
	}
)

var readPolicyAsAdmin = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: onAController,
	Do: []lang.Text{{
		Ko: "세분화된 암호 정책을 읽을 수 있는 관리자 계정으로 다시 확인하거나, 아래 명령을 실행하여 MinPasswordAge 값을 보십시오. 아무것도 나오지 않으면 도메인 정책이 적용됩니다.",
		En: "Check again with an administrator who may read fine-grained policies, or run the command below and look at MinPasswordAge. If it prints nothing, the policy of the domain applies.",
	}},
	Look: []steps.Command{
		{Shell: steps.PowerShell, Text: "Get-ADUserResultantPasswordPolicy -Identity {dn} | Format-List Name, MinPasswordAge, PasswordHistoryCount, MinPasswordLength"},
		{Shell: steps.PowerShell, Text: "Get-ADDefaultDomainPasswordPolicy | Format-List MinPasswordAge, PasswordHistoryCount, MinPasswordLength"},
	},
	Changes: lang.Text{Ko: "이 명령은 읽기만 합니다.", En: "The commands only read."},
	Link:    pageTutorial,
}
