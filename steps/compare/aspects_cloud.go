package compare

import (
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/configuration"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// The steps that judge the aspects of this file.
const (
	license = configuration.UserLicenseID
	reset   = configuration.SSPREnabledID
	link    = configuration.UserLinkID
)

// originAspects say whether there is such a user, and on which side.
func originAspects() []aspect {
	return []aspect{
		{
			id: "in-directory", step: origin, title: lang.Text{Ko: "Active Directory의 계정", En: "Account in Active Directory"},
			read:  inDirectoryValue,
			sound: []string{"yes"}, words: map[string]lang.Text{
				"yes":     {Ko: "있음", En: "exists"},
				"no":      {Ko: "없음", En: "does not exist"},
				"several": {Ko: "같은 이름의 계정이 {count}개", En: "{count} {count|account fits|accounts fit} the name"},
			},
		},
		{
			id: "in-tenant", step: origin, title: lang.Text{Ko: "Microsoft Entra ID의 계정", En: "Account in Microsoft Entra ID"},
			read:  of(func(p *person) part[probes.CloudUser] { return p.cloud }, func(u probes.CloudUser) Value { return yesNo(u.Found, "user") }),
			sound: []string{"yes"}, words: map[string]lang.Text{
				"yes": {Ko: "있음", En: "exists"}, "no": {Ko: "없음", En: "does not exist"},
			},
		},
		{
			id: "synchronised", step: origin, over: []Aspect{"in-tenant"}, title: lang.Text{Ko: "동기화 여부", En: "Synchronised"},
			read: ofAccount(func(u probes.CloudUser) Value {
				if u.Sync == "" {
					return lacks(probes.LeftOut, "onPremisesSyncEnabled")
				}
				return Value{Is: string(u.Sync)}
			}),
			sound: []string{"synced"}, words: map[string]lang.Text{
				string(probes.Synced):    {Ko: "Active Directory에서 동기화됨", En: "synchronised from Active Directory"},
				string(probes.NeverSync): {Ko: "동기화되지 않음(클라우드에서 만들었거나 클라우드로 옮긴 계정)", En: "not synchronised (made in the cloud, or moved there)"},
				string(probes.WasSynced): {Ko: "전에는 동기화되었으나 지금은 아님", En: "was synchronised once, and no longer is"},
			},
		},
		{
			id: "one-account", step: origin, over: []Aspect{"in-tenant", "in-directory"}, title: lang.Text{Ko: "클라우드 계정과 AD 계정의 연결(원본 앵커)", En: "Link between the two accounts (source anchor)"},
			read:  belongTogether,
			sound: []string{"yes"}, words: map[string]lang.Text{
				"yes": {Ko: "같은 계정으로 연결됨", En: "linked as one account"},
				"no":  {Ko: "서로 다른 계정", En: "two different accounts"},
			},
		},
		{
			id: "shared-name", step: origin, title: lang.Text{Ko: "같은 이름이나 주소를 가진 다른 계정", En: "Another account with the same name or address"},
			read: shared, sound: []string{"no"}, over: []Aspect{"in-directory"}, words: map[string]lang.Text{
				"yes:rivals": {Ko: "있음: {rivals}", En: "yes: {rivals}"}, "no": {Ko: "보이지 않음", En: "none seen"},
			},
		},
	}
}

// inDirectoryValue counts accounts. The step has looked closer where a name
// fits several of them.
func inDirectoryValue(p *person) Value {
	u, said := p.entry.seen, p.steps[origin]
	several := said.on == configuration.TwoMatches || said.on == configuration.SeveralFit
	switch {
	case p.entry.why != nil:
		return unseen(p.entry.why)
	case several && said.args[configuration.OriginCount].Known():
		return Value{Is: "several", Args: tell.Args{"count": said.args[configuration.OriginCount]}}
	case u.Matches == 1:
		return Value{Is: "yes"}
	case u.Matches > 1:
		return Value{Is: "several", Args: tell.Args{"count": tell.Count(u.Matches)}}
	case len(u.Elsewhere) > 0 || !u.Unlisted.None(): // it may be in a domain that was not searched, or hidden
		return unseen(u.Absence())
	default:
		return Value{Is: "no"}
	}
}

// belongTogether compares the account with the entry. The SID decides where
// both have it, else an anchor that is equal. Different anchors prove nothing:
// a tenant may take its own from another attribute than the one that is read.
func belongTogether(p *person) Value {
	return ofEntry(func(p *person, entry probes.DirectoryUser) Value {
		return ofAccount(func(cloud probes.CloudUser) Value {
			switch {
			case cloud.OnPremisesSID != "" && entry.SID != "":
				return yesNo(probes.Said(strings.EqualFold(cloud.OnPremisesSID, entry.SID)), "")
			case cloud.Anchor != "" && cloud.Anchor == entry.Anchor:
				return Value{Is: "yes"}
			case p.steps[origin].on == configuration.DifferentAccounts:
				return Value{Is: "no"}
			default:
				return lacks(probes.LeftOut, "onPremisesSecurityIdentifier")
			}
		})(p)
	})(p)
}

// shared takes the word of the step, which has searched the whole forest and
// names whom it found, whatever its outcome.
func shared(p *person) Value {
	return ofEntry(func(p *person, _ probes.DirectoryUser) Value {
		said := p.steps[origin]
		switch rivals, told := said.args[configuration.OriginRivals]; {
		case said.on == steps.Unseen || !told:
			return unseen(said.why)
		case !rivals.Empty():
			return Value{Is: "yes:rivals", Args: tell.Args{"rivals": rivals}}
		default:
			return Value{Is: "no"}
		}
	})(p)
}

// cloudAspects are the state of the account in the tenant.
func cloudAspects() []aspect {
	return []aspect{
		{
			id: "cloud-enabled", step: origin, title: lang.Text{Ko: "클라우드 계정의 상태", En: "State of the cloud account"},
			read:  ofAccount(func(u probes.CloudUser) Value { return yesNo(u.Enabled, "accountEnabled") }),
			sound: []string{"yes"}, words: map[string]lang.Text{
				"yes": {Ko: "사용 중", En: "enabled"}, "no": {Ko: "로그인 차단됨", En: "sign-in is blocked"},
			},
		},
		{
			id: "cloud-type", step: reset, title: lang.Text{Ko: "클라우드 계정의 종류", En: "Kind of cloud account"},
			read: ofAccount(func(u probes.CloudUser) Value {
				switch u.UserType {
				case "Member", "Guest":
					return Value{Is: strings.ToLower(u.UserType)}
				default:
					return lacks(probes.LeftOut, "userType")
				}
			}),
			sound: []string{"member"}, words: map[string]lang.Text{
				"member": {Ko: "구성원", En: "member"}, "guest": {Ko: "게스트", En: "guest"},
			},
		},
		judgedBy(license, aspect{id: "license", title: lang.Text{Ko: "쓰기 저장을 허용하는 라이선스", En: "Licence that allows writeback"}},
			map[steps.Outcome]lang.Text{
				configuration.Licensed:       {Ko: "있음({product})", En: "held ({product})"},
				configuration.LicensePending: {Ko: "할당이 처리되는 중({product})", En: "being assigned ({product})"},
				configuration.LicenseOff:     {Ko: "라이선스 안에서 꺼짐({product})", En: "switched off inside {product}"},
				configuration.LicenseFailed:  {Ko: "할당하지 못함({product}, 오류: {state})", En: "could not be assigned ({product}, error: {state})"},
				configuration.Unlicensed:     {Ko: "없음", En: "none"},
			}, configuration.Licensed),
	}
}

// resetAspects are what the tenant says of self-service password reset. The
// row of the registration report may be missing ("userRegistrationDetails
// resource type", Microsoft Graph v1.0).
func resetAspects() []aspect {
	listed := func(read func(probes.Registration) Value) func(*person) Value {
		return of(func(p *person) part[probes.Registration] { return p.registered }, func(r probes.Registration) Value {
			if r.Found == probes.No {
				return lacks(probes.NotFound, "userRegistrationDetails")
			}
			return read(r)
		})
	}
	return []aspect{
		{
			id: "reset-report", step: reset, title: lang.Text{Ko: "SSPR 등록 보고서", En: "SSPR registration report"},
			read: of(func(p *person) part[probes.Registration] { return p.registered }, func(r probes.Registration) Value {
				return yesNo(r.Found, "userRegistrationDetails")
			}),
			sound: []string{"yes"}, words: map[string]lang.Text{
				"yes": {Ko: "보고서에 있음", En: "lists the account"}, "no": {Ko: "보고서에 없음", En: "does not list the account"},
			},
		},
		{
			id: "administrator", step: reset, title: lang.Text{Ko: "테넌트의 관리자 역할", En: "Administrator role in the tenant"},
			read: administrator, explains: []Aspect{"reset-scope", "reset-methods"},
			sound: []string{"no"}, words: map[string]lang.Text{
				"yes":       {Ko: "있음(관리자에게는 별도의 재설정 정책이 적용됨)", En: "yes (a reset policy of its own holds for administrators)"},
				"yes:roles": {Ko: "있음: {roles}(관리자에게는 별도의 재설정 정책이 적용됨)", En: "yes: {roles} (a reset policy of its own holds for administrators)"},
				"no":        {Ko: "없음", En: "none"},
			},
		},
		{
			id: "reset-scope", step: reset, over: []Aspect{"reset-report"}, title: lang.Text{Ko: "SSPR 대상 여부", En: "In the scope of SSPR"},
			read:  listed(func(r probes.Registration) Value { return yesNo(r.Enabled, "isSsprEnabled") }),
			sound: []string{"yes"}, words: map[string]lang.Text{
				"yes": {Ko: "대상임", En: "in scope"}, "no": {Ko: "대상이 아님", En: "not in scope"},
			},
		},
		{
			id: "reset-methods", step: reset, over: []Aspect{"reset-report"}, title: lang.Text{Ko: "재설정용 인증 방법 등록", En: "Methods registered for a reset"},
			read:  listed(func(r probes.Registration) Value { return yesNo(r.Registered, "isSsprRegistered") }),
			sound: []string{"yes"}, words: map[string]lang.Text{
				"yes": {Ko: "충분히 등록함", En: "enough of them"}, "no": {Ko: "충분히 등록하지 않음", En: "not enough of them"},
			},
		},
	}
}

// administrator prefers the roles themselves, which are of this moment, to the
// report, which lags by hours. A role that waits for its activation counts for
// nothing yet.
func administrator(p *person) Value {
	held := append(append([]probes.Role{}, p.roles.seen.Direct...), p.roles.seen.ThroughGroup...)
	switch {
	case p.roles.why == nil && len(held) > 0:
		names := make([]string, len(held))
		for i, r := range held {
			names[i] = r.Name
		}
		return Value{Is: "yes:roles", Args: tell.Args{"roles": tell.Words.All(names)}}
	case p.registered.why == nil && p.registered.seen.Administrator == probes.Yes:
		return Value{Is: "yes"}
	case p.roles.why == nil && !p.roles.seen.At.IsZero():
		return Value{Is: "no"}
	case p.registered.why == nil && p.registered.seen.Administrator != probes.Unsaid:
		return yesNo(p.registered.seen.Administrator, "isAdmin")
	default:
		return unseen(p.roles.why)
	}
}

// linkAspects are the sync engine's side.
func linkAspects() []aspect {
	title := lang.Text{Ko: "동기화 엔진 안의 연결", En: "Link inside the sync engine"}
	return []aspect{judgedBy(link, aspect{id: "sync-link", title: title}, nil, configuration.Linked)}
}
