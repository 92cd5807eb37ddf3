package command_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

// A table of products that somebody names is in place of that of the program: it
// gives the names, and decides of a product whose plans the answer leaves out.
func TestATableOfProductsIsReplaced(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	const spe = "05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,"
	world := write("world.yaml", "tenant:\n  skus:\n    SPE_E3: {plans: {AAD_PREMIUM: null, EXCHANGE_S_ENTERPRISE: null}}\n")
	for _, c := range []struct{ name, table, outcome, says string }{
		{"ours", "", "assigned", "Microsoft 365 E3"},
		{"another name", "# ours\n" + spe + "\"Contoso, the bundle\",yes\n", "assigned", "Contoso, the bundle"},
		{"grants nothing", spe + "Contoso bundle,no\n", "not-granting", "Contoso bundle"},
		{"knows it not", strings.Replace(spe, "05e9", "05e8", 1) + "X,yes\n", "unseen", ""},
	} {
		args := []string{"check", "--world", world, "--format", "json"}
		if c.table != "" {
			args = append(args, "--licenses", write(c.name+".csv", strings.ReplaceAll(c.table, "SPE_E3,X", "OTHER,X")))
		}
		_, out, errs := commandtest.Run(t, nil, args...)
		found := false
		for _, f := range commandtest.Decode(t, out).Findings {
			if f.Step == "configuration/premium-license" {
				found = f.Outcome == c.outcome && strings.Contains(f.Said.En, c.says)
				if !found {
					t.Errorf("%s: got %s: %s", c.name, f.Outcome, f.Said.En)
				}
			}
		}
		if !found {
			t.Errorf("%s: want %s, %q; %s", c.name, c.outcome, c.says, errs)
		}
	}
	for text, want := range map[string]string{
		"":                                  "no product",
		spe + "Contoso":                     "four columns",
		"x,SPE_E3,Contoso,yes":              "a GUID",
		spe + "Contoso,maybe":               "has to be yes",
		spe + ",yes":                        "is empty",
		spe + "\"Contoso,yes\n":             "not CSV",
		spe + "A,yes\n" + spe + "B,perhaps": "line 2",
	} {
		code, out, errs := commandtest.Run(t, nil, "check", "--world", "healthy", "--lang", "en", "--licenses", write("broken.csv", text))
		if code != command.ExitUsage || out != "" || !strings.Contains(strings.Join(strings.Fields(errs), " "), want) {
			t.Errorf("%q: exit %d, %q, %q; want %q", text, code, out, errs, want)
		}
	}
}
