package configuration

import (
	"context"
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// What others name of protected-user: the step and blanks.
const (
	ProtectedUserID steps.ID = "configuration/protected-user"

	ProtectedGroup = "group" // the protected groups that the user is in
	ProtectedOU    = "ou"    // the container whose inheritance is off
)

// ProtectedUser finds a user whom Active Directory shields from delegated
// rights: a member of a protected group, a former member, or one whose entry
// or OU inherits nothing.
var ProtectedUser = steps.Step{
	ID:    ProtectedUserID,
	Title: lang.Text{Ko: "보호된 사용자와 상속", En: "Protected user and inheritance"},
	Why: lang.Text{
		Ko: "보호된 그룹의 구성원은 쓰기 저장이 설계상 거절되며(SSPR_0029, 이벤트 33004), 상속이 끊긴 사용자에게는 위임한 권한이 내려오지 않습니다.",
		En: "Members of protected groups are refused by design (SSPR_0029, event 33004), and a user who inherits nothing does not receive the delegated rights.",
	},
	Check:     steps.Look(seeProtection, judgeProtection),
	Reads:     []steps.Instrument{steps.ByDirectory},
	Keeps:     steps.Lasting,
	RefutedBy: steps.WrittenHere,
	Needs:     []steps.Fact{steps.User},
	Uses:      []steps.Fact{steps.UserDN},
	Blanks: tell.Kinds{
		"dn":                 tell.UserDN,
		ProtectedGroup:       tell.Group,
		"inheritance_switch": tell.Switch,
		"mark":               tell.Number,
		ProtectedOU:          tell.DN,
		"user":               tell.User,
	},
	Branches: []steps.Branch{
		{
			On: "ordinary", Status: steps.Healthy,
			Label: lang.Text{Ko: "일반 사용자", En: "Ordinary user"},
			Say: lang.Text{
				Ko: "{user} 사용자는 보호 대상이 아니며, 상속이 도메인까지 이어집니다.",
				En: "{user} is not protected, and inheritance is on up to the domain.",
			},
			Details: protectionDetails,
		},
		{
			On: "protected", Status: steps.Broken, Remedy: useOrdinaryAccount,
			Explains: []steps.ID{"configuration/effective-rights", "reenable/event-log"},
			Label:    lang.Text{Ko: "보호된 그룹 구성원", En: "In a protected group"},
			Say: lang.Text{
				Ko: "{user} 사용자는 보호된 그룹({group})의 구성원입니다. 이런 계정의 쓰기 저장은 설계상 언제나 거절됩니다.",
				En: "{user} is a member of a protected group ({group}). Writeback is always refused for such accounts, by design.",
			},
			Details: protectionDetails,
		},
		{
			On: "orphaned", Status: steps.Broken, Remedy: clearAdminCount,
			Explains: []steps.ID{"configuration/effective-rights", "reenable/event-log"},
			Label:    lang.Text{Ko: "남아 있는 보호 표시", En: "Mark left behind"},
			Say: lang.Text{
				Ko: "{user} 사용자는 이제 보호된 그룹에 속하지 않지만 보호 표시(adminCount=1)가 남아 있어 커넥터 계정의 권한이 닿지 않습니다.",
				En: "{user} is no longer in a protected group, but the mark of protection (adminCount=1) was left behind. It keeps the connector account's rights away.",
			},
			Details: protectionDetails,
		},
		{
			On: "stamped", Status: steps.Broken, Remedy: lookAtGroups,
			Explains: []steps.ID{"configuration/effective-rights", "reenable/event-log"},
			Label:    lang.Text{Ko: "보호 표시 있음", En: "Marked as protected"},
			Say: lang.Text{
				Ko: "{user} 사용자에게 보호 표시(adminCount=1)가 있습니다. 지금도 보호된 그룹의 구성원인지는 알 수 없습니다.",
				En: "{user} is marked as protected (adminCount=1). Whether the account still belongs to a protected group is not known.",
			},
			Details: protectionDetails,
		},
		{
			// "Microsoft Security Advisory 4033453": since version 1.1.553.0 Connect
			// takes adminCount for the sign of a privileged account, and lets nobody
			// but its owner reset it.
			On: "marked-only", Status: steps.Warning, Remedy: clearMark,
			Label: lang.Text{Ko: "보호 표시만 남음", En: "Only the mark left"},
			Say: lang.Text{
				Ko: "{user} 사용자는 이제 보호된 그룹에 속하지 않고 상속도 다시 켜져 있지만 보호 표시(adminCount=1)가 남아 있습니다. 표시만으로는 권한이 막히지 않지만, 표시가 있는 동안 관리자가 클라우드에서 하는 재설정은 거부될 수 있으므로 지우는 것이 좋습니다.",
				En: "{user} is no longer in a protected group and inherits again, and the mark of protection (adminCount=1) was left behind. The mark alone keeps no right away, but while it is there a reset by an administrator in the cloud can be refused, so it should be cleared.",
			},
			Details: protectionDetails,
		},
		{
			On: "inheritance-off-user", Status: steps.Warning, Remedy: inheritanceOnUser,
			Label: lang.Text{Ko: "사용자의 상속 꺼짐", En: "Off on the user"},
			Say: lang.Text{
				Ko: "도메인이나 OU에 위임한 권한이 {user} 사용자에게 내려오지 않습니다. 사용자 개체의 상속이 꺼져 있습니다.",
				En: "Rights delegated on the domain or an OU do not reach {user}: inheritance is off on the user object.",
			},
			Details: protectionDetails,
		},
		{
			On: "inheritance-off-ou", Status: steps.Warning, Remedy: inheritanceOnOU,
			Label: lang.Text{Ko: "OU의 상속 꺼짐", En: "Off on an OU"},
			Say: lang.Text{
				Ko: "도메인에 위임한 권한이 {user} 사용자에게 내려오지 않습니다. 상위 컨테이너({ou})의 상속이 꺼져 있습니다.",
				En: "Rights delegated on the domain do not reach {user}: inheritance is off on a container above ({ou}).",
			},
			Details: protectionDetails,
		},
		{
			On:    "unreadable",
			Label: lang.Text{Ko: "설명자 못 읽음", En: "Not readable"},
			Say: lang.Text{
				Ko: "{user} 사용자에게 보호 표시는 없지만, 사용자나 그 위 컨테이너의 보안 설명자를 읽을 권한이 없어 상속 여부를 알 수 없습니다.",
				En: "{user} is not marked as protected, but whether inheritance is on is not known: this account may not read the security descriptor of the user or of a container above.",
			},
			Details: protectionDetails,
		},
		{
			On:    steps.Unseen,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "사용자가 보호 대상인지 보지 못했습니다.",
				En: "Whether the user is protected could not be looked at.",
			},
		},
	},
}

