package lab_test

import (
	"context"
	"net"
	"strings"
	"sync"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
	"example.com/writeback-doctor/probes/lab"
)

const partner = `
directory:
  forests:
    partner.example:
      netbios: PARTNER
      users: {choi: {name: Choi Yuna, upn: choi@contoso.com}}
server:
  connectors:
    partner.example: {forest: partner.example}
`

// dialled notes which hosts are reached for.
type dialled struct {
	mu    sync.Mutex
	hosts []string
}

func (d *dialled) over(network probes.Network) probes.Network {
	dial := network.Dial
	network.Dial = func(ctx context.Context, kind, addr string) (net.Conn, error) {
		d.mu.Lock()
		d.hosts = append(d.hosts, addr)
		d.mu.Unlock()
		return dial(ctx, kind, addr)
	}
	return network
}

func (d *dialled) any(part string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return strings.Contains(strings.Join(d.hosts, " "), part)
}

func partnerWorld(t *testing.T) *lab.Lab {
	t.Helper()
	w, err := lab.Parse("forests.yaml", []byte(partner))
	if err != nil {
		t.Fatal(err)
	}
	l, err := lab.Start(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

// Nothing but the person's own word leads a password into another forest, though
// this one trusts it, a DN and an account of it are asked for, and its
// controllers would take the password.
func TestNobodyGoesIntoAnotherForestUnasked(t *testing.T) {
	t.Parallel()
	l := partnerWorld(t)
	account, password := l.Account()
	const dn = "CN=Choi Yuna,OU=Staff,DC=partner,DC=example"
	for _, test := range []struct {
		domain string
		found  bool
	}{{"corp.contoso.com", false}, {"partner.example", true}} {
		var seen dialled
		c := directory.New(directory.Config{
			Domain: test.domain, Account: account, Password: password, Network: seen.over(l.Network()), Clock: l.Clock(), Vantage: l.Vantage(),
		})
		u, err := c.User(t.Context(), dn)
		if found := err == nil && u.Matches == 1; found != test.found {
			t.Errorf("from %s: got %+v, %v, want found %v", test.domain, u, err, test.found)
		}
		for _, name := range []string{`PARTNER.EXAMPLE\MSOL_5f4e3d2c1b0a`, `PARTNER\choi`, "choi@contoso.com"} {
			if u, err := c.User(t.Context(), name); !test.found && err == nil && u.Matches > 0 {
				t.Errorf("from %s: %s was found: %+v", test.domain, name, u)
			}
		}
		if f, err := c.Forest(t.Context()); err != nil || len(f.Domains) != 1 {
			t.Errorf("from %s: got %+v, %v, want a forest of one domain", test.domain, f, err)
		}
		if went := seen.any("partner.example"); went != test.found {
			t.Errorf("from %s: reached for %v, which is in the other forest: %v", test.domain, seen.hosts, went)
		}
		_ = c.Close()
	}
}

// Whoever signs in from a forest that is trusted reads what everybody reads.
func TestAVisitorOfAnotherForestReadsWhatEverybodyReads(t *testing.T) {
	t.Parallel()
	l := partnerWorld(t)
	account, password := l.Account()
	c := directory.New(directory.Config{Domain: "partner.example", Account: account, Password: password, Network: l.Network(), Clock: l.Clock()})
	defer c.Close()
	u, err := c.User(t.Context(), "choi@contoso.com")
	if err != nil || u.Matches != 1 || len(u.Hidden) > 0 || !u.AdminCount.Seen() {
		t.Errorf("got %+v, %v, want all of Choi", u, err)
	}
	policy, err := c.PasswordPolicy(t.Context(), u.DN)
	if err != nil || policy.FineGrained != probes.No || !policy.Readable {
		t.Errorf("got %+v, %v, want the policy of the domain", policy, err)
	}
	rights, err := c.Rights(t.Context(), `PARTNER.EXAMPLE\MSOL_5f4e3d2c1b0a`, u.DN)
	if err != nil || rights.ResetPassword.Granted != probes.Yes || rights.Unexpire.Granted != probes.Yes {
		t.Errorf("got %+v, %v, want the rights of the other forest's connector account", rights, err)
	}
}
