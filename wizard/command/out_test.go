package command_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

// What --out names holds what --format says, in every command that prints a
// result, and standard output holds nothing. The exit code stays.
func TestOutHoldsWhatFormatSays(t *testing.T) {
	t.Parallel()
	file := savedWalk(t, "user-nowhere", command.ExitBroken)
	const csvHead = "status,user,sam_account_name,"
	for _, c := range []struct {
		args string
		code int
		want string // how it begins
	}{
		{"check --world user-nowhere", command.ExitBroken, "== 진단: "},
		{"check --world user-nowhere --format json", command.ExitBroken, `{"schema":"writeback-doctor/check/1"`},
		{"check --world user-nowhere --format markdown", command.ExitBroken, "# "},
		{"open " + file, command.ExitBroken, "== 진단: "},
		{"open " + file + " --format json", command.ExitBroken, `{"schema":"writeback-doctor/check/1"`},
		{"open " + file + " --format markdown --mask", command.ExitBroken, "# "},
		{"rights --world rights-denied", command.ExitBroken, "유효 권한. "},
		{"rights --world rights-denied --format json", command.ExitBroken, `{"schema":"writeback-doctor/rights/1"`},
		{"scan --world rights-denied", command.ExitBroken, "사용자 "},
		{"scan --world rights-denied --format json", command.ExitBroken, `{"schema":"writeback-doctor/scan/1"`},
		{"scan --world rights-denied --format csv", command.ExitBroken, "\ufeff" + csvHead},
		{"tree", command.ExitHealthy, "증상\n"},
		{"licenses", command.ExitHealthy, "What this program is built from"},
		{"tree --mermaid", command.ExitHealthy, "flowchart TD\n"},
	} {
		t.Run(strings.ReplaceAll(c.args, file, "FILE"), func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "out")
			if err := os.WriteFile(path, []byte(strings.Repeat("what stood there before\n", 20000)), 0o600); err != nil {
				t.Fatal(err)
			}
			code, out, errs := commandtest.Run(t, nil, append(strings.Fields(c.args), "--out", path)...)
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if code != c.code || out != "" || !strings.Contains(errs, path) {
				t.Errorf("%s: exit %d, want %d; stdout %.300q, want nothing; stderr %q, want the path", c.args, code, c.code, out, errs)
			}
			if !strings.HasPrefix(string(text), c.want) || !utf8.Valid(text) || strings.Contains(string(text), "stood there before") || len(text) == 0 {
				t.Errorf("%s: the file begins with %.200q, want %q", c.args, text, c.want)
			}
			if strings.HasPrefix(string(text), "{") && !json.Valid(text) {
				t.Errorf("%s: the file is not JSON", c.args)
			}
		})
	}
	if _, out, _ := commandtest.Run(t, nil, "scan", "--world", "rights-denied", "--format", "csv"); !strings.HasPrefix(out, csvHead) {
		t.Errorf("CSV on standard output begins with %.80q, want no byte order mark", out)
	}
}

// A file that cannot be written is said before anything is looked at, and a
// command that fails leaves every file as it was.
func TestOutIsSaidBeforeAndSparedAfter(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file, kept, fresh := savedWalk(t, "user-nowhere", command.ExitBroken), filepath.Join(dir, "kept"), filepath.Join(dir, "fresh")
	if err := os.WriteFile(kept, []byte("kept"), 0o600); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"check", "--world", "user-nowhere", "--out", filepath.Join(dir, "no", "where")},
		{"check", "--world", "user-nowhere", "--case", filepath.Join(dir, "no", "where")},
		{"collect", "--world", "user-nowhere", "--out", filepath.Join(dir, "no", "where")},
		{"tree", "--out", dir},
		{"check", "--world", "user-nowhere", "--out", fresh, "--case", fresh},
		{"open", file, "--out", file},
		{"open", file, "--mask", "--case", filepath.Dir(file) + "/./" + filepath.Base(file)},
		{"check", "--server-file", kept, "--out", kept},
		{"check", "--format", "xml", "--out", kept},
		{"check", "--format", "xml", "--out", fresh},
		{"scan", "--out", fresh, "--format", "csv"},
		{"rights", "--out", fresh},
	} {
		if code, out, errs := commandtest.Run(t, nil, args...); code != command.ExitUsage || out != "" || errs == "" {
			t.Errorf("%v: exit %d, stdout %q, stderr %q; want %d", args, code, out, errs, command.ExitUsage)
		}
		if _, err := os.Stat(fresh); err == nil {
			t.Fatalf("%v: leaves an empty file behind", args)
		}
	}
	for path, want := range map[string]string{kept: "kept", file: string(before)} {
		if after, err := os.ReadFile(path); err != nil || string(after) != want {
			t.Errorf("%s is %.80q (%v), want it as it was", path, after, err)
		}
	}
}
