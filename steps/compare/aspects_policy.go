package compare

import (
	"strconv"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/configuration"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

const policy = configuration.PasswordPolicyID

// policyAspects are the policy that the next password meets. Which policy it
// is matters only where its values differ.
func policyAspects() []aspect {
	values := []Aspect{"minimum-age", "history", "length", "complexity"}
	number := func(name string, read func(probes.PasswordPolicy) probes.Maybe[int]) func(*person) Value {
		return ofPolicy(func(_ *person, p probes.PasswordPolicy) Value {
			n, seen := read(p).Get()
			if !seen {
				return lacks(probes.AccessDenied, name)
			}
			return Value{Is: "n", Args: tell.Args{"n": tell.Count(n)}}
		})
	}
	return []aspect{
		{
			id: "too-young", step: policy, title: lang.Text{Ko: "지금 암호 변경 가능 여부", En: "Password may be changed now"},
			read: ofPolicy(tooYoung), sound: []string{"yes"},
			words: map[string]lang.Text{
				"yes": {Ko: "바꿀 수 있음", En: "yes"},
				"no":  {Ko: "{next_at} 이후에 가능", En: "not before {next_at}"},
			},
		},
		{
			id: "policy", step: policy, title: lang.Text{Ko: "적용되는 암호 정책", En: "Password policy that applies"},
			read: whichPolicy, by: []string{"source"}, clue: append([]Aspect{"too-young"}, values...),
			words: map[string]lang.Text{
				"domain": {Ko: "도메인의 기본 정책", En: "that of the domain"},
				"fine":   {Ko: "세분화된 암호 정책: {source}", En: "fine-grained policy {source}"},
			},
		},
		{
			id: "minimum-age", step: policy, title: lang.Text{Ko: "최소 암호 사용 기간", En: "Minimum password age"},
			read: ofPolicy(minimumAge),
			by:   []string{"n"}, words: map[string]lang.Text{"n": {Ko: "{n}", En: "{n}"}, "none": {Ko: "없음(0)", En: "none (0)"}},
			sound: []string{"none"}, blames: longer,
		},
		{
			id: "history", step: policy, title: lang.Text{Ko: "기억하는 이전 암호", En: "Passwords remembered"},
			read: number("pwdHistoryLength", func(p probes.PasswordPolicy) probes.Maybe[int] { return p.History }),
			by:   []string{"n"}, blames: nobody, words: map[string]lang.Text{"n": {Ko: "{n}개", En: "{n}"}},
		},
		{
			id: "length", step: policy, title: lang.Text{Ko: "최소 암호 길이", En: "Minimum password length"},
			read: number("minPwdLength", func(p probes.PasswordPolicy) probes.Maybe[int] { return p.MinimumLength }),
			by:   []string{"n"}, blames: nobody, words: map[string]lang.Text{"n": {Ko: "{n}자", En: "{n} {n|character|characters}"}},
		},
		{
			id: "complexity", step: policy, title: lang.Text{Ko: "암호 복잡성", En: "Password complexity"},
			read: ofPolicy(complexity), blames: nobody,
			words: map[string]lang.Text{"yes": {Ko: "요구함", En: "required"}, "no": {Ko: "요구하지 않음", En: "not required"}},
		},
		{
			id: "lockout-threshold", step: policy, title: lang.Text{Ko: "잠기기까지의 실패 횟수", En: "Failures until lockout"},
			read: number("lockoutThreshold", func(p probes.PasswordPolicy) probes.Maybe[int] { return p.LockoutThreshold }),
			by:   []string{"n"}, clue: []Aspect{"locked"}, words: map[string]lang.Text{"n": {Ko: "{n}회(0은 잠기지 않음)", En: "{n} (0 never locks)"}},
		},
	}
}

func minimumAge(_ *person, p probes.PasswordPolicy) Value {
	least, seen := p.MinimumAge.Get()
	switch {
	case !seen:
		return lacks(probes.AccessDenied, "minPwdAge")
	case least == 0:
		return Value{Is: "none"}
	default:
		return Value{Is: "n", Args: tell.Args{"n": tell.Long(least)}}
	}
}

// nobody is blamed for what the step tells and does not judge: which passwords
// a policy takes. A weaker one takes more of them, a stricter one the right
// ones.
func nobody(Value, Value) bool { return false }

// longer blames the first for an age that holds back longer than that of the
// second.
func longer(first, second Value) bool {
	x, wrong := strconv.ParseInt(first.Args["n"].Text, 10, 64)
	y, strange := strconv.ParseInt(second.Args["n"].Text, 10, 64)
	return wrong == nil && (second.Is == "none" || strange == nil && x > y)
}

// ofPolicy reads a policy whose values could be read.
func ofPolicy(read func(*person, probes.PasswordPolicy) Value) func(*person) Value {
	return func(p *person) Value {
		switch found := p.policy; {
		case found.why != nil:
			return unseen(found.why)
		case !found.seen.Readable || found.seen.FineGrained == probes.Unsaid:
			return lacks(probes.AccessDenied, "msDS-ResultantPSO")
		default:
			return read(p, found.seen)
		}
	}
}

// tooYoung is the consequence of the age of a password, which itself differs
// for any two users.
func tooYoung(p *person, found probes.PasswordPolicy) Value {
	least, seen := found.MinimumAge.Get()
	next := found.PasswordLastSet.Add(least)
	switch {
	case !seen, least < 0:
		return lacks(probes.Malformed, "minPwdAge")
	case least > 0 && found.PasswordLastSet.IsZero() && p.entry.seen.MustChange != probes.Yes:
		return lacks(probes.AccessDenied, "pwdLastSet") // 0 holds nothing back, what was not read may
	case !found.PasswordLastSet.IsZero() && least > 0 && p.now.IsZero():
		return lacks(probes.AccessDenied, "currentTime")
	case found.PasswordLastSet.IsZero() || least == 0 || !p.now.Before(next):
		return Value{Is: "yes"}
	default:
		return Value{Is: "no", Args: tell.Args{"next_at": tell.At(next.Truncate(time.Second))}}
	}
}

// whichPolicy names a policy. One whose values cannot be read has a name all
// the same.
func whichPolicy(p *person) Value {
	switch found := p.policy; {
	case found.why != nil:
		return unseen(found.why)
	case found.seen.FineGrained == probes.Unsaid:
		return lacks(probes.AccessDenied, "msDS-ResultantPSO")
	case found.seen.FineGrained == probes.No:
		return Value{Is: "domain", Args: tell.Args{"source": tell.Policy.Of("")}}
	default:
		return Value{Is: "fine", Args: tell.Args{"source": tell.Policy.Of(probes.DN(found.seen.Source).Name())}}
	}
}

func complexity(_ *person, p probes.PasswordPolicy) Value {
	if p.Complexity == probes.Unsaid {
		return lacks(probes.NotCollected, "complexity")
	}
	return Value{Is: p.Complexity.String()}
}
