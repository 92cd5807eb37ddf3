package ldapserver_test

import (
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/lab/ldapserver"
)

func TestBindAnswersLikeAController(t *testing.T) {
	t.Parallel()
	plain, _ := start(t, ldapserver.Options{})
	for _, c := range []struct{ name, password, data string }{
		{"svc@corp.example", password, ""},
		{"SVC@CORP.example", password, ""},
		{`corp\svc`, password, ""},
		{"cn=SVC, dc=corp,dc=example", password, ""},
		{"svc", password, "52e"},
		{"svc@corp.example", "wrong", "52e"},
		{"nobody@corp.example", password, "52e"},
		{"x530@corp.example", password, "530"},
		{"x531@corp.example", password, "531"},
		{"x532@corp.example", password, "532"},
		{"x533@corp.example", password, "533"},
		{"x701@corp.example", password, "701"},
		{"x773@corp.example", password, "773"},
		{"x533@corp.example", "wrong", "52e"},
		{"x775@corp.example", "wrong", "775"},
	} {
		err := dial(t, plain).Bind(c.name, c.password)
		if c.data == "" {
			if err != nil {
				t.Errorf("%s: got %v, want no error", c.name, err)
			}
			continue
		}
		wantResult(t, err, ldap.LDAPResultInvalidCredentials, "80090308: LdapErr: DSID-0C09044E")
		if wanted := ", data " + c.data + ", v4563"; err == nil || !strings.Contains(err.Error(), wanted) {
			t.Errorf("%s: got %v, want it to hold %q", c.name, err, wanted)
		}
	}
}

func TestClearBindIsRefusedWhereTLSIsRequired(t *testing.T) {
	t.Parallel()
	plain, encrypted := start(t, ldapserver.Options{RequireTLS: true})
	wantResult(t, dial(t, plain).Bind("svc@corp.example", password), ldap.LDAPResultStrongAuthRequired, "00002028")
	_, client := certificate()
	overTLS, err := ldap.DialURL("ldaps://"+encrypted, ldap.DialWithTLSConfig(client))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = overTLS.Close() }()
	if err := overTLS.Bind("svc@corp.example", password); err != nil {
		t.Errorf("over LDAPS: got %v, want no error", err)
	}
	c := dial(t, plain)
	if err := c.StartTLS(client); err != nil {
		t.Fatalf("StartTLS: %v", err)
	}
	if err := c.Bind("svc@corp.example", password); err != nil {
		t.Errorf("over StartTLS: got %v, want no error", err)
	}
	if who, err := c.WhoAmI(nil); err != nil || who.AuthzID != `u:CORP\svc` {
		t.Errorf("got %v %v, want u:CORP\\svc", who, err)
	}
}

func TestAnonymousReadsTheRootDSEAlone(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 1, 2, 3, 0, time.UTC)
	clock := probes.Clock{Now: func() time.Time { return now }}
	plain, _ := start(t, ldapserver.Options{Clock: clock, ClockSkew: time.Hour})
	c := dial(t, plain)
	root, err := search(t, c, "", ldap.ScopeBaseObject, "(objectClass=*)", nil)
	if err != nil || len(root) != 1 {
		t.Fatalf("got %d entries, %v, want 1", len(root), err)
	}
	if got, want := root[0].GetAttributeValue("currentTime"), "20261123020203.0Z"; got != want {
		t.Errorf("got currentTime %q, want %q", got, want)
	}
	if got := root[0].GetAttributeValues("supportedControl"); len(got) != 2 {
		t.Errorf("got supportedControl %v, want two", got)
	}
	_, err = search(t, c, base, ldap.ScopeBaseObject, "(objectClass=*)", nil)
	wantResult(t, err, ldap.LDAPResultOperationsError, "000004DC")
}

func TestNothingCanBeChanged(t *testing.T) {
	t.Parallel()
	c := signedIn(t, "admin@corp.example", ldapserver.Options{})
	modify := ldap.NewModifyRequest(aliceDN, nil)
	modify.Replace("description", []string{"x"})
	add := ldap.NewAddRequest("CN=new,"+base, nil)
	add.Attribute("objectClass", []string{"top"})
	for name, err := range map[string]error{
		"modify":    c.Modify(modify),
		"add":       c.Add(add),
		"delete":    c.Del(ldap.NewDelRequest(aliceDN, nil)),
		"modify DN": c.ModifyDN(ldap.NewModifyDNRequest(aliceDN, "CN=b", true, "")),
	} {
		t.Log(name)
		wantResult(t, err, ldap.LDAPResultUnwillingToPerform, "00002035")
	}
	if same, err := c.Compare(aliceDN, "sAMAccountName", "ALICE"); err != nil || !same {
		t.Errorf("compare: got %v %v, want true", same, err)
	}
}

func TestManyQuestionsOverOneConnection(t *testing.T) {
	t.Parallel()
	c := signedIn(t, "svc@corp.example", ldapserver.Options{Latency: time.Millisecond})
	var group sync.WaitGroup
	for i := range 100 {
		group.Go(func() {
			want := strconv.Itoa(i % 2)
			filter := map[string]string{"0": "(sAMAccountName=nobody)", "1": "(sAMAccountName=alice)"}[want]
			entries, err := search(t, c, base, ldap.ScopeWholeSubtree, filter, nil, "1.1")
			if err != nil || strconv.Itoa(len(entries)) != want {
				t.Errorf("%s: got %d %v, want %s", filter, len(entries), err, want)
			}
		})
	}
	group.Wait()
}
