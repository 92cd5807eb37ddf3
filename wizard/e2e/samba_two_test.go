//go:build samba && unix

package e2e_test

import (
	"encoding/json"
	"fmt"
	"net"
	"strconv"
	"strings"
	"sync"
	"testing"

	"example.com/writeback-doctor/probes/directory/access"
)

const (
	stepControllers = "configuration/domain-controllers"
	stepPDC         = "configuration/pdc-emulator"
)

// pair is the shared domain with both controllers, and what the program says
// of it.
type pair struct {
	*walker
	dirs          [2]string
	first, second map[string]string
	table         strings.Builder
}

// TestTwoControllers: copies of the user that differ, a copy that is missing,
// the PDC role on the second controller while DNS still names the first, and a
// role owner that is down. It goes from one state to the next and back, so its
// parts are not parallel.
func TestTwoControllers(t *testing.T) {
	first := controller(t)
	second, err := secondController()
	if err != nil {
		t.Fatal(err)
	}
	d, _ := domain()
	p := &pair{walker: &walker{t: t, env: first, file: serverFile(t, first)}, dirs: d.dirs, first: first, second: second}
	fmt.Fprintf(&p.table, "%-42s %-20s %-18s %-28s %s\n", "state", "domain-controllers", "pdc-emulator", "PDC (role owner)", "SRV")
	p.shares(first)
	stop := p.shares(second)
	p.want("both in step", "alice", "system-unknown", "hint-reachable", first)
	p.copiesDiffer()
	p.roleMoves(stop)
	p.want("the role is back", "alice", "system-unknown", "hint-reachable", first)
	t.Log("\n" + p.table.String())
}

// shares opens a controller's SMB port, which a Samba without its file server
// lacks, so that it counts as reachable. The result closes it again.
func (p *pair) shares(env map[string]string) func() {
	p.t.Helper()
	l, err := net.Listen("tcp", env["DC_ADDR"]+":445")
	if err != nil {
		p.t.Fatal(err)
	}
	stop := sync.OnceFunc(func() { _ = l.Close() })
	p.t.Cleanup(stop)
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			_ = conn.Close()
		}
	}()
	return stop
}

// want walks the program and holds it against two outcomes and the controller
// that owns the role. It returns the evidence about the controllers.
func (p *pair) want(state, user, controllers, pdc string, owner map[string]string) string {
	p.t.Helper()
	r, _ := run(p.t, p.command(user, "json"), p.env["ADMIN_PASSWORD"])
	var seen struct {
		PDC struct {
			Host string   `json:"host"`
			SRV  []string `json:"srv"`
		} `json:"pdc"`
	}
	var evidence string
	for _, f := range r.Findings {
		switch f.Step {
		case stepPDC:
			if err := json.Unmarshal(f.Evidence, &seen); err != nil {
				p.t.Errorf("%s: %v", state, err)
			}
		case stepControllers:
			evidence = string(f.Evidence)
		}
	}
	found := seen.PDC
	fmt.Fprintf(&p.table, "%-42s %-20s %-18s %-28s %s\n", state, r.outcome(stepControllers), r.outcome(stepPDC), found.Host, strings.Join(found.SRV, ", "))
	if got := r.outcome(stepControllers); got != controllers {
		p.t.Errorf("%s: %s: got %s, want %s\n%s", state, stepControllers, got, controllers, evidence)
	}
	if got := r.outcome(stepPDC); got != pdc {
		p.t.Errorf("%s: %s: got %s, want %s (%+v)", state, stepPDC, got, pdc, found)
	}
	if !strings.EqualFold(found.Host, owner["DC_HOST"]) || len(found.SRV) != 1 || !strings.EqualFold(found.SRV[0], p.first["DC_HOST"]) {
		p.t.Errorf("%s: the role is at %s, DNS names %s; want %s and %s", state, found.Host, found.SRV, owner["DC_HOST"], p.first["DC_HOST"])
	}
	return evidence
}

func (p *pair) samba(args ...string) {
	p.t.Helper()
	if _, err := sambaAD(args...); err != nil {
		p.t.Fatal(err)
	}
}

// deaf switches replication to the second controller off or on
// (NTDSDSA_OPT_DISABLE_INBOUND_REPL, MS-ADTS 6.1.1.2.2.1.2.1.1).
func (p *pair) deaf(on bool) {
	p.t.Helper()
	a := &administrator{t: p.t, conn: asAdministrator(p.t, p.second), base: p.env["BASE_DN"]}
	service := string(a.read("", "dsServiceName"))
	const disableInbound = 2
	options, err := strconv.Atoi(string(a.read(service, "options")))
	if err != nil {
		p.t.Fatal(err)
	}
	if options &^= disableInbound; on {
		options |= disableInbound
	}
	a.write(service, "options", strconv.Itoa(options))
}

// copiesDiffer gives alice an entry on the first controller alone, and makes a
// user whom only the first has.
func (p *pair) copiesDiffer() {
	p.t.Helper()
	a := &administrator{t: p.t, conn: asAdministrator(p.t, p.first), base: p.env["BASE_DN"], domains: []string{"CORP"}}
	alice := "CN=alice,OU=Staff," + p.env["BASE_DN"]
	denial := access.ResetPassword.Refuse(a.account(`CORP\` + p.env["MSOL_NAME"]))
	p.deaf(true)
	a.grant(alice, denial)
	evidence := p.want("a denial that has not replicated", "alice", "descriptors-differ", "hint-reachable", p.first)
	for _, env := range []map[string]string{p.first, p.second} {
		if !strings.Contains(evidence, env["DC_HOST"]) {
			p.t.Errorf("the evidence does not name %s: %s", env["DC_HOST"], evidence)
		}
	}
	a.person("late", "user", "OU=Staff,"+p.env["BASE_DN"], p.env)
	p.want("a user who has not replicated", "late", "replica-missing", "hint-reachable", p.first)
	p.deaf(false)
	p.samba("sync", p.dirs[1], p.dirs[0])
	p.want("replicated: the user", "late", "system-unknown", "hint-reachable", p.first)
	p.want("replicated: the denial", "alice", "system-unknown", "hint-reachable", p.first)
	a.takeBack(alice, denial)
	p.samba("sync", p.dirs[1], p.dirs[0])
}

// roleMoves gives the role to the second controller; DNS goes on naming the
// first. Then the second goes down, and comes back.
func (p *pair) roleMoves(stopSharing func()) {
	p.t.Helper()
	p.samba("pdc", p.dirs[1])
	p.samba("sync", p.dirs[1], p.dirs[0])
	p.want("the role is at the second", "alice", "system-unknown", "hint-stale", p.second)
	stopSharing()
	p.samba("down", p.dirs[1])
	p.want("and the second is down", "alice", "unreachable-some", "hint-unreachable", p.second)
	p.samba("join", p.dirs[1], p.dirs[0])
	p.samba("pdc", p.dirs[0])
	p.samba("sync", p.dirs[1], p.dirs[0])
}
