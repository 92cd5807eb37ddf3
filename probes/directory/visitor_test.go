package directory_test

import (
	"strings"
	"testing"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
	"example.com/writeback-doctor/probes/directory/access"
)

const (
	seoul     = "DC=seoul," + baseDN
	seoulHost = "dc1.seoul.corp.example.com"
	parkDN    = "CN=park,OU=Staff," + seoul
	syncersDN = "CN=Syncers,CN=Users," + baseDN
	resetters = "CN=Resetters,CN=Users," + seoul
	syncers   = "S-1-5-21-1-2-3-1200"
	local     = "S-1-5-21-4-5-6-1201" // Resetters, domain-local in Seoul
	nested    = "S-1-5-21-4-5-6-1202"
	former    = "S-1-5-21-7-8-9-1105" // of svc, before its domain was merged
)

// visit is a forest of two domains: svc and its group Syncers in the first,
// park and the domain-local groups in Seoul.
type visit struct {
	home, away, catalog *controller
}

func newVisit(t *testing.T, park ...access.ACE) visit {
	t.Helper()
	home := alice(t)
	home.has[svcDN]["tokenGroupsGlobalAndUniversal"] = []string{string(sid(t, "S-1-5-21-1-2-3-513")), string(sid(t, syncers))}
	home.has[svcDN]["sIDHistory"] = []string{string(sid(t, former))}
	home.has["CN=Corp,CN=Partitions"] = map[string][]string{"nETBIOSName": {"CORP"}, "nCName": {baseDN}, "dnsRoot": {"corp.example.com"}}
	home.has["CN=Seoul,CN=Partitions"] = map[string][]string{"nETBIOSName": {"SEOUL"}, "nCName": {seoul}, "dnsRoot": {"seoul.corp.example.com"}}
	home.has["CN=DC1,CN=Servers,"+seoul] = map[string][]string{"dNSHostName": {seoulHost}}
	matches := home.matches
	home.matches = func(base, filter string) []string {
		if strings.Contains(filter, "crossRef") {
			return []string{"CN=Corp,CN=Partitions", "CN=Seoul,CN=Partitions"}
		}
		if strings.Contains(filter, "objectClass=server") {
			return []string{"CN=DC1,CN=Servers," + seoul}
		}
		return matches(base, filter)
	}
	v := visit{home: home}
	v.catalog = &controller{has: entries{
		"": root(), syncersDN: {"objectSid": {string(sid(t, syncers))}},
		"CN=Domain Users,CN=Users," + baseDN: {"objectSid": {string(sid(t, "S-1-5-21-1-2-3-513"))}},
	}, matches: func(_, filter string) []string {
		if strings.Contains(filter, "objectSid") {
			return []string{syncersDN, "CN=Domain Users,CN=Users," + baseDN}
		}
		return nil
	}}
	away := root()
	away["defaultNamingContext"], away["dnsHostName"] = []string{seoul}, []string{seoulHost}
	v.away = &controller{has: entries{
		"":                  away,
		seoul:               {"nTSecurityDescriptor": {descriptor(t, access.DACLProtected, access.UnexpirePassword.Grant(access.AuthenticatedUsers))}},
		parkDN:              {"objectClass": {"top", "person", "user"}, "objectSid": {string(sid(t, "S-1-5-21-4-5-6-1300"))}, "nTSecurityDescriptor": {descriptor(t, 0, append(park, readers())...)}},
		"OU=Staff," + seoul: {"nTSecurityDescriptor": {descriptor(t, 0)}},
		resetters:           {"objectSid": {string(sid(t, local))}},
		"CN=Outer," + seoul: {"objectSid": {string(sid(t, nested))}},
	}, matches: func(_, filter string) []string {
		switch {
		case strings.Contains(filter, "(member="+ldap.EscapeFilter(syncersDN)+")"):
			return []string{resetters}
		case strings.Contains(filter, "(member="+ldap.EscapeFilter(resetters)+")"):
			return []string{"CN=Outer," + seoul}
		default:
			return nil
		}
	}}
	return v
}

