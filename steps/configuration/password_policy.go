package configuration

import (
	"context"
	"strconv"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// PasswordPolicy finds a password policy that holds a new password back: a
// minimum age that has not passed yet, or one that will hold back the next.
var PasswordPolicy = steps.Step{
	ID:    "configuration/password-policy",
	Title: lang.Text{Ko: "암호 정책과 최소 사용 기간", En: "Password policy and minimum age"},
	Why: lang.Text{
		Ko: "최소 암호 사용 기간이 0이 아니면 방금 바꾼 암호를 다시 바꾸거나 재설정할 수 없습니다.",
		En: "Unless the minimum password age is 0, a password that was just changed cannot be changed or reset again.",
	},
	Check: steps.Look(seePasswordPolicy, judgePasswordPolicy),
	Needs: []steps.Fact{steps.UserDN},
	Branches: []steps.Branch{
		{
			On: "free", Status: steps.Healthy,
			Label: lang.Text{Ko: "최소 기간 0", En: "Minimum age 0"},
			Say: lang.Text{
				Ko: "최소 암호 사용 기간이 0이므로 언제든지 암호를 바꿀 수 있습니다. 새 암호는 최근 {history}개와 달라야 하고 {length}자 이상이어야 합니다.",
				En: "The minimum password age is 0, so the password can be changed at any time. A new one must differ from the last {history} and have {length} characters or more.",
			},
		},
		{
			On: "minimum-age", Status: steps.Warning, Remedy: minimumAgeToZero,
			Label: lang.Text{Ko: "최소 기간 있음", En: "Minimum age set"},
			Say: lang.Text{
				Ko: "최소 암호 사용 기간이 {days}일입니다. 지금은 바꿀 수 있지만, 바꾼 뒤에는 이 기간이 지나야 다시 바꿀 수 있습니다.",
				En: "The minimum password age is {days} day(s). The password can be changed now, but then not again until that time has passed.",
			},
		},
		{
			On: "too-young", Status: steps.Broken, Remedy: waitOrZero,
			Label: lang.Text{Ko: "아직 바꿀 수 없음", En: "Too soon to change"},
			Say: lang.Text{
				Ko: "이 사용자는 {next_at} 이후에 암호를 다시 바꿀 수 있습니다(최소 암호 사용 기간: {days}일, 마지막으로 바꾼 때: {set_at}).",
				En: "This user can change the password again from {next_at} (minimum password age: {days} day(s), last set: {set_at}).",
			},
		},
		{
			On:    "unreadable",
			Label: lang.Text{Ko: "읽을 수 없는 정책", En: "Policy not readable"},
			Say: lang.Text{
				Ko: "이 사용자에게 적용되는 암호 정책이나 그 값을 읽을 권한이 없습니다(정책: {source}). 세분화된 암호 정책은 보통 관리자만 읽을 수 있습니다.",
				En: "This account may not read which password policy applies to the user, or its values (policy: {source}). Usually only administrators may read fine-grained password policies.",
			},
		},
		{
			On:    steps.Unseen,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "사용자의 암호 정책을 읽지 못했습니다.",
				En: "The password policy of the user could not be read.",
			},
		},
	},
}

// policyNow is the policy, whose it is, and the time it was compared with.
type policyNow struct {
	probes.PasswordPolicy
	UserDN string    `json:"user_dn"`
	Now    time.Time `json:"now"`
}

func seePasswordPolicy(ctx context.Context, env steps.Env, facts steps.Facts) (policyNow, error) {
	directory, err := env.Directory(ctx, facts)
	if err != nil {
		return policyNow{}, err
	}
	policy, err := directory.PasswordPolicy(ctx, facts[steps.UserDN])
	return policyNow{PasswordPolicy: policy, UserDN: facts[steps.UserDN], Now: env.Now().UTC()}, err
}

