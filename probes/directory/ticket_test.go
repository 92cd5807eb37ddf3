package directory_test

import (
	"context"
	"crypto/tls"
	"net"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jcmturner/gokrb5/v8/iana/etypeID"
	"github.com/jcmturner/gokrb5/v8/keytab"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
	"example.com/writeback-doctor/probes/lab/kdc"
	"example.com/writeback-doctor/probes/lab/ldapserver"
)

const realm = "CORP.EXAMPLE.COM"

// kingdom is a controller of the lab with its key distribution centre.
type kingdom struct {
	*labSocket
	*kdc.Realm
}

func newKingdom(t *testing.T, centre kdc.Config, options ldapserver.Options, rotated bool, between func(string, *tls.Config) string) kingdom {
	t.Helper()
	return kingdomThat(t, centre, options, func(r *kdc.Realm) ldapserver.Handshake { return r.Accept(rotated) }, between)
}

// kingdomThat has a controller that takes tickets as accept does.
func kingdomThat(t *testing.T, centre kdc.Config, options ldapserver.Options, accept func(*kdc.Realm) ldapserver.Handshake, between func(string, *tls.Config) string) kingdom {
	t.Helper()
	centre.Realm, centre.Domain = realm, "CORP"
	if centre.Services == nil {
		centre.Services = []string{"ldap/" + dc1}
	}
	centre.Users = append(centre.Users, kdc.User{Name: "svc", Password: probes.NewSecret(labPassword)})
	r, err := kdc.New(centre)
	if err != nil {
		t.Fatal(err)
	}
	options.Kerberos = func() ldapserver.Handshake { return accept(r) }
	s := labController(t, options, between)
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.address["88"] = l.Addr().String()
	go r.Serve(context.Background(), l)
	t.Cleanup(func() { _ = l.Close() })
	return kingdom{s, r}
}

// A ticket is shown and proven over real sockets, bound to the channel, with
// tokens as Samba and as Windows turn them.
func TestKerberos(t *testing.T) {
	t.Parallel()
	for _, rotated := range []bool{false, true} {
		k := newKingdom(t, kdc.Config{}, ldapserver.Options{RequireTLS: true, Binding: ldapserver.BindingAlways}, rotated, nil)
		for _, to := range []string{"ldaps://" + dc1, "ldap://" + dc1} {
			for _, account := range []string{"svc", `CORP\svc`, "svc@corp.example.com", "svc@another.example"} {
				if o := k.signIn(t, to, account, labPassword, directory.Kerberos); o != nil {
					t.Errorf("%s as %s: got %v, want signed in", to, account, o)
				}
			}
		}
	}
}

func TestKerberosChannelBinding(t *testing.T) {
	t.Parallel()
	for binding, refused := range map[ldapserver.Binding]bool{
		ldapserver.BindingNever: false, ldapserver.BindingSupported: true, ldapserver.BindingAlways: true,
	} {
		k := newKingdom(t, kdc.Config{}, ldapserver.Options{Binding: binding}, true, inspecting(t))
		o := k.signIn(t, "ldaps://"+dc1, "svc", labPassword, directory.Kerberos)
		if got := o != nil; got != refused || got && (o.Kind != probes.BadBindings || o.Code != "49/80090346") {
			t.Errorf("%q behind a device: got %v, want refused %t", binding, o, refused)
		}
	}
}

