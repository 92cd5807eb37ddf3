package configuration

import (
	"context"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// UserAccount finds an account whose state in the directory keeps a new
// password from being set or used: disabled, expired, locked.
var UserAccount = steps.Step{
	ID:    "configuration/user-account",
	Title: lang.Text{Ko: "사용자 계정의 상태", En: "State of the user's account"},
	Why: lang.Text{
		Ko: "사용 안 함, 만료, 잠김 상태의 계정은 새 암호를 받지 않거나 받아도 로그인하지 못합니다.",
		En: "A disabled, expired or locked account does not take a new password, or takes it and still cannot sign in.",
	},
	Check: steps.Look(seeUserAccount, judgeUserAccount),
	Needs: []steps.Fact{steps.User},
	Uses:  []steps.Fact{steps.UserDN},
	Branches: []steps.Branch{
		{
			On: "usable", Status: steps.Healthy,
			Label: lang.Text{Ko: "사용 가능", En: "Usable"},
			Say: lang.Text{
				Ko: "{user} 계정은 사용 가능하며, 만료되거나 잠기지 않았습니다.",
				En: "{user} is enabled, not expired and not locked.",
			},
		},
		{
			On: "smart-card", Status: steps.Warning, Remedy: smartCardUser,
			Label: lang.Text{Ko: "스마트 카드 필수", En: "Smart card required"},
			Say: lang.Text{
				Ko: "{user} 계정은 스마트 카드로만 로그인하도록 설정되어 있습니다. 암호를 재설정해도 그 암호로는 로그인하지 못합니다.",
				En: "{user} may sign in with a smart card only. A new password does not help to sign in.",
			},
		},
		{
			On: "cannot-change", Status: steps.Warning, Remedy: allowChange,
			Label: lang.Text{Ko: "암호 변경 금지", En: "May not change it"},
			Say: lang.Text{
				Ko: "{user} 계정에 [사용자가 암호를 변경할 수 없음]이 설정되어 있습니다. 암호 변경은 거절되지만 재설정은 될 수도 있습니다.",
				En: "{user} is set to User cannot change password. Changing the password is refused; resetting it may work.",
			},
		},
		{
			On: "disabled", Status: steps.Broken, Remedy: enableUser,
			Explains: []steps.ID{"reenable/event-log"},
			Label:    lang.Text{Ko: "사용 안 함", En: "Disabled"},
			Say: lang.Text{
				Ko: "{user} 계정이 Active Directory에서 사용 안 함 상태입니다(이벤트 33005).",
				En: "{user} is disabled in Active Directory (event 33005).",
			},
		},
		{
			On: "expired", Status: steps.Broken, Remedy: extendUser,
			Label: lang.Text{Ko: "계정 만료", En: "Account expired"},
			Say: lang.Text{
				Ko: "{user} 계정이 만료되었습니다({expired_at}). 만료된 것은 암호가 아니라 계정입니다.",
				En: "The account {user} has expired ({expired_at}). It is the account that expired, not the password.",
			},
		},
		{
			On: "locked", Status: steps.Broken, Remedy: unlockUser,
			Explains: []steps.ID{"reenable/event-log"},
			Label:    lang.Text{Ko: "잠김", En: "Locked"},
			Say: lang.Text{
				Ko: "{user} 계정이 잠겨 있습니다(이벤트 33006). 그대로 두면 {until_at} 이후에 풀립니다.",
				En: "{user} is locked out (event 33006). Left alone, the lock ends at {until_at}.",
			},
		},
		{
			On: "locked-open", Status: steps.Broken, Remedy: unlockUser,
			Explains: []steps.ID{"reenable/event-log"},
			Label:    lang.Text{Ko: "잠김, 끝 모름", En: "Locked, end unknown"},
			Say: lang.Text{
				Ko: "{user} 계정이 잠겨 있습니다(이벤트 33006). 관리자가 풀 때까지 잠기는 정책이거나, 언제 풀리는지 읽을 수 없습니다.",
				En: "{user} is locked out (event 33006). Either it stays locked until an administrator unlocks it, or the end of the lock could not be read.",
			},
		},
		{
			On:    steps.Unseen,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "Active Directory에 있는 사용자 계정의 상태를 읽지 못했습니다.",
				En: "The state of the user's account in Active Directory could not be read.",
			},
		},
	},
}

// accountNow is the account, how long a lock lasts, and the time that its
// dates were compared with.
type accountNow struct {
	probes.Seen
	User        probes.DirectoryUser  `json:"user"`
	Policy      probes.PasswordPolicy `json:"policy"`
	PolicyWhy   *probes.Obstacle      `json:"policy_why,omitempty"`
	ComparedNow time.Time             `json:"now"`
}

func seeUserAccount(ctx context.Context, env steps.Env, facts steps.Facts) (accountNow, error) {
	directory, user, err := seePerson(ctx, env, facts)
	if err != nil {
		return accountNow{}, err
	}
	seen := accountNow{Seen: user.Seen, User: user, ComparedNow: env.Now().UTC()}
	if user.Matches != 1 {
		return seen, nil
	}
	seen.Policy, err = directory.PasswordPolicy(ctx, user.DN)
	if ctx.Err() != nil {
		return accountNow{}, leftEarly(ctx)
	}
	seen.PolicyWhy = probes.AsObstacle(err)
	return seen, nil
}

