package configuration

import (
	"context"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// What others name of password-policy: the step and a blank.
const (
	PasswordPolicyID steps.ID = "configuration/password-policy"

	PolicySource = "source" // DN of the policy that applies
)

// PasswordPolicy finds a password policy that holds a new password back: a
// minimum age that has not passed yet, or one that will hold back the next.
var PasswordPolicy = steps.Step{
	ID:    PasswordPolicyID,
	Title: lang.Text{Ko: "암호 정책과 최소 사용 기간", En: "Password policy and minimum age"},
	Why: lang.Text{
		Ko: "최소 암호 사용 기간이 0이 아니면 방금 바꾼 암호를 다시 바꾸거나 재설정할 수 없습니다.",
		En: "Unless the minimum password age is 0, a password that was just changed cannot be changed or reset again.",
	},
	Check: steps.Look(seePasswordPolicy, judgePasswordPolicy),
	Reads: []steps.Instrument{steps.ByDirectory},
	Keeps: steps.Passing,
	Needs: []steps.Fact{steps.UserDN},
	Blanks: tell.Kinds{
		"age": tell.Period, "maximum": tell.Period, "wait": tell.Period,
		"agents": tell.Controller, "modern": tell.Controller, "without": tell.Controller,
		"complexity_switch": tell.Switch,
		"history":           tell.Number, "length": tell.Number,
		"dn":            tell.UserDN,
		"domain_policy": tell.DomainDN, "pso": tell.DN, PolicySource: tell.DN,
		"next_at": tell.Moment, "set_at": tell.Moment,
	},
	Branches: policyBranches,
}

// PolicyNow is the policy, whose it is, and the time it was compared with.
type PolicyNow struct {
	probes.PasswordPolicy
	UserDN     string       `json:"user_dn" is:"user-dn"`
	MustChange probes.YesNo `json:"must_change"` // pwdLastSet is 0; Unsaid when the user could not be read
	// Protection is nil where it could not be read. It says why a password may
	// be refused, and never that one is.
	Protection *probes.PasswordProtection `json:"protection,omitempty"`
	Now        time.Time                  `json:"now"`
}

func seePasswordPolicy(ctx context.Context, env steps.Env, facts steps.Facts) (PolicyNow, error) {
	directory, err := env.Directory(ctx, facts)
	if err != nil {
		return PolicyNow{}, err
	}
	seen := PolicyNow{UserDN: facts[steps.UserDN]}
	var policyErr error
	err = steps.Together(0,
		func() { seen.PasswordPolicy, policyErr = directory.PasswordPolicy(ctx, seen.UserDN) },
		func() {
			if user, err := directory.User(ctx, seen.UserDN); err == nil && user.Matches == 1 {
				seen.MustChange = user.MustChange
			}
		},
		func() {
			if protection, err := directory.PasswordProtection(ctx, seen.UserDN); err == nil {
				seen.Protection = &protection
			}
		},
	)
	if err == nil {
		err = policyErr
	}
	if err == nil && ctx.Err() != nil {
		err = leftEarly(ctx)
	}
	seen.Now = controllerTime(ctx, env, directory)
	return seen, err
}

// judgePasswordPolicy compares with the second: from pwdLastSet plus the
// minimum age on, a new password is taken (MS-SAMR 3.1.1.7.1). A pwdLastSet of
// 0 holds nothing back; one that was not read may hold everything back.
func judgePasswordPolicy(p PolicyNow) steps.Verdict {
	least, seen := p.MinimumAge.Get()
	next := p.PasswordLastSet.Add(least)
	agents := filtersOf(p.Protection)
	v := steps.Verdict{Args: policyArgs(p, next)}
	v.Args["agents"], v.Args["without"], v.Args["modern"] = tell.Controller.Some(agents.on), tell.Controller.Some(agents.off), tell.Controller.Some(agents.modern)
	switch {
	case p.At.IsZero() || p.Now.IsZero():
		return blocked(nil)
	case !p.Readable || p.FineGrained == probes.Unsaid:
		v.On = "unreadable"
	case !seen:
		return notSeen(probes.AccessDenied, "minPwdAge")
	case least < 0:
		return notSeen(probes.Malformed, "minPwdAge")
	case least == 0:
		v.On = map[filtering]steps.Outcome{noFilter: "free", someFilter: "filtered", evenFilter: "filtered", unevenFilter: "filtered-unevenly"}[agents.how]
	case !p.PasswordLastSet.IsZero() && p.Now.Before(next):
		v.On = "too-young"
	case p.PasswordLastSet.IsZero() && p.MustChange != probes.Yes:
		return notSeen(probes.AccessDenied, "pwdLastSet")
	case p.MustChange == probes.Yes:
		v.On = "minimum-age-later"
	default:
		v.On = "minimum-age"
	}
	return v
}

func policyArgs(p PolicyNow, next time.Time) tell.Args {
	wait := max(0, next.Sub(p.Now)) + time.Minute - 1 // up to the next full minute
	args := tell.Args{
		"dn": tell.UserDN.Of(p.UserDN), PolicySource: tell.DN.Of(p.Source).OrDash(), "pso": tell.DN.Of(""), "domain_policy": tell.DomainDN.Of(""),
		"age": lasting(p.MinimumAge.Or(0)), "maximum": lasting(p.MaximumAge.Or(0)), "wait": tell.Long(wait.Truncate(time.Minute)),
		"history": tell.Number.Of(p.History.String()).OrDash(), "length": tell.Number.Of(p.MinimumLength.String()).OrDash(), "complexity_switch": onOff(p.Complexity),
		"set_at": tell.At(p.PasswordLastSet), "next_at": tell.At(next).OrDash(),
	}
	switch p.FineGrained {
	case probes.Yes:
		args["pso"] = tell.DN.Of(p.Source)
	case probes.No:
		args["domain_policy"] = tell.DomainDN.Of(p.Source)
	case probes.Unsaid:
	}
	return args
}

// onOff is a switch, which says nothing where nobody knows.
func onOff(set probes.YesNo) tell.Value {
	return tell.Switch.Of(map[probes.YesNo]string{probes.Yes: tell.On, probes.No: tell.Off}[set])
}

// lasting is an age that a policy demands; one that demands none has nothing to
// say.
func lasting(age time.Duration) tell.Value {
	if age <= 0 {
		return tell.Period.Of("")
	}
	return tell.Long(age)
}
