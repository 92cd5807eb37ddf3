package lab

import (
	"testing"

	"example.com/writeback-doctor/probes"
	ldapclient "example.com/writeback-doctor/probes/directory"
	"example.com/writeback-doctor/probes/graph"
)

func ldap(t *testing.T, l *Lab) *ldapclient.Client {
	t.Helper()
	account, password := l.Account()
	client := ldapclient.New(ldapclient.Config{
		Domain: homeDomain, Account: account, Password: password, Network: l.Network(), Clock: l.Clock(), Vantage: l.Vantage(),
	})
	t.Cleanup(func() { _ = client.Close() })
	return client
}

func cloud(l *Lab) *graph.Client {
	id, secret := l.App()
	return graph.New(graph.Config{
		Tenant: tenantID, ClientID: id, ClientSecret: secret, Network: l.Network(), Clock: l.Clock(), Vantage: l.Vantage(),
	})
}

func TestTheDirectoryRefusesWithTheRightNumber(t *testing.T) {
	t.Parallel()
	for state, want := range map[string]probes.Kind{
		"wrong": probes.WrongPassword, "disabled": probes.AccountDisabled, "locked": probes.LockedOut,
		"expired": probes.AccountExpired, "password-expired": probes.PasswordExpired, "must-change": probes.MustChangePassword,
	} {
		t.Run(state, func(t *testing.T) {
			t.Parallel()
			client := ldap(t, begin(t, "credentials: {directory: "+state+"}\n"))
			_, err := client.User(t.Context(), callerUPN)
			if o := probes.AsObstacle(err); o == nil || o.Kind != want {
				t.Errorf("User = %v, want an obstacle of kind %s", err, want)
			}
		})
	}
}