// Bits of userAccountControl and of msDS-User-Account-Control-Computed ("Use
// the UserAccountControl flags to manipulate user account properties"). The
// stored bit for a lock is not kept up to date; the computed one is.
const (
	flagDisabled  = 0x2
	flagLocked    = 0x10
	flagSmartCard = 0x40000
)

func judgeUserAccount(a accountNow) steps.Verdict {
	u := a.User
	lock := lockOf(a)
	v := steps.Verdict{Args: lang.Args{
		"user": dash(u.Asked), "dn": dash(u.DN), "expired_at": lang.At(u.AccountExpires), "expired_utc": lang.At(u.AccountExpires),
		"until_at": lang.At(lock.until),
	}}
	switch {
	case u.Matches != 1:
		return noOne(u)
	case u.Flags == 0 || a.ComparedNow.IsZero(): // a user's flags are never 0
		return notSeen(probes.AccessDenied, "userAccountControl")
	case u.Flags&flagDisabled != 0:
		v.On = "disabled"
	case !u.AccountExpires.IsZero() && !a.ComparedNow.Before(u.AccountExpires):
		v.On = "expired"
	case lock.locked == probes.Yes && lock.until.IsZero():
		v.On = "locked-open"
	case lock.locked == probes.Yes:
		v.On = "locked"
	case lock.locked == probes.Unsaid:
		return notSeen(probes.AccessDenied, "msDS-User-Account-Control-Computed")
	case u.Flags&flagSmartCard != 0:
		v.On = "smart-card"
	case u.CannotChange == probes.Yes:
		v.On = "cannot-change"
	case u.CannotChange == probes.Unsaid:
		return notSeen(probes.AccessDenied, "nTSecurityDescriptor")
	default:
		v.On = "usable"
	}
	return v
}

// lock is whether an account is locked, and until when; a zero time is a lock
// whose end is not known or never comes by itself.
type lock struct {
	locked probes.YesNo
	until  time.Time
}

// lockOf decides by the computed flags. Without them a lockoutTime decides
// only together with a known duration, because it stays after the lock ended.
func lockOf(a accountNow) lock {
	policyKnown := a.PolicyWhy == nil && a.Policy.Readable && a.Policy.FineGrained != probes.Unsaid
	var until time.Time
	if policyKnown && a.Policy.LockoutDuration > 0 && !a.User.LockoutTime.IsZero() {
		until = a.User.LockoutTime.Add(a.Policy.LockoutDuration)
	}
	switch {
	case a.User.ComputedSeen && a.User.ComputedFlags&flagLocked != 0:
		return lock{locked: probes.Yes, until: until}
	case a.User.ComputedSeen, a.User.LockoutTime.IsZero():
		return lock{locked: probes.No}
	case !policyKnown:
		return lock{}
	case until.IsZero():
		return lock{locked: probes.Yes}
	default:
		return lock{locked: probes.Said(a.ComparedNow.Before(until)), until: until}
	}
}

var onAController = lang.Text{Ko: "도메인 컨트롤러의 PowerShell", En: "PowerShell on a domain controller"}

var thisUserOnly = lang.Text{Ko: "이 사용자만 바뀝니다.", En: "Only this user changes."}

var smartCardUser = &steps.Remedy{
	Who:   []steps.Who{steps.Helpdesk, steps.ADAdmin},
	Where: lang.Text{Ko: "통화 중인 사용자", En: "The caller"},
	Do: []lang.Text{{
		Ko: "스마트 카드로 로그인하도록 안내하십시오. 카드를 쓸 수 없는 동안 암호가 필요하면 AD 관리자가 [대화형 로그온에 스마트 카드 필요]를 잠시 꺼야 합니다.",
		En: "Tell the caller to sign in with the smart card. If a password is needed for a while, the AD administrator has to clear Smart card is required for interactive logon.",
	}},
	Link: "https://learn.microsoft.com/troubleshoot/windows-server/active-directory/useraccountcontrol-manipulate-account-properties",
}

var allowChange = &steps.Remedy{
	Who:     []steps.Who{steps.ADAdmin},
	Where:   onAController,
	Do:      []lang.Text{{Ko: "[사용자가 암호를 변경할 수 없음] 설정이 일부러 둔 것이 아닌지 확인하고, 아니면 끄십시오.", En: "Find out whether User cannot change password is set on purpose; if not, clear it."}},
	Run:     []steps.Command{{Shell: steps.PowerShell, Text: "Set-ADUser -Identity {dn} -CannotChangePassword:$false"}},
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
	Run:     []steps.Command{{Shell: steps.PowerShell, Text: "Enable-ADAccount -Identity {dn}"}},
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
	Run:     []steps.Command{{Shell: steps.PowerShell, Text: "Clear-ADAccountExpiration -Identity {dn}"}},
	Undo:    []steps.Command{{Shell: steps.PowerShell, Text: "Set-ADAccountExpiration -Identity {dn} -DateTime ([datetimeoffset]{expired_utc}).LocalDateTime"}},
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
	Run:     []steps.Command{{Shell: steps.PowerShell, Text: "Unlock-ADAccount -Identity {dn}"}},
	Changes: thisUserOnly,
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 잠기지 않은 계정으로 보입니다.",
		En: "Checked again, this step shows an account that is not locked.",
	},
	Link: "https://learn.microsoft.com/powershell/module/activedirectory/unlock-adaccount",
}
