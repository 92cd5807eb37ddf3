//go:build samba && unix

package e2e_test

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-ldap/ldap/v3"
)

// landing is a watch of the built program on its way.
type landing struct {
	cmd      *exec.Cmd
	out      bytes.Buffer
	messages *bufio.Scanner
}

// watchFor starts landed for a user of the domain, and returns when it says that
// it watches.
func watchFor(t *testing.T, env map[string]string, user string, more ...string) *landing {
	t.Helper()
	args := append([]string{
		"landed", "--format", "json", "--lang", "en", "--domain", env["DNS_DOMAIN"], "--controller", env["DC_ADDR"], "--ca-file", env["CA_FILE"],
		"--account", "Administrator@" + env["DNS_DOMAIN"], "--user", user + "@" + env["DNS_DOMAIN"],
	}, more...)
	l := &landing{cmd: inDomain(t, env, env["ADMIN_PASSWORD"], args...)}
	l.cmd.Stdout = &l.out
	errs, err := l.cmd.StderrPipe()
	if err == nil {
		err = l.cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	l.messages = bufio.NewScanner(errs)
	for l.messages.Scan() {
		if strings.HasPrefix(l.messages.Text(), "Watching ") {
			return l
		}
	}
	t.Fatalf("it ended before it watched: %v %s", l.cmd.Wait(), l.out.String())
	return nil
}

// landedResult is as much of its answer as the tests read.
type landedResult struct {
	Result string
	Legs   []struct {
		Where string
		After *int64 `json:"after_ms"`
	}
	Findings []struct{ Evidence json.RawMessage }
}

// answer waits for the end.
func (l *landing) answer(t *testing.T) (landedResult, int) {
	t.Helper()
	for l.messages.Scan() { // to the end, so that Wait may close the pipe
	}
	err, code := l.cmd.Wait(), 0
	if status, ok := errors.AsType[*exec.ExitError](err); ok {
		code = status.ExitCode()
	} else if err != nil {
		t.Fatal(err)
	}
	var r landedResult
	if err := json.Unmarshal(l.out.Bytes(), &r); err != nil {
		t.Fatalf("exit %d: %v\n%s", code, err, l.out.String())
	}
	return r, code
}

// connector signs in as the AD DS Connector account, as a reset does.
func connector(t *testing.T, env map[string]string) *ldap.Conn {
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
	if err := conn.Bind(env["MSOL_NAME"]+"@"+env["DNS_DOMAIN"], env["MSOL_PASSWORD"]); err != nil {
		t.Fatal(err)
	}
	return conn
}

// resetOf is a reset of a user of OU=Staff, with further attributes beside it.
func resetOf(env map[string]string, user, password string, besides ...string) *ldap.ModifyRequest {
	request := ldap.NewModifyRequest("CN="+user+",OU=Staff,"+env["BASE_DN"], nil)
	if password != "" {
		request.Replace("unicodePwd", []string{quoted(password)})
	}
	for i := 0; i < len(besides); i += 2 {
		request.Replace(besides[i], []string{besides[i+1]})
	}
	return request
}

// arriving makes somebody in OU=Staff whose password may be reset: those whom
// every test knows keep theirs.
func arriving(t *testing.T, env map[string]string, name string) {
	t.Helper()
	a := &administrator{t: t, conn: asAdministrator(t, env), base: env["BASE_DN"]}
	staff := "OU=Staff," + env["BASE_DN"]
	a.person(name, "user", staff, env)
	t.Cleanup(func() { _ = a.conn.Del(ldap.NewDelRequest("CN="+name+","+staff, nil)) })
}

func fresh() string { return fmt.Sprintf("Fresh-%08x-Pass!", rand.Uint32()) }

// TestARealResetLands: what the connector account writes on a real controller is
// what landed says, and what the controller refuses is nothing in AD.
func TestARealResetLands(t *testing.T) {
	env := controller(t)
	msol := connector(t, env)
	arriving(t, env, "lands")
	for _, c := range []struct {
		name, user string
		request    *ldap.ModifyRequest
		refused    uint16
		limit      string
		result     string
		code       int
	}{
		{"lands", "lands", resetOf(env, "lands", fresh()), 0, "30s", "changed", 0},
		{"must change", "lands", resetOf(env, "lands", fresh(), "pwdLastSet", "0"), 0, "30s", "changed", 0},
		{"must change once more", "lands", resetOf(env, "lands", fresh(), "pwdLastSet", "0"), 0, "30s", "changed", 0},
		{"unlocks as well", "lands", resetOf(env, "lands", fresh(), "lockoutTime", "0"), 0, "30s", "changed", 0},
		{"refused by the policy", "lands", resetOf(env, "lands", "short"), ldap.LDAPResultConstraintViolation, "3s", "not-arrived", 1},
		{"refused by rights", "denise", resetOf(env, "denise", fresh()), ldap.LDAPResultInsufficientAccessRights, "3s", "not-arrived", 1},
		{"marked alone", "lands", resetOf(env, "lands", "", "pwdLastSet", "0"), 0, "3s", "not-arrived", 1},
		{"unlocked alone", "lands", resetOf(env, "lands", "", "lockoutTime", "0"), 0, "3s", "unlocked-only", 1},
		{"another attribute", "lands", nil, 0, "3s", "not-arrived", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.result == "unlocked-only" { // what is not locked is not unlocked
				if err := asAdministrator(t, env).Modify(resetOf(env, c.user, "", "lockoutTime", "134403908988017520")); err != nil {
					t.Fatal(err)
				}
			}
			l := watchFor(t, env, c.user, "--limit", c.limit)
			conn := msol
			if c.request == nil {
				conn, c.request = asAdministrator(t, env), resetOf(env, c.user, "", "description", fresh())
			}
			err := conn.Modify(c.request)
			if c.refused == 0 && err != nil || c.refused != 0 && !ldap.IsErrorWithCode(err, c.refused) {
				t.Fatalf("the reset itself: %v", err)
			}
			if r, code := l.answer(t); r.Result != c.result || code != c.code {
				t.Errorf("got %s, exit %d; want %s, %d\n%s", r.Result, code, c.result, c.code, r.Findings[0].Evidence)
			}
		})
	}
	t.Run("landed before", func(t *testing.T) {
		if r, code := watchFor(t, env, "lands", "--since", "10m").answer(t); r.Result != "changed" || code != 0 {
			t.Errorf("got %s, exit %d", r.Result, code)
		}
	})
}

