package command_test

import (
	"strings"
	"testing"

	"example.com/writeback-doctor/wizard/command/commandtest"
)

// TestLicensesNameWhatIsLinked: CI compares the list with what is linked; here
// it is there at all, the same in both languages, and each text has a holder.
func TestLicensesNameWhatIsLinked(t *testing.T) {
	t.Parallel()
	code, out, errs := commandtest.Run(t, nil, "licenses", "--lang", "en")
	if code != 0 || errs != "" {
		t.Fatalf("exit %d, stderr %q", code, errs)
	}
	for _, name := range []string{"Go standard library (BSD-3-Clause)\n", "github.com/charmbracelet/bubbletea v1.", "github.com/go-ldap/ldap/v3 v3.", "(Apache-2.0)\n", "(MPL-2.0)\n"} {
		if !strings.Contains(out, name) {
			t.Errorf("lacks %q", name)
		}
	}
	if strings.Contains(out, "()") {
		t.Error("a module has no licence")
	}
	if _, korean, _ := commandtest.Run(t, nil, "licenses", "--lang", "ko"); korean != out {
		t.Error("a licence is not the same in Korean")
	}
}
