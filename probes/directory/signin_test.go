package directory_test

import (
	"context"
	"crypto/tls"
	"net"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
	"example.com/writeback-doctor/probes/lab/ldapserver"
)

const labPassword = "Right-1! 한글"

// labAccounts are one for each sub-code, and svc, who may sign in.
func labAccounts() []ldapserver.Account {
	all := []ldapserver.Account{{
		DN: "CN=svc,CN=Users," + baseDN, Names: []string{"svc@corp.example.com", `CORP\svc`}, Password: probes.NewSecret(labPassword),
	}}
	for _, data := range []string{"52f", "530", "531", "532", "533", "701", "773", "775"} {
		all = append(all, ldapserver.Account{
			DN: "CN=x" + data + ",CN=Users," + baseDN, Names: []string{"x" + data + "@corp.example.com", `CORP\x` + data},
			Password: probes.NewSecret(labPassword), Data: data,
		})
	}
	return all
}

// labSocket is a controller of the lab on two real sockets, plain and LDAPS.
type labSocket struct {
	ca      authority
	address map[string]string // of the sockets, by the port that they stand for
}

// labController starts one. between, when there is any, stands between the two
// and opens TLS, as an inspecting device does.
func labController(t *testing.T, options ldapserver.Options, between func(secure string, config *tls.Config) string) *labSocket {
	t.Helper()
	s := &labSocket{ca: newAuthority(t), address: map[string]string{}}
	server := ldapserver.New(ldapserver.Directory{
		RootDSE: root(), Accounts: labAccounts(),
		Entries: []ldapserver.Entry{{DN: baseDN, Attributes: map[string][][]byte{"objectClass": {[]byte("domainDNS")}}}},
	}, options)
	config := &tls.Config{Certificates: []tls.Certificate{s.ca.certificate(t, dc1, time.Now().Add(time.Hour))}}
	for port, serve := range map[string]func(context.Context, net.Listener, *tls.Config) error{"389": server.Serve, "636": server.ServeTLS} {
		l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		s.address[port] = l.Addr().String()
		go func() { _ = serve(context.Background(), l, config) }() // ends with Close
	}
	if between != nil {
		device := &tls.Config{Certificates: []tls.Certificate{s.ca.certificate(t, dc1, time.Now().Add(2*time.Hour))}}
		s.address["636"] = between(s.address["636"], device)
	}
	t.Cleanup(func() { _ = server.Close() })
	return s
}

func (s *labSocket) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	host, port, _ := net.SplitHostPort(addr)
	if at := s.address[port]; at != "" && strings.EqualFold(host, dc1) {
		addr = at
	}
	var d net.Dialer
	return d.DialContext(ctx, network, addr)
}

// signIn tries to sign in and returns what stood in the way.
func (s *labSocket) signIn(t *testing.T, to, account, password string, way directory.SignIn) *probes.Obstacle {
	t.Helper()
	c := directory.New(directory.Config{
		Controller: to, Account: account, Password: probes.NewSecret(password), SignIn: way,
		Network: probes.Network{Dial: s.dial, Roots: s.ca.pool()},
	})
	defer func() { _ = c.Close() }()
	d, err := c.Domain(t.Context())
	if err == nil && d.SignedIn {
		return nil
	}
	_, err = c.PDCEmulator(t.Context())
	if err == nil {
		t.Fatal("got neither a sign-in nor an obstacle")
	}
	if o := probes.AsObstacle(err); password != "" && strings.Contains(o.Error(), password) {
		t.Errorf("the password stands in %q", o.Error())
	}
	return probes.AsObstacle(err)
}

// NTLM is proven against the account's password, by the controller's own
// challenge, over real sockets and both kinds of TLS.
func TestNTLM(t *testing.T) {
	t.Parallel()
	s := labController(t, ldapserver.Options{RequireTLS: true, Binding: ldapserver.BindingAlways}, nil)
	for _, to := range []string{"ldaps://" + dc1, "ldap://" + dc1} {
		for _, account := range []string{`CORP\svc`, "svc@corp.example.com", `corp\SVC`} {
			if o := s.signIn(t, to, account, labPassword, directory.NTLM); o != nil {
				t.Errorf("%s %s: got %v, want signed in", to, account, o)
			}
		}
	}
	for account, want := range map[string]struct {
		kind probes.Kind
		code string
	}{
		`CORP\x52f`: {probes.AccountRestriction, "49/52f"}, `CORP\x530`: {probes.LogonHours, "49/530"},
		`CORP\x531`: {probes.Workstation, "49/531"}, `CORP\x532`: {probes.PasswordExpired, "49/532"},
		`CORP\x533`: {probes.AccountDisabled, "49/533"}, `CORP\x701`: {probes.AccountExpired, "49/701"},
		`CORP\x773`: {probes.MustChangePassword, "49/773"}, `CORP\x775`: {probes.LockedOut, "49/775"},
		`CORP\nobody`: {probes.WrongPassword, "49/52e"},
	} {
		if o := s.signIn(t, "ldaps://"+dc1, account, labPassword, directory.NTLM); o == nil || o.Kind != want.kind || o.Code != want.code {
			t.Errorf("%s: got %v, want %v", account, o, want)
		}
	}
	if o := s.signIn(t, "ldaps://"+dc1, `CORP\svc`, "Not-It-9!", directory.NTLM); o == nil || o.Kind != probes.WrongPassword {
		t.Errorf("wrong password: got %v, want wrong-password", o)
	}
}

