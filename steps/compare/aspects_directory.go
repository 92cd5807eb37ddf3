package compare

import (
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
)

// The steps that judge the aspects of this file.
const (
	protected   = "configuration/protected-user"
	account     = "configuration/user-account"
	reserved    = "configuration/ou-name"
	controllers = "configuration/domain-controllers"
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
			id: "protected-groups", step: protected, title: lang.Text{Ko: "보호된 그룹의 구성원 자격", En: "Membership of a protected group"},
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
				if u.AdminCount != 0 {
					return Value{Is: "yes"}
				}
				return Value{Is: "no"}
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
	}
}

// protectedGroups takes the word of the step, which knows the groups and what
// a domain can exclude.
func protectedGroups(p *person) Value {
	return ofEntry(func(p *person, u probes.DirectoryUser) Value {
		group := p.steps[protected].args["group"]
		switch {
		case group != "" && group != "-":
			return Value{Is: "in", Args: lang.Args{"group": group}}
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
				return Value{Is: "ou", Args: lang.Args{"ou": ou.DN}}
			case ou.Protected == probes.Unsaid:
				return lacks(probes.AccessDenied, "nTSecurityDescriptor")
			}
		}
		return Value{Is: "on"}
	})(p)
}

func isDomainHead(dn string) bool { return len(dn) >= 3 && strings.EqualFold(dn[:3], "DC=") }

