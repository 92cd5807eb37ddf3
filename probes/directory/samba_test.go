//go:build samba

package directory_test

import (
	"bufio"
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
)

// samba is the environment of the domain that these tests talk to, as its
// script prints it.
var samba map[string]string

const sambaScript = "../../.ci/samba/samba-ad"

// TestMain uses the domain in WBD_SAMBA_DIR, or makes one and ends it again.
// Without Samba it fails: a test that skips itself proves nothing.
func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, running := os.LookupEnv("WBD_SAMBA_DIR")
		if !running {
			made, err := os.MkdirTemp("", "wbd-samba") // t.TempDir would be too long for Samba's sockets
			if err != nil {
				panic(err)
			}
			dir = made
			defer func() {
				run("down", dir)
				_ = os.RemoveAll(made)
			}()
		}
		run("up", dir)
		samba = environment(run("seed", dir))
		return m.Run()
	}())
}

func run(verb string, args ...string) string {
	var stderr strings.Builder
	cmd := exec.Command(sambaScript, append([]string{verb}, args...)...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		fmt.Fprintf(os.Stderr, "samba-ad %s: %v\n%s", verb, err, stderr.String())
		panic("these tests need Samba, and root")
	}
	return string(out)
}

func environment(text string) map[string]string {
	env := map[string]string{}
	for s := bufio.NewScanner(strings.NewReader(text)); s.Scan(); {
		if name, value, ok := strings.Cut(s.Text(), "="); ok {
			env[name] = value
		}
	}
	return env
}

func rootsOf(t *testing.T, env map[string]string) *x509.CertPool {
	t.Helper()
	pem, err := os.ReadFile(env["CA_FILE"])
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(pem) {
		t.Fatalf("%s holds no certificate", env["CA_FILE"])
	}
	return pool
}

// config is a client of the Samba domain, signed in as an account.
func config(t *testing.T, account, password string) directory.Config {
	t.Helper()
	return configOf(t, samba, account, password)
}

func configOf(t *testing.T, env map[string]string, account, password string) directory.Config {
	t.Helper()
	return directory.Config{
		Domain:   env["DNS_DOMAIN"],
		Account:  account,
		Password: probes.NewSecret(password),
		Vantage:  probes.Vantage{Place: probes.Here, Host: "test"},
		Network: probes.Network{
			Roots: rootsOf(t, env),
			Resolver: &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
				var d net.Dialer
				return d.DialContext(ctx, network, env["DNS_ADDR"])
			}},
		},
	}
}

func open(t *testing.T, c directory.Config) *directory.Client {
	t.Helper()
	client := directory.New(c)
	t.Cleanup(func() { _ = client.Close() })
	return client
}

// connectorClient is signed in as the connector account, adminClient as the
// administrator.
func connectorClient(t *testing.T) *directory.Client {
	t.Helper()
	return open(t, config(t, samba["MSOL_NAME"], samba["MSOL_PASSWORD"]))
}

func adminClient(t *testing.T) *directory.Client {
	t.Helper()
	return open(t, config(t, `CORP\Administrator`, samba["ADMIN_PASSWORD"]))
}

func obstacle(t *testing.T, err error) *probes.Obstacle {
	t.Helper()
	var o *probes.Obstacle
	if !errors.As(err, &o) {
		t.Fatalf("got %v, want an obstacle", err)
	}
	return o
}

