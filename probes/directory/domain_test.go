package directory_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

func TestPDCEmulator(t *testing.T) {
	t.Parallel()
	const settings, server = "CN=NTDS Settings,CN=DC1,CN=Servers," + baseDN, "CN=DC1,CN=Servers," + baseDN
	for _, c := range []struct {
		name   string
		change func(dc *controller)
		host   string
		gone   bool
		kind   probes.Kind
	}{
		{"there", func(*controller) {}, dc1, false, ""},
		{"its server object is gone", func(dc *controller) {
			delete(dc.has, server)
			servers(t, dc, access.ACE{Type: access.Allow, Mask: access.ListContents, Trustee: access.AuthenticatedUsers})
		}, "", true, ""},
		{"others are seen, and the container may not be listed", func(dc *controller) { delete(dc.has, server); seesOther(dc); servers(t, dc) }, "", false, probes.NotListed},
		{"no server object can be seen", func(dc *controller) { delete(dc.has, server); delete(dc.has, "CN=Servers,"+baseDN) }, "", false, probes.NotListed},
		{"the role points to a deleted object", func(dc *controller) {
			dc.has[baseDN]["fSMORoleOwner"] = []string{`CN=NTDS Settings\0ADEL:5c1f,CN=DC1\0ADEL:77aa,CN=Servers,` + baseDN}
		}, "", true, ""},
		{"the role may not be read", func(dc *controller) { delete(dc.has[baseDN], "fSMORoleOwner") }, "", false, probes.AccessDenied},
		{"the domain head may not be read", func(dc *controller) { dc.deny = map[string]uint16{baseDN: ldap.LDAPResultInsufficientAccessRights} }, "", false, probes.AccessDenied},
		{"the controller is busy", func(dc *controller) { dc.deny = map[string]uint16{server: ldap.LDAPResultBusy} }, "", false, probes.TimedOut},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dc := alice(t)
			c.change(dc)
			names := nameServer{"_ldap._tcp.pdc._msdcs.corp.example.com.": {"DC9.corp.example.com."}}
			p, err := named(t, dc, names, dc1).PDCEmulator(t.Context())
			if c.kind != "" {
				hasKind(t, err, c.kind)
				return
			}
			if err != nil || p.Host != c.host || p.OwnerGone != probes.Said(c.gone) || p.SRVAnswer != probes.Open || !slices.Equal(p.SRV, []string{"DC9.corp.example.com"}) {
				t.Errorf("got %+v, %v", p, err)
			}
			if !c.gone && p.RoleOwnerDN != settings {
				t.Errorf("got owner %q, want %q", p.RoleOwnerDN, settings)
			}
		})
	}
}

func TestDomainControllersAreEachAsked(t *testing.T) {
	t.Parallel()
	dc := alice(t)
	list, err := named(t, dc, nameServer{}, dc1).DomainControllers(t.Context())
	if err != nil || list.DomainLevel != "7" || len(list.List) != 2 {
		t.Fatalf("got %+v, %v", list, err)
	}
	want := []probes.DomainController{
		{Host: dc1, OS: "Windows Server 2022 Standard", OSVersion: "10.0 (20348)", PDC: probes.Yes, ReadOnly: probes.No, Answer: probes.Open, Level: "7", PolicyHints: probes.Yes},
		{Host: "dc2.corp.example.com", ReadOnly: probes.Yes, PDC: probes.No, Answer: probes.PortRefused},
	}
	if !slices.Equal(list.List, want) {
		t.Errorf("got %+v, want %+v", list.List, want)
	}
}

// servers gives the directory the container of the server objects.
func servers(t *testing.T, dc *controller, aces ...access.ACE) {
	t.Helper()
	dc.has["CN=Servers,"+baseDN] = map[string][]string{"nTSecurityDescriptor": {descriptor(t, 0, aces...)}}
}

// seesOther gives the directory a second server object.
func seesOther(dc *controller) {
	const other = "CN=DC2,CN=Servers," + baseDN
	dc.has[other] = map[string][]string{"dNSHostName": {"dc2.corp.example.com"}}
	matches := dc.matches
	dc.matches = func(base, filter string) []string {
		if strings.Contains(filter, "objectClass=server") {
			return []string{other}
		}
		return matches(base, filter)
	}
}

func TestControllerThatNamesNoControlsLacksNone(t *testing.T) {
	t.Parallel()
	dc := alice(t)
	delete(dc.has[""], "supportedControl")
	list, err := named(t, dc, nameServer{}, dc1).DomainControllers(t.Context())
	if err != nil || len(list.List) == 0 || list.List[0].PolicyHints != probes.Unsaid {
		t.Errorf("got %+v, %v, want nothing said of policy hints", list.List, err)
	}
}

func TestDomainWithAHiddenShortNameIsNotSearchedForOthers(t *testing.T) {
	t.Parallel()
	dc := alice(t)
	delete(dc.has["CN=Corp,CN=Partitions"], "nETBIOSName")
	w := newWorld(t, dc)
	_, err := w.Account(t.Context(), `OTHER\svc`)
	hasKind(t, err, probes.AccessDenied)
}

func TestNameWithoutAMatchMayBelongToAnotherDomain(t *testing.T) {
	t.Parallel()
	dc := alice(t)
	const child = "CN=Child,CN=Partitions"
	dc.has["CN=Corp,CN=Partitions"]["nCName"] = []string{strings.ToLower(baseDN)}
	dc.has[child] = map[string][]string{"nCName": {"DC=child," + baseDN}, "dnsRoot": {"child.corp.example.com"}}
	matches := dc.matches
	dc.matches = func(base, filter string) []string {
		if strings.Contains(filter, "systemFlags") {
			return []string{"CN=Corp,CN=Partitions", child}
		}
		return matches(base, filter)
	}
	w := newWorld(t, dc)
	for name, want := range map[string]int{
		"nobody@corp.example.com": 1, "nobody": 1,
		`CORP\nobody`: 0, "CN=nobody," + baseDN: 0, "alice@corp.example.com": 0,
	} {
		u, err := w.Account(t.Context(), name)
		if err != nil || len(u.Elsewhere) != want {
			t.Errorf("%s: got %v, %v, want %d other domains", name, u.Elsewhere, err, want)
		}
	}
	_, err := w.Account(t.Context(), "CN=nobody,DC=child,"+baseDN) // says its domain, whose controllers cannot be found
	hasKind(t, err, probes.NameUnknown)
}

// Where the cross references are hidden, a referral still tells of a domain
// below, and nobody goes there with an account.
func TestReferralsTellOfDomainsAndAreNotFollowed(t *testing.T) {
	t.Parallel()
	dc := alice(t)
	matches := dc.matches
	dc.matches = func(base, filter string) []string {
		if strings.Contains(filter, "crossRef") {
			return nil
		}
		return matches(base, filter)
	}
	dc.refers = []string{
		"ldap://child.corp.example.com/DC=child," + baseDN, "ldap://DomainDnsZones.corp.example.com/DC=DomainDnsZones," + baseDN,
		"ldap://corp.example.com/CN=Configuration," + baseDN, "ldap://%zz",
	}
	w := newWorld(t, dc)
	u, err := w.User(t.Context(), "nobody@corp.example.com")
	if err != nil || u.Matches != 0 || !slices.Equal(u.Elsewhere, []string{"child.corp.example.com"}) {
		t.Errorf("got %+v, %v, want the child domain, not searched", u, err)
	}
	if n := w.net.count("child.corp.example.com:636") + w.net.count("child.corp.example.com:389"); n != 0 {
		t.Errorf("went there %d times, want never", n)
	}
}
