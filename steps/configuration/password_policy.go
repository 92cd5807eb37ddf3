package configuration

import (
	"context"
	"strconv"
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
		"age":               tell.Span,
		"complexity_switch": tell.Switch,
		"days":              tell.Number, "history": tell.Number, "hours": tell.Number, "length": tell.Number, "maximum": tell.Number, "minutes": tell.Number,
		"dn":            tell.UserDN,
		"domain_policy": tell.DN, "pso": tell.DN, PolicySource: tell.DN,
		"next_at": tell.Moment, "set_at": tell.Moment,
	},
	Branches: []steps.Branch{
		{
			On: "free", Status: steps.Healthy,
			Label: lang.Text{Ko: "최소 기간 0", En: "Minimum age 0"},
			Say: lang.Text{
				Ko: "최소 암호 사용 기간이 0이므로 이것 때문에 암호가 거절되지는 않습니다. 방금 거절되었다면 다른 요구 사항(최근 암호 기록, 길이, 복잡성, 암호 필터) 때문입니다.",
				En: "The minimum password age is 0, so it refuses nothing. A password that was just refused broke another demand: history, length, complexity, or a password filter.",
			},
			Details: policyDetails,
		},
		{
			On: "minimum-age", Status: steps.Warning, Remedy: minimumAgeToZero,
			Label: lang.Text{Ko: "최소 기간 있음", En: "Minimum age set"},
			Say: lang.Text{
				Ko: "최소 암호 사용 기간이 {days}일입니다. 이 기간은 이미 지나 지금은 이것 때문에 거절되지 않지만, 한 번 바꾼 뒤에는 이 기간이 지나야 다시 바꿀 수 있습니다. 방금 거절되었다면 다른 요구 사항(최근 암호 기록, 길이, 복잡성, 암호 필터) 때문입니다.",
				En: "The minimum password age is {days} day(s). That time has passed and refuses nothing now, but after a change it has to pass again. A password that was just refused broke another demand: history, length, complexity, or a password filter.",
			},
			Details: policyDetails,
		},
		{
			On: "minimum-age-later", Status: steps.Warning, Remedy: minimumAgeToZero,
			Label: lang.Text{Ko: "바꾼 뒤 최소 기간", En: "Minimum age later"},
			Say: lang.Text{
				Ko: "이 사용자는 다음 로그인 때 암호를 바꿔야 하며(pwdLastSet 0), 그 변경은 최소 암호 사용 기간({days}일) 때문에 거절되지 않습니다. 바꾼 뒤에는 이 기간이 지나야 다시 바꿀 수 있습니다. 방금 거절되었다면 다른 요구 사항(최근 암호 기록, 길이, 복잡성, 암호 필터) 때문입니다.",
				En: "This user has to change the password at the next sign-in (pwdLastSet 0), and the minimum password age of {days} day(s) does not refuse that change. After it the age has to pass before the next one. A password that was just refused broke another demand: history, length, complexity, or a password filter.",
			},
			Details: policyDetails,
		},
		{
			On: "too-young", Status: steps.Broken, Remedy: waitOrZero,
			Label: lang.Text{Ko: "아직 바꿀 수 없음", En: "Too soon to change"},
			Say: lang.Text{
				Ko: "이 사용자는 {next_at}부터 암호를 다시 바꿀 수 있습니다(확인한 때부터 {hours}시간 {minutes}분). 그 전에는 쓰기 저장으로 하는 변경과 재설정이 거절됩니다.",
				En: "This user can change the password again from {next_at}, {hours} h {minutes} min after this was looked at. Until then writeback is refused, for a change and for a reset.",
			},
			Details: policyDetails,
		},
		{
			On: "unreadable", Remedy: readPolicyAsAdmin,
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

// policyDetails are the other demands of the policy. They refuse the one new
// password that breaks them, and not every password.
var policyDetails = []lang.Text{
	{Ko: "세분화된 암호 정책: {pso}.", En: "Fine-grained policy: {pso}."},
	{Ko: "도메인의 암호 정책: {domain_policy}.", En: "Policy of the domain: {domain_policy}."},
	{Ko: "최소 암호 사용 기간: {days}일, 마지막으로 바꾼 때: {set_at}.", En: "Minimum password age: {days} day(s); last set: {set_at}."},
	{Ko: "다시 쓸 수 없는 최근 암호: {history}개. 최소 길이: {length}자. 복잡성 요구: {complexity_switch}.", En: "Last passwords that may not come again: {history}. Minimum length: {length}. Complexity: {complexity_switch}."},
	{Ko: "최대 암호 사용 기간: {maximum}일.", En: "Maximum password age: {maximum} day(s)."},
}

// PolicyNow is the policy, whose it is, and the time it was compared with.
type PolicyNow struct {
	probes.PasswordPolicy
	UserDN     string       `json:"user_dn" is:"user-dn"`
	MustChange probes.YesNo `json:"must_change"` // pwdLastSet is 0; Unsaid when the user could not be read
	Now        time.Time    `json:"now"`
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
	)
	if err == nil {
		err = policyErr
	}
	if err == nil && ctx.Err() != nil {
		err = leftEarly(ctx)
	}
	seen.Now = env.Now().UTC()
	return seen, err
}

// judgePasswordPolicy compares with the second: from pwdLastSet plus the
// minimum age on, a new password is taken (MS-SAMR 3.1.1.7.1). A pwdLastSet of
// 0 holds nothing back; one that was not read may hold everything back.
func judgePasswordPolicy(p PolicyNow) steps.Verdict {
	least, seen := p.MinimumAge.Get()
	next := p.PasswordLastSet.Add(least)
	v := steps.Verdict{Args: policyArgs(p, next)}
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
		v.On = "free"
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
		"dn": tell.UserDN.Of(p.UserDN), PolicySource: tell.DN.Of(p.Source).OrDash(), "pso": tell.DN.Of(""), "domain_policy": tell.DN.Of(""),
		"days": inDays(p.MinimumAge.Or(0)), "age": tell.Lasting(p.MinimumAge.Or(0)), "maximum": tell.Number.Of(""),
		"history": tell.Number.Of(p.History.String()).OrDash(), "length": tell.Number.Of(p.MinimumLength.String()).OrDash(), "complexity_switch": onOff(p.Complexity),
		"set_at": tell.At(p.PasswordLastSet), "next_at": tell.At(next).OrDash(),
		"hours": tell.Count(int(wait / time.Hour)), "minutes": tell.Count(int(wait % time.Hour / time.Minute)),
	}
	switch p.FineGrained {
	case probes.Yes:
		args["pso"] = tell.DN.Of(p.Source)
	case probes.No:
		args["domain_policy"] = tell.DN.Of(p.Source)
	case probes.Unsaid:
	}
	if p.MaximumAge.Or(0) > 0 {
		args["maximum"] = inDays(p.MaximumAge.Or(0))
	}
	return args
}

// onOff is a switch, which says nothing where nobody knows.
func onOff(set probes.YesNo) tell.Value {
	return tell.Switch.Of(map[probes.YesNo]string{probes.Yes: tell.On, probes.No: tell.Off}[set])
}

func inDays(d time.Duration) tell.Value {
	return tell.Number.Of(strconv.FormatFloat(d.Hours()/24, 'f', -1, 64))
}
