package configuration

import (
	"context"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// EffectiveRights finds a connector account that lacks a right on the user,
// and names the entry that decides.
var EffectiveRights = steps.Step{
	ID:    "configuration/effective-rights",
	Title: lang.Text{Ko: "커넥터 계정의 유효 권한", En: "Effective rights of the connector account"},
	Why: lang.Text{
		Ko: "커넥터 계정에 바로 이 사용자의 암호를 재설정할 권한이 있어야 합니다. 없으면 재설정이 실패합니다(SSPR_0029, 이벤트 33004).",
		En: "The connector account must have the rights to reset the password of this very user; otherwise resets fail (SSPR_0029, event 33004).",
	},
	Check:   steps.Look(seeRights, judgeRights),
	Timeout: directoryTime,
	Needs:   []steps.Fact{steps.UserDN, steps.ConnectorAccount},
	Branches: []steps.Branch{
		{
			On: "granted", Status: steps.Healthy,
			Label: lang.Text{Ko: "모두 있음", En: "All granted"},
			Say: lang.Text{
				Ko: "커넥터 계정({account})에 필요한 권한이 모두 있습니다. 이 사용자에 대한 암호 재설정, 암호 변경, lockoutTime 쓰기, pwdLastSet 쓰기와 도메인 루트에 대한 암호 만료 해제 권한입니다.",
				En: "The connector account {account} has every right it needs: Reset password, Change password, Write lockoutTime and Write pwdLastSet on this user, and Unexpire Password on the domain root.",
			},
		},
		{
			On: "unexpire-missing", Status: steps.Warning,
			Label: lang.Text{Ko: "만료 해제 권한 없음", En: "Unexpire missing"},
			Say: lang.Text{
				Ko: "커넥터 계정({account})에 도메인 루트({domain_dn})의 암호 만료 해제(Unexpire Password) 권한이 없습니다. 새 암호는 기록되지만 사용자가 곧바로 암호를 다시 바꾸라는 요구를 받습니다.",
				En: "The connector account {account} lacks Unexpire Password on the domain root ({domain_dn}). The new password is written, but the user is asked at once to change it again.",
			},
			Remedy: grantUnexpire,
		},
		{
			On: "change-refused", Status: steps.Warning,
			Label: lang.Text{Ko: "변경만 거부됨", En: "Changes refused only"},
			Say: lang.Text{
				Ko: "이 사용자에게 [사용자가 암호를 변경할 수 없음]이 설정되어 있어 현재 암호를 넣어 바꾸는 암호 변경은 거부됩니다. 셀프 서비스 재설정에 필요한 커넥터 계정({account})의 다른 권한은 모두 있습니다.",
				En: "This user is set to User cannot change password, so a change with the current password is refused. {account} holds every other right, which is what a self-service reset needs.",
			},
			Remedy: allowChangeAgain,
		},
		{
			On: "missing", Status: steps.Broken,
			Label: lang.Text{Ko: "권한 없음", En: "Not granted"},
			Say: lang.Text{
				Ko: "커넥터 계정({account})에 이 사용자에 대한 권한이 부여되어 있지 않습니다(거부된 것은 아님). 없는 권한: {rights}.",
				En: "The connector account {account} has not been granted these rights on this user: {rights}. They are not denied; nothing grants them.",
			},
			Remedy: grantRights, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "missing-cut-off", Status: steps.Broken,
			Label: lang.Text{Ko: "상속 끊김", En: "Inheritance cut off"},
			Say: lang.Text{
				Ko: "사용자 개체의 상속이 꺼져 있어 OU에 부여한 권한이 커넥터 계정({account})에 적용되지 않습니다. 없는 권한: {rights}.",
				En: "Inheritance is off on the user object, so what is granted on the OU does not reach it. The connector account {account} lacks: {rights}.",
			},
			Remedy: mendInheritance, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "denied", Status: steps.Broken,
			Label: lang.Text{Ko: "거부됨", En: "Denied"},
			Say: lang.Text{
				Ko: "이 사용자에 대한 커넥터 계정의 권한이 거부되어 있습니다. 거부된 권한: {rights}. 거부하는 항목: {trustee}(위치: {where}).",
				En: "These rights of the connector account on this user are denied: {rights}. The entry that denies them is for {trustee}, on {where}.",
			},
			Remedy: removeDeny, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "cannot-judge", Status: steps.Unknown,
			Label: lang.Text{Ko: "판정할 수 없음", En: "Cannot be judged"},
			Say: lang.Text{
				Ko: "커넥터 계정의 권한 일부를 판정하지 못했습니다: {rights}.",
				En: "Some rights of the connector account could not be judged: {rights}.",
			},
			Remedy: readDescriptor,
		},
		{
			On: steps.Unseen, Status: steps.Unknown,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "커넥터 계정의 유효 권한을 계산하지 못했습니다.",
				En: "The effective rights of the connector account could not be worked out.",
			},
		},
	},
}

func seeRights(ctx context.Context, env steps.Env, facts steps.Facts) (probes.Rights, error) {
	directory, err := env.Directory(ctx, facts)
	if err != nil {
		return probes.Rights{}, err
	}
	return directory.Rights(ctx, facts[steps.ConnectorAccount], facts[steps.UserDN])
}