// TestARealResetLandsByReplication: a reset at the second controller reaches the
// PDC emulator, and the answer says where it was made.
func TestARealResetLandsByReplication(t *testing.T) {
	env := controller(t)
	second, err := secondController()
	if err != nil {
		t.Fatal(err)
	}
	arriving(t, env, "replicates")
	d, _ := domain()
	if _, err := sambaAD("sync", d.dirs[1], d.dirs[0]); err != nil {
		t.Fatal(err)
	}
	l := watchFor(t, env, "replicates", "--limit", "90s")
	if err := asAdministrator(t, second).Modify(resetOf(env, "replicates", fresh())); err != nil {
		t.Fatal(err)
	}
	r, code := l.answer(t)
	var seen struct {
		Account struct {
			Host   string
			States []struct {
				Password struct {
					Origin string
					Here   *bool
				}
			}
		}
	}
	if err := json.Unmarshal(r.Findings[0].Evidence, &seen); err != nil {
		t.Fatal(err)
	}
	last := seen.Account.States[len(seen.Account.States)-1].Password
	if r.Result != "changed" || code != 0 || !strings.EqualFold(last.Origin, second["DC_HOST"]) || last.Here == nil || *last.Here || !strings.EqualFold(seen.Account.Host, env["DC_HOST"]) {
		t.Errorf("got %s, exit %d\n%s", r.Result, code, r.Findings[0].Evidence)
	}
}

// resets are as many as the time to the answer is measured over.
const resets = 200

// TestTwoHundredResetsLand measures how long after the write the program has
// ended with its answer. How fast is told and not judged: the machine may have
// other things to do. That each is seen is judged.
func TestTwoHundredResetsLand(t *testing.T) {
	env := controller(t)
	msol := connector(t, env)
	arriving(t, env, "hastens")
	var took []time.Duration
	for i := range resets {
		l := watchFor(t, env, "hastens", "--limit", "30s")
		time.Sleep(rand.N(150 * time.Millisecond)) // at any moment between two looks
		if err := msol.Modify(resetOf(env, "hastens", fresh())); err != nil {
			t.Fatal(err)
		}
		written := time.Now()
		r, code := l.answer(t)
		took = append(took, time.Since(written))
		if r.Result != "changed" || code != 0 {
			t.Fatalf("reset %d: got %s, exit %d\n%s", i, r.Result, code, r.Findings[0].Evidence)
		}
	}
	slices.Sort(took)
	at := func(percent int) time.Duration { return took[(len(took)-1)*percent/100].Round(time.Millisecond) }
	t.Logf("%d resets, from the end of the LDAP write to the end of the program: median %s, p95 %s, longest %s", resets, at(50), at(95), at(100))
}
