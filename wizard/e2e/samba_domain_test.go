//go:build samba && unix

package e2e_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/powershell"
)

const sambaScript = "../../.ci/samba/samba-ad"

// sambaAD runs the script and returns the environment that it prints.
func sambaAD(args ...string) (map[string]string, error) {
	var stderr bytes.Buffer
	cmd := exec.CommandContext(context.Background(), sambaScript, args...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("samba-ad %s: %w\n%s", strings.Join(args, " "), err, stderr.Bytes())
	}
	env := map[string]string{}
	for line := range strings.Lines(string(out)) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), "="); ok {
			env[name] = value
		}
	}
	return env, nil
}

// domain is the domain that all tests share: brought up for the first of them
// that asks, and down after the last. Samba must be installed, and this must
// be root; without, the tests fail.
var domain = sync.OnceValues(func() (*twoControllers, error) {
	d := &twoControllers{}
	for i := range d.dirs {
		dir, err := os.MkdirTemp("/tmp", "wbd-e2e-") // its sockets need a short path
		if err != nil {
			return nil, err
		}
		d.dirs[i] = dir
		endings = append(endings, func() {
			if _, err := sambaAD("down", dir); err != nil && d.envs[i] != nil {
				fmt.Fprintln(os.Stderr, err)
			}
			_ = os.RemoveAll(dir)
		})
	}
	if _, err := sambaAD("up", d.dirs[0]); err != nil {
		return nil, err
	}
	env, err := sambaAD("seed", d.dirs[0])
	d.envs[0] = env
	return d, err
})

// twoControllers is the shared domain. The second controller joins it for the
// first test that asks.
type twoControllers struct {
	dirs [2]string
	envs [2]map[string]string
}

// controller is the environment of the shared domain's first controller.
func controller(t *testing.T) map[string]string {
	t.Helper()
	d, err := domain()
	if err != nil {
		t.Fatal(err)
	}
	return d.envs[0]
}

// secondController is the environment of the second one, which joins for the
// first test that asks.
var secondController = sync.OnceValues(func() (map[string]string, error) {
	d, err := domain()
	if err != nil {
		return nil, err
	}
	if d.envs[1], err = sambaAD("join", d.dirs[1], d.dirs[0]); err != nil {
		return nil, err
	}
	_, err = sambaAD("sync", d.dirs[1], d.dirs[0])
	return d.envs[1], err
})

// asAdministrator signs in over LDAPS.
func asAdministrator(t *testing.T, env map[string]string) *ldap.Conn {
	t.Helper()
	pem, err := os.ReadFile(env["CA_FILE"])
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(pem)
	conn, err := ldap.DialURL("ldaps://"+env["DC_ADDR"], ldap.DialWithTLSConfig(&tls.Config{RootCAs: roots, ServerName: env["DC_HOST"]}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if err := conn.Bind("Administrator@"+env["DNS_DOMAIN"], env["ADMIN_PASSWORD"]); err != nil {
		t.Fatal(err)
	}
	return conn
}

// serverFile is what collect would have written on a Connect server of this
// domain, as far as it names the connector account.
func serverFile(t *testing.T, env map[string]string) string {
	t.Helper()
	now, read := time.Now().UTC(), probes.Part{Read: true}
	seen := probes.Seen{Vantage: probes.Vantage{Place: probes.SyncServer, Host: "sync1." + env["DNS_DOMAIN"]}, At: now}
	document := powershell.Document{Schema: powershell.Schema, Host: seen.Vantage.Host, At: now, Server: &probes.Server{
		Seen:    seen,
		System:  probes.System{Part: read, Host: "sync1", Domain: env["DNS_DOMAIN"], DomainRole: probes.Known(3), Time: now},
		Service: probes.Service{Part: read, Installed: probes.Yes, State: "Running", StartMode: "Auto"},
		Scheduler: probes.Scheduler{
			Part: read, CycleEnabled: probes.Yes, Suspended: probes.No, Staging: probes.No, MaintenanceEnabled: probes.Yes,
		},
		CloudSync: probes.CloudSync{Part: read, Installed: probes.No},
		Connectors: probes.Connectors{Part: read, List: []probes.Connector{{
			Name: env["DNS_DOMAIN"], ID: "1", Entra: probes.No, Forest: env["DNS_DOMAIN"], Account: env["MSOL_NAME"], AccountDomain: "CORP", Domains: []string{env["BASE_DN"]},
		}}},
	}}
	raw, err := json.Marshal(document)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "server.json")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// inDomain runs the program where the domain's name server is the machine's,
// so that no other one is asked. The password goes with it as a person would
// give it: in the environment.
func inDomain(t *testing.T, env map[string]string, password string, args ...string) *exec.Cmd {
	t.Helper()
	resolv := filepath.Join(t.TempDir(), "resolv.conf")
	host, _, _ := strings.Cut(env["DNS_ADDR"], ":")
	if err := os.WriteFile(resolv, []byte("nameserver "+host+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "unshare", append([]string{
		"--mount", "sh", "-c", `mount --bind "$0" /etc/resolv.conf && exec "$@"`, resolv, program,
	}, args...)...)
	cmd.Env = append(os.Environ(), "WRITEBACK_DOCTOR_PASSWORD="+password)
	return cmd
}
