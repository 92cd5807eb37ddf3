package command_test

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/probes/ledger"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/scan"
	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

// keptScan writes what a scan would have left: people by name, with what was
// found of them ("" for nothing).
func keptScan(t *testing.T, name string, at time.Time, people map[string]steps.Outcome) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	file, err := os.Create(path + ".since")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	w := ledger.Create(file)
	for person, outcome := range people {
		f := scan.Finding{Status: steps.Healthy}
		if outcome != "" {
			f.Status = steps.Broken
			f.Causes = []*scan.Cause{{Step: "configuration/user-account", On: outcome, Status: steps.Broken}}
		}
		mark, err := f.Text()
		if err != nil {
			t.Fatal(err)
		}
		guid := ledger.GUID{}
		copy(guid[:], person)
		if err := w.Add(&ledger.Person{GUID: guid, DN: "CN=" + person + ",OU=Staff,DC=x", Mark: mark, Attributes: []ledger.Attribute{
			{Name: "sAMAccountName", Values: [][]byte{[]byte(person)}}, {Name: "userPrincipalName", Values: [][]byte{[]byte(person + "@contoso.com")}},
		}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(ledger.Foot{At: at, Host: "dc1", Program: "test"}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func twoScans(t *testing.T) (before, after string) {
	t.Helper()
	monday := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	before = keptScan(t, "monday.json", monday, map[string]steps.Outcome{
		"same": "disabled", "mended": "disabled", "other": "disabled", "gone": "expired", "fine": "", "left": "",
	})
	after = keptScan(t, "tuesday.json", monday.AddDate(0, 0, 1), map[string]steps.Outcome{
		"same": "disabled", "mended": "", "other": "expired", "new": "disabled", "=fails": "expired", "fine": "", "came": "",
	})
	return before, after
}

// Who fails now, who no longer does and why, in every form and language, of
// two scans that are both kept: nobody is asked.
func TestTheDifferenceOfTwoScans(t *testing.T) {
	t.Parallel()
	before, after := twoScans(t)
	for l, words := range map[string][]string{
		"en": {"What became of everybody between 2026-11-23", "2  would fail now, and would not before", "1  would fail no longer", "mended@contoso.com", "Disabled -> "},
		"ko": {"두 검사의 차이", "2  새로 실패할 사용자", "1  이제 실패하지 않을 사용자", "mended@contoso.com"},
	} {
		code, out, errs := commandtest.Run(t, nil, "scan", "--since", before, "--until", after, "--lang", l)
		if code != command.ExitBroken || errs != "" {
			t.Errorf("%s: exit %d, %q", l, code, errs)
		}
		for _, w := range words {
			if !strings.Contains(strings.ToLower(strings.Join(strings.Fields(out), " ")), strings.ToLower(strings.Join(strings.Fields(w), " "))) {
				t.Errorf("%s: no %q in\n%s", l, w, out)
			}
		}
		for line := range strings.SplitSeq(out, "\n") {
			if ansi.StringWidth(line) > 80 && len(strings.Fields(line)) > 1 || strings.Contains(line, "{") {
				t.Errorf("%s: %q", l, line)
			}
		}
		for _, name := range []string{"same", "fine", "left", "came"} {
			if strings.Contains(out, name+"@") {
				t.Errorf("%s: %s is told of, for whom nothing changed", l, name)
			}
		}
	}
	_, out, _ := commandtest.Run(t, nil, "scan", "--since", before, "--until", after, "--format", "json")
	var said struct {
		Schema string
		Counts map[string]int
		People []struct {
			Change, Name  string
			Before, After *struct{ Outcome string }
		}
	}
	if err := json.Unmarshal([]byte(out), &said); err != nil || said.Schema != "writeback-doctor/scan-difference/1" {
		t.Fatalf("%v in %s", err, out)
	}
	got := map[string]string{}
	for _, p := range said.People {
		was, is := "", ""
		if p.Before != nil {
			was = p.Before.Outcome
		}
		if p.After != nil {
			is = p.After.Outcome
		}
		got[strings.TrimSuffix(p.Name, "@contoso.com")] = p.Change + " " + was + ">" + is
	}
	want := map[string]string{
		"mended": "fails-no-longer disabled>", "other": "another-cause disabled>expired", "gone": "gone expired>",
		"new": "fails-now >disabled", "=fails": "fails-now >expired",
	}
	if len(got) != len(want) || said.Counts["fails-now"] != 2 || said.Counts["unknown-now"] != 0 {
		t.Errorf("got %v, %v", got, said.Counts)
	}
	for name, w := range want {
		if got[name] != w {
			t.Errorf("%s: got %q, want %q", name, got[name], w)
		}
	}
	_, out, _ = commandtest.Run(t, nil, "scan", "--since", before, "--until", after, "--format", "csv")
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil || len(rows) != 6 || !strings.Contains(out, "'=fails@") {
		t.Errorf("%v: got %q", err, rows)
	}
	if code, _, _ := commandtest.Run(t, nil, "scan", "--since", after, "--until", after); code != command.ExitHealthy {
		t.Errorf("of a scan and itself: exit %d", code)
	}
}

func TestMistakesOfASecondLookSayWhatToDo(t *testing.T) {
	t.Parallel()
	before, after := twoScans(t)
	none := filepath.Join(t.TempDir(), "none.json")
	bare := filepath.Join(t.TempDir(), "bare.json")
	if err := os.WriteFile(bare, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	for want, args := range map[string][]string{
		"--out FILE wrote":        {"--world", "healthy", "--since", none},
		"Name it with --since":    {"--difference"},
		"with an earlier scan":    {"--until", after},
		"cannot be masked":        {"--since", before, "--until", after, "--mask"},
		"FILE.since beside it":    {"--since", before, "--until", bare},
		"nothing to compare with": {"--since", bare, "--until", after},
		"uses for something else": {"--world", "healthy", "--since", before, "--out", before},
	} {
		code, out, errs := commandtest.Run(t, map[string]string{"LANG": "en_US.UTF-8"}, append([]string{"scan"}, args...)...)
		if code != command.ExitUsage || out != "" || !strings.Contains(strings.Join(strings.Fields(errs), " "), want) {
			t.Errorf("%q: exit %d, %q, %q; want %d and %q", args, code, out, errs, command.ExitUsage, want)
		}
	}
}

// A controller that does not tell how far it has come is read as a whole, and
// nothing is left to build on; the result is there all the same.
func TestASecondLookThatCannotBeSaysSo(t *testing.T) {
	t.Parallel()
	before, _ := twoScans(t)
	path := filepath.Join(t.TempDir(), "out.json")
	for l, words := range map[string][]string{
		"en": {"so the whole domain is read: another version of this program", "Nothing was left for a later scan"},
		"ko": {"도메인 전체를 읽습니다", "남기지 못했습니다"},
	} {
		_, _, errs := commandtest.Run(t, nil, "scan", "--world", "healthy", "--since", before, "--format", "json", "--out", path, "--lang", l)
		said := strings.Join(strings.Fields(errs), " ")
		for _, w := range words {
			if !strings.Contains(said, w) && w != words[0] {
				t.Errorf("%s: no %q in %q", l, w, said)
			}
		}
		if !strings.Contains(said, strings.SplitN(words[0], ":", 2)[0]) {
			t.Errorf("%s: it does not say that everybody is read: %q", l, said)
		}
	}
	text, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(text), `"complete":true`) {
		t.Errorf("%v: %s", err, text)
	}
	if _, err := os.Stat(path + ".since"); err == nil {
		t.Error("something was left that no later scan can build on")
	}
}
