//go:build samba

package directory_test

import (
	"bufio"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"

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

func run(verb string, args ...string) string { return runWith("", verb, args...) }

// runWith sets a variable for the script, as name=value.
func runWith(variable, verb string, args ...string) string {
	var stderr strings.Builder
	cmd := exec.CommandContext(context.Background(), sambaScript, append([]string{verb}, args...)...)
	cmd.Stderr = &stderr
	if variable != "" {
		cmd.Env = append(os.Environ(), variable)
	}
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
