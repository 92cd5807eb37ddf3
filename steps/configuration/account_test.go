package configuration

import (
	"context"
	"errors"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// accountsOf and peopleOf answer what they hold and refuse every other question.
type accountsOf struct {
	probes.Graph
	users         map[string]probes.CloudUser
	registrations map[string]probes.Registration
	roles         error
	deleted       []probes.DeletedUser
	binErr        error
}

func (t accountsOf) User(_ context.Context, id string) (probes.CloudUser, error) {
	if u, ok := t.users[id]; ok {
		return u, nil
	}
	return probes.CloudUser{Seen: someTime, Asked: id, Found: probes.No}, nil
}

func (t accountsOf) Registration(_ context.Context, id string) (probes.Registration, error) {
	r, ok := t.registrations[id]
	if !ok {
		return r, &probes.Obstacle{Kind: probes.NotFound, Needs: id}
	}
	return r, nil
}

func (t accountsOf) AdministratorReset(context.Context) (probes.AdministratorReset, error) {
	return probes.AdministratorReset{Seen: someTime, Allowed: probes.Yes}, nil
}

func (t accountsOf) Roles(context.Context, string) (probes.Roles, error) {
	return probes.Roles{Seen: someTime, Direct: []probes.Role{}, ThroughGroup: []probes.Role{}}, t.roles
}

func (t accountsOf) Domains(context.Context) (probes.CloudDomains, error) {
	return probes.CloudDomains{Seen: someTime, List: []probes.CloudDomain{{Name: "contoso.com", Authentication: "Managed", Verified: probes.Yes}}}, nil
}

func (t accountsOf) DeletedUsers(context.Context, string, string) (probes.DeletedUsers, error) {
	return probes.DeletedUsers{Seen: someTime, List: t.deleted}, t.binErr
}

func (t accountsOf) Authority(context.Context, string, time.Time) (probes.Authority, error) {
	return probes.Authority{}, &probes.Obstacle{Kind: probes.MissingPermission}
}

func (t accountsOf) SwitchLog(context.Context, time.Time) (probes.SwitchLog, error) {
	return probes.SwitchLog{}, &probes.Obstacle{Kind: probes.MissingPermission}
}

func (t accountsOf) Licenses(context.Context) (probes.Licenses, error) {
	return probes.Licenses{}, &probes.Obstacle{Kind: probes.MissingPermission}
}

type peopleOf struct {
	probes.Directory
	users    map[string]probes.DirectoryUser
	accounts map[string]probes.DirectoryUser
	policy   error
}

func (d peopleOf) Domain(context.Context) (probes.Domain, error) {
	return probes.Domain{Seen: someTime, DNSName: "corp.contoso.com", CurrentTime: someTime.At}, nil
}

func (d peopleOf) User(_ context.Context, name string) (probes.DirectoryUser, error) {
	u := d.users[name]
	u.Seen, u.Asked = someTime, name
	if u.Matches == 0 {
		u.Elsewhere, u.Unlisted = probes.All(u.Elsewhere), probes.All(u.Unlisted)
	}
	return u, nil
}

func (d peopleOf) Account(_ context.Context, name string) (probes.DirectoryUser, error) {
	u := d.accounts[name]
	u.Seen, u.Asked = someTime, name
	return u, nil
}

func (d peopleOf) PasswordPolicy(context.Context, string) (probes.PasswordPolicy, error) {
	return probes.PasswordPolicy{Seen: someTime, Readable: true, FineGrained: probes.No, MinimumAge: probes.Known(time.Duration(0))}, d.policy
}

func (d peopleOf) PasswordProtection(context.Context, string) (probes.PasswordProtection, error) {
	return probes.PasswordProtection{}, &probes.Obstacle{Kind: probes.AccessDenied}
}

var someTime = probes.Seen{Vantage: probes.Vantage{Place: probes.Here}, At: time.Date(2026, 11, 23, 1, 12, 40, 0, time.UTC)}

const (
	kim   = "kim@contoso.com"
	kimDN = "CN=Kim,OU=Sales,DC=corp,DC=contoso,DC=com"
)

func synchronisedKim() probes.CloudUser {
	return probes.CloudUser{
		Seen: someTime, Asked: kim, Found: probes.Yes, ID: "id-1", UPN: kim, Sync: probes.Synced, Enabled: probes.Yes,
		OnPremisesDN: kimDN, OnPremisesDomain: "corp.contoso.com", OnPremisesSID: "S-1-5-21-1-2-3-1104", LicensesSeen: true,
		Licenses: []probes.UserLicense{}, AssignmentFaults: []probes.AssignmentFault{}, Conflicts: []probes.Conflict{}, Located: probes.Yes,
	}
}

func entryOfKim() probes.DirectoryUser {
	return probes.DirectoryUser{
		Matches: 1, DN: kimDN, SID: "S-1-5-21-1-2-3-1104", Flags: probes.Known[uint32](0x200), ComputedFlags: probes.Known[uint32](0), CannotChange: probes.No,
		AdminCount: probes.Known(0), LockoutTime: probes.Known(time.Time{}), AccountExpires: probes.Known(time.Time{}),
		Shared: []probes.SharedName{},
	}
}

// opened is an environment of a tenant and a domain; nil is one that cannot be
// opened.
func opened(tenant probes.Graph, domain probes.Directory) steps.Env {
	return steps.Env{
		Graph: func(context.Context, steps.Facts) (probes.Graph, error) {
			if tenant == nil {
				return nil, &probes.Obstacle{Kind: probes.NoTenant}
			}
			return tenant, nil
		},
		Directory: func(context.Context, steps.Facts) (probes.Directory, error) {
			if domain == nil {
				return nil, &probes.Obstacle{Kind: probes.NoDomain}
			}
			return domain, nil
		},
		Now: func() time.Time { return someTime.At },
	}
}

func TestStepsLookWhereTheyShould(t *testing.T) {
	t.Parallel()
	tenant := accountsOf{
		users:         map[string]probes.CloudUser{kim: synchronisedKim()},
		registrations: map[string]probes.Registration{"id-1": {Seen: someTime, Found: probes.Yes, Enabled: probes.Yes, Registered: probes.Yes, Capable: probes.Yes}},
		roles:         &probes.Obstacle{Kind: probes.MissingPermission},
	}
	byName := peopleOf{users: map[string]probes.DirectoryUser{kim: entryOfKim()}}
	byDN := peopleOf{users: map[string]probes.DirectoryUser{kimDN: entryOfKim()}}
	who := steps.Facts{steps.User: kim, steps.Admin: kim}
	for _, c := range []struct {
		name  string
		step  steps.Step
		env   steps.Env
		facts steps.Facts
		want  steps.Outcome
	}{
		{"both sides", UserOrigin, opened(tenant, byName), who, "synchronised"},
		{"alternate login ID", UserOrigin, opened(tenant, byDN), who, "synchronised"},
		{"no tenant", UserOrigin, opened(nil, byName), who, "half-seen"},
		{"no domain", UserOrigin, opened(tenant, nil), who, "half-seen"},
		{"neither", UserOrigin, opened(nil, nil), who, steps.Unseen},
		{"gone from the directory", UserOrigin, opened(tenant, peopleOf{}), who, "not-in-directory"},
		{"unlicensed", UserLicense, opened(tenant, nil), who, "unlicensed"},
		{"roles not readable, licence missing", AdminAccount, opened(tenant, nil), who, "unlicensed"},
		{"no such administrator", AdminAccount, opened(accountsOf{}, nil), who, "not-found"},
		{"registration by ID", SSPREnabled, opened(tenant, nil), steps.Facts{steps.User: "nobody", steps.UserID: "id-1", steps.TenantSwitch: "on"}, "capable"},
		{"registration by name", SSPREnabled, opened(tenant, nil), who.With(steps.Facts{steps.TenantSwitch: " On "}), "capable"},
		{"nobody read the switch", SSPREnabled, opened(tenant, nil), who, "switch-unsaid"},
		{"neither on nor off", SSPREnabled, opened(tenant, nil), who.With(steps.Facts{steps.TenantSwitch: "maybe"}), "switch-unsaid"},
		{"registration of nobody", SSPREnabled, opened(accountsOf{}, nil), who, steps.Unseen},
		{"switch off, no tenant", SSPREnabled, opened(nil, nil), steps.Facts{steps.User: kim, steps.TenantSwitch: " OFF"}, "tenant-switch-off"},
		{"switch on, no tenant", SSPREnabled, opened(nil, nil), steps.Facts{steps.User: kim, steps.TenantSwitch: "on"}, steps.Unseen},
		{"found by DN", UserAccount, opened(nil, byDN), who.With(steps.Facts{steps.UserDN: kimDN}), "usable"},
		{"not found", UserAccount, opened(nil, byDN), who, steps.Unseen},
		{"policy not readable", UserAccount, opened(nil, peopleOf{users: byName.users, policy: &probes.Obstacle{Kind: probes.AccessDenied}}), who, "usable"},
		{"descriptor not readable", ProtectedUser, opened(nil, byName), who, "unreadable"},
		{"policy", PasswordPolicy, opened(nil, byName), steps.Facts{steps.UserDN: kimDN}, "free"},
		{"name alone", OUName, opened(nil, nil), steps.Facts{steps.UserDN: kimDN}, "clean"},
	} {
		result, err := c.step.Check.Run(t.Context(), c.env, c.facts)
		if err != nil || result.Verdict.On != c.want {
			t.Errorf("%s: got %q, %v; want %q", c.name, result.Verdict.On, err, c.want)
		}
		if result.Seen.At.IsZero() && c.want != steps.Unseen {
			t.Errorf("%s: the evidence carries no time", c.name)
		}
	}
}

func TestWhatCannotBeOpenedIsAnObstacle(t *testing.T) {
	t.Parallel()
	facts := steps.Facts{steps.User: kim, steps.Admin: kim, steps.UserDN: kimDN}
	for _, step := range []steps.Step{PremiumLicense, UserLicense, AdminAccount, SSPREnabled, ProtectedUser, UserAccount, PasswordPolicy} {
		_, err := step.Check.Run(t.Context(), opened(nil, nil), facts)
		if _, classified := errors.AsType[*probes.Obstacle](err); !classified {
			t.Errorf("%s: got %v, want an obstacle", step.ID, err)
		}
	}
}

func TestALookThatWasEndedIsNoEvidence(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	env := opened(accountsOf{users: map[string]probes.CloudUser{kim: synchronisedKim()}}, peopleOf{users: map[string]probes.DirectoryUser{kim: entryOfKim()}})
	for _, step := range []steps.Step{UserOrigin, AdminAccount, SSPREnabled, UserAccount} {
		if _, err := step.Check.Run(ctx, env, steps.Facts{steps.User: kim, steps.Admin: kim}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v, want the end of the context", step.ID, err)
		}
	}
}

func TestOriginTeachesEvenWhenHalfSeen(t *testing.T) {
	t.Parallel()
	tenant := accountsOf{users: map[string]probes.CloudUser{kim: synchronisedKim()}}
	moved := entryOfKim()
	moved.DN = "CN=Kim,OU=Moved,DC=corp,DC=contoso,DC=com"
	domain := peopleOf{users: map[string]probes.DirectoryUser{kim: moved}}
	for _, c := range []struct {
		name   string
		env    steps.Env
		dn, id string
	}{
		{"both", opened(tenant, domain), moved.DN, "id-1"},
		{"cloud only", opened(tenant, nil), kimDN, "id-1"},
		{"directory only", opened(nil, domain), moved.DN, ""},
	} {
		result, err := UserOrigin.Check.Run(t.Context(), c.env, steps.Facts{steps.User: kim})
		if err != nil {
			t.Fatal(err)
		}
		got := result.Verdict.Learned
		if got[steps.UserDN] != c.dn || got[steps.UserID] != c.id {
			t.Errorf("%s: learned %v, want %s and %q", c.name, got, c.dn, c.id)
		}
	}
}