func judgePasswordPolicy(p policyNow) steps.Verdict {
	next := p.PasswordLastSet.Add(p.MinimumAge)
	v := steps.Verdict{Args: lang.Args{
		"dn": p.UserDN, "source": dash(p.Source), "days": inDays(p.MinimumAge),
		"history": strconv.Itoa(p.History), "length": strconv.Itoa(p.MinimumLength),
		"set_at": lang.At(p.PasswordLastSet), "next_at": lang.At(next),
	}}
	switch {
	case p.At.IsZero() || p.Now.IsZero():
		return blocked(nil)
	case !p.Readable || p.FineGrained == probes.Unsaid:
		v.On = "unreadable"
	case p.MinimumAge < 0:
		return notSeen(probes.Malformed, "minPwdAge")
	case p.MinimumAge == 0:
		v.On = "free"
	case !p.PasswordLastSet.IsZero() && p.Now.Before(next):
		v.On = "too-young"
	default:
		v.On = "minimum-age"
	}
	return v
}

func inDays(d time.Duration) string {
	return strconv.FormatFloat(d.Hours()/24, 'f', -1, 64)
}

// dash stands for a value that nobody knows.
func dash(value string) string {
	if value == "" {
		return "-"
	}
	return value
}

// "Enable Microsoft Entra self-service password reset writeback", where it
// asks for a minimum password age of 0.
var minimumAgeToZero = &steps.Remedy{
	Who:     []steps.Who{steps.ADAdmin},
	Where:   policyPlace,
	Do:      zeroMinimumAge,
	Run:     readThePolicy,
	Changes: zeroChanges,
	Proof:   zeroProof,
	Link:    pageTutorial,
}

var waitOrZero = &steps.Remedy{
	Who:   []steps.Who{steps.Helpdesk, steps.ADAdmin},
	Where: policyPlace,
	Do: append([]lang.Text{{
		Ko: "급하지 않으면 통화 중인 사용자에게 {next_at} 이후에 다시 시도하도록 안내하십시오. 급하면 AD 관리자가 Active Directory에서 직접 재설정할 수 있습니다.",
		En: "If it can wait, tell the caller to try again after {next_at}. If it is urgent, an AD administrator can reset the password in Active Directory itself.",
	}}, zeroMinimumAge...),
	Run:     readThePolicy,
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
			Ko: "정책의 출처가 도메인이면({source}) 기본 도메인 정책의 컴퓨터 구성 > 정책 > Windows 설정 > 보안 설정 > 계정 정책 > 암호 정책에서 [최소 암호 사용 기간]을 0일로 바꾸십시오.",
			En: "If the policy is that of the domain ({source}), open the Default Domain Policy at Computer Configuration > Policies > Windows Settings > Security Settings > Account Policies > Password Policy and set Minimum password age to 0 days.",
		},
		{
			Ko: "출처가 세분화된 암호 정책이면 Active Directory 관리 센터에서 그 정책의 [최소 암호 사용 기간 적용]을 끄십시오.",
			En: "If it is a fine-grained policy, open it in the Active Directory Administrative Center and clear Enforce minimum password age.",
		},
		{
			Ko: "PDC 에뮬레이터에서 그룹 정책을 새로 고치십시오.",
			En: "Refresh group policy on the PDC emulator.",
		},
	}
	readThePolicy = []steps.Command{
		{Shell: steps.PowerShell, Text: "Get-ADUserResultantPasswordPolicy -Identity {dn}"},
		{Shell: steps.PowerShell, Text: "Get-ADDefaultDomainPasswordPolicy | Format-List MinPasswordAge"},
		{Shell: steps.Cmd, Text: "gpupdate /target:computer /force"},
	}
	zeroChanges = lang.Text{
		Ko: "이 정책이 적용되는 모든 사용자가 암호를 연달아 바꿀 수 있게 됩니다. 그러면 암호를 여러 번 바꾸어 예전 암호로 돌아갈 수도 있으므로, 보안 담당자와 먼저 상의하십시오. 되돌리려면 값을 다시 {days}일로 바꾸십시오.",
		En: "Every user of this policy can change the password several times in a row, and so get back to an old one. Agree on it first with whoever is responsible for security. To undo it, set the value to {days} day(s) again.",
	}
	zeroProof = lang.Text{
		Ko: "이 단계를 다시 확인하면 최소 기간이 0으로 나옵니다.",
		En: "Checked again, this step shows a minimum age of 0.",
	}
)