// protectionDetails are the two marks that SDProp leaves (MS-ADTS 3.1.1.6.1).
var protectionDetails = []lang.Text{
	{Ko: "보호 표시(adminCount): {mark}. 사용자 개체의 상속: {inheritance_switch}.", En: "Mark of protection (adminCount): {mark}. Inheritance on the user object: {inheritance_switch}."},
}

// ProtectionNow is the entry alone: its groups, its mark, and its path.
type ProtectionNow = probes.DirectoryUser

func seeProtection(ctx context.Context, env steps.Env, facts steps.Facts) (ProtectionNow, error) {
	_, user, err := seePerson(ctx, env, facts)
	return user, err
}

func judgeProtection(user ProtectionNow) steps.Verdict {
	if user.Matches != 1 {
		return noOne(user)
	}
	groups, sure := protectedBy(user)
	ou, pathSeen := inheritanceStopsAt(user.Path)
	v := steps.Verdict{Args: tell.Args{
		"user": tell.User.Of(user.Asked).OrDash(), "dn": tell.UserDN.Of(user.DN).OrDash(), ProtectedGroup: tell.Group.Some(groups), ProtectedOU: tell.DN.Of(ou),
		"mark":               tell.Number.Of(user.AdminCount.String()).OrDash(),
		"inheritance_switch": onOff(opposite(user.InheritanceOff)),
	}}
	stamped := user.AdminCount.Or(0) != 0
	hidden := !user.AdminCount.Seen()
	switch {
	case len(groups) > 0 && (sure || stamped):
		v.On = "protected"
	case stamped:
		return judgeStamp(user, v)
	case hidden && (len(groups) > 0 || user.InheritanceOff == probes.Yes): // the mark alone tells these cases apart
		return notSeen(probes.AccessDenied, "adminCount")
	case user.InheritanceOff == probes.Yes:
		v.On = "inheritance-off-user"
	case ou != "":
		v.On = "inheritance-off-ou"
	case user.InheritanceOff == probes.Unsaid || !pathSeen:
		v.On = "unreadable"
	case !groupsSeen(user): // the stamp comes up to an hour after the membership
		return notSeen(probes.AccessDenied, "tokenGroups")
	case hidden: // it may be all that is left
		return notSeen(probes.AccessDenied, "adminCount")
	default:
		v.On = "ordinary"
	}
	return v
}