func userDN(name, ou string) string { return "CN=" + name + "," + ou + "," + samba["BASE_DN"] }

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
	if !strings.EqualFold(p.Host, samba["DC_HOST"]) || p.OwnerGone || p.SRVAnswer != probes.Open ||
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
	if !strings.EqualFold(dc.Host, samba["DC_HOST"]) || !dc.PDC || dc.Answer != probes.Open || dc.Level != "4" ||
		dc.PolicyHints != probes.No || dc.OS == "" || dc.ReadOnly {
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
		{"dc1$", 0, ""},
	} {
		u, err := c.User(t.Context(), x.name)
		if err != nil || u.Matches != x.matches || u.DN != x.dn || (x.matches > 1 && len(u.MatchDN) != x.matches) {
			t.Errorf("%s: got %d matches, %q %q, %v; want %d, %q", x.name, u.Matches, u.DN, u.MatchDN, err, x.matches, x.dn)
		}
	}
	if _, err := c.User(t.Context(), `FABRIKAM\alice`); obstacle(t, err).Kind != probes.NotLookedAt {
		t.Errorf("a user of another domain: got %v, want NotLookedAt", err)
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
		!alice.ComputedSeen || alice.CannotChange != probes.No || time.Since(alice.PasswordLastSet) > 24*time.Hour || !alice.AccountExpires.IsZero() {
		t.Errorf("alice: got %+v", alice)
	}
	if len(alice.Path) != 2 || !strings.HasPrefix(alice.Path[0].DN, "OU=Staff,") || alice.Path[0].Protected != probes.No || alice.Path[1].DN != samba["BASE_DN"] {
		t.Errorf("alice: got path %+v", alice.Path)
	}
	if !alice.TokenGroupsSeen || !strings.Contains(strings.Join(alice.TokenGroups, " ")+" ", "-513 ") {
		t.Errorf("alice: got groups %q, want Domain Users among them", alice.TokenGroups)
	}
	for name, check := range map[string]func(probes.DirectoryUser) bool{
		"disabled":   func(u probes.DirectoryUser) bool { return u.Flags&2 != 0 },
		"expired":    func(u probes.DirectoryUser) bool { return u.AccountExpires.Year() == 2016 },
		"mustchange": func(u probes.DirectoryUser) bool { return u.MustChange == probes.Yes && u.PasswordLastSet.IsZero() },
		"stale":      func(u probes.DirectoryUser) bool { return u.ComputedFlags&0x800000 != 0 },
		"dave":       func(u probes.DirectoryUser) bool { return u.InheritanceOff == probes.Yes && u.AdminCount == 0 },
		"erin":       func(u probes.DirectoryUser) bool { return u.InheritanceOff == probes.Yes && u.AdminCount == 1 },
		"carl":       func(u probes.DirectoryUser) bool { return u.CannotChange == probes.Yes },
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

// The table stands in .ci/samba/seed.py.
func TestSambaRights(t *testing.T) {
	t.Parallel()
	const yes, no = probes.Yes, probes.No
	c := connectorClient(t)
	for _, x := range []struct {
		name, ou                       string
		reset, change, lockout, pwdset probes.YesNo
		denied                         bool
	}{
		{"alice", "OU=Staff", yes, yes, yes, yes, false},
		{"nora", "OU=NoRights", no, yes, no, no, false},
		{"petra", "OU=NoRights", yes, yes, no, no, false},
		{"denise", "OU=Staff", no, yes, yes, yes, true},
		{"dave", "OU=Staff", no, yes, no, no, false},
		{"erin", "OU=Staff", no, no, no, no, false},
		{"carl", "OU=NoRights", no, no, no, no, false},
	} {
		r, err := c.Rights(t.Context(), `CORP\`+samba["MSOL_NAME"], userDN(x.name, x.ou))
		if err != nil {
			t.Errorf("%s: %v", x.name, err)
			continue
		}
		if r.ResetPassword.Granted != x.reset || r.ChangePassword.Granted != x.change || r.WriteLockoutTime.Granted != x.lockout ||
			r.WritePwdLastSet.Granted != x.pwdset || r.Unexpire.Granted != yes || r.ResetPassword.Denied != x.denied {
			said, _ := json.Marshal(r)
			t.Errorf("%s: got %s", x.name, said)
		}
		agrees(t, x.name, userDN(x.name, x.ou), r)
	}
}

// agrees asks Samba itself, as the connector account, what that may write on
// the user (allowedAttributesEffective), and tries a reset.
func agrees(t *testing.T, name, dn string, r probes.Rights) {
	t.Helper()
	conn, err := ldap.DialURL("ldap://" + samba["DC_ADDR"])
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.Bind(samba["MSOL_NAME"]+"@"+samba["DNS_DOMAIN"], samba["MSOL_PASSWORD"]); err != nil {
		t.Fatal(err)
	}
	found, err := conn.Search(ldap.NewSearchRequest(dn, ldap.ScopeBaseObject, 0, 0, 0, false, "(objectClass=*)", []string{"allowedAttributesEffective"}, nil))
	if err != nil || len(found.Entries) != 1 {
		t.Fatalf("%s: got %v, %v", name, found, err)
	}
	may := map[string]bool{}
	for _, a := range found.Entries[0].GetAttributeValues("allowedAttributesEffective") {
		may[a] = true
	}
	if got := r.WriteLockoutTime.Granted == probes.Yes; got != may["lockoutTime"] {
		t.Errorf("%s: lockoutTime: got %t, Samba says %t", name, got, may["lockoutTime"])
	}
	if got := r.WritePwdLastSet.Granted == probes.Yes; got != may["pwdLastSet"] {
		t.Errorf("%s: pwdLastSet: got %t, Samba says %t", name, got, may["pwdLastSet"])
	}
	reset := ldap.NewModifyRequest(dn, nil)
	reset.Replace("unicodePwd", []string{quoted(samba["USER_PASSWORD"])})
	err = conn.Modify(reset)
	if got := r.ResetPassword.Granted == probes.Yes; got != (err == nil) || (err != nil && !ldap.IsErrorWithCode(err, ldap.LDAPResultInsufficientAccessRights)) {
		t.Errorf("%s: reset: got %t, Samba says %v", name, got, err)
	}
}

// quoted is a password as unicodePwd takes it: in quotes, in UTF-16LE.
func quoted(password string) string {
	var b strings.Builder
	for _, r := range `"` + password + `"` {
		b.WriteByte(byte(r))
		b.WriteByte(0)
	}
	return b.String()
}

func TestSambaTellsTheDecidingEntry(t *testing.T) {
	t.Parallel()
	c := adminClient(t)
	alice, err := c.Rights(t.Context(), samba["MSOL_NAME"], userDN("alice", "OU=Staff"))
	if err != nil {
		t.Fatal(err)
	}
	if r := alice.ResetPassword; r.From != "OU=Staff,"+samba["BASE_DN"] || r.Inherited != probes.Yes || !strings.Contains(r.Trustee, "("+samba["MSOL_NAME"]+")") {
		t.Errorf("alice, reset: got %+v", r)
	}
	denise, err := c.Rights(t.Context(), samba["MSOL_NAME"], userDN("denise", "OU=Staff"))
	if err != nil {
		t.Fatal(err)
	}
	if r := denise.ResetPassword; r.From != "" || r.Inherited != probes.No || !r.Denied {
		t.Errorf("denise, reset: got %+v", r)
	}
	if alice.Protected != probes.No || alice.StopsAt != "" {
		t.Errorf("alice: got protected %v, stops at %q", alice.Protected, alice.StopsAt)
	}
	if _, err := c.Rights(t.Context(), "no-such-account", userDN("alice", "OU=Staff")); obstacle(t, err).Kind != probes.NotFound {
		t.Errorf("an account that is not there: got %v, want NotFound", err)
	}
}

func TestSambaPasswordPolicy(t *testing.T) {
	t.Parallel()
	c := connectorClient(t)
	p, err := c.PasswordPolicy(t.Context(), userDN("alice", "OU=Staff"))
	if err != nil {
		t.Fatal(err)
	}
	if p.FineGrained != probes.No || !p.Readable || p.Source != samba["BASE_DN"] || p.MinimumAge != 24*time.Hour || p.MaximumAge != 42*24*time.Hour ||
		p.History != 24 || p.MinimumLength != 7 || p.Complexity != probes.Yes || p.LockoutThreshold != 0 || p.PasswordLastSet.IsZero() {
		t.Errorf("alice: got %+v", p)
	}
	hidden, err := c.PasswordPolicy(t.Context(), userDN("pam", "OU=Staff"))
	if err != nil || hidden.FineGrained != probes.Yes || hidden.Readable || hidden.MinimumAge != 0 {
		t.Errorf("pam, by an account that may not read the policy: got %+v, %v", hidden, err)
	}
	p, err = adminClient(t).PasswordPolicy(t.Context(), userDN("pam", "OU=Staff"))
	if err != nil {
		t.Fatal(err)
	}
	if p.FineGrained != probes.Yes || !p.Readable || !strings.HasPrefix(p.Source, "CN=Strict,") || p.MinimumAge != 48*time.Hour || p.MaximumAge != 240*time.Hour ||
		p.History != 5 || p.MinimumLength != 12 || p.Complexity != probes.Yes || p.LockoutThreshold != 3 || p.LockoutDuration != 30*time.Minute {
		t.Errorf("pam: got %+v", p)
	}
	if _, err := c.PasswordPolicy(t.Context(), userDN("nobody", "OU=Staff")); obstacle(t, err).Kind != probes.NotFound {
		t.Errorf("nobody: got %v, want NotFound", err)
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
func TestSambaTwoHardenedControllers(t *testing.T) {
	if testing.Short() {
		t.Skip("building a domain of two controllers takes half a minute")
	}
	t.Setenv("SAMBA_STRONG_AUTH", "yes")
	first, second := folder(t), folder(t)
	envs := []map[string]string{environment(run("up", first))}
	t.Cleanup(func() { run("down", first) })
	envs = append(envs, environment(run("join", second, first)))
	t.Cleanup(func() { run("down", second) })

	c := configOf(t, envs[0], "Administrator", envs[0]["ADMIN_PASSWORD"])
	for _, env := range envs {
		for _, scheme := range []string{"ldaps://", "ldap://"} {
			c.Controller = scheme + env["DC_ADDR"]
			if d, err := open(t, c).Domain(t.Context()); err != nil || !d.SignedIn {
				t.Errorf("%s: got signed in %t, %v", c.Controller, d.SignedIn, err)
			}
		}
	}
	c.Controller = ""
	list, err := open(t, c).DomainControllers(t.Context())
	if err != nil || len(list.List) != 2 {
		t.Fatalf("got %+v, %v, want two controllers", list.List, err)
	}
	for _, dc := range list.List {
		if dc.Answer != probes.Open || dc.Level != "4" || dc.PDC != strings.EqualFold(dc.Host, envs[0]["DC_HOST"]) {
			t.Errorf("got %+v", dc)
		}
	}
	run("down", second)
	list, err = open(t, c).DomainControllers(t.Context())
	if err != nil || len(list.List) != 2 || list.List[0].Answer != probes.Open || list.List[1].Answer != probes.PortRefused {
		t.Errorf("after the second went down: got %+v, %v", list.List, err)
	}
}

// folder is a new one with a name short enough for Samba's sockets.
func folder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "wbd-samba")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}