// placeAspects are where an entry stands. Two people mostly stand in different
// places, so the place matters only where something that comes from it differs.
func placeAspects() []aspect {
	fromAbove := append([]Aspect{"inheritance", "sync-link", "in-tenant"}, rightIDs()...)
	return []aspect{
		{
			id: "domain", step: origin, title: lang.Text{Ko: "도메인", En: "Domain"},
			read: ofEntry(func(_ *person, u probes.DirectoryUser) Value {
				domain := u.Domain
				if domain == "" {
					domain = domainOf(u.DN)
				}
				if domain == "" {
					return lacks(probes.NotCollected, "distinguishedName")
				}
				return Value{Is: "domain", Args: lang.Args{"domain": domain}}
			}),
			by:    []string{"domain"},
			words: map[string]lang.Text{"domain": {Ko: "{domain}", En: "{domain}"}},
		},
		{
			id: "ou-name", step: reserved, title: lang.Text{Ko: "OU 이름의 예약 문자", En: "Reserved characters in OU names"},
			read:  ofStep(reserved),
			sound: []string{"clean"}, words: map[string]lang.Text{
				"clean":    {Ko: "없음", En: "none"},
				"reserved": {Ko: "있음: {ou}(문자: {character})", En: "yes: {ou} (character {character})"},
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
		{
			id: "class", step: "configuration/effective-rights", title: lang.Text{Ko: "개체 클래스", En: "Object class"},
			read: ofEntry(func(_ *person, u probes.DirectoryUser) Value {
				if u.Class == "" {
					return lacks(probes.NotCollected, "objectClass")
				}
				return Value{Is: "class", Args: lang.Args{"class": u.Class}}
			}),
			by: []string{"class"}, clue: append([]Aspect{"sync-link"}, rightIDs()...),
			words: map[string]lang.Text{"class": {Ko: "{class}", En: "{class}"}},
		},
		{
			id: "place", step: "configuration/effective-rights", title: lang.Text{Ko: "위치(갈라지는 곳부터)", En: "Place (from where the paths part)"},
			pair: places, by: []string{"path"}, clue: fromAbove,
			words: map[string]lang.Text{
				"path": {Ko: "{path}", En: "{path}"},
				"here": {Ko: "{path} 바로 아래", En: "directly in {path}"},
			},
		},
	}
}

// replicas compares the copies of one entry with each other. One controller
// alone has nothing to differ from.
func replicas(r probes.Replicas) Value {
	var differ, missing []string
	first := ""
	var why *probes.Obstacle
	for _, copied := range r.List {
		switch {
		case copied.Found == probes.No:
			missing = append(missing, copied.Host)
		case copied.Descriptor == "":
			why = copied.Why
		case first == "":
			first = copied.Descriptor
		case copied.Descriptor != first:
			differ = append(differ, copied.Host)
		}
	}
	switch {
	case len(r.List) == 0 || first == "":
		return unseen(why)
	case len(missing) > 0:
		return Value{Is: "missing", Args: lang.Args{"hosts": strings.Join(missing, ", ")}}
	case len(differ) > 0:
		return Value{Is: "differ", Args: lang.Args{"hosts": strings.Join(differ, ", ")}}
	default:
		return Value{Is: "same"}
	}
}

// places are the containers of two entries below the last one that both have.
func places(a, b *person) (Value, Value) {
	read := ofEntry(func(_ *person, u probes.DirectoryUser) Value {
		return Value{Is: "path", Args: lang.Args{"path": u.DN}}
	})
	x, y := read(a), read(b)
	if x.Is == "" || y.Is == "" {
		return x, y
	}
	one, two := above(x.Args["path"]), above(y.Args["path"])
	shared := 0
	for shared < min(len(one), len(two)) && strings.EqualFold(one[len(one)-1-shared], two[len(two)-1-shared]) {
		shared++
	}
	return place(one, shared), place(two, shared)
}

func place(containers []string, shared int) Value {
	own := containers[:len(containers)-shared]
	if len(own) > 0 {
		return Value{Is: "path", Args: lang.Args{"path": strings.Join(own, ",")}}
	}
	if len(containers) == 0 {
		return Value{Is: "path", Args: lang.Args{"path": "-"}}
	}
	return Value{Is: "path:here", Args: lang.Args{"path": containers[0]}}
}

// above returns the parts of a DN above its first.
func above(dn string) []string {
	parts := splitDN(dn)
	return parts[min(1, len(parts)):]
}

// splitDN cuts a DN at the commas that no backslash stands before (RFC 4514,
// section 3), and leaves the parts as they are written.
func splitDN(dn string) []string {
	var parts []string
	start := 0
	for i := 0; i < len(dn); i++ {
		switch dn[i] {
		case '\\':
			i++
		case ',':
			parts = append(parts, dn[start:i])
			start = i + 1
		}
	}
	if start < len(dn) {
		parts = append(parts, dn[start:])
	}
	return parts
}

// domainOf is the DNS name in the DC parts of a DN.
func domainOf(dn string) string {
	var labels []string
	for _, part := range splitDN(dn) {
		if isDomainHead(part) {
			labels = append(labels, part[3:])
		}
	}
	return strings.ToLower(strings.Join(labels, "."))
}

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
			if u.Flags == 0 {
				return lacks(probes.AccessDenied, "userAccountControl")
			}
			return Value{Is: probes.Said(u.Flags&bit != 0).String()}
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
				switch {
				case u.MustChange == probes.Yes:
					return Value{Is: "must-change"}
				case !u.ComputedSeen || u.MustChange == probes.Unsaid:
					return lacks(probes.AccessDenied, "msDS-User-Account-Control-Computed")
				case u.ComputedFlags&flagPasswordOld != 0:
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
		if u.AccountExpires.IsZero() || u.AccountExpires.After(p.now) {
			return Value{Is: "no"}
		}
		return Value{Is: "yes", Args: lang.Args{"expired_at": lang.At(u.AccountExpires)}}
	})(p)
}

// locked prefers the computed flag, which knows how long a lock lasts.
func locked(p *person) Value {
	return ofEntry(func(_ *person, u probes.DirectoryUser) Value {
		switch {
		case u.ComputedSeen:
			return Value{Is: probes.Said(u.ComputedFlags&flagLocked != 0).String()}
		case u.LockoutTime.IsZero():
			return Value{Is: "no"}
		default:
			return lacks(probes.AccessDenied, "msDS-User-Account-Control-Computed")
		}
	})(p)
}
