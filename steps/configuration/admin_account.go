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

// The roles that may switch password writeback on. The tutorial asks for the
// second, its wizard step for the first ("Enable Microsoft Entra self-service
// password reset writeback"). Template IDs: "Microsoft Entra built-in roles".
const (
	globalAdministrator = "62e90394-69f5-4237-9190-012177145e10"
	hybridAdministrator = "8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2"
)

// AdminAccount finds an administrator account that cannot switch writeback on:
// federated, without the role, or without a licence.
var AdminAccount = steps.Step{
	ID:    "configuration/admin-account",
	Seed:  []string{"C3", "C6"},
	Title: lang.Text{Ko: "쓰기 저장을 켠 관리자 계정", En: "Account that switched writeback on"},
	Why: lang.Text{
		Ko: "쓰기 저장을 켜고 끄려면 이 계정이 페더레이션이 아니라 클라우드에서 직접 로그인해야 하고, 역할과 라이선스도 있어야 합니다.",
		En: "To switch writeback on and off, this account must sign in to the cloud itself (not federated) and hold the role and a licence.",
	},
	Check: steps.Look(seeAdmin, judgeAdmin),
	Reads: []steps.Instrument{steps.ByTenant},
	Keeps: steps.Passing,
	Needs: []steps.Fact{steps.Admin},
	Blanks: tell.Kinds{
		"admin": tell.Admin,
		"role":  tell.Role,
	},
	Branches: []steps.Branch{
		{
			On: "cloud-admin", Status: steps.Healthy,
			Label: lang.Text{Ko: "클라우드 관리자", En: "Cloud administrator"},
			Say: lang.Text{
				Ko: "{admin} 계정은 클라우드에서 만든 관리자 계정이며 역할({role})과 라이선스를 가지고 있습니다.",
				En: "{admin} is an administrator made in the cloud, with the role {role} and a licence.",
			},
		},
		{
			On: "synchronised-managed", Status: steps.Warning, Remedy: useCloudAdmin,
			Label: lang.Text{Ko: "동기화된 관리자", En: "Synchronised admin"},
			Say: lang.Text{
				Ko: "{admin} 계정은 Active Directory에서 동기화된 계정입니다. 지금은 작동하지만, Microsoft는 클라우드에서 만든 관리자 계정을 쓰도록 안내합니다.",
				En: "{admin} is synchronised from Active Directory. That works today, but Microsoft's guidance is to use an administrator made in the cloud.",
			},
		},
		{
			On: "group-role", Status: steps.Warning, Remedy: assignRoleDirectly,
			Label: lang.Text{Ko: "그룹으로 받은 역할", En: "Role through a group"},
			Say: lang.Text{
				Ko: "{admin} 계정은 역할({role})을 그룹을 통해서만 가지고 있습니다. Connect 마법사는 직접 할당된 역할을 요구합니다.",
				En: "{admin} has the role {role} only through a group. The Connect wizard needs it assigned directly.",
			},
		},
		{
			On: "eligible-only", Status: steps.Warning, Remedy: activateRole,
			Label: lang.Text{Ko: "활성화하지 않은 역할", En: "Role not activated"},
			Say: lang.Text{
				Ko: "{admin} 계정은 역할({role})을 받을 자격만 있고, 그 역할을 아직 활성화하지 않았습니다.",
				En: "{admin} is eligible for the role {role} but has not activated it.",
			},
		},
		{
			On: "federated", Status: steps.Broken, Remedy: useCloudAdmin,
			Label: lang.Text{Ko: "페더레이션 계정", En: "Federated account"},
			Say: lang.Text{
				Ko: "{admin} 계정의 도메인은 페더레이션 도메인입니다. 이런 계정으로는 쓰기 저장을 켜거나 끌 수 없습니다(이벤트 31014, 32009).",
				En: "The domain of {admin} is federated. Such an account cannot switch writeback on or off (events 31014 and 32009).",
			},
		},
		{
			On: "disabled", Status: steps.Broken, Remedy: useCloudAdmin,
			Label: lang.Text{Ko: "사용 안 함", En: "Disabled"},
			Say: lang.Text{
				Ko: "{admin} 계정은 사용하지 않도록 설정되어 있어 로그인할 수 없습니다.",
				En: "{admin} is disabled and cannot sign in.",
			},
		},
		{
			On: "no-role", Status: steps.Broken, Remedy: assignRoleDirectly,
			Label: lang.Text{Ko: "역할 없음", En: "No role"},
			Say: lang.Text{
				Ko: "{admin} 계정에는 전역 관리자(Global Administrator)나 하이브리드 ID 관리자(Hybrid Identity Administrator) 역할이 없습니다.",
				En: "{admin} is neither Global Administrator nor Hybrid Identity Administrator.",
			},
		},
		{
			On: "unlicensed", Status: steps.Broken, Remedy: licenseTheAdmin,
			Label: lang.Text{Ko: "라이선스 없음", En: "Not licensed"},
			Say: lang.Text{
				Ko: "{admin} 계정에는 Microsoft Entra ID P1 또는 P2 라이선스가 없습니다. 이때 Connect 마법사는 필요한 라이선스가 있는지 확인하라는 오류를 표시합니다.",
				En: "{admin} holds no licence with Microsoft Entra ID P1 or P2. The Connect wizard then shows an error that asks for the required licence.",
			},
		},
		{
			On: "not-found", Status: steps.Broken, Remedy: useCloudAdmin,
			Label: lang.Text{Ko: "계정 없음", En: "No such account"},
			Say: lang.Text{
				Ko: "{admin} 계정이 Microsoft Entra ID에 없습니다. 이름이 틀렸거나 삭제된 계정입니다.",
				En: "There is no {admin} in Microsoft Entra ID. The name is wrong or the account was deleted.",
			},
		},
		{
			On:    "role-unseen",
			Label: lang.Text{Ko: "역할을 보지 못함", En: "Role not seen"},
			Say: lang.Text{
				Ko: "{admin} 계정은 찾았지만 어떤 역할을 가졌는지 읽지 못했습니다.",
				En: "{admin} was found, but its roles could not be read.",
			},
		},
		{
			On:    steps.Unseen,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "쓰기 저장을 켠 관리자 계정을 보지 못했습니다. 어느 계정인지 모르면 Connect 서버를 설치한 사람에게 물어보십시오.",
				En: "The account that switched writeback on could not be looked at. If nobody knows which it is, ask whoever installed the Connect server.",
			},
		},
	},
}

