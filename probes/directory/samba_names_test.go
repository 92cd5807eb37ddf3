//go:build samba

package directory_test

import (
	"strings"
	"testing"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
)

// TestSambaNamesAsPeopleGiveThem finds an account under every name that people
// give for it, and says what is wrong with those that are none.
func TestSambaNamesAsPeopleGiveThem(t *testing.T) {
	t.Parallel()
	admin, base := dialSamba(t, samba, "Administrator", samba["ADMIN_PASSWORD"]), samba["BASE_DN"]
	for dn, attributes := range map[string]map[string]string{
		"CN=Names Group,CN=Users," + base:   {"objectClass": "group", "sAMAccountName": "namesgroup"},
		"CN=Names Contact,CN=Users," + base: {"objectClass": "contact", "mail": "contact@corp.example.com"},
		"CN=NAMESPC,CN=Computers," + base:   {"objectClass": "computer", "sAMAccountName": "NAMESPC$", "userAccountControl": "4096"},
		"CN=Names Person,CN=Users," + base:  {"objectClass": "inetOrgPerson", "sAMAccountName": "namesperson", "sn": "x", "userAccountControl": "514"},
		"OU=Names Unit," + base:             {"objectClass": "organizationalUnit"},
	} {
		add := ldap.NewAddRequest(dn, nil)
		for name, value := range attributes {
			add.Attribute(name, []string{value})
		}
		if err := admin.Add(add); err != nil && !ldap.IsErrorWithCode(err, ldap.LDAPResultEntryAlreadyExists) {
			t.Fatal(err)
		}
	}
	_ = admin.Close()
	c := connectorClient(t)
	alice, err := c.User(t.Context(), "alice")
	if err != nil || alice.Matches != 1 {
		t.Fatalf("alice: %+v, %v", alice, err)
	}
	for _, name := range []string{
		alice.SID, strings.ToLower(alice.SID), "<SID=" + alice.SID + ">", `CORP\alice`, `corp.example.com\alice`, alice.DN, `"` + alice.DN + `",`,
		"“alice@corp.example.com”", "Alice <alice@corp.example.com>,", "mailto:alice@corp.example.com", "\u00a0alice\u200b", "alice.", `'CORP\alice'`,
	} {
		for _, ask := range []func() (probes.DirectoryUser, error){
			func() (probes.DirectoryUser, error) { return c.User(t.Context(), name) },
			func() (probes.DirectoryUser, error) { return c.Account(t.Context(), name) },
		} {
			if u, err := ask(); err != nil || u.Matches != 1 || u.DN != alice.DN {
				t.Errorf("%q: got %d, %q, %v", name, u.Matches, u.DN, err)
			}
		}
	}
	if u, err := c.User(t.Context(), "namesperson"); err != nil || u.Matches != 1 {
		t.Errorf("an inetOrgPerson: got %d, %v", u.Matches, err)
	}
	for name, want := range map[string]probes.Kind{
		"namesgroup": probes.NameOfGroup, `CORP\Domain Admins`: probes.NameOfGroup, "CN=Names Group,CN=Users," + base: probes.NameOfGroup,
		"contact@corp.example.com": probes.NameOfContact, "Names Contact": probes.NameOfContact, "CN=Names Contact,CN=Users," + base: probes.NameOfContact,
		"NAMESPC$": probes.NameOfComputer, `CORP\namespc`: probes.NameOfComputer, "CN=NAMESPC,CN=Computers," + base: probes.NameOfComputer,
		"OU=Names Unit," + base: probes.NameOfOther, `\\dc1`: probes.NameIsHost, `\\dc1\share`: probes.NameIsHost, `.\alice`: probes.NameIsLocal,
		`CORP\`: probes.NameIsCut, "@corp.example.com": probes.NameIsCut, `FABRIKAM\alice`: probes.NameOfNoDomain,
	} {
		if _, err := c.User(t.Context(), name); obstacle(t, err).Kind != want {
			t.Errorf("--user %q: got %v, want %s", name, err, want)
		}
		_, err := c.Account(t.Context(), name)
		if want == probes.NameOfComputer { // a connector may sign in as a managed service account, which is one to the schema
			continue
		}
		if obstacle(t, err).Kind != want {
			t.Errorf("--connector-account %q: got %v, want %s", name, err, want)
		}
	}
	for _, name := range []string{"nobody-at-all", "nobody@corp.example.com", `CORP\nobody`, "S-1-5-21-1-2-3-999999"} {
		if u, err := c.User(t.Context(), name); err != nil || u.Matches != 0 {
			t.Errorf("%q: got %d, %v, want nobody", name, u.Matches, err)
		}
	}
}
