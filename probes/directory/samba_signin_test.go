//go:build samba

package directory_test

import (
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
)

// kerberosConfig signs in with Kerberos, by a configuration that is made of the
// domain and the controller in use.
func kerberosConfig(t *testing.T, account, password string) directory.Config {
	t.Helper()
	c := config(t, account, password)
	c.SignIn = directory.Kerberos
	return c
}

// finds demands that a client is signed in: anonymous clients find nobody.
func finds(t *testing.T, what string, client *directory.Client) {
	t.Helper()
	if found, err := client.User(t.Context(), "bob@corp.example.com"); err != nil || found.Matches != 1 {
		t.Errorf("%s: got %d matches, %v", what, found.Matches, err)
	}
}

func TestSambaKerberosByPassword(t *testing.T) {
	t.Parallel()
	for _, account := range []string{"alice", `CORP\alice`, `corp.example.com\alice`, "alice@corp.example.com", "ALICE@CORP.EXAMPLE.COM"} {
		finds(t, account, open(t, kerberosConfig(t, account, samba["USER_PASSWORD"])))
	}
}

// The controller is named in other ways than its principal name, with and
// without a krb5.conf, over both kinds of TLS.
func TestSambaKerberosRoads(t *testing.T) {
	t.Parallel()
	for _, controller := range []string{samba["DC_ADDR"], "ldaps://" + samba["DC_ADDR"], "ldap://" + samba["DC_ADDR"], "ldap://" + samba["DC_HOST"]} {
		for _, file := range []string{"", filepath.Join(filepath.Dir(samba["CA_FILE"]), "krb5.conf")} {
			c := kerberosConfig(t, "alice", samba["USER_PASSWORD"])
			c.Controller, c.Tickets.File = controller, file
			if strings.Contains(controller, samba["DC_HOST"]) {
				c.Network.Dial = func(ctx context.Context, network, addr string) (net.Conn, error) {
					var d net.Dialer
					return d.DialContext(ctx, network, strings.Replace(addr, samba["DC_HOST"], samba["DC_ADDR"], 1))
				}
			}
			finds(t, controller+" "+file, open(t, c))
		}
	}
	c := kerberosConfig(t, "alice", samba["USER_PASSWORD"])
	c.Domain, c.Controller = "", samba["DC_ADDR"] // the domain is what the controller says
	finds(t, "no domain", open(t, c))
}

// keysScript makes a ticket cache or a key table with Samba's own libraries.
const keysScript = `
import sys
from samba.credentials import Credentials, MUST_USE_KERBEROS
from samba.param import LoadParm
lp = LoadParm()
lp.load(sys.argv[1])
c = Credentials()
c.guess(lp)
c.set_username(sys.argv[2])
c.set_password(sys.argv[3])
c.set_domain("CORP")
c.set_realm("CORP.EXAMPLE.COM")
c.set_kerberos_state(MUST_USE_KERBEROS)
c.get_named_ccache(lp, "FILE:" + sys.argv[4])
`

func sambaRun(t *testing.T, name string, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Env = append(os.Environ(), "KRB5_CONFIG="+filepath.Join(filepath.Dir(samba["CA_FILE"]), "krb5.conf"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}

func sambaConf() string { return filepath.Join(filepath.Dir(samba["CA_FILE"]), "smb.conf") }

func ticketCache(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "cc")
	sambaRun(t, "/usr/bin/python3", "-c", keysScript, sambaConf(), name, samba["USER_PASSWORD"], path)
	return path
}

func keyTable(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "keytab")
	sambaRun(t, "samba-tool", "domain", "exportkeytab", path, "--principal="+name, "-s", sambaConf())
	return path
}

func TestSambaKerberosByTicketCache(t *testing.T) {
	t.Parallel()
	path := ticketCache(t, "alice")
	for _, cache := range []string{path, "FILE:" + path} {
		for _, account := range []string{"", `CORP\Alice`} {
			c := config(t, account, "") // Auto: there is a cache and no password
			c.Tickets.Cache = cache
			finds(t, cache+" "+account, open(t, c))
		}
	}
	c := config(t, "bob", "")
	c.Tickets.Cache = path
	if o := obstacle(t, errorOf(open(t, c).User(t.Context(), "bob"))); o.Kind != probes.NoTicket {
		t.Errorf("the ticket of another: got %s, want no-ticket", o.Kind)
	}
	c = config(t, "", "")
	c.Tickets.Cache = path
	late := time.Now().Add(72 * time.Hour)
	c.Clock = probes.Clock{Now: func() time.Time { return late }, After: time.After}
	if o := obstacle(t, errorOf(open(t, c).User(t.Context(), "bob"))); o.Kind != probes.TicketExpired {
		t.Errorf("days later: got %s, want ticket-expired", o.Kind)
	}
}