// rights asks for those of svc on park, as a person of the first domain.
func (v visit) rights(t *testing.T) (probes.Rights, error) {
	t.Helper()
	ca := newAuthority(t)
	at := func(host string, dc *controller) behaviour {
		return overTLS(ca.certificate(t, host, time.Now().Add(time.Hour)), dc.serve)
	}
	p := &ports{open: map[string]behaviour{
		dc1 + ":636": at(dc1, v.home), dc1 + ":3269": at(dc1, v.catalog), seoulHost + ":636": at(seoulHost, v.away),
	}}
	c := directory.New(directory.Config{
		Controller: dc1, Account: `CORP\svc`, Password: probes.NewSecret("secret"),
		Network: probes.Network{Dial: p.dial, Roots: ca.pool(), Resolver: nameServer{
			"_ldap._tcp.gc._msdcs.corp.example.com.":        {dc1 + "."},
			"_ldap._tcp.pdc._msdcs.seoul.corp.example.com.": {seoulHost + "."},
		}.resolver()},
	})
	t.Cleanup(func() {
		_ = c.Close()
		p.all.Wait()
	})
	return c.Rights(t.Context(), `CORP\svc`, parkDN)
}

// The token of an account in another domain of its forest is what its ticket
// brings and what the user's domain adds: its own local groups stay at home.
func TestVisitorsToken(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		to   access.SID
		want probes.YesNo
	}{
		{"the account itself", sid(t, svcSID), probes.Yes},
		{"a group of its own domain", sid(t, syncers), probes.Yes},
		{"a local group of the user's domain", sid(t, local), probes.Yes},
		{"a local group that holds that one", sid(t, nested), probes.Yes},
		{"what it was before its domain was merged", sid(t, former), probes.Yes},
		{"a local group of its own domain", sid(t, usersSID), probes.No},
		{"somebody else", sid(t, "S-1-5-21-4-5-6-1400"), probes.No},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r, err := newVisit(t, access.ResetPassword.Grant(c.to)).rights(t)
			if err != nil || r.ResetPassword.Granted != c.want {
				t.Errorf("granted to it: got %+v, %v, want %q", r.ResetPassword, err, c.want)
			}
			r, err = newVisit(t, access.ResetPassword.Refuse(c.to), access.ResetPassword.Grant(access.AuthenticatedUsers)).rights(t)
			if err != nil || r.ResetPassword.Denied != (c.want == probes.Yes) {
				t.Errorf("denied to it: got %+v, %v", r.ResetPassword, err)
			}
		})
	}
}

// A group that cannot be seen may be the one that is denied.
func TestVisitorWhoseGroupsAreHiddenIsNotJudged(t *testing.T) {
	t.Parallel()
	grant := access.ResetPassword.Grant(sid(t, svcSID))
	for name, hide := range map[string]func(visit){
		"all of them":            func(v visit) { delete(v.home.has[svcDN], "tokenGroupsGlobalAndUniversal") },
		"one of them":            func(v visit) { v.catalog.matches = func(string, string) []string { return []string{syncersDN} } },
		"the catalog refuses":    func(v visit) { v.catalog.deny = map[string]uint16{"": ldap.LDAPResultBusy} },
		"the domain of the user": func(v visit) { v.away.deny = map[string]uint16{seoul: ldap.LDAPResultBusy} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := newVisit(t, grant)
			hide(v)
			if r, err := v.rights(t); err == nil && r.ResetPassword.Granted == probes.Yes {
				t.Errorf("got granted by %+v, want no judgement", r.ResetPassword)
			}
		})
	}
}

// The account goes to the hosts of the forest alone, and a refusal there is
// not repeated.
func TestPasswordRefusedByARelativeIsNotSentAgain(t *testing.T) {
	t.Parallel()
	v := newVisit(t, access.ResetPassword.Grant(sid(t, svcSID)))
	v.away.bindCode, v.away.bindText = ldap.LDAPResultInvalidCredentials, "80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error, data 52e, v4563"
	_, err := v.rights(t)
	hasKind(t, err, probes.WrongPassword)
	if v.away.binds != 1 || v.catalog.binds > 1 {
		t.Errorf("got %d binds in the user's domain and %d at the catalog, want one", v.away.binds, v.catalog.binds)
	}
}
