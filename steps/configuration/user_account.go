package configuration

import (
	"context"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// UserAccountID names this step.
const UserAccountID steps.ID = "configuration/user-account"

// UserAccount finds an account whose state in the directory keeps a new
// password from being set or used: disabled, expired, locked.
var UserAccount = steps.Step{
	ID:    UserAccountID,
	Title: lang.Text{Ko: "사용자 계정의 상태", En: "State of the user's account"},
	Why: lang.Text{
		Ko: "사용 안 함, 만료, 잠김 상태의 계정은 새 암호를 받지 않거나 받아도 로그인하지 못합니다.",
		En: "A disabled, expired or locked account does not take a new password, or takes it and still cannot sign in.",
	},
	Check: steps.Look(seeUserAccount, judgeUserAccount),
	Reads: []steps.Instrument{steps.ByDirectory},
	Keeps: steps.Passing,
	Needs: []steps.Fact{steps.User},
	Uses:  []steps.Fact{steps.UserDN},
	Blanks: tell.Kinds{
		"dn":         tell.UserDN,
		"expired_at": tell.Moment, "expires_at": tell.Moment, "locked_at": tell.Moment, "set_at": tell.Moment, "until_at": tell.Moment, "was_locked_at": tell.Moment,
		"password_state": tell.Password,
		"user":           tell.User,
	},
	Branches: []steps.Branch{
		{
			On: "usable", Status: steps.Healthy,
			Label: lang.Text{Ko: "사용 가능", En: "Usable"},
			Say: lang.Text{
				Ko: "{user} 계정은 사용 가능하며, 만료되거나 잠기지 않았습니다.",
				En: "{user} is enabled, not expired and not locked.",
			},
			Details: accountDetails,
		},
		{
			On: "lock-ended", Status: steps.Healthy,
			Label: lang.Text{Ko: "잠금이 풀림", En: "Lock has ended"},
			Say: lang.Text{
				Ko: "{user} 계정은 지금 잠겨 있지 않습니다. {was_locked_at}에 잠겼지만 그 잠금은 이미 끝났습니다(끝난 때: {until_at}). 그때 거절되었다면 다시 시도하십시오.",
				En: "{user} is not locked out now. It was locked out on {was_locked_at}, but that lock has ended (at: {until_at}). Whoever was refused then can try again.",
			},
			Details: accountDetails,
		},
		{
			On: "smart-card", Status: steps.Warning, Remedy: smartCardUser,
			Label: lang.Text{Ko: "스마트 카드 필수", En: "Smart card required"},
			Say: lang.Text{
				Ko: "{user} 계정은 스마트 카드로만 로그인하도록 설정되어 있습니다. 암호를 재설정해도 그 암호로는 로그인하지 못합니다.",
				En: "{user} may sign in with a smart card only. A new password does not help to sign in.",
			},
			Details: accountDetails,
		},
		{
			On: "cannot-change", Status: steps.Warning, Remedy: allowChange, Causes: []steps.ID{"reenable/event-log"},
			Label: lang.Text{Ko: "암호 변경 금지", En: "May not change it"},
			Say: lang.Text{
				Ko: "{user} 계정에 [사용자가 암호를 변경할 수 없음(User cannot change password)]이 설정되어 있습니다. 암호 변경은 거절되지만 재설정은 될 수도 있습니다.",
				En: "{user} is set to User cannot change password. Changing the password is refused; resetting it may work.",
			},
			Details: accountDetails,
		},
		{
			On: "disabled", Status: steps.Broken, Remedy: enableUser,
			Explains: []steps.ID{"reenable/event-log"},
			Label:    lang.Text{Ko: "사용 안 함", En: "Disabled"},
			Say: lang.Text{
				Ko: "{user} 계정이 Active Directory에서 사용 안 함 상태입니다(이벤트 33005).",
				En: "{user} is disabled in Active Directory (event 33005).",
			},
			Details: accountDetails,
		},
		{
			On: "expired", Status: steps.Broken, Remedy: extendUser,
			Label: lang.Text{Ko: "계정 만료", En: "Account expired"},
			Say: lang.Text{
				Ko: "{user} 계정이 {expired_at}에 만료되었습니다. 만료된 것은 암호가 아니라 계정입니다.",
				En: "The account {user} expired on {expired_at}. It is the account that expired, not the password.",
			},
			Details: accountDetails,
		},
		{
			On: "locked", Status: steps.Broken, Remedy: unlockUser,
			Explains: []steps.ID{"reenable/event-log"},
			Label:    lang.Text{Ko: "잠김", En: "Locked"},
			Say: lang.Text{
				Ko: "{user} 계정이 잠겨 있습니다(이벤트 33006). 그대로 두면 {until_at} 이후에 풀립니다.",
				En: "{user} is locked out (event 33006). Left alone, the lock ends at {until_at}.",
			},
			Details: accountDetails,
		},
		{
			On: "locked-until-unlocked", Status: steps.Broken, Remedy: unlockUser,
			Explains: []steps.ID{"reenable/event-log"},
			Label:    lang.Text{Ko: "관리자가 풀 때까지 잠김", En: "Locked for good"},
			Say: lang.Text{
				Ko: "{user} 계정이 잠겨 있습니다(이벤트 33006). 잠금 기간이 0인 정책이라 저절로 풀리지 않으며, 관리자가 풀어야 합니다.",
				En: "{user} is locked out (event 33006). The lockout duration of the policy is 0, so the lock never ends by itself: an administrator has to unlock it.",
			},
			Details: accountDetails,
		},
		{
			On: "locked-open", Status: steps.Broken, Remedy: unlockUser,
			Explains: []steps.ID{"reenable/event-log"},
			Label:    lang.Text{Ko: "잠김, 해제 시각 확인 안 됨", En: "Locked, end unknown"},
			Say: lang.Text{
				Ko: "{user} 계정이 잠겨 있습니다(이벤트 33006). 언제 풀리는지는 읽을 수 없었습니다.",
				En: "{user} is locked out (event 33006). When the lock ends could not be read.",
			},
			Details: accountDetails,
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

// AccountNow is the account, how long a lock lasts, and the time that its
// dates were compared with.
type AccountNow struct {
	probes.Seen
	User        probes.DirectoryUser  `json:"user"`
	Policy      probes.PasswordPolicy `json:"policy"`
	PolicyWhy   *probes.Obstacle      `json:"policy_why,omitempty"`
	ComparedNow time.Time             `json:"now"`
}

func seeUserAccount(ctx context.Context, env steps.Env, facts steps.Facts) (AccountNow, error) {
	directory, user, err := seePerson(ctx, env, facts)
	if err != nil {
		return AccountNow{}, err
	}
	seen := AccountNow{Seen: user.Seen, User: user, ComparedNow: controllerTime(ctx, env, directory)}
	if user.Matches != 1 {
		return seen, nil
	}
	seen.Policy, err = directory.PasswordPolicy(ctx, user.DN)
	if ctx.Err() != nil {
		return AccountNow{}, leftEarly(ctx)
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

func judgeUserAccount(a AccountNow) steps.Verdict {
	u := a.User
	lock := lockOf(a)
	flags, flagsSeen := u.Flags.Get()
	v := steps.Verdict{Args: accountArgs(a, lock)}
	switch {
	case u.Matches != 1:
		return noOne(u)
	case !flagsSeen:
		return notSeen(probes.AccessDenied, "userAccountControl")
	case flags&flagDisabled != 0:
		v.On = "disabled"
	case a.ComparedNow.IsZero():
		return notSeen(probes.AccessDenied, "currentTime")
	case hasExpired(u, a.ComparedNow):
		v.On = "expired"
	case lock.locked == probes.Yes && lock.forGood:
		v.On = "locked-until-unlocked"
	case lock.locked == probes.Yes && lock.until.IsZero():
		v.On = "locked-open"
	case lock.locked == probes.Yes:
		v.On = "locked"
	case lock.locked == probes.Unsaid:
		return notSeen(probes.AccessDenied, "msDS-User-Account-Control-Computed")
	case !u.AccountExpires.Seen():
		return notSeen(probes.AccessDenied, "accountExpires")
	case flags&flagSmartCard != 0:
		v.On = "smart-card"
	case u.CannotChange == probes.Yes:
		v.On = "cannot-change"
	case u.CannotChange == probes.Unsaid:
		return notSeen(probes.AccessDenied, "nTSecurityDescriptor")
	case !lock.was.IsZero():
		v.On = "lock-ended"
	default:
		v.On = "usable"
	}
	return v
}

// hasExpired reports whether an account is known to have expired.
func hasExpired(u probes.DirectoryUser, now time.Time) bool {
	at, seen := u.AccountExpires.Get()
	return seen && !at.IsZero() && !now.Before(at)
}

// has reports whether a flag is known to be set.
func has(flags probes.Maybe[uint32], flag uint32) bool { return flags.Or(0)&flag != 0 }

// accountDetails are the dates of the account. A line without its date is left
// out.
var accountDetails = []lang.Text{
	{Ko: "잠긴 때: {locked_at}.", En: "Locked out on {locked_at}."},
	{Ko: "암호를 마지막으로 바꾼 때: {set_at}.", En: "Password last set on {set_at}."},
	{Ko: "암호의 상태: {password_state}.", En: "The password: {password_state}."},
	{Ko: "계정 만료일: {expires_at}.", En: "The account expires on {expires_at}."},
}

func accountArgs(a AccountNow, l lock) tell.Args {
	u := a.User
	args := tell.Args{
		"user": tell.User.Of(u.Asked).OrDash(), "dn": tell.UserDN.Of(u.DN).OrDash(), "expired_at": tell.At(u.AccountExpires.Or(time.Time{})).OrDash(),
		"until_at": tell.At(l.until).OrDash(), "was_locked_at": tell.At(l.was).OrDash(), "locked_at": tell.At(time.Time{}), "set_at": tell.At(u.PasswordLastSet),
		"expires_at": tell.At(u.AccountExpires.Or(time.Time{})), "password_state": passwordState(u),
	}
	if l.locked == probes.Yes {
		args["locked_at"] = tell.At(u.LockoutTime.Or(time.Time{}))
	}
	return args
}

// passwordState tells the state of a password. An expired one does not stop a
// reset: that is what ends it.
func passwordState(u probes.DirectoryUser) tell.Value {
	switch {
	case u.MustChange == probes.Yes:
		return tell.Password.Of(tell.PasswordMustChange)
	case has(u.Flags, flagNeverExpires):
		return tell.Password.Of(tell.PasswordNeverExpires)
	case has(u.ComputedFlags, flagPasswordExpired):
		return tell.Password.Of(tell.PasswordExpired)
	case u.ComputedFlags.Seen():
		return tell.Password.Of(tell.PasswordValid)
	default:
		return tell.Password.Of("")
	}
}
