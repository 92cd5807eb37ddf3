package configuration

import (
	"context"
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/tell"
)

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
	Table       book                `json:"table,omitempty"` // of a table that was named in place of ours, what it says of these products
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
	seen.Table = env.Products.Among(&account, seen.Licenses)
	return seen, nil
}

// licence is the best that the account holds.
func (a administrator) licence() held {
	return licensedUser{CloudUser: a.Account, Owned: a.Licenses, OwnedWhy: a.LicensesWhy, Table: a.Table}.best()
}

func judgeAdmin(a administrator) steps.Verdict {
	role := bestRole(a.Roles, a.RolesWhy)
	v := steps.Verdict{Args: tell.Args{"admin": tell.Admin.Of(a.Asked), "role": tell.Role.Of(role.name), "licence": tell.Words.Of("")}}
	held := a.licence()
	if held.on == Licensed {
		v.Args["licence"] = tell.Words.Of(held.product)
	}
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
	case role.on == "no-role" || role.on == "scoped-role":
		v.On = role.on
	case adminUnlicensed(a):
		v.On = "unlicensed"
	case role.on != "":
		v.On, v.Why = role.on, role.why
	case !strings.EqualFold(authentication, "Managed"):
		return unread(a.DomainsWhy, "authenticationType")
	case !a.Account.LicensesSeen, !a.Account.Licenses.Seen():
		return unread(a.Account.LicensesWhy, "licenseDetails")
	case held.on == steps.Unseen: // a state that nobody documented
		return blocked(held.why)
	case a.Account.Enabled == probes.Unsaid:
		return unread(nil, "accountEnabled")
	default:
		return judgeMade(a.Account, v)
	}
	return v
}

// judgeMade judges where an administrator was made who can sign in otherwise.
func judgeMade(account probes.CloudUser, v steps.Verdict) steps.Verdict {
	switch {
	case strings.EqualFold(account.UserType, "Guest"): // signs in at another tenant, whose rules we do not see
		return notSeen(probes.NotLookedAt, "userType Guest")
	case !strings.EqualFold(account.UserType, "Member"):
		return unread(nil, "userType")
	case account.Sync == probes.Synced:
		v.On = "synchronised-managed"
	case account.Sync == probes.NeverSync || account.Sync == probes.WasSynced:
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
	i := slices.IndexFunc(r.Scoped, fits)
	switch {
	case r.EligibleSeen && i >= 0:
		return adminRole{on: "scoped-role", name: r.Scoped[i].Name}
	case r.EligibleSeen:
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
	if a.LicensesWhy == nil && a.Licenses.SKUs.Seen() && !a.Licenses.At.IsZero() && a.Table.sortHoldings(a.Licenses.SKUs).inUse() == probes.No {
		return false
	}
	return slices.Contains([]steps.Outcome{Unlicensed, LicenseOff, LicenseFailed, LicenseSuspended}, a.licence().on)
}
