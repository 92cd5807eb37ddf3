package command_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

const askTenant = "contoso.onmicrosoft.com"

// TestATableOfProductsIsForTheScanToo: what somebody says of products holds for a
// scan of everybody as for one user; where no tenant is looked at it would count for
// nothing, and is refused.
func TestATableOfProductsIsForTheScanToo(t *testing.T) {
	t.Parallel()
	const spe = "05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,"
	world := worldFile(t, `
tenant:
  skus:
    SPE_E3: {plans: {AAD_PREMIUM: null, EXCHANGE_S_ENTERPRISE: null}}
  users:
    fault@contoso.com: {sync: synced, account: lee, faults: {SPE_E3: CountViolation}}
`)
	table := filepath.Join(t.TempDir(), "table.csv")
	for _, c := range []struct{ name, table, says string }{
		{"ours", "", "broken assignment-error"},
		{"another name", spe + "\"Contoso, the bundle\",yes\n", "broken assignment-error"},
		{"grants nothing", spe + "Contoso bundle,no\n", "broken not-granting"},
	} {
		args := []string{"scan", "--world", world, "--tenant", askTenant, "--format", "csv"}
		if c.table != "" {
			if err := os.WriteFile(table, []byte(c.table), 0o600); err != nil {
				t.Fatal(err)
			}
			args = append(args, "--licenses", table)
		}
		_, out, errs := commandtest.Run(t, map[string]string{"LANG": "en_US.UTF-8"}, args...)
		if got := rowsOf(t, out)["fault"]; !strings.Contains(got, c.says) {
			t.Errorf("%s: fault is %q, want %q; %s", c.name, got, c.says, errs)
		}
	}
	code, out, errs := commandtest.Run(t, nil, "scan", "--world", "healthy", "--lang", "en", "--licenses", table)
	if code != command.ExitUsage || out != "" || !strings.Contains(errs, "--licenses") {
		t.Errorf("without a tenant: exit %d, %q, %q", code, out, errs)
	}
}
