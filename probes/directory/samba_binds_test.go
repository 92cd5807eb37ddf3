//go:build samba

package directory_test

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
)

const wrong = "Not-The-Password-1!"

// bindPeople makes accounts in states that the seed lacks, and locks one out
// by a policy of three attempts. It returns the administrator's connection.
func bindPeople(t *testing.T) *ldap.Conn {
	t.Helper()
	admin, base := dialSamba(t, samba, "Administrator", samba["ADMIN_PASSWORD"]), samba["BASE_DN"]
	must := func(err error) {
		t.Helper()
		if err != nil && !ldap.IsErrorWithCode(err, ldap.LDAPResultEntryAlreadyExists) {
			t.Fatal(err)
		}
	}
	people := map[string]map[string]string{
		"bind-counted": nil, "bind-locked": nil,
		"bind-hours":   {"logonHours": strings.Repeat("\x00", 21)},
		"bind-station": {"userWorkstations": "ELSEWHERE"},
	}
	for name, more := range people {
		add := ldap.NewAddRequest("CN="+name+",CN=Users,"+base, nil)
		add.Attribute("objectClass", []string{"user"})
		add.Attribute("sAMAccountName", []string{name})
		add.Attribute("userPrincipalName", []string{name + "@" + samba["DNS_DOMAIN"]})
		add.Attribute("userAccountControl", []string{"512"})
		add.Attribute("unicodePwd", []string{quotedUTF16(samba["USER_PASSWORD"])})
		for attribute, value := range more {
			add.Attribute(attribute, []string{value})
		}
		must(admin.Add(add))
	}
	must(admin.Add(lockoutPolicy("bind-locked", "3", "5")))
	must(admin.Add(lockoutPolicy("bind-counted", "50", "6"))) // Samba counts only where a policy could lock out
	for range 3 {
		attempt, err := ldap.DialURL("ldap://" + samba["DC_ADDR"])
		must(err)
		if attempt.Bind("bind-locked@"+samba["DNS_DOMAIN"], wrong) == nil {
			t.Fatal("a wrong password was taken")
		}
		_ = attempt.Close()
	}
	return admin
}

// lockoutPolicy is a fine-grained policy that locks one account out.
func lockoutPolicy(name, attempts, precedence string) *ldap.AddRequest {
	policy := ldap.NewAddRequest("CN=For "+name+",CN=Password Settings Container,CN=System,"+samba["BASE_DN"], nil)
	for name, value := range map[string]string{
		"objectClass": "msDS-PasswordSettings", "msDS-PasswordSettingsPrecedence": precedence,
		"msDS-PasswordReversibleEncryptionEnabled": "FALSE", "msDS-PasswordHistoryLength": "0", "msDS-PasswordComplexityEnabled": "FALSE",
		"msDS-MinimumPasswordLength": "0", "msDS-MinimumPasswordAge": "0", "msDS-MaximumPasswordAge": "-9223372036854775808",
		"msDS-LockoutThreshold": attempts, "msDS-LockoutObservationWindow": "-18000000000", "msDS-LockoutDuration": "-18000000000",
		"msDS-PSOAppliesTo": "CN=" + name + ",CN=Users," + samba["BASE_DN"],
	} {
		policy.Attribute(name, []string{value})
	}
	return policy
}

func quotedUTF16(password string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(`"` + password + `"`)) {
		b.WriteByte(byte(unit))
		b.WriteByte(byte(unit >> 8))
	}
	return b.String()
}

// wrongPasswords is how many wrong passwords Samba has counted for an account.
func wrongPasswords(t *testing.T, admin *ldap.Conn, name string) int {
	t.Helper()
	found, err := admin.Search(ldap.NewSearchRequest("CN="+name+",CN=Users,"+samba["BASE_DN"], ldap.ScopeBaseObject,
		ldap.NeverDerefAliases, 0, 0, false, "(objectClass=*)", []string{"badPwdCount"}, nil))
	if err != nil || len(found.Entries) != 1 {
		t.Fatalf("read %s: %v", name, err)
	}
	n, _ := strconv.Atoi(found.Entries[0].GetAttributeValue("badPwdCount"))
	return n
}

