package opener

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/lab"
	"example.com/writeback-doctor/probes/lab/planted"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/journal"
)

// ofTenant are the statuses of the steps that rest on the tenant, after a person
// has signed in to a world, by its own means, and walked through it.
func ofTenant(t *testing.T, world string, proxy func(t *testing.T, l *lab.Lab) *url.URL) (p *steps.Patient, refused *probes.Obstacle) {
	t.Helper()
	w, err := lab.Parse("walk.yaml", []byte(world))
	if err != nil {
		t.Fatal(err)
	}
	running, err := lab.Start(t.Context(), w.Hurried())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = running.Close() })
	o := inside(running)
	if proxy != nil {
		at := proxy(t, running)
		direct := o.network.Dial
		o.proxy = func(*url.URL) (*url.URL, error) { return at, nil }
		o.network.Dial = func(ctx context.Context, network, addr string) (net.Conn, error) {
			if addr == at.Host {
				var d net.Dialer
				return d.DialContext(ctx, network, addr)
			}
			if strings.HasSuffix(addr, ":443") { // the cloud is behind the proxy
				return nil, fmt.Errorf("dial %s past the proxy", addr)
			}
			return direct(ctx, network, addr)
		}
	}
	known := steps.Facts{}
	for name, value := range running.Facts() {
		known[steps.Fact(name)] = value
	}
	if p, err = o.patient(known, lang.Text{}, time.UTC); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Shut() })
	if _, err := p.SignIn.Enter(t.Context(), func(steps.SignInPrompt) {}); err != nil {
		refused = probes.AsObstacle(err)
	}
	if err := p.Walk(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return p, refused
}

// blindOf are the steps of the tenant that saw nothing, and why.
func blindOf(p *steps.Patient) map[steps.ID]probes.Kind {
	blind := map[steps.ID]probes.Kind{}
	tree := p.Session.Tree()
	for _, f := range p.Session.Trail() {
		for i := range tree {
			if tree[i].ID == f.Step && tree[i].DarkWithout(steps.ByTenant) && !tree[i].DarkWithout(steps.ByEngine) && f.Status == steps.Unknown {
				blind[f.Step] = "?"
				if f.Why != nil {
					blind[f.Step] = f.Why.Kind
				}
			}
		}
	}
	return blind
}

// asking is a proxy that leads into a world for who gives the name and password.
func asking(t *testing.T, l *lab.Lab) *connects {
	t.Helper()
	proxy := newConnects(t, l.Network())
	proxy.wants = "Basic " + base64.StdEncoding.EncodeToString([]byte("corp-user:corp-pass"))
	return proxy
}

// TestAPersonWalksThroughATenant signs a person in by device code with Microsoft's
// own library and walks: in each cloud, through proxies, throttled, with a
// read-only role and with none. What it comes to, and what is written of it into a
// journal, holds no secret.
func TestAPersonWalksThroughATenant(t *testing.T) {
	t.Parallel()
	const person = "credentials: {tenant: device-code, roles: [Global Reader], polls: 1}\n"
	plain := func(t *testing.T, l *lab.Lab) *url.URL {
		t.Helper()
		return &url.URL{Scheme: "http", Host: newConnects(t, l.Network()).addr}
	}
	stranger := func(t *testing.T, l *lab.Lab) *url.URL {
		t.Helper()
		return &url.URL{Scheme: "http", Host: asking(t, l).addr}
	}
	known := func(t *testing.T, l *lab.Lab) *url.URL {
		t.Helper()
		at := stranger(t, l)
		at.User = url.UserPassword("corp-user", "corp-pass")
		return at
	}
	for name, c := range map[string]struct {
		world   string
		proxy   func(*testing.T, *lab.Lab) *url.URL
		refused probes.Kind
		blind   string // the steps of the tenant that see nothing; * for all
	}{
		"the global cloud":                  {person, nil, "", ""},
		"the cloud of a government":         {person + "tenant: {cloud: us-government}\n", nil, "", ""},
		"the cloud of a defence department": {person + "tenant: {cloud: us-government-dod}\n", nil, "", ""},
		"the cloud of China":                {person + "tenant: {cloud: china}\n", nil, "", ""},
		"a proxy":                           {person, plain, "", ""},
		"a proxy that is given a password":  {person, known, "", ""},
		"a proxy that answers 407":          {person, stranger, probes.ProxyWantsSignIn, "*"},
		"throttled":                         {person + "tenant: {answers: {/users/*: {status: 429, retry-after: '1', times: 2}, /domains: {status: 429, retry-after: '2.128', times: 1}, /reports: {status: 429, times: 2}}}\n", nil, "", ""},
		"throttled without end":             {person + "tenant: {answers: {'*': {status: 429, retry-after: '1'}}}\n", nil, "", "*"},
		"no role":                           {"credentials: {tenant: device-code, roles: []}\n", nil, "", "configuration/admin-account configuration/sspr-enabled"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, refused := ofTenant(t, c.world, c.proxy)
			if (refused == nil) != (c.refused == "") || refused != nil && refused.Kind != c.refused {
				t.Errorf("the sign-in: %v, want %q", refused, c.refused)
			}
			blind := blindOf(p)
			for id, kind := range blind {
				if c.blind != "*" && !strings.Contains(c.blind, string(id)) {
					t.Errorf("%s saw nothing: %s", id, kind)
				}
			}
			if c.blind == "*" && len(blind) < 5 || c.blind != "*" && len(blind) != len(strings.Fields(c.blind)) {
				t.Errorf("blind are %v, want %q", blind, c.blind)
			}
			leavesNoSecret(t, p)
		})
	}
}

// leavesNoSecret keeps the walk as the journal of a running program does, and
// looks for the secrets of the world in it, as it lies there for the next start.
func leavesNoSecret(t *testing.T, p *steps.Patient) {
	t.Helper()
	folder := t.TempDir()
	j := journal.New(folder, func(w io.Writer, p *steps.Patient) error {
		return casefile.Write(w, casefile.Of(p.Session, "test", "a tenant", p.Started, p.Now()))
	}, func() []probes.Secret { return nil })
	j.Note(p, steps.Access{Facts: p.Session.Facts()})
	j.Close()
	files, _ := filepath.Glob(filepath.Join(folder, "*", "walk.json"))
	if len(files) != 1 {
		t.Fatalf("%d journals", len(files))
	}
	if text, err := os.ReadFile(files[0]); err != nil || len(text) < 1000 {
		t.Errorf("the journal has %d bytes, %v", len(text), err)
	}
	for _, found := range planted.Below(folder, "corp-pass") {
		t.Error(found)
	}
}
