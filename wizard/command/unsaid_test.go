package command_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

// Every command with no flag at all, where there is no terminal: what a flag
// is when nobody says it is the command's own affair, and no other's. The
// package wizard/e2e does the same on a terminal.
func TestEveryCommandWithoutAFlag(t *testing.T) {
	t.Setenv("PATH", "") // no PowerShell to collect with; and so not parallel
	dir := t.TempDir()
	t.Chdir(dir)
	file := filepath.Join(dir, "case.json")
	if code, _, errs := commandtest.Run(t, nil, "check", "--world", "user-nowhere", "--format", "json", "--case", file); code != command.ExitBroken {
		t.Fatalf("exit %d: %s", code, errs)
	}
	_, help, _ := commandtest.Run(t, map[string]string{"LANG": "en_US.UTF-8"}, "--help")
	_, list, _ := strings.Cut(help, "Commands:\n")
	list, _, _ = strings.Cut(list, "\n\n")
	untried := map[string]bool{"": true}
	for line := range strings.Lines(list) {
		untried[strings.Fields(line)[0]] = true
	}
	for _, c := range []struct {
		args      string
		code      int
		out, errs string // patterns of the whole; "" for nothing at all
	}{
		{"", command.ExitUsage, "", `^writeback-doctor: This is not a terminal.*\n$`},
		{"lab", command.ExitUsage, "", `^writeback-doctor: This is not a terminal.*\n$`},
		{"open case.json", command.ExitUsage, "", `^writeback-doctor: This is not a terminal.* --format text .*\n$`},
		{"open", command.ExitUsage, "", `^writeback-doctor: Name one case file.*\n$`},
		{"check", command.ExitUnknown, `(?s)^== Diagnosis: UNKNOWN ==\n.*\n\n== Step by step ==\n.*\[UNKNOWN\] .* \(configuration/premium-license\): `, `^writeback-doctor: Nobody said whose password it is.* --user kim@contoso.com\n$`},
		{"collect", command.ExitUnknown, "", `^writeback-doctor: There is no Windows PowerShell on this machine.*\n$`},
		{"rights", command.ExitUsage, "", `^writeback-doctor: Name the user.*--user.*\n$`},
		{"scan", command.ExitUsage, "", `^writeback-doctor: Name the domain.*\n$`},
		{"landed", command.ExitUsage, "", `^writeback-doctor: Name the user.*--user.*\n$`},
		{"tree", command.ExitHealthy, `(?s)^Symptom\n  symptom/caller  Whose password\n.*  reenable/escalate `, ""},
		{"licenses", command.ExitHealthy, `(?s)^What this program is built from, and under which licences\.\n.*MIT`, ""},
		{"settings", command.ExitHealthy, `^Your own settings are not used\.\nNo sign-in to the tenant is kept: (.*\n){1,2}Secrets and people (.*\n){1,2}$`, ""},
		{"help", command.ExitHealthy, `(?s)^When a password .*\nUsage:\n`, ""},
		{"completion", command.ExitHealthy, `(?s)^Prints the completion script .*\nUsage:\n`, ""},
	} {
		delete(untried, strings.TrimSuffix(c.args, " case.json"))
		// A closed road: check looks at the real one.
		code, out, errs := commandtest.Run(t, map[string]string{"LANG": "en_US.UTF-8", "HTTPS_PROXY": "http://127.0.0.1:1"}, strings.Fields(c.args)...)
		if code != c.code || !matches(c.out, out) || !matches(c.errs, errs) {
			t.Errorf("%q: exit %d, want %d\nstdout, want %q:\n%.600s\nstderr, want %q:\n%s", c.args, code, c.code, c.out, out, c.errs, errs)
		}
	}
	if len(untried) > 0 {
		t.Errorf("not tried: %v", untried)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 {
		t.Errorf("the commands left %v behind (%v), want the case file alone", left, err)
	}
}

// matches reports whether text is as the pattern says; "" is nothing at all.
func matches(pattern, text string) bool {
	if pattern == "" {
		return text == ""
	}
	return regexp.MustCompile(pattern).MatchString(text)
}