// What the centre refuses is told by its number, and by the status that
// Windows adds.
func TestKerberosRefusals(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		code   int32
		status uint32
		kind   probes.Kind
		said   string
	}{
		{"disabled", 18, 0xC0000072, probes.AccountDisabled, "krb5/18/c0000072"},
		{"locked", 18, 0xC0000234, probes.LockedOut, "krb5/18/c0000234"},
		{"expired", 18, 0xC0000193, probes.AccountExpired, "krb5/18/c0000193"},
		{"hours", 18, 0xC000006F, probes.LogonHours, "krb5/18/c000006f"},
		{"station", 12, 0xC0000070, probes.Workstation, "krb5/12/c0000070"},
		{"restricted", 12, 0xC000006E, probes.AccountRestriction, "krb5/12/c000006e"},
		{"stale", 23, 0xC0000071, probes.PasswordExpired, "krb5/23/c0000071"},
		{"mustchange", 23, 0xC0000224, probes.MustChangePassword, "krb5/23/c0000224"},
		{"revoked", 18, 0, probes.AccountRevoked, "krb5/18"},
		{"old", 23, 0, probes.PasswordExpired, "krb5/23"},
		{"policy", 12, 0, probes.AccountRestriction, "krb5/12"},
		{"nokeys", 14, 0, probes.NoCommonCipher, "krb5/14"},
		{"ended", 1, 0, probes.AccountExpired, "krb5/1"},
		{"skewed", 37, 0, probes.ClockSkew, "krb5/37"},
		{"odd", 61, 0, probes.BindRefused, "krb5/61"},
	} {
		k := newKingdom(t, kdc.Config{Users: []kdc.User{
			{Name: c.name, Password: probes.NewSecret(labPassword), Refusal: c.code, Status: c.status},
		}}, ldapserver.Options{}, false, nil)
		if o := k.signIn(t, "ldaps://"+dc1, c.name, labPassword, directory.Kerberos); o == nil || o.Kind != c.kind || o.Code != c.said {
			t.Errorf("%s: got %v, want %s %s", c.name, o, c.kind, c.said)
		}
	}
}

func TestKerberosTrouble(t *testing.T) {
	t.Parallel()
	late := func() time.Time { return time.Now().Add(20 * time.Minute) }
	for _, c := range []struct {
		name              string
		centre            kdc.Config
		account, password string
		kind              probes.Kind
		said              string
	}{
		{"wrong password", kdc.Config{}, "svc", "Not-It-9!", probes.WrongPassword, "krb5/24"},
		{"no such account", kdc.Config{}, "nobody", labPassword, probes.NoSuchAccount, "krb5/6"},
		{"no such service", kdc.Config{Services: []string{"ldap/another"}}, "svc", labPassword, probes.ServiceUnknown, "krb5/7"},
		{"clocks differ", kdc.Config{Now: late}, "svc", labPassword, probes.ClockSkew, "krb5/37"},
		{"a generic refusal", kdc.Config{Refuse: 60}, "svc", labPassword, probes.BindRefused, "krb5/60"},
	} {
		k := newKingdom(t, c.centre, ldapserver.Options{}, false, nil)
		if o := k.signIn(t, "ldaps://"+dc1, c.account, c.password, directory.Kerberos); o == nil || o.Kind != c.kind || o.Code != c.said {
			t.Errorf("%s: got %v, want %s %s", c.name, o, c.kind, c.said)
		}
	}
}

// A wrong password is proven once, whatever is asked and however the centre
// ends the connection.
func TestAPasswordIsProvenOnce(t *testing.T) {
	t.Parallel()
	for name, cut := range map[string]bool{"refused": false, "cut after the proof": true} {
		k := newKingdom(t, kdc.Config{}, ldapserver.Options{}, false, nil)
		var centre atomic.Int32
		c := directory.New(directory.Config{
			Controller: "ldaps://" + dc1, Account: "svc", Password: probes.NewSecret("Not-It-9!"), SignIn: directory.Kerberos,
			Network: probes.Network{Roots: k.ca.pool(), Dial: func(ctx context.Context, network, addr string) (net.Conn, error) {
				conn, err := k.dial(ctx, network, addr)
				if _, port, _ := net.SplitHostPort(addr); port == "88" && centre.Add(1) > 1 && cut && err == nil {
					return deaf{conn}, nil
				}
				return conn, err
			}},
		})
		for range 4 {
			_, _ = c.PDCEmulator(t.Context())
			_, _ = c.DomainControllers(t.Context())
		}
		_ = c.Close()
		deadline := time.Now().Add(5 * time.Second)
		for k.WrongProofs("svc") == 0 && time.Now().Before(deadline) { // the cut answer is still on its way
			<-time.After(time.Millisecond)
		}
		if got := k.WrongProofs("svc"); got != 1 || centre.Load() != 2 {
			t.Errorf("%s: got %d wrong proofs over %d connections, want 1 over 2", name, got, centre.Load())
		}
	}
}