// TestSambaWrongBinds prints what each state of an account looks like, signed
// in to in each way.
func TestSambaWrongBinds(t *testing.T) {
	admin := bindPeople(t)
	right := samba["USER_PASSWORD"]
	type outcome struct {
		kind probes.Kind
		code string
	}
	for _, c := range []struct {
		what, account, password string
		simple, kerberos        outcome
	}{
		{"wrong password", "bob", wrong, outcome{probes.WrongPassword, "49/52e"}, outcome{probes.WrongPassword, "krb5/24"}},
		{"no such user", "nobody-here", right, outcome{probes.WrongPassword, "49/52e"}, outcome{probes.NoSuchAccount, "krb5/6"}}, // Samba says 52e for both
		{"disabled", "disabled", right, outcome{probes.AccountDisabled, "49/533"}, outcome{probes.AccountDisabled, "krb5/18/c0000072"}},
		{"disabled, wrong password", "disabled", wrong, outcome{probes.WrongPassword, "49/52e"}, outcome{probes.WrongPassword, "krb5/24"}},
		{"account expired", "expired", right, outcome{probes.AccountExpired, "49/701"}, outcome{probes.AccountExpired, "krb5/18/c0000193"}},
		{"must change", "mustchange", right, outcome{probes.MustChangePassword, "49/773"}, outcome{probes.MustChangePassword, "krb5/23/c0000224"}},
		{"password expired", "stale", right, outcome{probes.PasswordExpired, "49/532"}, outcome{probes.PasswordExpired, "krb5/23/c0000071"}},
		{"locked out", "bind-locked", right, outcome{probes.LockedOut, "49/775"}, outcome{probes.AccountRevoked, "krb5/18"}}, // Samba adds no status to this one
		{"outside its hours", "bind-hours", right, outcome{probes.LogonHours, "49/530"}, outcome{probes.LogonHours, "krb5/18/c000006f"}},
		{"another workstation", "bind-station", right, outcome{probes.Workstation, "49/531"}, outcome{}}, // a Kerberos request of ours names no workstation
		{"nobody's realm", "alice@elsewhere.example", right, outcome{probes.WrongPassword, "49/52e"}, outcome{probes.NoSuchAccount, "krb5/6"}},
		{"right", "alice", right, outcome{}, outcome{}},
	} {
		for way, want := range map[directory.SignIn]outcome{directory.Simple: c.simple, directory.Kerberos: c.kerberos} {
			conf := config(t, c.account, c.password)
			conf.SignIn = way
			_, err := open(t, conf).User(t.Context(), "bob")
			var got outcome
			if o := probes.AsObstacle(err); o != nil {
				got = outcome{o.Kind, o.Code}
			}
			t.Logf("%-26s %-9s %-22s %s", c.what, way, got.kind, got.code)
			if got != want {
				t.Errorf("%s, %s: got %v, want %v (%v)", c.what, way, got, want, err)
			}
		}
	}
	t.Run("counted once", func(t *testing.T) { countedOnce(t, admin) })
}

// countedOnce asks everything that a walk asks, at once and again, with a
// wrong password: Samba counts one.
func countedOnce(t *testing.T, admin *ldap.Conn) {
	for _, way := range []directory.SignIn{directory.Auto, directory.Simple, directory.Kerberos} {
		unlock := ldap.NewModifyRequest("CN=bind-counted,CN=Users,"+samba["BASE_DN"], nil)
		unlock.Replace("lockoutTime", []string{"0"}) // counts from none again
		if err := admin.Modify(unlock); err != nil {
			t.Fatal(err)
		}
		conf := config(t, "bind-counted", wrong)
		conf.SignIn = way
		client, ctx := open(t, conf), t.Context()
		var all sync.WaitGroup
		for range 3 {
			for _, ask := range []func() error{
				func() error { return errorOf(client.Domain(ctx)) },
				func() error { return errorOf(client.PDCEmulator(ctx)) },
				func() error { return errorOf(client.DomainControllers(ctx)) },
				func() error { return errorOf(client.User(ctx, "bob@corp.example.com")) },
				func() error { return errorOf(client.Account(ctx, samba["MSOL_NAME"])) },
				func() error { return errorOf(client.PasswordPolicy(ctx, userDN("alice", "OU=Staff"))) },
				func() error { return errorOf(client.Rights(ctx, samba["MSOL_NAME"], userDN("alice", "OU=Staff"))) },
				func() error { return errorOf(client.Forest(ctx)) },
				func() error { return errorOf(client.Replicas(ctx, userDN("alice", "OU=Staff"))) },
			} {
				all.Go(func() { _ = ask() })
			}
			all.Wait()
		}
		if got := wrongPasswords(t, admin, "bind-counted"); got != 1 {
			t.Errorf("%s: Samba counted %d wrong passwords, want 1", fmt.Sprintf("%q", way), got)
		}
	}
}
