package compare

import (
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/configuration"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/needed"
	"example.com/writeback-doctor/steps/tell"
)

const rights = configuration.EffectiveRightsID

// neededRight is one right of the connector account.
type neededRight struct {
	id    Aspect
	title lang.Text
	of    func(*probes.Rights) *probes.Right
}

// neededRights are the five that writeback needs ("Tutorial: Enable
// self-service password reset writeback").
func neededRights() []neededRight {
	return []neededRight{
		{"reset-password", lang.Text{Ko: "암호 재설정 권한", En: "Right to reset the password"}, needed.ResetPassword.Of},
		{"change-password", lang.Text{Ko: "암호 변경 권한", En: "Right to change the password"}, needed.ChangePassword.Of},
		{"write-lockout-time", lang.Text{Ko: "lockoutTime 쓰기 권한", En: "Right to write lockoutTime"}, needed.WriteLockoutTime.Of},
		{"write-pwd-last-set", lang.Text{Ko: "pwdLastSet 쓰기 권한", En: "Right to write pwdLastSet"}, needed.WritePwdLastSet.Of},
		{"unexpire-password", lang.Text{Ko: "도메인의 암호 만료 해제 권한", En: "Right to unexpire passwords on the domain"}, needed.UnexpirePassword.Of},
	}
}

func rightIDs() []Aspect {
	var ids []Aspect
	for _, n := range neededRights() {
		ids = append(ids, n.id)
	}
	return ids
}

func rightAspects() []aspect {
	said := map[string]lang.Text{
		"granted":           {Ko: "있음", En: "granted"},
		"granted:own":       {Ko: "있음({trustee} 항목, 개체에 직접 있음)", En: "granted (entry for {trustee}, on the object itself)"},
		"granted:inherited": {Ko: "있음({trustee} 항목, 상속된 곳: {from})", En: "granted (entry for {trustee}, inherited from {from})"},
		"denied":            {Ko: "거부됨", En: "denied"},
		"denied:own":        {Ko: "거부됨({trustee} 항목, 개체에 직접 있음)", En: "denied (entry for {trustee}, on the object itself)"},
		"denied:inherited":  {Ko: "거부됨({trustee} 항목, 상속된 곳: {from})", En: "denied (entry for {trustee}, inherited from {from})"},
		"none":              {Ko: "부여되지 않음", En: "not granted"},
	}
	var all []aspect
	for _, n := range neededRights() {
		all = append(all, aspect{
			id: n.id, step: rights, title: n.title, sound: []string{"granted"}, words: said,
			read: of(func(p *person) part[probes.Rights] { return p.rights }, func(r probes.Rights) Value { return rightValue(*n.of(&r)) }),
		})
	}
	return all
}

// rightValue is a right with the entry that decides it. Which entry grants it
// makes no difference.
func rightValue(r probes.Right) Value {
	word := "granted"
	switch {
	case r.Granted == probes.Unsaid:
		kind := probes.Kind(r.Why)
		if kind == "" {
			kind = probes.NotCollected
		}
		return lacks(kind, "nTSecurityDescriptor")
	case r.Granted == probes.No && r.Denied:
		word = "denied"
	case r.Granted == probes.No:
		return Value{Is: "none"}
	}
	trustee := named(r.Trustee)
	switch {
	case trustee == "":
		return Value{Is: word}
	case r.From != "":
		return Value{Is: word + ":inherited", Args: tell.Args{"trustee": tell.Account.Of(trustee), "from": tell.DN.Of(r.From)}}
	case r.Inherited == probes.No:
		return Value{Is: word + ":own", Args: tell.Args{"trustee": tell.Account.Of(trustee)}}
	default:
		return Value{Is: word}
	}
}

// named is the name of a trustee where the SID has one: "S-1-1-0 (Everyone)"
// is Everyone.
func named(trustee string) string {
	_, name, found := strings.Cut(trustee, " (")
	if found && strings.HasSuffix(name, ")") {
		return strings.TrimSuffix(name, ")")
	}
	return trustee
}
