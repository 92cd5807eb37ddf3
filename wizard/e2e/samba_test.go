//go:build samba && unix

package e2e_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

type result struct {
	Verdict struct {
		Status  string
		Unknown []string
	}
	Findings []struct {
		Step, Outcome, Status, Why string
		WhyCode                    string `json:"why_code"`
		Vantage                    string
		Said                       struct{ Ko, En string }
		Evidence                   json.RawMessage
	}
}

// check runs the built program against the controller.
func check(t *testing.T, env map[string]string, account, password, user string, more ...string) (result, int) {
	t.Helper()
	args := append([]string{
		"check", "--format", "json", "--domain", env["DNS_DOMAIN"], "--controller", env["DC_ADDR"],
		"--ca-file", env["CA_FILE"], "--account", account, "--user", user,
	}, more...)
	return run(t, inDomain(t, env, password, args...), password)
}

// run starts the program and reads its report.
func run(t *testing.T, cmd *exec.Cmd, password string) (result, int) {
	t.Helper()
	out, err := cmd.Output()
	code := 0
	if status, ok := errors.AsType[*exec.ExitError](err); ok {
		code = status.ExitCode()
	} else if err != nil {
		t.Fatal(err)
	}
	var r result
	if err := json.Unmarshal(out, &r); err != nil {
		t.Fatalf("exit %d, not JSON: %v\n%s", code, err, out)
	}
	if strings.Contains(string(out), password) {
		t.Error("the password stands in the output")
	}
	return r, code
}

func (r result) outcome(step string) string {
	for _, f := range r.Findings {
		if f.Step == step {
			return f.Outcome
		}
	}
	return ""
}

// TestARealController walks the built program against Samba: the directory is
// judged by what it really says, and nothing that needs a tenant or a Connect
// server is green or red.
func TestARealController(t *testing.T) {
	env := controller(t)
	admin := "Administrator@" + env["DNS_DOMAIN"]
	r, _ := check(t, env, admin, env["ADMIN_PASSWORD"], "alice@"+env["DNS_DOMAIN"])
	for step, want := range map[string]string{
		"configuration/user-origin":        "half-seen",
		"configuration/protected-user":     "ordinary",
		"configuration/user-account":       "usable",
		"configuration/password-policy":    "too-young", // Samba's default: one day
		"configuration/domain-controllers": "system-unknown",
		"configuration/ou-name":            "clean",
	} {
		if got := r.outcome(step); got != want {
			t.Errorf("%s: got %q, want %q", step, got, want)
		}
	}
	for _, f := range r.Findings {
		seesOnlyDirectory := slices.Contains([]string{
			"configuration/protected-user", "configuration/user-account", "configuration/password-policy",
			"configuration/ou-name", "symptom/caller", "symptom/words",
		}, f.Step)
		if !seesOnlyDirectory && f.Status != "unknown" {
			t.Errorf("%s is %s (%s) without a tenant or a Connect server: %s", f.Step, f.Status, f.Outcome, f.Said.En)
		}
		if strings.Contains(f.Vantage, "sync-server") {
			t.Errorf("%s claims to be seen from the Connect server", f.Step)
		}
	}
	namesTheHolder(t, r, env)
	t.Run("discovery", func(t *testing.T) { discovery(t, env, admin) })
	t.Run("users", func(t *testing.T) { users(t, env, admin) })
	t.Run("binds", func(t *testing.T) { binds(t, env) })
}

// namesTheHolder: the role owner is read from the directory, and the evidence
// holds functional levels and the controller's system.
func namesTheHolder(t *testing.T, r result, env map[string]string) {
	t.Helper()
	for _, f := range r.Findings {
		switch f.Step {
		case "configuration/pdc-emulator":
			if !strings.Contains(string(f.Evidence), env["DC_HOST"]) || !strings.HasPrefix(f.Outcome, "hint-") {
				t.Errorf("pdc-emulator: %s %s", f.Outcome, f.Evidence)
			}
		case "configuration/domain-controllers":
			for _, want := range []string{`"domain_level":"4"`, `"forest_level":"4"`, `"Samba"`} {
				if !strings.Contains(string(f.Evidence), want) {
					t.Errorf("domain-controllers lacks %s: %s", want, f.Evidence)
				}
			}
		}
	}
}