func TestSambaKerberosByKeytab(t *testing.T) {
	t.Parallel()
	keys := keyTable(t, "alice")
	c := config(t, "alice", "") // Auto: there is a key table and no password
	c.Tickets.Keytab = keys
	finds(t, "keytab", open(t, c))
	c.Account = "bob"
	if o := obstacle(t, errorOf(open(t, c).User(t.Context(), "bob"))); o.Kind != probes.KeytabUnusable {
		t.Errorf("the keys of another: got %s, want keytab-unusable", o.Kind)
	}
}

// counting is a network that counts the connections to each port, and can cut
// those to LDAPS.
type counting struct {
	inner         func(ctx context.Context, network, addr string) (net.Conn, error)
	ldaps, centre atomic.Int32
	last          atomic.Pointer[net.Conn]
}

func (n *counting) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	conn, err := n.inner(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	switch _, port, _ := net.SplitHostPort(addr); port {
	case "636":
		n.ldaps.Add(1)
		n.last.Store(&conn)
	case "88":
		n.centre.Add(1)
	}
	return conn, nil
}

// One connection carries everything, and is opened once more when it drops;
// the ticket is kept, so that the password is proven once.
func TestSambaOneConnectionForEveryWay(t *testing.T) {
	t.Parallel()
	for way, centre := range map[directory.SignIn]int32{directory.Simple: 0, directory.Kerberos: 3} { // AS twice, TGS once
		var d net.Dialer
		n := &counting{inner: d.DialContext}
		c := config(t, "alice", samba["USER_PASSWORD"])
		c.SignIn, c.Controller, c.Network.Dial = way, "ldaps://"+samba["DC_ADDR"], n.dial
		client := open(t, c)
		for _, name := range []string{"bob", "alice", "nora", "petra"} {
			if _, err := client.Account(t.Context(), name); err != nil {
				t.Fatalf("%s: %v", way, err)
			}
		}
		if n.ldaps.Load() != 1 || n.centre.Load() != centre {
			t.Errorf("%s: got %d connections and %d to the centre, want 1 and %d", way, n.ldaps.Load(), n.centre.Load(), centre)
		}
		_ = (*n.last.Load()).Close()
		if _, err := client.Account(t.Context(), "denise"); err != nil {
			t.Errorf("%s, after the cut: %v", way, err)
		}
		if n.ldaps.Load() != 2 || n.centre.Load() != centre {
			t.Errorf("%s, after the cut: got %d connections and %d to the centre, want 2 and %d", way, n.ldaps.Load(), n.centre.Load(), centre)
		}
	}
}

// Samba knows no NTLM bind, and closes the connection on one.
func TestSambaRefusesNTLM(t *testing.T) {
	t.Parallel()
	c := config(t, `CORP\alice`, samba["USER_PASSWORD"])
	c.SignIn = directory.NTLM
	client := open(t, c)
	for range 2 {
		o := obstacle(t, errorOf(client.User(t.Context(), "bob")))
		if o.Kind != probes.MechanismRefused || o.Needs != "NTLM" {
			t.Errorf("got %s %q, want mechanism-refused NTLM", o.Kind, o.Needs)
		}
	}
	if d, err := client.Domain(t.Context()); err != nil || d.SignedIn { // what needs nobody goes on
		t.Errorf("rootDSE: got signed in %t, %v", d.SignedIn, err)
	}
}

// demandsSigning signs in with Kerberos to a controller that wants every such
// sign-in signed, inside TLS too, where Active Directory would not have it.
func demandsSigning(t *testing.T, c directory.Config) {
	t.Helper()
	c.SignIn = directory.Kerberos
	o := obstacle(t, errorOf(open(t, c).PDCEmulator(t.Context())))
	if o.Kind != probes.SigningRequired || o.Code != "8" || o.Needs != "Kerberos" {
		t.Errorf("%s: got %v, want signing-required 8", c.Controller, o)
	}
}