func TestRightsOfTheConnectorAccount(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, file               string
		reset, lockout, unexpire probes.YesNo
		denied                   bool
	}{
		{"healthy", "", probes.Yes, probes.Yes, probes.Yes, false},
		{"missing", "directory: {grants: {reset: missing}}\n", probes.No, probes.Yes, probes.Yes, false},
		{"denied on the domain", "directory: {grants: {reset: denied}}\n", probes.No, probes.Yes, probes.Yes, true},
		{"denied on the OU", "directory: {ous: {OU=Staff: {deny: [reset]}}}\n", probes.No, probes.Yes, probes.Yes, true},
		{"denied on the user", "directory: {users: {kim: {deny: [reset]}}}\n", probes.No, probes.Yes, probes.Yes, true},
		{"missing on the user", "directory: {users: {kim: {missing: [lockout-time]}}}\n", probes.Yes, probes.No, probes.Yes, false},
		{"cut off by the OU", "directory: {ous: {OU=Staff: {protected: true}}}\n", probes.No, probes.No, probes.Yes, false},
		{"stamped", "directory: {users: {kim: {admin-count: true}}}\n", probes.No, probes.No, probes.Yes, false},
		{"another class", "directory: {users: {kim: {class: inetOrgPerson}}}\n", probes.No, probes.No, probes.Yes, false},
		{"no unexpire", "directory: {grants: {unexpire: missing}}\n", probes.Yes, probes.Yes, probes.No, false},
		{"unexpire denied", "directory: {grants: {unexpire: denied}}\n", probes.Yes, probes.Yes, probes.No, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			client := ldap(t, begin(t, test.file))
			user, err := client.User(t.Context(), callerUPN)
			if err != nil || user.Matches != 1 {
				t.Fatalf("User = %d matches, %v, want one", user.Matches, err)
			}
			rights, err := client.Rights(t.Context(), `CORP\`+connectorSAM, user.DN)
			if err != nil {
				t.Fatalf("Rights = %v, want an answer", err)
			}
			if rights.ResetPassword.Granted != test.reset || rights.WriteLockoutTime.Granted != test.lockout ||
				rights.Unexpire.Granted != test.unexpire || rights.ResetPassword.Denied != test.denied {
				t.Errorf("reset %+v, lockoutTime %+v, unexpire %+v, want %v, %v, %v, denied %v", rights.ResetPassword,
					rights.WriteLockoutTime, rights.Unexpire, test.reset, test.lockout, test.unexpire, test.denied)
			}
		})
	}
}

func TestTheTenantAnswersInTheShapesOfGraph(t *testing.T) {
	t.Parallel()
	l := begin(t, "tenant: {users: {admin@contoso.onmicrosoft.com: {group-roles: [User Administrator], eligible-roles: [Global Reader]}}}\n")
	client := cloud(l)
	user, err := client.User(t.Context(), callerUPN)
	if err != nil || user.Found != probes.Yes || user.Sync != probes.Synced || len(user.Licenses) != 1 {
		t.Fatalf("User = %+v %v, want a synchronised user with a licence", user, err)
	}
	entry, err := ldap(t, l).User(t.Context(), callerUPN)
	if err != nil || entry.SID != user.OnPremisesSID || entry.Anchor != user.Anchor || entry.DN != user.OnPremisesDN {
		t.Errorf("directory %q %q, tenant %q %q, %v, want the same account", entry.SID, entry.Anchor, user.OnPremisesSID, user.Anchor, err)
	}
	roles, err := client.Roles(t.Context(), objectID(adminUPN))
	if err != nil || len(roles.Direct) != 1 || len(roles.ThroughGroup) != 1 || len(roles.Eligible) != 1 {
		t.Errorf("Roles = %+v %v, want one of each kind", roles, err)
	}
	if nobody, err := client.User(t.Context(), "nobody@contoso.com"); err != nil || nobody.Found != probes.No {
		t.Errorf("User(nobody) = %v %v, want not found", nobody.Found, err)
	}
}

func TestTheTenantCanRefuse(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		file string
		want probes.Kind
	}{
		"wrong secret":  {"credentials: {tenant: wrong}\n", probes.TokenRejected},
		"old secret":    {"credentials: {tenant: secret-expired}\n", probes.TokenRejected},
		"no permission": {"credentials: {permissions: [User.Read.All]}\n", probes.MissingPermission},
		"refused":       {"tenant: {answers: {/subscribedSkus: {status: 403}}}\n", probes.AccessDenied},
		"throttled":     {"speed: 600\ntenant: {answers: {\"*\": {status: 429, retry-after: \"1\"}}}\n", probes.Throttled},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := cloud(begin(t, test.file)).Licenses(t.Context())
			if o := probes.AsObstacle(err); o == nil || o.Kind != test.want {
				t.Errorf("Licenses = %v, want an obstacle of kind %s", err, test.want)
			}
		})
	}
}

func TestTheTenantAnswersAfterAWhile(t *testing.T) {
	t.Parallel()
	l := begin(t, "tenant: {answers: {/subscribedSkus: {status: 429, retry-after: \"0.5\", times: 2}}}\n")
	if owned, err := cloud(l).Licenses(t.Context()); err != nil || len(owned.SKUs) != 1 {
		t.Errorf("Licenses = %d products, %v, want one", len(owned.SKUs), err)
	}
}

func TestAuditRowsComeWithTime(t *testing.T) {
	t.Parallel()
	l := begin(t, "tenant:\n  audit:\n    - {ago: 5m, user: kim@contoso.com, activity: Reset password (self-service)}\n"+
		"    - {ago: -300h, user: kim@contoso.com, activity: Later}\n    - {ago: 5m, user: lee@contoso.com, activity: Other}\n")
	audit, err := cloud(l).Audit(t.Context(), objectID(callerUPN), l.start.Add(-day))
	if err != nil || len(audit.Rows) != 1 || audit.Rows[0].Agent != "Microsoft Entra Connect" {
		t.Errorf("Audit = %+v %v, want kim's one row", audit.Rows, err)
	}
}
