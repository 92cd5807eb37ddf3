//go:build samba && unix

package e2e_test

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// controller is a real Samba domain controller that this test brings up.
func controller(t *testing.T) map[string]string {
	t.Helper()
	script, err := filepath.Abs("../../.ci/samba/samba-ad")
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp("/tmp", "wbd-e2e-") // its sockets need a short path
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if out, err := exec.Command(script, "down", dir).CombinedOutput(); err != nil {
			t.Errorf("stop the controller: %v\n%s", err, out)
		}
		os.RemoveAll(dir)
	})
	var out []byte
	for _, command := range []string{"up", "seed"} {
		cmd := exec.CommandContext(t.Context(), script, command, dir)
		cmd.Stderr = os.Stderr
		if out, err = cmd.Output(); err != nil {
			t.Fatalf("%s: %v (samba must be installed, and this must be root)", command, err)
		}
	}
	env := map[string]string{}
	for line := range strings.Lines(string(out)) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), "="); ok {
			env[name] = value
		}
	}
	return env
}

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
	return run(t, exec.CommandContext(t.Context(), program, args...), password)
}

func run(t *testing.T, cmd *exec.Cmd, password string) (result, int) {
	t.Helper()
	cmd.Env = append(os.Environ(), "WRITEBACK_DOCTOR_PASSWORD="+password)
	out, err := cmd.Output()
	code := 0
	var status *exec.ExitError
	if errors.As(err, &status) {
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
	resolv := filepath.Join(t.TempDir(), "resolv.conf")
	host, _, _ := strings.Cut(env["DNS_ADDR"], ":")
	if err := os.WriteFile(resolv, []byte("nameserver "+host+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "unshare", "--mount", "sh", "-c", `mount --bind "$0" /etc/resolv.conf && exec "$@"`,
		resolv, program, "check", "--format", "json", "--domain", env["DNS_DOMAIN"], "--ca-file", env["CA_FILE"],
		"--account", admin, "--user", "alice@"+env["DNS_DOMAIN"])
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

// binds: each refusal has its own words, by sub-code.
func binds(t *testing.T, env map[string]string) {
	for account, want := range map[string][3]string{
		"alice":      {"not the password", "wrong-password", "49/52e"},
		"disabled":   {env["USER_PASSWORD"], "account-disabled", "49/533"},
		"expired":    {env["USER_PASSWORD"], "account-expired", "49/701"},
		"mustchange": {env["USER_PASSWORD"], "must-change-password", "49/773"},
		"stale":      {env["USER_PASSWORD"], "password-expired", "49/532"},
	} {
		r, code := check(t, env, account+"@"+env["DNS_DOMAIN"], want[0], "alice@"+env["DNS_DOMAIN"])
		if code != 2 || r.Verdict.Status != "unknown" {
			t.Errorf("%s: exit %d, %s, want 2 and unknown: a sign-in of ours says nothing about the patient", account, code, r.Verdict.Status)
		}
		for _, f := range r.Findings {
			if f.Step == "configuration/user-account" && (f.Why != want[1] || f.WhyCode != want[2]) {
				t.Errorf("%s: got %s %s, want %s %s", account, f.Why, f.WhyCode, want[1], want[2])
			}
		}
	}
}