// neededRight is one right as the access check found it, and how it is
// granted: by kind and GUID for PowerShell, in words for dsacls.
type neededRight struct {
	found  probes.Right
	name   string // as Windows shows it
	grant  string // ActiveDirectoryRights:GUID of the right or attribute
	dsacls string // what follows the account in a dsacls permission
}

// rightsOnUser are what writeback needs on the user (Tutorial: Enable
// self-service password reset writeback; GUIDs from the Win32 AD schema
// reference). Unexpire-Password is not among them: it counts on the domain
// root only.
func rightsOnUser(r probes.Rights) []neededRight {
	return []neededRight{
		{r.ResetPassword, "Reset password", "ExtendedRight:00299570-246d-11d0-a768-00aa006e0529", ":CA;Reset Password;user"},
		{r.ChangePassword, changePassword, "ExtendedRight:ab721a53-1e2f-11d0-9819-00aa0040529b", ":CA;Change Password;user"},
		{r.WriteLockoutTime, "Write lockoutTime", "WriteProperty:28630ebf-41d5-11d1-a9c1-0000f80367c1", ":WP;lockoutTime;user"},
		{r.WritePwdLastSet, "Write pwdLastSet", "WriteProperty:bf967a0a-0de6-11d0-a285-00aa003049e2", ":WP;pwdLastSet;user"},
	}
}

const (
	changePassword   = "Change password"
	unexpirePassword = "Unexpire Password"
)

// cannotChange reports whether the console's "User cannot change password" is
// what denies the change: an entry of the user's own for Everyone or for SELF
// ("Reading User Cannot Change Password (LDAP Provider)"). Everyone includes
// the connector account. A reset is another right and is not touched by it.
func cannotChange(r probes.Rights) bool {
	sid, _, _ := strings.Cut(r.ChangePassword.Trustee, " ")
	own := r.ChangePassword.Granted == probes.No && r.ChangePassword.Denied && r.ChangePassword.Inherited == probes.No
	return own && (sid == "S-1-1-0" || sid == "S-1-5-10")
}

func judgeRights(r probes.Rights) steps.Verdict {
	var denied, missing, unsaid []neededRight
	excused := cannotChange(r)
	for _, n := range rightsOnUser(r) {
		switch {
		case excused && n.name == changePassword:
		case n.found.Granted == probes.Unsaid:
			unsaid = append(unsaid, n)
		case n.found.Granted == probes.No && n.found.Denied:
			denied = append(denied, n)
		case n.found.Granted == probes.No:
			missing = append(missing, n)
		}
	}
	switch {
	case len(denied) > 0:
		return rightsVerdict("denied", r, denied)
	case len(missing) > 0 && r.Protected == probes.Yes:
		return rightsVerdict("missing-cut-off", r, missing)
	case len(missing) > 0:
		return rightsVerdict("missing", r, missing)
	}
	unexpire := neededRight{found: r.Unexpire, name: unexpirePassword}
	if r.Unexpire.Granted == probes.Unsaid {
		unsaid = append(unsaid, unexpire)
	}
	switch {
	case len(unsaid) > 0:
		verdict := rightsVerdict("cannot-judge", r, unsaid)
		kind := probes.Kind(unsaid[0].found.Why)
		if kind == "" {
			kind = probes.NotCollected
		}
		verdict.Why = &probes.Obstacle{Kind: kind, Needs: "nTSecurityDescriptor"}
		return verdict
	case r.Unexpire.Granted == probes.No:
		return rightsVerdict("unexpire-missing", r, []neededRight{unexpire})
	case excused:
		return rightsVerdict("change-refused", r, []neededRight{{found: r.ChangePassword, name: changePassword}})
	default:
		return rightsVerdict("granted", r, nil)
	}
}

func rightsVerdict(on steps.Outcome, r probes.Rights, about []neededRight) steps.Verdict {
	args := lang.Args{
		"account": dash(r.Account), "user_dn": dash(r.UserDN),
		"ou": dash(containerOf(r.UserDN)), "domain_dn": dash(domainOf(r.UserDN)),
		"trustee": "-", "where": dash(r.UserDN), "reason": "-",
	}
	var names, grants, permissions []string
	for _, n := range about {
		names = append(names, n.name)
		grants = append(grants, n.grant)
		permissions = append(permissions, r.Account+n.dsacls)
	}
	if len(about) > 0 {
		args["trustee"], args["reason"] = dash(about[0].found.Trustee), dash(about[0].found.Why)
		if about[0].found.From != "" {
			args["where"] = about[0].found.From
		}
	}
	args["rights"] = dash(strings.Join(names, ", "))
	args["grants"] = dash(strings.Join(grants, ","))
	args["permissions"] = dash(strings.Join(permissions, "|"))
	args["unexpire"] = r.Account + ":CA;" + unexpirePassword
	return steps.Verdict{On: on, Args: args}
}

// containerOf returns the DN of the container that an entry stands in, "" for
// what is not a DN of two parts or more.
func containerOf(dn string) string {
	levels, err := parseDN(dn)
	if err != nil || len(levels) < 2 {
		return ""
	}
	return levels[1].dn
}

// domainOf returns the DN of the domain head that an entry stands under: the
// DC parts at its end. It returns "" when there are none.
func domainOf(dn string) string {
	levels, err := parseDN(dn)
	if err != nil {
		return ""
	}
	for _, l := range levels {
		if l.kind == "DC" {
			return l.dn
		}
	}
	return ""
}
