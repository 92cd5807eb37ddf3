package compare

import (
	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/configuration"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// The steps that judge what the directory says of an entry.
const (
	protected   = configuration.ProtectedUserID
	account     = configuration.UserAccountID
	reserved    = configuration.OUNameID
	controllers = configuration.DomainControllersID
	emulator    = configuration.PDCEmulatorID
)

// protectionAspects are what Active Directory shields from delegated rights.
func protectionAspects() []aspect {
	return []aspect{
		{
			id: "cannot-change", step: account, title: lang.Text{Ko: "사용자가 암호를 변경할 수 없음", En: "User cannot change password"},
			read: ofEntry(func(_ *person, u probes.DirectoryUser) Value {
				if u.CannotChange == probes.Unsaid {
					return lacks(probes.AccessDenied, "nTSecurityDescriptor")
				}
				return Value{Is: u.CannotChange.String()}
			}),
			explains: []Aspect{"change-password"}, sound: []string{"no"}, words: setOrNot(),
		},
		{
			id: "protected-groups", step: protected, title: lang.Text{Ko: "보호된 그룹의 구성원 여부", En: "Membership of a protected group"},
			read: protectedGroups, by: []string{"group"},
			explains: append([]Aspect{"admin-count", "inheritance"}, rightIDs()...),
			sound:    []string{"none"}, words: map[string]lang.Text{
				"in":   {Ko: "구성원임: {group}", En: "member of {group}"},
				"none": {Ko: "아님", En: "none"},
			},
		},
		{
			id: "admin-count", step: protected, title: lang.Text{Ko: "보호 표시(adminCount)", En: "Mark of protection (adminCount)"},
			read: ofEntry(func(_ *person, u probes.DirectoryUser) Value {
				switch {
				case u.AdminCount.Or(0) != 0:
					return Value{Is: "yes"}
				case !u.AdminCount.Seen():
					return lacks(probes.AccessDenied, "adminCount")
				default:
					return Value{Is: "no"}
				}
			}),
			explains: append([]Aspect{"inheritance"}, rightIDs()...),
			sound:    []string{"no"}, words: map[string]lang.Text{
				"yes": {Ko: "있음(adminCount=1)", En: "set (adminCount=1)"}, "no": {Ko: "없음", En: "not set"},
			},
		},
		{
			id: "inheritance", step: protected, title: lang.Text{Ko: "권한 상속", En: "Inheritance of rights"},
			read: inheritance, by: []string{"ou"}, explains: rightIDs(),
			sound: []string{"on"}, words: map[string]lang.Text{
				"on":   {Ko: "도메인까지 이어짐", En: "on, up to the domain"},
				"user": {Ko: "사용자 개체에서 꺼짐", En: "off on the user object"},
				"ou":   {Ko: "상위 컨테이너에서 꺼짐({ou})", En: "off on a container above ({ou})"},
			},
		},
		{
			id: "replicas", step: controllers, title: lang.Text{Ko: "도메인 컨트롤러마다의 보안 설명자", En: "Security descriptor on every controller"},
			read: of(func(p *person) part[probes.Replicas] { return p.replicas }, replicas), explains: rightIDs(),
			sound: []string{"same"}, words: map[string]lang.Text{
				"same":    {Ko: "모두 같음", En: "the same everywhere"},
				"differ":  {Ko: "서로 다름: {hosts}", En: "not the same: {hosts}"},
				"missing": {Ko: "아직 복제되지 않은 곳이 있음: {hosts}", En: "not replicated yet to {hosts}"},
			},
		},
	}
}

// protectedGroups takes the word of the step, which knows the groups and what
// a domain can exclude.
func protectedGroups(p *person) Value {
	return ofEntry(func(p *person, u probes.DirectoryUser) Value {
		said, looked := p.steps[protected]
		group := said.args[configuration.ProtectedGroup]
		switch {
		case group.Known():
			return Value{Is: "in", Args: tell.Args{"group": group}}
		case !looked || said.on == steps.Unseen:
			return unseen(said.why)
		case !u.TokenGroupsSeen:
			return lacks(probes.AccessDenied, "tokenGroups")
		default:
			return Value{Is: "none"}
		}
	})(p)
}

// inheritance is where delegated rights stop on their way down. The domain
// head has nothing to inherit from.
func inheritance(p *person) Value {
	return ofEntry(func(_ *person, u probes.DirectoryUser) Value {
		switch u.InheritanceOff {
		case probes.Yes:
			return Value{Is: "user"}
		case probes.Unsaid:
			return lacks(probes.AccessDenied, "nTSecurityDescriptor")
		case probes.No:
		}
		for _, ou := range u.Path {
			switch {
			case isDomainHead(ou.DN):
				return Value{Is: "on"}
			case ou.Protected == probes.Yes:
				return Value{Is: "ou", Args: tell.Args{"ou": tell.DN.Of(ou.DN)}}
			case ou.Protected == probes.Unsaid:
				return lacks(probes.AccessDenied, "nTSecurityDescriptor")
			}
		}
		return lacks(probes.AccessDenied, "nTSecurityDescriptor") // the path was not seen up to the head
	})(p)
}