// inspecting is a device that opens TLS on the way to the controller.
func inspecting(t *testing.T) func(string, *tls.Config) string {
	t.Helper()
	return func(secure string, device *tls.Config) string {
		l, err := tls.Listen("tcp", "127.0.0.1:0", device)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = l.Close() })
		go func() {
			for {
				near, err := l.Accept()
				if err != nil {
					return
				}
				far, err := tls.Dial("tcp", secure, &tls.Config{InsecureSkipVerify: true})
				if err != nil {
					_ = near.Close()
					continue
				}
				go pump(near, far)
				go pump(far, near)
			}
		}()
		return l.Addr().String()
	}
}

func pump(to, from net.Conn) {
	defer to.Close()
	buffer := make([]byte, 4096)
	for {
		n, err := from.Read(buffer)
		if n > 0 {
			if _, err := to.Write(buffer[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// Behind a device that opens TLS the channel binding belongs to the device's
// certificate: NTLM is refused as it would be by Windows, and a simple bind is
// not.
func TestChannelBinding(t *testing.T) {
	t.Parallel()
	for binding, refused := range map[ldapserver.Binding]bool{
		ldapserver.BindingNever: false, ldapserver.BindingSupported: true, ldapserver.BindingAlways: true,
	} {
		s := labController(t, ldapserver.Options{Binding: binding}, inspecting(t))
		o := s.signIn(t, "ldaps://"+dc1, `CORP\svc`, labPassword, directory.NTLM)
		if got := o != nil; got != refused || got && (o.Kind != probes.BadBindings || o.Code != "49/80090346") {
			t.Errorf("%q behind a device: got %v, want refused %t", binding, o, refused)
		}
		if o := s.signIn(t, "ldaps://"+dc1, `CORP\svc`, labPassword, directory.Simple); o != nil {
			t.Errorf("%q, simple: got %v, want signed in", binding, o)
		}
	}
}

func TestWaysThatDoNotFit(t *testing.T) {
	t.Parallel()
	s := labController(t, ldapserver.Options{NoNTLM: true}, nil)
	for _, c := range []struct {
		what, account, password string
		way                     directory.SignIn
		kind                    probes.Kind
		needs                   string
	}{
		{"NTLM that is not offered", `CORP\svc`, labPassword, directory.NTLM, probes.MechanismRefused, "NTLM"},
		{"NTLM without a password", `CORP\svc`, "", directory.NTLM, probes.SignInUnfit, "password"},
		{"NTLM with a DN", "CN=svc,CN=Users," + baseDN, labPassword, directory.NTLM, probes.SignInUnfit, `DOMAIN\name`},
		{"simple without an account", "", labPassword, directory.Simple, probes.SignInUnfit, "account"},
		{"Kerberos with a DN", "CN=svc,CN=Users," + baseDN, labPassword, directory.Kerberos, probes.SignInUnfit, `DOMAIN\name`},
		{"Kerberos with nothing", "", "", directory.Kerberos, probes.NoTicket, ""},
		{"a way that nobody knows", `CORP\svc`, labPassword, "digest", probes.SignInUnfit, "digest"},
		{"auto with nothing", "", "", directory.Auto, probes.NoCredentials, ""},
	} {
		o := s.signIn(t, "ldaps://"+dc1, c.account, c.password, c.way)
		if o == nil || o.Kind != c.kind || o.Needs != c.needs {
			t.Errorf("%s: got %v, want %s %q", c.what, o, c.kind, c.needs)
		}
	}
}

// NTLM, too, holds one connection, and signs in again once when it drops.
func TestNTLMIsOpenedOnceMore(t *testing.T) {
	t.Parallel()
	s := labController(t, ldapserver.Options{}, nil)
	var conns []net.Conn
	c := directory.New(directory.Config{
		Controller: "ldaps://" + dc1, Account: `CORP\svc`, Password: probes.NewSecret(labPassword), SignIn: directory.NTLM,
		Network: probes.Network{Roots: s.ca.pool(), Dial: func(ctx context.Context, network, addr string) (net.Conn, error) {
			conn, err := s.dial(ctx, network, addr)
			conns = append(conns, conn)
			return conn, err
		}},
	})
	defer func() { _ = c.Close() }()
	for round := range 2 {
		for range 3 {
			if d, err := c.Domain(t.Context()); err != nil || !d.SignedIn {
				t.Fatalf("round %d: got signed in %t, %v", round, d.SignedIn, err)
			}
			c.Forget()
		}
		if len(conns) != round+1 {
			t.Errorf("round %d: got %d connections, want %d", round, len(conns), round+1)
		}
		_ = conns[round].Close()
	}
}
