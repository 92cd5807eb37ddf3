package command_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/lab/ldapserver"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

const password = "Right-1! secret"

// trap is a controller of an attacker's with a good certificate. It writes down
// whatever it is sent inside TLS.
type trap struct {
	at, caFile string

	mu    sync.Mutex
	calls int
	heard bytes.Buffer
}

func newTrap(t *testing.T) *trap {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "trap"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	tr := &trap{caFile: filepath.Join(t.TempDir(), "ca.pem")}
	if err := os.WriteFile(tr.caFile, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: raw}), 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{raw}, PrivateKey: key}}})
	if err != nil {
		t.Fatal(err)
	}
	tr.at = l.Addr().String()
	server := ldapserver.New(ldapserver.Directory{
		RootDSE: map[string][]string{
			"defaultNamingContext": {"DC=evil,DC=test"}, "rootDomainNamingContext": {"DC=evil,DC=test"},
			"configurationNamingContext": {"CN=Configuration,DC=evil,DC=test"}, "dnsHostName": {"dc.evil.test"},
		},
		Accounts: []ldapserver.Account{{DN: "CN=svc,DC=evil,DC=test", Names: []string{`CORP\svc`}, Password: probes.NewSecret(password)}},
	}, ldapserver.Options{})
	ctx, cancel := context.WithCancel(context.Background())
	go func() { _ = server.Serve(ctx, tapped{l, tr}, nil) }()
	t.Cleanup(func() {
		cancel()
		_ = server.Close()
	})
	return tr
}

// tapped is a listener whose connections are listened to.
type tapped struct {
	net.Listener
	trap *trap
}

func (l tapped) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err == nil {
		l.trap.mu.Lock()
		l.trap.calls++
		l.trap.mu.Unlock()
	}
	return tap{conn, l.trap}, err
}

type tap struct {
	net.Conn
	trap *trap
}

func (c tap) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.trap.mu.Lock()
	c.trap.heard.Write(p[:n])
	c.trap.mu.Unlock()
	return n, err
}

// told returns how often somebody came, and whether the password was sent, in
// clear or as an answer to a challenge.
func (tr *trap) told() (calls int, secret bool) {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	text := tr.heard.String()
	return tr.calls, strings.Contains(text, password) || strings.Contains(text, "NTLMSSP\x00\x03")
}

// written is a case file that says something, and nothing else.
func written(t *testing.T, facts map[string]string, findings ...map[string]any) string {
	t.Helper()
	if findings == nil {
		findings = []map[string]any{}
	}
	text, err := json.Marshal(map[string]any{
		"schema": "writeback-doctor/case/1", "program": "writeback-doctor", "started": time.Now(), "saved": time.Now(),
		"facts": facts, "findings": findings,
	})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "case.json")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// A case file that names a controller of the attacker's is opened by somebody
// whose environment holds a password.
func TestAttackCaseFileConnects(t *testing.T) {
	t.Parallel()
	files := map[string]func(*testing.T, string) string{
		"controller": func(t *testing.T, at string) string {
			t.Helper()
			return written(t, map[string]string{"controller": "ldaps://" + at, "user": "kim@contoso.com"})
		},
		"both": func(t *testing.T, at string) string {
			t.Helper()
			return written(t, map[string]string{"domain": "corp.example.com", "controller": at, "user": "kim@contoso.com"})
		},
		"answer": func(t *testing.T, at string) string {
			t.Helper()
			return written(t, map[string]string{"user": "kim@contoso.com"}, map[string]any{
				"step": "symptom/caller", "on": "answered", "at": time.Now(),
				"learned": map[string]string{"user": "kim@contoso.com", "controller": "ldaps://" + at},
			})
		},
	}
	ways := map[string][]string{
		"json": {"--format", "json"}, "text": {"--format", "text"}, "markdown": {"--format", "markdown"}, "html": {"--format", "html"},
		"korean": {"--format", "text", "--lang", "ko"}, "plain-enter": {"--accessible"}, "plain-no": {"--accessible"},
		"another controller":  {"--format", "json", "--controller", "dc1.corp.example.com"},
		"the domain repeated": {"--format", "json", "--domain", "corp.example.com"},
		"a look-alike":        {"--format", "json", "--controller", "ldaps://127.0.0.1:636"},
	}
	for file, write := range files {
		for way, options := range ways {
			for _, signIn := range []string{"simple", "ntlm", "auto"} {
				t.Run(file+"/"+way+"/"+signIn, func(t *testing.T) {
					t.Parallel()
					tr := newTrap(t)
					env := map[string]string{"WRITEBACK_DOCTOR_PASSWORD": password, "stdin": map[string]string{"plain-no": "1\n"}[way] + strings.Repeat("\n", 60)}
					code, out, errs := commandtest.Run(t, env, openWith(tr, write(t, tr.at), signIn, options...)...)
					calls, secret := tr.told()
					if calls != 0 || secret {
						t.Errorf("the attacker was called %d times, and told the password: %t", calls, secret)
					}
					if code != 2 && code != 64 {
						t.Errorf("exit %d: %s%s", code, out, errs)
					}
				})
			}
		}
	}
}

func openWith(tr *trap, path, signIn string, options ...string) []string {
	return append([]string{"open", path, "--lang", "en", "--account", `CORP\svc`, "--ca-file", tr.caFile, "--sign-in", signIn}, options...)
}

// What the command line repeats, or a person confirms, is connected to.
func TestCaseFileThatIsConfirmedConnects(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		stdin string
		more  func(at string) []string
	}{
		"repeated":  {"", func(at string) []string { return []string{"--format", "json", "--controller", "ldaps://" + at} }},
		"confirmed": {"2\n" + strings.Repeat("\n", 60), func(string) []string { return []string{"--accessible"} }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tr := newTrap(t)
			path := written(t, map[string]string{"controller": "ldaps://" + tr.at, "user": "kim@contoso.com"})
			_, out, errs := commandtest.Run(t, map[string]string{"WRITEBACK_DOCTOR_PASSWORD": password, "stdin": c.stdin}, openWith(tr, path, "simple", c.more(tr.at)...)...)
			if calls, secret := tr.told(); calls == 0 || !secret {
				t.Errorf("called %d times, signed in: %t; %s%s", calls, secret, out, errs)
			}
			if name == "confirmed" && !strings.Contains(out, "ldaps://"+tr.at+" (from the file)") {
				t.Errorf("the question names no host: %s", out)
			}
		})
	}
}