// deaf sends what it is given and hears nothing back.
type deaf struct{ net.Conn }

func (d deaf) Read([]byte) (int, error) { return 0, net.ErrClosed }

func TestKerberosWithoutACentre(t *testing.T) {
	t.Parallel()
	s := labController(t, ldapserver.Options{Kerberos: func() ldapserver.Handshake { return nil }}, nil)
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.address["88"] = l.Addr().String()
	_ = l.Close() // refuses from now on
	if o := s.signIn(t, "ldaps://"+dc1, "svc", labPassword, directory.Kerberos); o == nil || o.Kind != probes.KDCUnreachable {
		t.Errorf("got %v, want kdc-unreachable", o)
	}
}

func TestKerberosByKeytab(t *testing.T) {
	t.Parallel()
	k := newKingdom(t, kdc.Config{}, ldapserver.Options{}, false, nil)
	keys := keytab.New()
	if err := keys.AddEntry("svc", realm, labPassword, time.Unix(0, 0), 1, etypeID.AES256_CTS_HMAC_SHA1_96); err != nil {
		t.Fatal(err)
	}
	text, err := keys.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		text    []byte
		account string
		want    probes.Kind
	}{
		"right":           {text, "svc", ""},
		"another account": {text, "other", probes.NoSuchAccount},
		"not a keytab":    {[]byte("-----BEGIN"), "svc", probes.KeytabUnusable},
		"cut":             {text[:len(text)/2], "svc", probes.KeytabUnusable},
	} {
		path := filepath.Join(t.TempDir(), "keytab")
		if err := os.WriteFile(path, c.text, 0o600); err != nil {
			t.Fatal(err)
		}
		client := directory.New(directory.Config{
			Controller: "ldaps://" + dc1, Account: c.account, Tickets: directory.Tickets{Keytab: path},
			Network: probes.Network{Dial: k.dial, Roots: k.ca.pool()},
		})
		d, err := client.Domain(t.Context())
		if err != nil || d.SignedIn != (c.want == "") {
			t.Errorf("%s: got signed in %t, %v", name, d.SignedIn, err)
		}
		if c.want != "" {
			if o := probes.AsObstacle(errorOf(client.PDCEmulator(t.Context()))); o.Kind != c.want {
				t.Errorf("%s: got %v, want %s", name, o, c.want)
			}
		}
		_ = client.Close()
	}
}

// Where the controller's own centre is closed, the ones that DNS names are
// asked; a wrong password is still proven once.
func TestAnotherCentreIsAsked(t *testing.T) {
	t.Parallel()
	k := newKingdom(t, kdc.Config{}, ldapserver.Options{}, false, nil)
	centre := k.address["88"]
	conf := filepath.Join(t.TempDir(), "krb5.conf")
	text := "[realms]\n " + realm + " = {\n  kdc = closed.corp.example.com\n  kdc = " + centre + "\n }\n"
	if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for password, want := range map[string]probes.Kind{labPassword: "", "Not-It-9!": probes.WrongPassword} {
		c := directory.New(directory.Config{
			Controller: "ldaps://" + dc1, Account: "svc", Password: probes.NewSecret(password), SignIn: directory.Kerberos,
			Tickets: directory.Tickets{File: conf},
			Network: probes.Network{Roots: k.ca.pool(), Dial: func(ctx context.Context, network, addr string) (net.Conn, error) {
				if addr == "closed.corp.example.com:88" {
					return nil, net.ErrClosed
				}
				return k.dial(ctx, network, addr)
			}},
		})
		d, err := c.Domain(t.Context())
		if err != nil || d.SignedIn != (want == "") {
			t.Errorf("%s: got signed in %t, %v", want, d.SignedIn, err)
		}
		if want != "" {
			hasKind(t, errorOf(c.DomainControllers(t.Context())), want)
		}
		_ = c.Close()
	}
	if got := k.WrongProofs("svc"); got != 1 {
		t.Errorf("got %d wrong proofs, want 1", got)
	}
}
