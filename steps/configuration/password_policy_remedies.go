package configuration

import (
	"slices"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// "Enable Microsoft Entra self-service password reset writeback", where it
// asks for a minimum password age of 0. Which command does that depends on
// whose policy it is; where a person said so by hand, nobody knows.
var (
	minimumAgeToZero = ageToZero(zeroOfEither)
	minimumAgeApart  = []steps.Apart{{Where: "pso", Remedy: ageToZero(zeroOfPSO)}, {Where: "domain_policy", Remedy: ageToZero(zeroOfDomain)}}

	waitOrZero = ageToZero(zeroOfEither, tryLater)
	waitApart  = []steps.Apart{
		{Where: "pso", Remedy: ageToZero(zeroOfPSO, tryLater)},
		{Where: "domain_policy", Remedy: ageToZero(zeroOfDomain, tryLater)},
	}

	tryLater = lang.Text{
		Ko: "급하지 않으면 통화 중인 사용자에게 확인한 때부터 {wait} 기다렸다가 다시 시도하도록 안내하십시오. 급하면 AD 관리자가 Active Directory에서 직접 재설정할 수 있습니다.",
		En: "If it can wait, tell the caller to try again {wait} after this was looked at. If it is urgent, an AD administrator can reset the password in Active Directory itself.",
	}
)

// zeroing is how the minimum age of one policy becomes 0, and back.
type zeroing struct {
	where           lang.Text
	do              []lang.Text
	look, fix, undo []steps.Command
	or              []steps.Way
	whom            lang.Text // for whom it changes
}

// ageToZero is the remedy, behind what may be done instead.
func ageToZero(z zeroing, first ...lang.Text) *steps.Remedy {
	who := []steps.Who{steps.ADAdmin}
	if len(first) > 0 {
		who = []steps.Who{steps.Helpdesk, steps.ADAdmin}
	}
	return &steps.Remedy{
		Who: who, Where: z.where,
		Do: slices.Concat(first, z.do), Look: z.look, Fix: z.fix, Undo: z.undo, Or: z.or,
		Changes: lang.Text{Ko: z.whom.Ko + zeroChanges.Ko, En: z.whom.En + zeroChanges.En},
		Proof: lang.Text{
			Ko: "이 단계를 다시 확인하면 최소 기간이 0으로 나옵니다.",
			En: "Checked again, this step shows a minimum age of 0.",
		},
		Link: pageTutorial,
	}
}

var (
	ofPSO    = lang.Text{Ko: "Active Directory 관리 센터 > System > Password Settings Container", En: "Active Directory Administrative Center > System > Password Settings Container"}
	ofDomain = lang.Text{Ko: "사용자 도메인의 PDC 에뮬레이터, 그룹 정책 관리 콘솔", En: "The PDC emulator of the user's domain, and Group Policy Management"}

	zeroPSO = steps.Command{Shell: steps.PowerShell, Text: "Set-ADFineGrainedPasswordPolicy -Identity {pso} -MinPasswordAge 0.00:00:00"}
	agePSO  = steps.Command{Shell: steps.PowerShell, Text: "Set-ADFineGrainedPasswordPolicy -Identity {pso} -MinPasswordAge {age}"}

	zeroDomain = steps.Command{Shell: steps.PowerShell, Text: "Set-ADDefaultDomainPasswordPolicy -Identity {domain_policy} -MinPasswordAge 0.00:00:00"}
	ageDomain  = steps.Command{Shell: steps.PowerShell, Text: "Set-ADDefaultDomainPasswordPolicy -Identity {domain_policy} -MinPasswordAge {age}"}

	zeroChanges = lang.Text{
		Ko: " 암호를 여러 번 바꾸어 예전 암호로 돌아갈 수도 있으므로, 보안 담당자와 먼저 상의하십시오.",
		En: " They can then also get back to an old one. Agree on it first with whoever is responsible for security.",
	}
	everyoneOf = lang.Text{
		Ko: "이 정책이 적용되는 모든 사용자가 암호를 연달아 바꿀 수 있게 됩니다.",
		En: "Every user of this policy can change the password several times in a row.",
	}
)

var (
	zeroOfPSO = zeroing{
		where: ofPSO,
		do: []lang.Text{{
			Ko: "이 사용자에게는 세분화된 암호 정책({pso})이 적용되고 도메인 정책은 적용되지 않습니다. 아래 명령으로 이 정책의 최소 암호 사용 기간을 0으로 바꾸십시오.",
			En: "A fine-grained policy ({pso}) applies to this user, and that of the domain does not. Set the minimum age of the fine-grained one to 0 with the command below.",
		}},
		fix: []steps.Command{zeroPSO}, undo: []steps.Command{agePSO}, whom: everyoneOf,
	}
	zeroOfDomain = zeroing{
		where: ofDomain,
		do: []lang.Text{
			{
				Ko: "이 사용자에게는 세분화된 암호 정책이 없고 도메인의 암호 정책이 적용됩니다. 아래 명령으로 도메인 정책의 최소 암호 사용 기간을 0으로 바꾸십시오.",
				En: "No fine-grained policy applies to this user, but that of the domain. Set its minimum age to 0 with the command below.",
			},
			defaultGPO,
		},
		fix: []steps.Command{zeroDomain}, undo: []steps.Command{ageDomain},
		whom: lang.Text{
			Ko: "세분화된 암호 정책이 없는 도메인의 모든 사용자가 암호를 연달아 바꿀 수 있게 됩니다.",
			En: "Every user of the domain without a fine-grained policy can change the password several times in a row.",
		},
	}
	zeroOfEither = zeroing{
		where: lang.Text{
			Ko: "그룹 정책 관리 콘솔, 또는 Active Directory 관리 센터 > System > Password Settings Container",
			En: "Group Policy Management, or Active Directory Administrative Center > System > Password Settings Container",
		},
		do: []lang.Text{
			{
				Ko: "먼저 '확인만' 명령을 실행하십시오. 정책이 나오면 이 사용자에게 세분화된 암호 정책이 적용되는 것이므로 '고치기'를 실행하고, 아무것도 나오지 않으면 도메인 정책이 적용되는 것이므로 '다른 방법 1'을 실행하십시오.",
				En: "Run the command under Look first. If it shows a policy, that is the fine-grained one of this user: run Fix. If it shows nothing, the policy of the domain applies: run Other way 1.",
			},
			defaultGPO,
		},
		look: []steps.Command{{Shell: steps.PowerShell, Text: "Get-ADUserResultantPasswordPolicy -Identity {dn}"}},
		fix:  []steps.Command{{Shell: steps.PowerShell, Text: "Get-ADUserResultantPasswordPolicy -Identity {dn} | Set-ADFineGrainedPasswordPolicy -MinPasswordAge 0.00:00:00", Title: lang.Text{Ko: "세분화된 정책의 최소 기간을 0으로", En: "Set the fine-grained policy to 0"}}},
		undo: []steps.Command{{Shell: steps.PowerShell, Text: "Get-ADUserResultantPasswordPolicy -Identity {dn} | Set-ADFineGrainedPasswordPolicy -MinPasswordAge {age}", Title: lang.Text{Ko: "세분화된 정책을 예전 값으로", En: "Set the fine-grained policy back"}}},
		or: []steps.Way{{
			Do:   []steps.Command{{Shell: steps.PowerShell, Text: "Set-ADDefaultDomainPasswordPolicy -Identity (Get-ADDomain).DistinguishedName -MinPasswordAge 0.00:00:00", Title: lang.Text{Ko: "도메인 정책의 최소 기간을 0으로", En: "Set the policy of the domain to 0"}}},
			Undo: []steps.Command{{Shell: steps.PowerShell, Text: "Set-ADDefaultDomainPasswordPolicy -Identity (Get-ADDomain).DistinguishedName -MinPasswordAge {age}", Title: lang.Text{Ko: "도메인 정책을 예전 값으로", En: "Set the policy of the domain back"}}},
		}},
		whom: everyoneOf,
	}
)

// A group policy writes its values over what stands in the domain, on the PDC
// emulator ("Password Policy" of Windows security policy settings).
var defaultGPO = lang.Text{
	Ko: "도메인에 연결된 그룹 정책이 최소 암호 사용 기간을 정하고 있으면 그룹 정책이 새로 고쳐질 때 예전 값으로 돌아갑니다. 그때는 그 그룹 정책(보통 Default Domain Policy)의 컴퓨터 구성 > 정책 > Windows 설정 > 보안 설정 > 계정 정책 > 암호 정책(Computer Configuration > Policies > Windows Settings > Security Settings > Account Policies > Password Policy)에서도 [최소 암호 사용 기간(Minimum password age)]을 0일로 바꾸십시오.",
	En: "Where a group policy linked to the domain sets the minimum password age, its value comes back when group policy is refreshed. Then set Minimum password age to 0 days there as well (usually in the Default Domain Policy), at Computer Configuration > Policies > Windows Settings > Security Settings > Account Policies > Password Policy.",
}

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
