package compare

import (
	"slices"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// Bits of userAccountControl and of msDS-User-Account-Control-Computed ("Use
// the UserAccountControl flags to manipulate user account properties"). The
// computed ones are those of a lock and of an expired password.
const (
	flagDisabled    = 0x2
	flagLocked      = 0x10
	flagNoPassword  = 0x20
	flagNeverEnds   = 0x10000
	flagSmartCard   = 0x40000
	flagPasswordOld = 0x800000
)

// accountAspects are the state of the account in the directory.
func accountAspects() []aspect {
	flag := func(bit uint32) func(*person) Value {
		return ofEntry(func(_ *person, u probes.DirectoryUser) Value {
			flags, seen := u.Flags.Get()
			if !seen {
				return lacks(probes.AccessDenied, "userAccountControl")
			}
			return Value{Is: probes.Said(flags&bit != 0).String()}
		})
	}
	return slices.Concat([]aspect{
		{
			id: "disabled", step: account, title: lang.Text{Ko: "AD 계정의 상태", En: "State of the directory account"}, read: flag(flagDisabled),
			sound: []string{"no"}, words: map[string]lang.Text{"yes": {Ko: "사용 안 함", En: "disabled"}, "no": {Ko: "사용 중", En: "enabled"}},
		},
		{
			id: "expired", step: account, title: lang.Text{Ko: "계정의 만료", En: "Expiry of the account"}, read: expired,
			sound: []string{"no"}, words: map[string]lang.Text{
				"yes": {Ko: "만료됨({expired_at})", En: "expired ({expired_at})"}, "no": {Ko: "만료되지 않음", En: "not expired"},
			},
		},
		{
			id: "smart-card", step: account, title: lang.Text{Ko: "대화형 로그온에 스마트 카드 필요", En: "Smart card is required for interactive logon"},
			read: flag(flagSmartCard), sound: []string{"no"}, words: setOrNot(),
		},
		{
			id: "no-password", step: account, title: lang.Text{Ko: "암호 없이 로그온 허용(PASSWD_NOTREQD)", En: "No password required (PASSWD_NOTREQD)"},
			read: flag(flagNoPassword), words: setOrNot(), clue: []Aspect{"length", "complexity"},
		},
	}, lockAspects(), []aspect{{
		id: "never-expires", step: account, title: lang.Text{Ko: "암호 사용 기간 제한 없음", En: "Password never expires"},
		read: flag(flagNeverEnds), words: setOrNot(), clue: []Aspect{"password-state"},
	}})
}

func setOrNot() map[string]lang.Text {
	return map[string]lang.Text{"yes": {Ko: "설정됨", En: "set"}, "no": {Ko: "설정되지 않음", En: "not set"}}
}

func lockAspects() []aspect {
	return []aspect{
		{
			id: "locked", step: account, title: lang.Text{Ko: "계정 잠금", En: "Lockout"}, read: locked,
			sound: []string{"no"}, words: map[string]lang.Text{"yes": {Ko: "잠겨 있음", En: "locked out"}, "no": {Ko: "잠겨 있지 않음", En: "not locked"}},
		},
		{
			id: "password-state", step: account, title: lang.Text{Ko: "현재 암호", En: "Present password"},
			read: ofEntry(func(_ *person, u probes.DirectoryUser) Value {
				computed, seen := u.ComputedFlags.Get()
				switch {
				case u.MustChange == probes.Yes:
					return Value{Is: "must-change"}
				case !seen || u.MustChange == probes.Unsaid:
					return lacks(probes.AccessDenied, "msDS-User-Account-Control-Computed")
				case computed&flagPasswordOld != 0:
					return Value{Is: "expired"}
				default:
					return Value{Is: "valid"}
				}
			}),
			sound: []string{"valid"}, words: map[string]lang.Text{
				"must-change": {Ko: "다음 로그온 때 바꾸어야 함", En: "must be changed at the next logon"},
				"expired":     {Ko: "만료됨", En: "expired"},
				"valid":       {Ko: "유효함", En: "valid"},
			},
		},
	}
}

func expired(p *person) Value {
	return ofEntry(func(p *person, u probes.DirectoryUser) Value {
		at, seen := u.AccountExpires.Get()
		if !seen {
			return lacks(probes.AccessDenied, "accountExpires")
		}
		switch {
		case !at.IsZero() && p.now.IsZero():
			return lacks(probes.AccessDenied, "currentTime")
		case at.IsZero() || at.After(p.now):
			return Value{Is: "no"}
		default:
			return Value{Is: "yes", Args: tell.Args{"expired_at": tell.At(at)}}
		}
	})(p)
}

// locked prefers the computed flag, which knows how long a lock lasts.
func locked(p *person) Value {
	return ofEntry(func(_ *person, u probes.DirectoryUser) Value {
		computed, seen := u.ComputedFlags.Get()
		since, lockSeen := u.LockoutTime.Get()
		switch {
		case seen:
			return Value{Is: probes.Said(computed&flagLocked != 0).String()}
		case lockSeen && since.IsZero():
			return Value{Is: "no"}
		default:
			return lacks(probes.AccessDenied, "msDS-User-Account-Control-Computed")
		}
	})(p)
}