func groupsSeen(user probes.DirectoryUser) bool {
	return user.TokenGroupsSeen && user.TokenGroups.Seen()
}

func opposite(said probes.YesNo) probes.YesNo {
	return map[probes.YesNo]probes.YesNo{probes.Yes: probes.No, probes.No: probes.Yes}[said]
}

// judgeStamp judges a user with adminCount 1 who is not seen in a protected
// group. The stamp does nothing by itself: it is the inheritance that went off
// with it which keeps the delegated rights away.
func judgeStamp(user probes.DirectoryUser, v steps.Verdict) steps.Verdict {
	unsure := !groupsSeen(user) || holdsKeys(user)
	switch {
	case user.InheritanceOff == probes.Unsaid:
		return notSeen(probes.AccessDenied, "nTSecurityDescriptor")
	case user.InheritanceOff == probes.Yes && unsure:
		v.On = "stamped"
	case user.InheritanceOff == probes.Yes:
		v.On = "orphaned"
	case !groupsSeen(user):
		return notSeen(probes.AccessDenied, "tokenGroups")
	default:
		v.On = "marked-only"
	}
	return v
}

// The protected principals of MS-ADTS 3.1.1.6.1.2, by the last part of the SID.
// The operators can be excluded by the directory's settings, so for them only
// the stamp on the user decides.
var (
	protectedDomainGroups = map[string]string{
		"512": "Domain Admins", "516": "Domain Controllers", "518": "Schema Admins",
		"519": "Enterprise Admins", "521": "Read-only Domain Controllers",
	}
	protectedBuiltins = map[string]string{
		"S-1-5-32-544": "Administrators", "S-1-5-32-552": "Replicator",
	}
	protectedOperators = map[string]string{
		"S-1-5-32-548": "Account Operators", "S-1-5-32-549": "Server Operators",
		"S-1-5-32-550": "Print Operators", "S-1-5-32-551": "Backup Operators",
	}
	protectedAccounts = map[string]string{"500": "Administrator", "502": "krbtgt"}
)

// protectedBy names every protected group that the user is in, nested ones
// included. sure is false when a domain can exclude all of them.
func protectedBy(user probes.DirectoryUser) (groups []string, sure bool) {
	var names, operators []string
	if name := protectedAccounts[relative(user.SID)]; name != "" {
		names = append(names, name)
	}
	for _, sid := range user.TokenGroups {
		switch {
		case protectedDomainGroups[relative(sid)] != "":
			names = append(names, protectedDomainGroups[relative(sid)])
		case protectedBuiltins[sid] != "":
			names = append(names, protectedBuiltins[sid])
		case protectedOperators[sid] != "":
			operators = append(operators, protectedOperators[sid])
		}
	}
	return slices.Concat(names, operators), len(names) > 0
}

// holdsKeys reports whether the user is in Key Admins (526) or Enterprise Key
// Admins (527). No public page says that these groups are protected, so with
// them the stamp cannot be called left behind.
func holdsKeys(user probes.DirectoryUser) bool {
	return slices.ContainsFunc(user.TokenGroups, func(sid string) bool {
		r := relative(sid)
		return r == "526" || r == "527"
	})
}

// relative returns the last part of a domain's SID (S-1-5-21-…), "" for others.
func relative(sid string) string {
	if !strings.HasPrefix(sid, "S-1-5-21-") {
		return ""
	}
	return sid[strings.LastIndexByte(sid, '-')+1:]
}

// inheritanceStopsAt returns the lowest container that inherits nothing, and
// whether every container below it, or all, could be read. The domain head has
// nothing to inherit from, so its own setting says nothing.
func inheritanceStopsAt(path []probes.OU) (dn string, seen bool) {
	for _, ou := range path {
		if len(ou.DN) >= 3 && strings.EqualFold(ou.DN[:3], "DC=") {
			break
		}
		switch ou.Protected {
		case probes.Yes:
			return ou.DN, true
		case probes.Unsaid:
			return "", false
		case probes.No:
		}
	}
	return "", len(path) > 0
}