// administrator is what the tenant says of the account. A part that could not
// be read has its obstacle instead.
type administrator struct {
	probes.Seen
	Asked       string              `json:"asked" is:"admin"`
	Account     probes.CloudUser    `json:"account"`
	Roles       probes.Roles        `json:"roles"`
	RolesWhy    *probes.Obstacle    `json:"roles_why,omitempty"`
	Domains     probes.CloudDomains `json:"domains"`
	DomainsWhy  *probes.Obstacle    `json:"domains_why,omitempty"`
	Licenses    probes.Licenses     `json:"licenses"` // of the tenant: where nobody holds one, that is the tenant's matter
	LicensesWhy *probes.Obstacle    `json:"licenses_why,omitempty"`
}

func seeAdmin(ctx context.Context, env steps.Env, facts steps.Facts) (administrator, error) {
	seen := administrator{Asked: facts[steps.Admin]}
	graph, account, err := seeCloudAccount(ctx, env, facts, seen.Asked)
	if err != nil {
		return administrator{}, err
	}
	seen.Seen, seen.Account = account.Seen, account
	if account.Found != probes.Yes {
		return seen, nil
	}
	var rolesErr, domainsErr, licensesErr error
	crashed := steps.Together(
		0,
		func() { seen.Roles, rolesErr = graph.Roles(ctx, account.ID) },
		func() { seen.Domains, domainsErr = graph.Domains(ctx) },
		func() { seen.Licenses, licensesErr = graph.Licenses(ctx) },
	)
	switch {
	case ctx.Err() != nil:
		return administrator{}, leftEarly(ctx)
	case crashed != nil:
		return administrator{}, crashed
	}
	seen.RolesWhy = probes.AsObstacle(rolesErr)
	seen.DomainsWhy = probes.AsObstacle(domainsErr)
	seen.LicensesWhy = probes.AsObstacle(licensesErr)
	return seen, nil
}

