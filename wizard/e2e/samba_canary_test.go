//go:build samba && unix

package e2e_test

import (
	"context"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/action"
	"example.com/writeback-doctor/probes/directory"
	"example.com/writeback-doctor/probes/graph"
	"example.com/writeback-doctor/probes/lab"
	"example.com/writeback-doctor/probes/powershell"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/reenable"
)

// canaryWorld is a tenant whose Connect server writes to a real controller. Its
// time is this machine's, times speed.
const canaryWorld = `
now: %s
speed: %d
credentials:
  tenant: person
  roles: [Global Administrator]
  permissions: [User.Read.All, AuditLog.Read.All, Domain.Read.All, UserAuthenticationMethod.ReadWrite.All]
tenant:
  reset: {takes: 100ms%s}
  domains: {%s: Managed}
  users:
    %s: {sync: synced, account: wbtest}
`

// canaryBench is a walk whose directory is Samba, and whose tenant and server are
// of the lab.
type canaryBench struct {
	env   steps.Env
	walk  steps.Walked
	lab   *lab.Lab
	trail *action.Trail
}

// canaryIn makes one for a user of the domain, whose anchor becomes that of the
// cloud. speed is that of all clocks but the controller's, and ends is how the
// tenant has resets end whatever the controller says.
func canaryIn(t *testing.T, env map[string]string, userDN, upn string, speed int, ends string) *canaryBench {
	t.Helper()
	w, err := lab.Parse("canary.yaml", fmt.Appendf(nil, canaryWorld, time.Now().UTC().Format(time.RFC3339), speed, ends, env["DNS_DOMAIN"], upn))
	if err != nil {
		t.Fatal(err)
	}
	l, err := lab.Start(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	pem, err := os.ReadFile(env["CA_FILE"])
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(pem)
	clock := l.Clock()
	g := graph.New(graph.Config{Tenant: l.Facts()["tenant"], Token: l.Token(), Network: l.Network(), Clock: clock})
	d := directory.New(directory.Config{
		Domain: env["DNS_DOMAIN"], Controller: env["DC_ADDR"], Account: "Administrator@" + env["DNS_DOMAIN"],
		Password: probes.NewSecret(env["ADMIN_PASSWORD"]), Network: probes.Network{Roots: roots}, Clock: clock,
	})
	t.Cleanup(func() { _ = d.Close() })
	s := powershell.New(powershell.Config{Exec: l.Exec(), Clock: clock})
	pass, err := g.Pass()
	if err != nil {
		t.Fatal(err)
	}
	anchored(t, env, userDN, upn, g)
	b := &canaryBench{lab: l, trail: &action.Trail{Folder: t.TempDir(), Host: "here", Program: "test", Now: time.Now}}
	b.env = steps.Env{
		Directory: func(context.Context, steps.Facts) (probes.Directory, error) { return d, nil },
		Graph:     func(context.Context, steps.Facts) (probes.Graph, error) { return g, nil },
		Shell:     func(context.Context, steps.Facts) (probes.Shell, error) { return s, nil },
		Now:       clock.Now, Limit: clock.Limit, Trail: b.trail, Tried: &steps.Tried{},
		Resets: steps.Resets{
			Cloud: func(context.Context, steps.Facts) (probes.CloudResetter, error) {
				return action.NewCloud(pass, clock, probes.Vantage{}), nil
			},
			Directory: func(context.Context, steps.Facts) (probes.DirectoryResetter, error) {
				return &action.Directory{Road: d.WriteRoad, Network: probes.Network{Roots: roots}, Clock: clock}, nil
			},
			Password: action.NewPassword,
		},
	}
	b.walk = steps.Walked{Facts: steps.Facts{
		steps.TestUser: upn, steps.Tenant: l.Facts()["tenant"], steps.Domain: env["DNS_DOMAIN"],
		steps.ConnectorAccount: env["MSOL_NAME"], steps.Started: clock.Now().UTC().Format(time.RFC3339),
	}}
	msol := connector(t, env)
	l.WritesBack(func(_ context.Context, _ string, password probes.Secret) (int, string, error) {
		return written(msol, userDN, password)
	})
	return b
}

// anchored gives an account of the domain the anchor that it has in the cloud, as
// Connect does the other way round.
func anchored(t *testing.T, env map[string]string, userDN, upn string, g *graph.Client) {
	t.Helper()
	user, err := g.User(t.Context(), upn)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := base64.StdEncoding.DecodeString(user.Anchor)
	if err != nil {
		t.Fatal(err)
	}
	request := ldap.NewModifyRequest(userDN, nil)
	request.Replace("mS-DS-ConsistencyGuid", []string{string(raw)})
	if err := asAdministrator(t, env).Modify(request); err != nil {
		t.Fatal(err)
	}
}

// written is a reset as the connector account, as the Connect server makes it.
func written(msol *ldap.Conn, userDN string, password probes.Secret) (int, string, error) {
	request := ldap.NewModifyRequest(userDN, nil)
	request.Replace("unicodePwd", []string{quoted(password.Reveal())})
	err := msol.Modify(request)
	said, is := errors.AsType[*ldap.Error](err)
	switch {
	case err == nil:
		return 0, "", nil
	case !is:
		return 0, "", err
	}
	number, _, _ := strings.Cut(said.Err.Error(), ":")
	return int(said.ResultCode), number, nil
}

// act makes one reset in one way, with consent, and returns its end.
func (b *canaryBench) act(t *testing.T, way int, secret string) steps.Ending {
	t.Helper()
	act := reenable.Canary.Acts[way]
	offer := act.Prepare(t.Context(), b.env, b.walk)
	offer.Given = probes.NewSecret(secret)
	end := act.Perform(t.Context(), b.env, b.walk, offer, offer.Word, nil)
	if end.On == "refused" {
		t.Fatalf("refused: %s", end.In(lang.English, nil))
	}
	return end
}

// Ways of the canary.
const byCloud, byConnector = 0, 1

// TestARealCanary: the tenant of the lab has a real controller write, with the
// real rights of the connector account: what is proven, what is refused and why,
// what never comes, and the same without the cloud.
func TestARealCanary(t *testing.T) {
	env := controller(t)
	a := &administrator{t: t, conn: asAdministrator(t, env), base: env["BASE_DN"]}
	staff := "OU=Staff," + env["BASE_DN"]
	person := func(name, ou string) (dn, upn string) {
		a.person(name, "user", ou, env)
		dn = "CN=" + name + "," + ou
		t.Cleanup(func() { _ = a.conn.Del(ldap.NewDelRequest(dn, nil)) })
		return dn, name + "@" + env["DNS_DOMAIN"]
	}
	msol := env["MSOL_PASSWORD"]
	dn, upn := person("canary", staff)
	t.Run("proven", func(t *testing.T) {
		b := canaryIn(t, env, dn, upn, 1, "")
		if end := b.act(t, byCloud, ""); end.On != "proven" || !signsIn(t, env, upn, end.Password) {
			t.Errorf("got %s: %s", end.On, end.In(lang.English, nil))
		}
		if end := b.act(t, byConnector, msol); end.On != "dry-written" || !signsIn(t, env, upn, end.Password) {
			t.Errorf("without the cloud: got %s: %s", end.On, end.In(lang.English, nil))
		}
		if end := b.act(t, byConnector, "not the password"); end.On != "not-tried" {
			t.Errorf("with another password: got %s: %s", end.On, end.In(lang.English, nil))
		}
	})
	t.Run("the right is missing", func(t *testing.T) {
		dn, upn := person("canaryless", "OU=NoRights,"+env["BASE_DN"])
		b := canaryIn(t, env, dn, upn, 1, "")
		if end := b.act(t, byCloud, ""); end.On != "directory-refused" || !strings.Contains(end.In(lang.English, nil), "33004") {
			t.Errorf("got %s: %s", end.On, end.In(lang.English, nil))
		}
		if end := b.act(t, byConnector, msol); end.On != "dry-refused-rights" {
			t.Errorf("without the cloud: got %s: %s", end.On, end.In(lang.English, nil))
		}
	})
	t.Run("the policy is against it", func(t *testing.T) {
		before := a.conn
		length := func(of string) {
			request := ldap.NewModifyRequest(env["BASE_DN"], nil)
			request.Replace("minPwdLength", []string{of})
			if err := before.Modify(request); err != nil {
				t.Fatal(err)
			}
		}
		length("40")
		defer length("7")
		b := canaryIn(t, env, dn, upn, 1, "")
		if end := b.act(t, byCloud, ""); end.On != "directory-refused" || !strings.Contains(end.In(lang.English, nil), "33008") {
			t.Errorf("got %s: %s", end.On, end.In(lang.English, nil))
		}
		if end := b.act(t, byConnector, msol); end.On != "dry-refused-policy" || !strings.Contains(end.In(lang.English, nil), "0000052D") {
			t.Errorf("without the cloud: got %s: %s", end.On, end.In(lang.English, nil))
		}
	})
	t.Run("AD is silent", func(t *testing.T) {
		b := canaryIn(t, env, dn, upn, 120, ", ends: silent")
		if end := b.act(t, byCloud, ""); end.On != "cloud-accepted-directory-silent" {
			t.Errorf("got %s: %s", end.On, end.In(lang.English, nil))
		}
	})
	t.Run("figures", func(t *testing.T) { canaryFigures(t, canaryIn(t, env, dn, upn, 1, "")) })
}

// signsIn reports whether somebody can sign in with a password.
func signsIn(t *testing.T, env map[string]string, upn string, password probes.Secret) bool {
	t.Helper()
	conn := asAdministrator(t, env)
	return conn.Bind(upn, password.Reveal()) == nil
}

// canaries is over how many resets the legs are measured.
const canaries = 20

// canaryFigures measures the legs of resets that arrive. How long they take is
// told and not judged: the machine may have other things to do.
func canaryFigures(t *testing.T, b *canaryBench) {
	t.Helper()
	legs := map[string][]time.Duration{}
	for i := range canaries {
		if end := b.act(t, byCloud, ""); end.On != "proven" {
			t.Fatalf("reset %d: got %s: %s", i, end.On, end.In(lang.English, nil))
		}
		times, err := reenable.LegsOf(b.env.Tried.Last())
		if err != nil {
			t.Fatal(err)
		}
		for _, leg := range times {
			took := leg.At.Sub(times[0].At)
			if leg.Ahead != nil {
				took -= time.Duration(*leg.Ahead) * time.Millisecond
			}
			legs[leg.Where] = append(legs[leg.Where], took)
		}
	}
	for _, where := range []string{"accepted", "event", "directory", "here", "ended"} {
		all := legs[where]
		if len(all) != canaries {
			t.Errorf("%d times of %s, want %d", len(all), where, canaries)
			continue
		}
		slices.Sort(all)
		t.Logf("%d resets, from the request to %s: median %s, p95 %s, longest %s", canaries, where,
			all[len(all)/2].Round(time.Millisecond), all[len(all)*95/100].Round(time.Millisecond), all[len(all)-1].Round(time.Millisecond))
	}
}
