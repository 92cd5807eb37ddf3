//go:build samba

package directory_test

import (
	"crypto/x509"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

func TestSambaDomainWithoutAnAccount(t *testing.T) {
	t.Parallel()
	c := open(t, config(t, "", ""))
	d, err := c.Domain(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if d.DNSName != samba["DNS_DOMAIN"] || d.BaseDN != samba["BASE_DN"] || !strings.EqualFold(d.Controller, samba["DC_HOST"]) || d.SignedIn {
		t.Errorf("got %+v", d)
	}
	if d.DomainLevel != "4" || d.ForestLevel != "4" || d.ControllerLevel != "4" {
		t.Errorf("got levels %q %q %q, want 4", d.DomainLevel, d.ForestLevel, d.ControllerLevel)
	}
	if off := time.Since(d.CurrentTime).Abs(); off > time.Minute {
		t.Errorf("got the controller's clock at %s, %s off", d.CurrentTime, off)
	}
	if _, err := c.PDCEmulator(t.Context()); obstacle(t, err).Kind != probes.NoCredentials {
		t.Errorf("PDC without an account: got %v, want NoCredentials", err)
	}
}

func TestSambaPDCEmulator(t *testing.T) {
	t.Parallel()
	p, err := connectorClient(t).PDCEmulator(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !strings.EqualFold(p.Host, samba["DC_HOST"]) || p.OwnerGone != probes.No || p.SRVAnswer != probes.Open ||
		len(p.SRV) != 1 || !strings.EqualFold(p.SRV[0], samba["DC_HOST"]) {
		t.Errorf("got %+v", p)
	}
}

func TestSambaDomainControllers(t *testing.T) {
	t.Parallel()
	list, err := adminClient(t).DomainControllers(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(list.List) != 1 {
		t.Fatalf("got %+v, want one", list.List)
	}
	dc := list.List[0]
	if !strings.EqualFold(dc.Host, samba["DC_HOST"]) || dc.PDC != probes.Yes || dc.Answer != probes.Open || dc.Level != "4" ||
		dc.PolicyHints != probes.No || dc.OS == "" || dc.ReadOnly != probes.No {
		t.Errorf("got %+v", dc)
	}
}

func TestSambaControllerByNameAndTransport(t *testing.T) {
	t.Parallel()
	host := samba["DC_ADDR"]
	for _, controller := range []string{host, "ldaps://" + host, "ldap://" + host, host + ":389", host + ":636", samba["DC_HOST"]} {
		c := config(t, samba["MSOL_NAME"], samba["MSOL_PASSWORD"])
		c.Controller = controller
		d, err := open(t, c).Domain(t.Context())
		if err != nil || !d.SignedIn {
			t.Errorf("%s: got signed in %t, %v", controller, d.SignedIn, err)
		}
	}
}

func TestSambaFindsUsers(t *testing.T) {
	t.Parallel()
	c := connectorClient(t)
	for _, x := range []struct {
		name    string
		matches int
		dn      string
	}{
		{"alice@corp.example.com", 1, userDN("alice", "OU=Staff")},
		{`CORP\alice`, 1, userDN("alice", "OU=Staff")},
		{`corp.example.com\alice`, 1, userDN("alice", "OU=Staff")},
		{"alice", 1, userDN("alice", "OU=Staff")},
		{userDN("alice", "OU=Staff"), 1, userDN("alice", "OU=Staff")},
		{userDN("nobody", "OU=Staff"), 0, ""},
		{"twins@corp.example.com", 2, ""},
		{"nobody@corp.example.com", 0, ""},
		{"ali*", 0, ""},
		{"*)(objectClass=*", 0, ""},
		{"MSOL_0123456789ab@corp.example.com", 1, userDN("MSOL_0123456789ab", "CN=Users")},
	} {
		u, err := c.User(t.Context(), x.name)
		if err != nil || u.Matches != x.matches || u.DN != x.dn || (x.matches > 1 && len(u.MatchDN) != x.matches) {
			t.Errorf("%s: got %d matches, %q %q, %v; want %d, %q", x.name, u.Matches, u.DN, u.MatchDN, err, x.matches, x.dn)
		}
	}
	if _, err := c.User(t.Context(), `FABRIKAM\alice`); obstacle(t, err).Kind != probes.NameOfNoDomain {
		t.Errorf("a user of another domain: got %v, want NameOfNoDomain", err)
	}
}

func TestSambaUserAsTheDirectoryHasIt(t *testing.T) {
	t.Parallel()
	c := adminClient(t)
	alice, err := c.User(t.Context(), "alice")
	if err != nil {
		t.Fatal(err)
	}
	if alice.Class != "user" || alice.SID == "" || len(alice.Anchor) != 24 || alice.InheritanceOff != probes.No || alice.MustChange != probes.No ||
		!alice.ComputedFlags.Seen() || alice.CannotChange != probes.No || time.Since(alice.PasswordLastSet) > 24*time.Hour || alice.AccountExpires != probes.Known(time.Time{}) {
		t.Errorf("alice: got %+v", alice)
	}
	if len(alice.Path) != 2 || !strings.HasPrefix(alice.Path[0].DN, "OU=Staff,") || alice.Path[0].Protected != probes.No || alice.Path[1].DN != samba["BASE_DN"] {
		t.Errorf("alice: got path %+v", alice.Path)
	}
	if !alice.TokenGroupsSeen || !strings.Contains(strings.Join(alice.TokenGroups, " ")+" ", "-513 ") {
		t.Errorf("alice: got groups %q, want Domain Users among them", alice.TokenGroups)
	}
	for name, check := range map[string]func(probes.DirectoryUser) bool{
		"disabled":   func(u probes.DirectoryUser) bool { return u.Flags.Or(0)&2 != 0 },
		"expired":    func(u probes.DirectoryUser) bool { return u.AccountExpires.Or(time.Time{}).Year() == 2016 },
		"mustchange": func(u probes.DirectoryUser) bool { return u.MustChange == probes.Yes && u.PasswordLastSet.IsZero() },
		"stale":      func(u probes.DirectoryUser) bool { return u.ComputedFlags.Or(0)&0x800000 != 0 },
		"dave": func(u probes.DirectoryUser) bool {
			return u.InheritanceOff == probes.Yes && u.AdminCount == probes.Known(0)
		},
		"erin": func(u probes.DirectoryUser) bool {
			return u.InheritanceOff == probes.Yes && u.AdminCount == probes.Known(1)
		},
		"carl": func(u probes.DirectoryUser) bool { return u.CannotChange == probes.Yes },
	} {
		if u, err := c.User(t.Context(), name); err != nil || u.Matches != 1 || !check(u) {
			t.Errorf("%s: got %+v, %v", name, u, err)
		}
	}
}

func TestSambaBindRefusals(t *testing.T) {
	t.Parallel()
	good, wrong := samba["USER_PASSWORD"], "n0t-The-Password"
	for _, x := range []struct {
		account, password string
		kind              probes.Kind
		code              string
	}{
		{"bob@corp.example.com", wrong, probes.WrongPassword, "49/52e"},
		{"nobody@corp.example.com", wrong, probes.WrongPassword, "49/52e"},
		{`CORP\disabled`, good, probes.AccountDisabled, "49/533"},
		{"expired", good, probes.AccountExpired, "49/701"},
		{"mustchange@corp.example.com", good, probes.MustChangePassword, "49/773"},
		{userDN("stale", "OU=Staff"), good, probes.PasswordExpired, "49/532"},
	} {
		c := open(t, config(t, x.account, x.password))
		_, err := c.User(t.Context(), "alice")
		if o := obstacle(t, err); o.Kind != x.kind || o.Code != x.code {
			t.Errorf("%s: got %s %s (%v), want %s %s", x.account, o.Kind, o.Code, o.Err, x.kind, x.code)
		}
		if d, err := c.Domain(t.Context()); err != nil || d.SignedIn {
			t.Errorf("%s: the rootDSE needs no account: got %v, signed in %t", x.account, err, d.SignedIn)
		}
	}
}

func TestSambaUnknownAuthority(t *testing.T) {
	t.Parallel()
	for _, controller := range []string{"", "ldap://" + samba["DC_ADDR"]} {
		c := config(t, samba["MSOL_NAME"], samba["MSOL_PASSWORD"])
		c.Controller, c.Network.Roots = controller, x509.NewCertPool()
		if _, err := open(t, c).Domain(t.Context()); obstacle(t, err).Kind != probes.Untrusted {
			t.Errorf("%q: got %v, want Untrusted", controller, err)
		}
	}
}

func TestSambaUnknownDomain(t *testing.T) {
	t.Parallel()
	c := config(t, "", "")
	c.Domain = "fabrikam.corp.example.com"
	if _, err := open(t, c).Domain(t.Context()); obstacle(t, err).Kind != probes.NameUnknown {
		t.Errorf("got %v, want NameUnknown", err)
	}
}

// A hardened controller takes our binds, because they are inside TLS, and the
// second controller of a domain is found and asked. This is a domain of its
// own, because a controller that leaves stays in the directory of the first.
func TestTwoHardened(t *testing.T) {
	t.Parallel()
	first, second := t.TempDir(), t.TempDir()
	envs := []map[string]string{environment(runWith("SAMBA_STRONG_AUTH=yes", "up", first))}
	t.Cleanup(func() { run("down", first) })
	envs = append(envs, environment(runWith("SAMBA_STRONG_AUTH=yes", "join", second, first)))
	t.Cleanup(func() { run("down", second) })

	c := configOf(t, envs[0], "Administrator", envs[0]["ADMIN_PASSWORD"])
	for _, scheme := range []string{"ldaps://", "ldap://"} {
		c.Controller = scheme + envs[1]["DC_ADDR"]
		if d, err := open(t, c).Domain(t.Context()); err != nil || !d.SignedIn {
			t.Errorf("%s: got signed in %t, %v", c.Controller, d.SignedIn, err)
		}
		demandsSigning(t, c)
	}
	c.Controller = ""
	list, err := open(t, c).DomainControllers(t.Context())
	if err != nil || len(list.List) != 2 {
		t.Fatalf("got %+v, %v, want two controllers", list.List, err)
	}
	for _, dc := range list.List {
		if dc.Answer != probes.Open || dc.Level != "4" || dc.PDC != probes.Said(strings.EqualFold(dc.Host, envs[0]["DC_HOST"])) {
			t.Errorf("got %+v", dc)
		}
	}
	run("down", second)
	list, err = open(t, c).DomainControllers(t.Context())
	if err != nil || len(list.List) != 2 || list.List[0].Answer != probes.Open || list.List[1].Answer != probes.PortRefused {
		t.Errorf("after the second went down: got %+v, %v", list.List, err)
	}
}