func judgeAdmin(a administrator) steps.Verdict {
	role := bestRole(a.Roles, a.RolesWhy)
	v := steps.Verdict{Args: tell.Args{"admin": tell.Admin.Of(a.Asked), "role": tell.Role.Of(role.name)}}
	authentication := signInOf(a)
	switch {
	case a.Account.Found == probes.Unsaid:
		return unread(nil, "user")
	case a.Account.Found == probes.No:
		v.On = "not-found"
	case a.Account.Enabled == probes.No:
		v.On = "disabled"
	case strings.EqualFold(authentication, "Federated"):
		v.On = "federated"
	case role.on == "no-role":
		v.On = "no-role"
	case adminUnlicensed(a):
		v.On = "unlicensed"
	case role.on != "":
		v.On, v.Why = role.on, role.why
	case !strings.EqualFold(authentication, "Managed"):
		return unread(a.DomainsWhy, "authenticationType")
	case !a.Account.LicensesSeen, !a.Account.Licenses.Seen():
		return unread(a.Account.LicensesWhy, "licenseDetails")
	case a.Account.Enabled == probes.Unsaid:
		return unread(nil, "accountEnabled")
	case strings.EqualFold(a.Account.UserType, "Guest"): // signs in at another tenant, whose rules we do not see
		return notSeen(probes.NotLookedAt, "userType Guest")
	case a.Account.Sync == probes.Synced:
		v.On = "synchronised-managed"
	case a.Account.Sync == probes.NeverSync || a.Account.Sync == probes.WasSynced:
		v.On = "cloud-admin"
	default:
		return unread(nil, "onPremisesSyncEnabled")
	}
	return v
}

// adminRole is what the account's roles amount to: on is the outcome, or ""
// when the role is assigned directly.
type adminRole struct {
	on   steps.Outcome
	name string
	why  *probes.Obstacle // of role-unseen
}

// bestRole looks for a fitting role, the most direct way first. That there is
// none is certain only where the roles that wait for activation were readable,
// or where the tenant has no licence with which a role could wait: a reader
// without the permission gets empty lists.
func bestRole(r probes.Roles, why *probes.Obstacle) adminRole {
	unseen := func(why *probes.Obstacle, needs string) adminRole {
		return adminRole{on: "role-unseen", name: "-", why: firstObstacle(why, leftOut(needs))}
	}
	if why != nil {
		return unseen(why, "")
	}
	if w := r.EligibleWhy; w != nil && w.Kind == probes.Unlicensed {
		r.Eligible, r.EligibleSeen = probes.All(r.Eligible), true
	}
	for _, way := range []struct {
		list probes.List[probes.Role]
		on   steps.Outcome
		why  *probes.Obstacle
		name string
	}{
		{r.Direct, "", nil, "roleAssignments"},
		{r.ThroughGroup, "group-role", nil, "transitiveMemberOf"},
		{r.Eligible, "eligible-only", r.EligibleWhy, "roleEligibilityScheduleInstances"},
	} {
		if i := slices.IndexFunc(way.list, fits); i >= 0 {
			return adminRole{on: way.on, name: way.list[i].Name}
		}
		if !way.list.Seen() { // the most direct way may be this one
			return unseen(way.why, way.name)
		}
	}
	if r.EligibleSeen {
		return adminRole{on: "no-role", name: "-"}
	}
	return unseen(r.EligibleWhy, "roleEligibilityScheduleInstances")
}

func fits(r probes.Role) bool {
	return strings.EqualFold(r.TemplateID, globalAdministrator) || strings.EqualFold(r.TemplateID, hybridAdministrator)
}

// signInOf says how the account's domain signs in: Managed, Federated, or ""
// when that is not known. The tenant's own onmicrosoft.com names cannot be
// federated.
func signInOf(a administrator) string {
	name := a.Account.UPN
	if name == "" {
		name = a.Asked
	}
	_, domain, _ := strings.Cut(name, "@")
	for _, d := range a.Domains.List {
		if strings.EqualFold(d.Name, domain) {
			return d.Authentication
		}
	}
	if strings.HasSuffix(strings.ToLower(domain), ".onmicrosoft.com") {
		return "Managed"
	}
	return ""
}

// adminUnlicensed reports whether the account certainly lacks what others in
// the tenant have. Where nobody has it, premium-license is the finding.
func adminUnlicensed(a administrator) bool {
	if !a.Account.LicensesSeen || !a.Account.Licenses.Seen() {
		return false
	}
	if a.LicensesWhy == nil && a.Licenses.SKUs.Seen() && !a.Licenses.At.IsZero() && sortHoldings(a.Licenses.SKUs).inUse() == probes.No {
		return false
	}
	on := heldLicence(a.Account).on
	return on == Unlicensed || on == LicenseOff || on == LicenseFailed
}
