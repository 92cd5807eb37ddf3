package ldapserver_test

import (
	"slices"
	"testing"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes/lab/ldapserver"
)

func TestConstructedAttributesOnlyByName(t *testing.T) {
	t.Parallel()
	c := signedIn(t, "svc@corp.example", ldapserver.Options{})
	all, err := search(t, c, aliceDN, ldap.ScopeBaseObject, "(objectClass=*)", nil, "*")
	if err != nil || len(all) != 1 {
		t.Fatalf("got %v %v, want one entry", all, err)
	}
	for _, name := range []string{"tokenGroups", "msDS-User-Account-Control-Computed", "nTSecurityDescriptor", "pwdLastSet"} {
		if all[0].GetAttributeValue(name) != "" {
			t.Errorf("%s was sent unasked", name)
		}
	}
	named, err := search(t, c, aliceDN, ldap.ScopeBaseObject, "(objectClass=*)", nil, "TOKENGROUPS", "msDS-User-Account-Control-Computed", "pwdLastSet")
	if err != nil {
		t.Fatal(err)
	}
	if len(named[0].GetRawAttributeValue("tokenGroups")) != 12 || named[0].GetAttributeValue("msDS-User-Account-Control-Computed") != "16" {
		t.Errorf("got %v, want both constructed attributes", named[0].Attributes)
	}
	if named[0].GetAttributeValue("pwdLastSet") != "" {
		t.Error("a hidden attribute was sent")
	}
	_, err = search(t, c, base, ldap.ScopeWholeSubtree, "(sAMAccountName=alice)", nil, "tokenGroups")
	wantResult(t, err, ldap.LDAPResultOperationsError, "000020EF")
}

func TestSecurityDescriptorNeedsFlags(t *testing.T) {
	t.Parallel()
	plain, _ := start(t, ldapserver.Options{})
	for _, c := range []struct {
		account string
		flags   int32 // -1 for no control
		want    int   // bytes
	}{
		{"svc@corp.example", -1, 0},
		{"svc@corp.example", 15, 0},
		{"svc@corp.example", 8, 0},
		{"svc@corp.example", 0, 0},
		{"svc@corp.example", 4, 28},
		{"svc@corp.example", 7, 52},
		{"admin@corp.example", -1, 60},
	} {
		client := dial(t, plain)
		if err := client.Bind(c.account, password); err != nil {
			t.Fatal(err)
		}
		var controls []ldap.Control
		if c.flags >= 0 {
			controls = []ldap.Control{&ldap.ControlMicrosoftSDFlags{Criticality: true, ControlValue: c.flags}}
		}
		entries, err := search(t, client, aliceDN, ldap.ScopeBaseObject, "(objectClass=*)", controls, "nTSecurityDescriptor")
		if err != nil {
			t.Fatal(err)
		}
		if got := len(entries[0].GetRawAttributeValue("nTSecurityDescriptor")); got != c.want {
			t.Errorf("%s flags %d: got %d bytes, want %d", c.account, c.flags, got, c.want)
		}
	}
}

func TestLongListsComeInRanges(t *testing.T) {
	t.Parallel()
	c := signedIn(t, "svc@corp.example", ldapserver.Options{MaxValRange: 2})
	entries, err := search(t, c, aliceDN, ldap.ScopeBaseObject, "(objectClass=*)", nil, "objectClass")
	if err != nil {
		t.Fatal(err)
	}
	if got := entries[0].GetAttributeValues("objectClass;range=0-1"); !slices.Equal(got, []string{"top", "person"}) {
		t.Errorf("got %v of %v, want the first two", got, entries[0].Attributes[0].Name)
	}
	entries, err = search(t, c, aliceDN, ldap.ScopeBaseObject, "(objectClass=*)", nil, "objectClass;range=2-*")
	if err != nil {
		t.Fatal(err)
	}
	if got := entries[0].GetAttributeValues("objectClass;range=2-*"); len(got) != 2 {
		t.Errorf("got %v of %v, want the last two", got, entries[0].Attributes[0].Name)
	}
}

func TestUnknownCriticalControlIsRefused(t *testing.T) {
	t.Parallel()
	c := signedIn(t, "svc@corp.example", ldapserver.Options{})
	_, err := search(t, c, base, ldap.ScopeBaseObject, "(objectClass=*)", []ldap.Control{ldap.NewControlString("1.2.3.4", true, "")})
	wantResult(t, err, ldap.LDAPResultUnavailableCriticalExtension, "00002040")
	if _, err = search(t, c, base, ldap.ScopeBaseObject, "(objectClass=*)", []ldap.Control{ldap.NewControlString("1.2.3.4", false, "")}); err != nil {
		t.Errorf("got %v, want no error for one that is not critical", err)
	}
	deleted, err := search(t, c, base, ldap.ScopeWholeSubtree, "(isDeleted=TRUE)", []ldap.Control{ldap.NewControlMicrosoftShowDeleted()}, "1.1")
	if err != nil || len(deleted) != 1 {
		t.Errorf("got %d deleted %v, want 1", len(deleted), err)
	}
}
