package lab_test

import (
	"slices"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
	"example.com/writeback-doctor/probes/lab"
)

// forestOf starts a world that is given as text and returns the person's
// client of its first domain.
func forestOf(t *testing.T, world string) *directory.Client {
	t.Helper()
	w, err := lab.Parse("forest.yaml", []byte(world))
	if err != nil {
		t.Fatal(err)
	}
	l, err := lab.Start(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	account, password := l.Account()
	c := directory.New(directory.Config{
		Domain: "corp.contoso.com", Account: account, Password: password,
		Network: l.Network(), Clock: l.Clock(), Vantage: l.Vantage(),
	})
	t.Cleanup(func() {
		_ = c.Close()
		_ = l.Close()
	})
	return c
}

const child = `
directory:
  domains:
    seoul.corp.contoso.com:
      netbios: SEOUL
      users:
        park: {name: Park Jun, upn: jpark@contoso.com, mail: jun@contoso.com, password-age: 3d}
    fabrikam.com:
      netbios: FABRIKAM
      pdc-gone: true
`

const parkDN = "CN=Park Jun,OU=Staff,DC=seoul,DC=corp,DC=contoso,DC=com"

func TestForestHasEveryDomainWithItsPDC(t *testing.T) {
	t.Parallel()
	f, err := forestOf(t, child).Forest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Domains) != 3 || f.RootDomain != "corp.contoso.com" {
		t.Fatalf("got %+v, want three domains under corp.contoso.com", f)
	}
	for i, want := range []probes.ForestDomain{
		{DNSName: "corp.contoso.com", NetBIOSName: "CORP", PDC: "dc1.corp.contoso.com", OwnerGone: probes.No},
		{DNSName: "fabrikam.com", NetBIOSName: "FABRIKAM", OwnerGone: probes.Yes},
		{DNSName: "seoul.corp.contoso.com", NetBIOSName: "SEOUL", PDC: "dc1.seoul.corp.contoso.com", OwnerGone: probes.No},
	} {
		got := f.Domains[i]
		if got.DNSName != want.DNSName || got.NetBIOSName != want.NetBIOSName || got.PDC != want.PDC || got.OwnerGone != want.OwnerGone ||
			got.Why != nil || got.Answer != probes.Open || got.SRVAnswer != probes.Open || got.Level != "7" {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
}

func TestUserOfAnotherDomainIsFoundAndReadThere(t *testing.T) {
	t.Parallel()
	c := forestOf(t, child)
	for _, name := range []string{"jpark@contoso.com", "jun@contoso.com", `SEOUL\park`, `seoul.corp.contoso.com\park`, "park", "park@seoul.corp.contoso.com", parkDN} {
		u, err := c.User(t.Context(), name)
		if err != nil || u.Matches != 1 || u.DN != parkDN || u.Domain != "seoul.corp.contoso.com" || len(u.Path) != 2 || !u.ComputedFlags.Seen() {
			t.Errorf("%s: got %+v, %v, want Park Jun of Seoul", name, u, err)
		}
	}
	if u, err := c.User(t.Context(), "nobody@contoso.com"); err != nil || u.Matches != 0 || len(u.Elsewhere) != 0 || len(u.Searched) != 2 {
		t.Errorf("got %+v, %v, want nobody, and two more domains searched", u, err)
	}
	if _, err := c.User(t.Context(), `OTHER\park`); probes.AsObstacle(err) == nil || probes.AsObstacle(err).Kind != probes.NameOfNoDomain {
		t.Errorf("got %v, want not-looked-at for a domain outside the forest", err)
	}
	if _, err := c.User(t.Context(), "CN=x,DC=elsewhere,DC=example"); probes.AsObstacle(err) == nil || probes.AsObstacle(err).Kind != probes.NotLookedAt {
		t.Errorf("got %v, want not-looked-at for a DN outside the forest", err)
	}
}

func TestPolicyAndRightsAreThoseOfTheUsersDomain(t *testing.T) {
	t.Parallel()
	strict := forestOf(t, `
directory:
  connector: {groups: [Enterprise Admins]}
  domains:
    seoul.corp.contoso.com:
      netbios: SEOUL
      password-policy: {minimum-age: 1d}
      grants: {reset: denied}
      users:
        park: {name: Park Jun, upn: jpark@contoso.com}
`)
	p, err := strict.PasswordPolicy(t.Context(), parkDN)
	if err != nil || p.Source != "DC=seoul,DC=corp,DC=contoso,DC=com" || p.MinimumAge != probes.Known(24*time.Hour) {
		t.Errorf("got %+v, %v, want the policy of Seoul", p, err)
	}
	r, err := strict.Rights(t.Context(), `CORP\MSOL_0a1b2c3d4e5f`, parkDN)
	if err != nil || r.ResetPassword.Granted != probes.No || !r.ResetPassword.Denied || r.WriteLockoutTime.Granted != probes.Yes || r.Unexpire.Granted != probes.Yes {
		t.Errorf("got %+v, %v, want reset denied and the rest granted", r, err)
	}
}

func TestRightsWithoutACatalogAreNotGuessed(t *testing.T) {
	t.Parallel()
	c := forestOf(t, child+`  no-catalog: true
`)
	if r, err := c.Rights(t.Context(), `CORP\MSOL_0a1b2c3d4e5f`, parkDN); err == nil {
		t.Errorf("got %+v, want an obstacle: the groups of a visitor cannot be seen", r)
	}
	u, err := c.User(t.Context(), "jpark@contoso.com")
	if err != nil || u.Matches != 0 || !slices.Equal(u.Elsewhere, []string{"fabrikam.com", "seoul.corp.contoso.com"}) {
		t.Errorf("got %+v, %v, want two domains not searched", u, err)
	}
}

func TestReplicasAreToldApart(t *testing.T) {
	t.Parallel()
	c := forestOf(t, `
directory:
  controllers:
    branch1: {read-only: true}
    dc3: {}
    dc4: {down: true}
    dc5: {fault: closes-mid-answer}
    dc6: {fault: wrong-certificate}
  users:
    kim: {copies: {dc2: {protected: true, password-age: 1d}, dc3: {absent: true}}}
`)
	r, err := c.Replicas(t.Context(), "CN=Kim Minji,OU=Staff,DC=corp,DC=contoso,DC=com")
	if err != nil {
		t.Fatal(err)
	}
	by := map[string]probes.Replica{}
	for _, one := range r.List {
		by[one.Host[:len(one.Host)-len(".corp.contoso.com")]] = one
	}
	if len(by) != 7 || by["dc1"].Found != probes.Yes || len(by["dc1"].Descriptor) != 64 || by["dc1"].ReadOnly != probes.No {
		t.Errorf("got %+v, want the copy of dc1", r.List)
	}
	if branch := by["branch1"]; branch.ReadOnly != probes.Yes || branch.Answer != probes.NotTried || branch.Found != probes.Unsaid {
		t.Errorf("got %+v, want no password shown to a read-only controller", branch)
	}
	if by["dc2"].Descriptor == by["dc1"].Descriptor || !by["dc2"].PasswordLastSet.After(by["dc1"].PasswordLastSet) || by["dc2"].Why != nil {
		t.Errorf("got %+v, want dc2 to differ", by["dc2"])
	}
	if by["dc3"].Found != probes.No || by["dc3"].Answer != probes.Open {
		t.Errorf("got %+v, want dc3 without the entry", by["dc3"])
	}
	for host, want := range map[string]probes.Kind{"dc4": probes.Refused, "dc5": probes.BrokenOff, "dc6": probes.CertificateOtherName} {
		if got := by[host]; got.Found != probes.Unsaid || got.Why == nil || got.Why.Kind != want {
			t.Errorf("%s: got %+v %v, want %s", host, got, got.Why, want)
		}
	}
}

func TestSharedNamesAreSeenAcrossDomains(t *testing.T) {
	t.Parallel()
	c := forestOf(t, `
directory:
  users:
    lee: {proxies: ["smtp:kim@contoso.com"]}
  domains:
    seoul.corp.contoso.com:
      netbios: SEOUL
      users:
        choi: {name: Choi Yuna, upn: choi@contoso.com, mail: kim@contoso.com}
        gone: {name: Gone Long, upn: gone@contoso.com, mail: kim@contoso.com, stale: true}
`)
	u, err := c.User(t.Context(), "kim@contoso.com")
	if err != nil || len(u.Shared) != 2 {
		t.Fatalf("got %+v, %v, want two", u.Shared, err)
	}
	if a, b := u.Shared[0], u.Shared[1]; a.Attribute != "mail" || b.Attribute != "proxyAddresses" || a.DN[:7] != "CN=Choi" {
		t.Errorf("got %+v", u.Shared)
	}
}

func TestAWrongPasswordIsSentOnceInTheWholeForest(t *testing.T) {
	t.Parallel()
	c := forestOf(t, child+`credentials: {directory: wrong}
`)
	for range 3 {
		if _, err := c.Forest(t.Context()); probes.AsObstacle(err).Kind != probes.WrongPassword {
			t.Errorf("got %v, want wrong-password", err)
		}
	}
}

func TestAControllerThatFailsAfterTheSignInIsLeftForAnother(t *testing.T) {
	t.Parallel()
	for _, fault := range []string{"closes-mid-answer", "not-ldap", "wrong-certificate"} {
		t.Run(fault, func(t *testing.T) {
			t.Parallel()
			c := forestOf(t, "directory: {controllers: {dc1: {fault: "+fault+"}}}")
			for range 2 {
				u, err := c.User(t.Context(), "kim@contoso.com")
				if err != nil || u.Matches != 1 {
					t.Errorf("got %+v, %v, want kim from dc2", u, err)
				}
			}
			if d, err := c.Domain(t.Context()); err != nil || d.Controller != "dc2.corp.contoso.com" {
				t.Errorf("got %q, %v, want dc2", d.Controller, err)
			}
		})
	}
}

// However the person gives the account, every domain of the forest knows it.
func TestTheAccountIsKnownInEveryDomain(t *testing.T) {
	t.Parallel()
	for _, account := range []string{
		"helpdesk", "helpdesk@contoso.com", `CORP\helpdesk`, "CN=Help Desk,OU=Service,DC=corp,DC=contoso,DC=com",
	} {
		w, err := lab.Parse("forest.yaml", []byte(child))
		if err != nil {
			t.Fatal(err)
		}
		l, err := lab.Start(t.Context(), w)
		if err != nil {
			t.Fatal(err)
		}
		_, password := l.Account()
		c := directory.New(directory.Config{Domain: "corp.contoso.com", Account: account, Password: password, Network: l.Network(), Clock: l.Clock()})
		if u, err := c.User(t.Context(), "jpark@contoso.com"); err != nil || u.DN != parkDN {
			t.Errorf("signed in as %s: got %+v, %v, want Park Jun of Seoul", account, u, err)
		}
		_, _ = c.Close(), l.Close()
	}
}
