package command_test

import (
	"encoding/csv"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

// scannedJSON is as much of the JSON of scan as the tests read.
type scannedJSON struct {
	Schema      string
	Complete    bool
	Interrupted bool
	Why         *struct{ Kind string }
	Users       struct{ Users, Fail, Unknown, Warn, Work int }
	Gaps        []struct{ What string }
	Causes      []struct {
		Step, Outcome, Status string
		Users, Also           int
		Examples              []struct{ Name string }
		Containers            []struct {
			DN    string
			Users int
		}
	}
	Account    *struct{ Outcome, Status string } `json:"connector_account_finding"`
	Containers []struct {
		DN   string
		Fail int
	}
}

func scanJSON(t *testing.T, args ...string) (int, scannedJSON) {
	t.Helper()
	code, out, errs := commandtest.Run(t, nil, append([]string{"scan", "--format", "json"}, args...)...)
	var got scannedJSON
	if err := json.Unmarshal([]byte(out), &got); err != nil || got.Schema != "writeback-doctor/scan/1" {
		t.Fatalf("exit %d, %v, %q\n%s", code, err, out, errs)
	}
	for _, b := range []byte(out) {
		if b >= 0x80 {
			t.Fatalf("the JSON is not ASCII: %s", out)
		}
	}
	return code, got
}

// TestAScanAgreesWithCheck holds what scan says of a world's user against what
// check says: the same outcomes of the same steps.
func TestAScanAgreesWithCheck(t *testing.T) {
	t.Parallel()
	for _, world := range []string{
		"healthy", "rights-denied", "rights-denied-by-ou", "rights-missing-inetorgperson", "rights-unexpire-missing", "inheritance-off-ou",
		"inheritance-off-user", "account-cannot-change", "account-expired", "account-locked", "account-smart-card", "protected-user",
		"protected-user-orphaned", "policy-fine-grained-too-young", "policy-minimum-age", "ou-name-reserved",
		"blind-policy-unreadable", "blind-descriptor-unreadable",
	} {
		t.Run(world, func(t *testing.T) {
			t.Parallel()
			_, out, _ := commandtest.Run(t, nil, "check", "--world", world, "--format", "json")
			var walked struct {
				Findings []struct {
					Step, Outcome, Status string
					ExplainedBy           string `json:"explained_by"`
				}
			}
			if err := json.Unmarshal([]byte(out), &walked); err != nil {
				t.Fatal(err)
			}
			want := map[string]bool{}
			for _, f := range walked.Findings {
				step := strings.TrimPrefix(f.Step, "configuration/")
				judged := slices.Contains([]string{"effective-rights", "protected-user", "user-account", "password-policy", "ou-name"}, step)
				if judged && f.Status != "healthy" && f.ExplainedBy == "" {
					want[f.Step+"/"+f.Outcome] = true
				}
			}
			_, got := scanJSON(t, "--world", world, "--filter", "(sAMAccountName=kim)")
			said := map[string]bool{}
			for _, c := range got.Causes {
				said[c.Step+"/"+c.Outcome] = true
			}
			if !maps.Equal(said, want) || got.Users.Users != 1 {
				t.Errorf("scan says %v of %d users, check says %v", said, got.Users.Users, want)
			}
		})
	}
}

func TestTheExitCodeOfAScan(t *testing.T) {
	t.Parallel()
	for world, want := range map[string]int{
		"healthy": command.ExitHealthy, "policy-minimum-age": command.ExitHealthy, "account-expired": command.ExitBroken,
		"blind-policy-unreadable": command.ExitUnknown, "blind-wrong-password": command.ExitUnknown, "blind-no-credentials": command.ExitUnknown,
		"connector-account-disabled": command.ExitBroken, "connector-account-not-found": command.ExitUnknown,
	} {
		for _, format := range []string{"text", "json", "csv"} {
			if code, out, errs := commandtest.Run(t, nil, "scan", "--world", world, "--format", format); code != want {
				t.Errorf("%s as %s: exit %d, want %d\n%s%s", world, format, code, want, out, errs)
			}
		}
	}
}

func TestAScanOfAPart(t *testing.T) {
	t.Parallel()
	_, all := scanJSON(t, "--world", "account-expired")
	_, none := scanJSON(t, "--world", "account-expired", "--base", "OU=Service,DC=corp,DC=contoso,DC=com")
	_, one := scanJSON(t, "--world", "account-expired", "--filter", "sAMAccountName=kim")
	if all.Users.Fail != 1 || all.Users.Users < 3 || none.Users.Fail != 0 || none.Users.Users != 1 || one.Users.Users != 1 || one.Users.Fail != 1 {
		t.Errorf("got %+v, %+v, %+v", all.Users, none.Users, one.Users)
	}
	if len(all.Causes) != 1 || len(all.Causes[0].Examples) != 1 || all.Causes[0].Examples[0].Name != "kim@contoso.com" ||
		all.Causes[0].Containers[0].DN != "OU=Staff,DC=corp,DC=contoso,DC=com" || all.Containers[0].Fail != 1 {
		t.Errorf("got %+v", all)
	}
}

// Whoever sees nobody has found nothing to be well.
func TestAScanThatSeesNobody(t *testing.T) {
	t.Parallel()
	for format, stream := range map[string]string{"text": "out", "csv": "err"} {
		code, out, errs := commandtest.Run(t, map[string]string{"LANG": "en_US.UTF-8"},
			"scan", "--world", "healthy", "--filter", "(sAMAccountName=nobody)", "--format", format)
		said := map[string]string{"out": out, "err": errs}[stream]
		if code != command.ExitUnknown || !strings.Contains(said, "Not one user was seen") {
			t.Errorf("%s: exit %d, %q, %q, want %d", format, code, out, errs, command.ExitUnknown)
		}
	}
}

// Who was left out, and what was not seen, is said in whatever form: rows have
// no place for it, so it goes beside them.
func TestAScanSaysWhomItLeftOut(t *testing.T) {
	t.Parallel()
	for format, stream := range map[string]string{"text": "out", "csv": "err"} {
		_, out, errs := commandtest.Run(t, map[string]string{"LANG": "en_US.UTF-8"}, "scan", "--world", "connector-account-not-found", "--format", format)
		said := strings.Join(strings.Fields(map[string]string{"out": out, "err": errs}[stream]), " ")
		for _, want := range []string{"accounts that synchronization leaves out", "no right was judged"} {
			if !strings.Contains(said, want) {
				t.Errorf("%s: no %q in %q", format, want, said)
			}
		}
		_, out, errs = commandtest.Run(t, map[string]string{"LANG": "en_US.UTF-8"}, "scan", "--world", "healthy", "--filter", "(sAMAccountName=*)", "--format", format)
		if strings.Contains(out+errs, "leaves out") {
			t.Errorf("%s with a filter of one's own: %q", format, out+errs)
		}
	}
}

func TestMistakesOfAScanSayWhatToDo(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--format", "markdown"}, "text, json, csv"},
		{nil, "--domain or --controller"},
		{[]string{"--world", "healthy", "--base", "OU=Nowhere,DC=corp,DC=contoso,DC=com"}, "There is no object OU=Nowhere"},
		{[]string{"--world", "healthy", "--filter", "(department=Sales"}, "brackets"},
		{[]string{"Sales"}, "scan takes options only, not Sales"},
	} {
		code, out, errs := commandtest.Run(t, map[string]string{"LANG": "en_US.UTF-8"}, append([]string{"scan"}, c.args...)...)
		if code != command.ExitUsage || out != "" || !strings.Contains(errs, c.want) {
			t.Errorf("%q: exit %d, %q, %q; want %d and %q", c.args, code, out, errs, command.ExitUsage, c.want)
		}
	}
}

