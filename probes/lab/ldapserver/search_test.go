package ldapserver_test

import (
	"errors"
	"testing"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes/lab/ldapserver"
)

func TestFilters(t *testing.T) {
	t.Parallel()
	c := signedIn(t, "svc@corp.example", ldapserver.Options{})
	alice := "앨리스 (HR)"
	for _, f := range []struct{ filter, want string }{
		{"(sAMAccountName=ALICE)", alice},
		{"(&(objectClass=user)(objectCategory=person))", alice},
		{"(|(sAMAccountName=nobody)(displayName=앨리스))", alice},
		{"(&(objectClass=user)(!(sAMAccountName=alice)))", ""},
		{"(&(objectClass=group)(!(sAMAccountName=x)))", "Team All"},
		{"(sAMAccountName=a*l*ce)", alice},
		{"(sAMAccountName=*li*)", alice},
		{"(sAMAccountName=a*z)", ""},
		{"(userAccountControl:1.2.840.113556.1.4.803:=2)", alice},
		{"(userAccountControl:1.2.840.113556.1.4.803:=3)", ""},
		{"(userAccountControl:1.2.840.113556.1.4.804:=3)", alice},
		{"(userAccountControl>=514)", alice},
		{"(userAccountControl<=99)", ""},
		{"(memberOf=cn=team, ou=staff,DC=corp,DC=example)", alice},
		{"(memberOf:1.2.840.113556.1.4.1941:=CN=All,OU=Staff,DC=corp,DC=example)", alice + " Team"},
		{"(objectSid=S-1-5-18)", alice},
		{`(objectGUID=\33\22\11\00\55\44\77\66\08\09\0a\0b\0c\0d\0e\0f)`, alice},
		{"(pwdLastSet=0)", ""},  // hidden
		{"(tokenGroups=*)", ""}, // constructed
		{"(distinguishedName=" + `CN=앨리스 \28HR\29,OU=Staff,DC=corp,DC=example` + ")", alice},
		{"(!(userAccountControl:1.2.3:=2))", ""}, // undefined stays undefined
	} {
		entries, err := search(t, c, base, ldap.ScopeWholeSubtree, f.filter, nil, "1.1")
		if got := names(entries); err != nil || got != f.want {
			t.Errorf("%s: got %q %v, want %q", f.filter, got, err, f.want)
		}
	}
}

func TestScopesAndNames(t *testing.T) {
	t.Parallel()
	c := signedIn(t, "svc@corp.example", ldapserver.Options{})
	for _, s := range []struct {
		dn    string
		scope int
		want  string
	}{
		{"OU=Staff," + base, ldap.ScopeBaseObject, "OU=Staff"},
		{"OU=Staff," + base, ldap.ScopeSingleLevel, "앨리스 (HR) Team All"},
		{"ou = staff , " + base, ldap.ScopeWholeSubtree, "OU=Staff 앨리스 (HR) Team All"},
		{base, ldap.ScopeSingleLevel, "OU=Staff"},
		{"<SID=S-1-5-18>", ldap.ScopeBaseObject, "앨리스 (HR)"},
		{"<GUID=00112233-4455-6677-0809-0a0b0c0d0e0f>", ldap.ScopeBaseObject, "앨리스 (HR)"},
	} {
		entries, err := search(t, c, s.dn, s.scope, "(objectClass=*)", nil, "1.1")
		if got := names(entries); err != nil || got != s.want {
			t.Errorf("%s scope %d: got %q %v, want %q", s.dn, s.scope, got, err, s.want)
		}
	}
}

func TestNamesThatAreNotThere(t *testing.T) {
	t.Parallel()
	c := signedIn(t, "svc@corp.example", ldapserver.Options{})
	_, err := search(t, c, "CN=Nobody,OU=Staff,"+base, ldap.ScopeBaseObject, "(objectClass=*)", nil)
	wantResult(t, err, ldap.LDAPResultNoSuchObject, "0000208D: NameErr")
	var refusal *ldap.Error
	if errors.As(err, &refusal) && refusal.MatchedDN != "OU=Staff,"+base {
		t.Errorf("got matched %q, want the OU", refusal.MatchedDN)
	}
	_, err = search(t, c, "CN=PSO,CN=System,"+base, ldap.ScopeBaseObject, "(objectClass=*)", nil)
	wantResult(t, err, ldap.LDAPResultNoSuchObject, "0000208D")
	_, err = search(t, c, "DC=other,DC=example", ldap.ScopeBaseObject, "(objectClass=*)", nil)
	wantResult(t, err, ldap.LDAPResultReferral, "0000202B")
	_, err = search(t, c, "not a name", ldap.ScopeBaseObject, "(objectClass=*)", nil)
	wantResult(t, err, ldap.LDAPResultInvalidDNSyntax, "0000208F")
}

func TestPagesAndLimits(t *testing.T) {
	t.Parallel()
	c := signedIn(t, "svc@corp.example", ldapserver.Options{MaxPageSize: 3})
	request := func() *ldap.SearchRequest {
		return ldap.NewSearchRequest(base, ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 0, 0, false, "(objectClass=*)", []string{"1.1"}, nil)
	}
	paged, err := c.SearchWithPaging(request(), 2)
	if err != nil || len(paged.Entries) != 5 || len(paged.Referrals) != 1 {
		t.Errorf("got %d entries %d references %v, want 5 and 1", len(paged.Entries), len(paged.Referrals), err)
	}
	unpaged, err := c.Search(request())
	wantResult(t, err, ldap.LDAPResultSizeLimitExceeded, "00002023")
	if len(unpaged.Entries) != 3 {
		t.Errorf("got %d entries, want 3", len(unpaged.Entries))
	}
	request1 := request()
	request1.SizeLimit = 1
	limited, err := c.Search(request1)
	wantResult(t, err, ldap.LDAPResultSizeLimitExceeded, "00002023")
	if len(limited.Entries) != 1 {
		t.Errorf("got %d entries, want 1", len(limited.Entries))
	}
	paging := ldap.NewControlPaging(2)
	paging.SetCookie([]byte("made up"))
	_, err = search(t, c, base, ldap.ScopeWholeSubtree, "(objectClass=*)", []ldap.Control{paging})
	wantResult(t, err, ldap.LDAPResultUnwillingToPerform, "00000057")
}
