package directory_test

import (
	"slices"
	"testing"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
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
		{"its server object is gone", func(dc *controller) { delete(dc.has, server) }, "", true, ""},
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
			if err != nil || p.Host != c.host || p.OwnerGone != c.gone || p.SRVAnswer != probes.Open || !slices.Equal(p.SRV, []string{"DC9.corp.example.com"}) {
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
		{Host: dc1, OS: "Windows Server 2022 Standard", OSVersion: "10.0 (20348)", PDC: true, Answer: probes.Open, Level: "7", PolicyHints: probes.Yes},
		{Host: "dc2.corp.example.com", ReadOnly: true, Answer: probes.PortRefused},
	}
	if !slices.Equal(list.List, want) {
		t.Errorf("got %+v, want %+v", list.List, want)
	}
}