func TestTheTextOfAScanFitsBothLanguages(t *testing.T) {
	t.Parallel()
	for _, world := range []string{"inheritance-off-ou", "blind-policy-unreadable", "ou-name-reserved", "connector-account-not-found", "policy-minimum-age"} {
		for l, words := range map[string][]string{"ko": {"원인별", "실패"}, "en": {"By cause", "would fail"}} {
			_, out, errs := commandtest.Run(t, nil, "scan", "--world", world, "--lang", l)
			for line := range strings.SplitSeq(out, "\n") {
				if ansi.StringWidth(line) > 80 && len(strings.Fields(line)) > 1 || strings.Contains(line, "{") {
					t.Errorf("%s in %s: %q", world, l, line)
				}
			}
			for line := range strings.SplitSeq(errs, "\n") {
				if ansi.StringWidth(line) > 100 || strings.Contains(line, "{") {
					t.Errorf("%s in %s: %q", world, l, line)
				}
			}
			for _, w := range words {
				if !strings.Contains(out, w) {
					t.Errorf("%s in %s: no %q in\n%s", world, l, w, out)
				}
			}
		}
	}
}

// hostileWorld has a user whose names would be a formula and escape sequences.
const hostileWorld = `title: {ko: 시험, en: test}
expect: {status: broken, cause: configuration/user-account, outcome: disabled}
directory:
  users:
    kim:
      upn: "=HYPERLINK(\"http://x\")@contoso.com"
      name: "+kim\u001b]0;x\u0007, 김"
      disabled: true
`

func TestARowIsNoFormula(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "hostile.yaml")
	if err := os.WriteFile(path, []byte(hostileWorld), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, errs := commandtest.Run(t, map[string]string{"LANG": "en_US.UTF-8"}, "scan", "--world", path, "--format", "csv")
	if code != command.ExitBroken || !strings.Contains(errs, "users were looked at") {
		t.Fatalf("exit %d, %q\n%s", code, out, errs)
	}
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil || len(rows) != 2 || len(rows[0]) != len(rows[1]) {
		t.Fatalf("got %q, %v", rows, err)
	}
	row := rows[1]
	if row[0] != "broken" || row[1] != `'=HYPERLINK("http://x")@contoso.com` || row[5] != "configuration/user-account" || row[6] != "disabled" {
		t.Errorf("got %q", row)
	}
	for _, cell := range row {
		if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") || strings.ContainsAny(cell, "\x1b\x07\n\r") {
			t.Errorf("the cell %q is not harmless", cell)
		}
	}
}
