package command_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

// What is printed fits eighty columns, except for what is copied: commands,
// which stand further in, and a single word, such as an address. "took: 7.4"
// and "s" are never on two lines.
func TestWhatIsPrintedFitsAndIsCopiedWhole(t *testing.T) {
	t.Parallel()
	split := regexp.MustCompile(`\d\n\s*(s|초|min|users?|user\(s\)|UTC)\b`)
	const ports = "https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-ports\n"
	file := savedWalk(t, "pdc-unreachable", command.ExitBroken)
	for _, c := range []struct{ args, whole string }{
		{"check --world pdc-unreachable --case NEW", ports},
		{"open " + file + " --format text", ports},
		{"check --world user-nowhere", "https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-userprincipalname\n"},
		{"rights --world rights-denied", "https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/password-writeback-access-rights-permissions\n"},
		{"scan --world rights-denied", "(!(sAMAccountName=MSOL_*))"},
	} {
		for _, l := range []string{"ko", "en"} {
			t.Run(strings.ReplaceAll(c.args, file, "FILE")+"/"+l, func(t *testing.T) {
				t.Parallel()
				code, out, errs := commandtest.Run(t, nil, append(strings.Fields(strings.ReplaceAll(c.args, "NEW", filepath.Join(t.TempDir(), "case.json"))), "--lang", l)...)
				if code != command.ExitBroken || !strings.Contains(out, c.whole) || strings.Contains(out, "\u00a0") {
					t.Errorf("%s in %s: exit %d, %s; want %q whole in\n%s", c.args, l, code, errs, c.whole, out)
				}
				for line := range strings.SplitSeq(out, "\n") {
					if ansi.StringWidth(line) > 80 && !strings.HasPrefix(line, "    ") && len(strings.Fields(line)) > 1 {
						t.Errorf("%s in %s: %d columns: %q", c.args, l, ansi.StringWidth(line), line)
					}
				}
				if at := split.FindString(out); at != "" {
					t.Errorf("%s in %s: a number stands apart from its unit: %q", c.args, l, at)
				}
			})
		}
	}
}
