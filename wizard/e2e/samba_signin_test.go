//go:build samba && unix

package e2e_test

import (
	"strings"
	"testing"

	"github.com/go-ldap/ldap/v3"
)

// TestAWrongPasswordIsSentOnce walks the built program with a wrong password,
// by each way of signing in, and asks the controller how many it counted: a
// lockout by us would be the worst that a check could do.
func TestAWrongPasswordIsSentOnce(t *testing.T) {
	env := controller(t)
	a := &administrator{t: t, conn: asAdministrator(t, env), base: env["BASE_DN"]}
	users := "CN=Users," + env["BASE_DN"]
	a.person("counted", "user", users, env)
	countable(t, a, "CN=counted,"+users)
	for _, way := range []string{"auto", "simple", "kerberos"} {
		a.write("CN=counted,"+users, "lockoutTime", "0") // counts from none again
		r, code := check(t, env, `CORP\counted`, "Not-The-Password-1!", "alice@"+env["DNS_DOMAIN"], "--sign-in", way)
		if code != 2 {
			t.Errorf("%s: exit %d, want 2", way, code)
		}
		told := 0
		for _, f := range r.Findings {
			if f.Why == "wrong-password" {
				told++
			}
		}
		counted := string(a.read("CN=counted,"+users, "badPwdCount"))
		t.Logf("%-9s %d steps say wrong-password, the controller counted %s", way, told, counted)
		if counted != "1" || told < 5 {
			t.Errorf("%s: the controller counted %q after %d steps, want 1 and five at least", way, counted, told)
		}
	}
}

// countable puts an account under a policy that could lock it out: Samba
// counts nothing without one.
func countable(t *testing.T, a *administrator, dn string) {
	t.Helper()
	policy := ldap.NewAddRequest("CN=Counted,CN=Password Settings Container,CN=System,"+a.base, nil)
	for name, value := range map[string]string{
		"objectClass": "msDS-PasswordSettings", "msDS-PasswordSettingsPrecedence": "7",
		"msDS-PasswordReversibleEncryptionEnabled": "FALSE", "msDS-PasswordHistoryLength": "0", "msDS-PasswordComplexityEnabled": "FALSE",
		"msDS-MinimumPasswordLength": "0", "msDS-MinimumPasswordAge": "0", "msDS-MaximumPasswordAge": "-9223372036854775808",
		"msDS-LockoutThreshold": "50", "msDS-LockoutObservationWindow": "-18000000000", "msDS-LockoutDuration": "-18000000000",
		"msDS-PSOAppliesTo": dn,
	} {
		policy.Attribute(name, []string{value})
	}
	if err := a.conn.Add(policy); err != nil && !ldap.IsErrorWithCode(err, ldap.LDAPResultEntryAlreadyExists) {
		t.Fatal(err)
	}
}

// TestKerberosFromTheCommandLine signs in with a password and with a wrong
// way, and is told what to do about the latter.
func TestKerberosFromTheCommandLine(t *testing.T) {
	env := controller(t)
	r, _ := check(t, env, `CORP\alice`, env["USER_PASSWORD"], "bob@"+env["DNS_DOMAIN"], "--sign-in", "kerberos")
	if got := r.outcome("configuration/user-account"); got != "usable" {
		t.Errorf("kerberos: user-account is %q, want usable", got)
	}
	r, _ = check(t, env, `CORP\alice`, env["USER_PASSWORD"], "bob@"+env["DNS_DOMAIN"], "--sign-in", "ntlm") // Samba knows no NTLM bind
	for _, f := range r.Findings {
		if f.Step == "configuration/user-account" && (f.Why != "mechanism-refused" || !strings.Contains(f.Said.En, "--sign-in simple")) {
			t.Errorf("ntlm: got %s: %s", f.Why, f.Said.En)
		}
	}
}