// discovery gives the domain's name alone, in a mount namespace whose name
// server is the controller: SRV records lead to the controller, and the role
// owner is compared with the record of the PDC emulator.
func discovery(t *testing.T, env map[string]string, admin string) {
	t.Helper()
	cmd := inDomain(t, env, env["ADMIN_PASSWORD"], "check", "--format", "json", "--domain", env["DNS_DOMAIN"],
		"--ca-file", env["CA_FILE"], "--account", admin, "--user", "alice@"+env["DNS_DOMAIN"])
	r, _ := run(t, cmd, env["ADMIN_PASSWORD"])
	for _, f := range r.Findings {
		if f.Step != "configuration/pdc-emulator" {
			continue
		}
		for _, want := range []string{`"host":"` + env["DC_HOST"] + `"`, `"srv":["` + env["DC_HOST"] + `"]`, `"srv_answer":"open"`} {
			if !strings.Contains(string(f.Evidence), want) {
				t.Errorf("the evidence lacks %s: %s", want, f.Evidence)
			}
		}
		if f.Outcome != "hint-reachable" && f.Outcome != "hint-unreachable" {
			t.Errorf("got %s, want a hint: it was not seen from the Connect server", f.Outcome)
		}
		return
	}
	t.Error("pdc-emulator was not visited")
}

func users(t *testing.T, env map[string]string, admin string) {
	t.Helper()
	for name, want := range map[string][2]string{
		"disabled": {"configuration/user-account", "disabled"},
		"expired":  {"configuration/user-account", "expired"},
		"erin":     {"configuration/protected-user", "protected"},
		"dave":     {"configuration/protected-user", "inheritance-off-user"},
		"nobody":   {"configuration/user-account", "unseen"},
	} {
		r, _ := check(t, env, admin, env["ADMIN_PASSWORD"], name+"@"+env["DNS_DOMAIN"])
		if got := r.outcome(want[0]); got != want[1] {
			t.Errorf("%s: %s: got %q, want %q", name, want[0], got, want[1])
		}
	}
}

// binds: each refusal has its own words, by sub-code. The table is what the
// program says to each.
func binds(t *testing.T, env map[string]string) {
	t.Helper()
	a := &administrator{t: t, conn: asAdministrator(t, env), base: env["BASE_DN"]}
	staff := "OU=Staff," + env["BASE_DN"]
	for _, name := range []string{"nightly", "elsewhere"} {
		a.person(name, "user", staff, env)
	}
	const week = 21 // a bit an hour
	a.write("CN=nightly,"+staff, "logonHours", string(make([]byte, week)))
	a.write("CN=elsewhere,"+staff, "userWorkstations", "ANOTHER-PC")
	a.lock(env, "pam")
	t.Cleanup(func() { a.write("CN=pam,"+staff, "lockoutTime", "0") })
	good, table := env["USER_PASSWORD"], "account     why                      code     said\n"
	for _, x := range [][4]string{
		{"alice", "not the password", "wrong-password", "49/52e"},
		{"nobody", good, "wrong-password", "49/52e"},
		{"disabled", good, "account-disabled", "49/533"},
		{"expired", good, "account-expired", "49/701"},
		{"mustchange", good, "must-change-password", "49/773"},
		{"stale", good, "password-expired", "49/532"},
		{"pam", good, "locked-out", "49/775"},
		{"nightly", good, "logon-hours", "49/530"},
		{"elsewhere", good, "workstation", "49/531"},
	} {
		r, code := check(t, env, x[0]+"@"+env["DNS_DOMAIN"], x[1], "alice@"+env["DNS_DOMAIN"])
		if code != 2 || r.Verdict.Status != "unknown" {
			t.Errorf("%s: exit %d, %s, want 2 and unknown: a sign-in of ours says nothing about the patient", x[0], code, r.Verdict.Status)
		}
		for _, f := range r.Findings {
			if f.Step != "configuration/user-account" {
				continue
			}
			table += fmt.Sprintf("%-11s %-24s %-8s %s\n", x[0], f.Why, f.WhyCode, f.Said.En)
			if f.Why != x[2] || f.WhyCode != x[3] {
				t.Errorf("%s: got %s %s, want %s %s", x[0], f.Why, f.WhyCode, x[2], x[3])
			}
		}
	}
	t.Log("\n" + table)
}
