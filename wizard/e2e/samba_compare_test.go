//go:build samba && unix

package e2e_test

import (
	"encoding/json"
	"errors"
	"os/exec"
	"slices"
	"testing"
)

// TestCompareUsers holds people of a real directory against each other: what
// was made different about them is told, the root of it first, and nothing
// else.
func TestCompareUsers(t *testing.T) {
	env := controller(t)
	file := serverFile(t, env)
	rights := []string{"reset-password", "write-lockout-time", "write-pwd-last-set"}
	for _, tt := range []struct {
		first, second string
		want          []string
		telling       string // an aspect, or "" where no difference is a fault of the first alone
	}{
		{"alice", "bob", nil, ""},
		{"bob", "twin1", nil, ""},
		{"nora", "alice", append(slices.Clone(rights), "place"), "reset-password"},
		{"petra", "alice", []string{"write-lockout-time", "write-pwd-last-set", "place"}, "write-lockout-time"},
		{"denise", "alice", []string{"reset-password"}, "reset-password"},
		{"dave", "alice", append([]string{"inheritance"}, rights...), "inheritance"},
		{"pam", "alice", []string{"policy", "minimum-age", "history", "length"}, ""},
		{"disabled", "alice", []string{"disabled"}, "disabled"},
		{"expired", "alice", []string{"expired"}, "expired"},
		{"erin", "alice", []string{
			"protected-groups", "admin-count", "inheritance", "reset-password", "change-password", "write-lockout-time", "write-pwd-last-set",
		}, "protected-groups"},
		{"carl", "nora", []string{"cannot-change", "change-password"}, "cannot-change"},
		{"alice", "denise", []string{"reset-password"}, ""}, // the wrong way round
	} {
		t.Run(tt.first+" and "+tt.second, func(t *testing.T) {
			c := compareUsers(t, env, file, tt.first, tt.second)
			var got []string
			telling := ""
			for _, d := range c.Differences {
				got = append(got, d.Aspect)
				if telling == "" && !d.Clue && d.Worse != "unknown" {
					telling = d.Aspect
				}
			}
			if !slices.Equal(got, tt.want) || telling != tt.telling {
				t.Errorf("got %v, telling %q, want %v, telling %q\n%s", got, telling, tt.want, tt.telling, c.Conclusion.En)
			}
			for _, gap := range c.NotCompared {
				for _, aspect := range gap.Aspects {
					if !slices.Contains(elsewhere, aspect) {
						t.Errorf("%s was not compared: %s", aspect, gap.Said.En)
					}
				}
			}
			if len(c.Same) < 20-len(got) {
				t.Errorf("got only %d aspects compared and the same: %v", len(c.Same), c.Same)
			}
		})
	}
}

// elsewhere are the aspects that only a tenant or a Connect server can tell.
var elsewhere = []string{
	"in-tenant", "synchronised", "one-account", "cloud-enabled", "cloud-type", "license",
	"reset-report", "administrator", "reset-scope", "reset-methods", "sync-link",
}

type comparedUsers struct {
	Conclusion  struct{ Ko, En string }
	Differences []struct {
		Aspect, Worse string
		Clue          bool
	}
	NotCompared []struct {
		Aspects []string
		Said    struct{ Ko, En string }
	} `json:"not_compared"`
	Same []string
}

func compareUsers(t *testing.T, env map[string]string, file, first, second string) comparedUsers {
	t.Helper()
	cmd := inDomain(t, env, env["ADMIN_PASSWORD"], "check", "--format", "json", "--domain", env["DNS_DOMAIN"], "--controller", env["DC_ADDR"],
		"--ca-file", env["CA_FILE"], "--account", "Administrator@"+env["DNS_DOMAIN"], "--server-file", file,
		"--user", first+"@"+env["DNS_DOMAIN"], "--compare", second+"@"+env["DNS_DOMAIN"])
	out, err := cmd.Output()
	var status *exec.ExitError
	if err != nil && !errors.As(err, &status) {
		t.Fatal(err)
	}
	var r struct{ Comparison *comparedUsers }
	if err := json.Unmarshal(out, &r); err != nil || r.Comparison == nil {
		t.Fatalf("no comparison: %v\n%s", err, out)
	}
	return *r.Comparison
}
