//go:build samba

package directory_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// sambaUsers are the users of .ci/samba/seed.py with their containers.
func sambaUsers() map[string]string {
	return map[string]string{
		"alice": "OU=Staff", "nora": "OU=NoRights", "petra": "OU=NoRights", "denise": "OU=Staff",
		"dave": "OU=Staff", "erin": "OU=Staff", "carl": "OU=NoRights",
	}
}

// The controller and we agree, on every user, about what the connector account
// may write; nobody else is asked.
func TestSambaGivesASecondOpinion(t *testing.T) {
	t.Parallel()
	connector, admin := connectorClient(t), adminClient(t)
	granted := 0
	for name, ou := range sambaUsers() {
		r, err := connector.Rights(t.Context(), samba["MSOL_NAME"], userDN(name, ou))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		s := r.Server
		if s == nil {
			t.Errorf("%s: the connector account was not asked", name)
			continue
		}
		if s.WriteLockoutTime != r.WriteLockoutTime.Granted || s.WritePwdLastSet != r.WritePwdLastSet.Granted || s.WriteDACL != s.WriteDACLFound || s.WriteDACL == probes.Unsaid {
			said, _ := json.Marshal(r)
			t.Errorf("%s: Samba disagrees: %s", name, said)
		}
		if s.WriteLockoutTime == probes.Yes {
			granted++
		}
		if r, err := admin.Rights(t.Context(), samba["MSOL_NAME"], userDN(name, ou)); err != nil || r.Server != nil {
			t.Errorf("%s, as an administrator: got %+v, %v, want no opinion", name, r.Server, err)
		}
	}
	if granted == 0 || granted == len(sambaUsers()) {
		t.Errorf("%d of %d may be unlocked: one side was never seen", granted, len(sambaUsers()))
	}
}

// What inheritance keeps away on Samba: of the user itself, and of nothing
// where nobody granted anything.
func TestSambaTellsWhatIsWithheld(t *testing.T) {
	t.Parallel()
	c := adminClient(t)
	for name, at := range map[string]string{"dave": userDN("dave", "OU=Staff"), "nora": "", "alice": "", "denise": ""} {
		r, err := c.Rights(t.Context(), samba["MSOL_NAME"], userDN(name, sambaUsers()[name]))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if r.StopsAt != at {
			t.Errorf("%s: got stops at %q, want %q", name, r.StopsAt, at)
		}
		if w := r.ResetPassword.Withheld; (w != nil) != (at != "") || (w != nil && w.From != "OU=Staff,"+samba["BASE_DN"]) {
			t.Errorf("%s: got %+v", name, w)
		}
	}
}

// An entry for the class of the user, and one for another class, on a person
// of each class: Samba writes the attribute, or refuses, as we say.
func TestSambaTakesAnEntryForTheClass(t *testing.T) {
	t.Parallel()
	admin := sambaAdmin(t)
	for class, id := range map[string]access.GUID{"user": access.UserClass(), "inetOrgPerson": access.KnownClass("inetOrgPerson")} {
		for _, other := range []bool{false, true} {
			object, want := id, probes.Yes
			if other {
				object, want = access.KnownClass("computer"), probes.No
			}
			dn := userDN(strings.ToLower(fmt.Sprintf("class%s%t", class, other)), "OU=NoRights")
			sambaPerson(t, admin, dn, class, access.ACE{Type: access.AllowObject, Mask: access.WriteProperty, Object: object})
			r, err := connectorClient(t).Rights(t.Context(), samba["MSOL_NAME"], dn)
			if err != nil {
				t.Fatal(err)
			}
			if r.WriteLockoutTime.Granted != want || r.WritePwdLastSet.Granted != want || r.Server == nil || r.Server.WriteLockoutTime != want || r.Server.WritePwdLastSet != want {
				said, _ := json.Marshal(r)
				t.Errorf("%s, for another class %t: want %s, got %s", class, other, want, said)
			}
		}
	}
}

func sambaAdmin(t *testing.T) *ldap.Conn {
	t.Helper()
	conn, err := ldap.DialURL("ldap://" + samba["DC_ADDR"])
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if err := conn.Bind(`CORP\Administrator`, samba["ADMIN_PASSWORD"]); err != nil {
		t.Fatal(err)
	}
	return conn
}

// sambaPerson makes a person whose list begins with an entry for the connector
// account, and removes the person when the test ends.
func sambaPerson(t *testing.T, admin *ldap.Conn, dn, class string, entry access.ACE) {
	t.Helper()
	name, _, _ := strings.Cut(strings.TrimPrefix(dn, "CN="), ",")
	add := ldap.NewAddRequest(dn, nil)
	add.Attribute("objectClass", []string{class})
	add.Attribute("sAMAccountName", []string{name})
	add.Attribute("sn", []string{name})
	if err := admin.Add(add); err != nil {
		t.Fatalf("add %s: %v", dn, err)
	}
	t.Cleanup(func() { _ = admin.Del(ldap.NewDelRequest(dn, nil)) })
	control := &ldap.ControlMicrosoftSDFlags{Criticality: true, ControlValue: 4}
	found, err := admin.Search(ldap.NewSearchRequest(dn, ldap.ScopeBaseObject, 0, 0, 0, false, "(objectClass=*)", []string{"nTSecurityDescriptor"}, []ldap.Control{control}))
	if err != nil || len(found.Entries) != 1 {
		t.Fatalf("read %s: %v", dn, err)
	}
	d, err := access.Parse(found.Entries[0].GetRawAttributeValue("nTSecurityDescriptor"))
	if err != nil {
		t.Fatal(err)
	}
	connector, err := adminClient(t).Account(t.Context(), samba["MSOL_NAME"])
	if err != nil {
		t.Fatal(err)
	}
	entry.Trustee = sid(t, connector.SID)
	spec := access.Spec{Control: d.Control, DACL: []access.ACE{entry}}
	for _, a := range d.DACL.All() {
		spec.DACL = append(spec.DACL, a)
	}
	raw, err := spec.Encode()
	if err != nil {
		t.Fatal(err)
	}
	change := ldap.NewModifyRequest(dn, []ldap.Control{control})
	change.Replace("nTSecurityDescriptor", []string{string(raw)})
	if err := admin.Modify(change); err != nil {
		t.Fatalf("write the descriptor of %s: %v", dn, err)
	}
}
