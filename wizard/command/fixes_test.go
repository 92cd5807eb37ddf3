package command_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

// TestFixesAreWrittenAsScripts: what mends a fault and what takes that back are
// files of their own, for that domain alone; a healthy walk has none, and masked
// names go into no command.
func TestFixesAreWrittenAsScripts(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "new", "fixes")
	file := filepath.Join(t.TempDir(), "case.json")
	code, _, errs := commandtest.Run(t, nil, "check", "--world", "rights-denied", "--lang", "ko", "--fixes", dir, "--case", file)
	if code != command.ExitBroken || !strings.Contains(errs, "스크립트 2개") {
		t.Errorf("exit %d: %s", code, errs)
	}
	for name, want := range map[string][2]string{"fix.ps1": {"RemoveAccessRuleSpecific", "AddAccessRule"}, "undo.ps1": {"AddAccessRule", "RemoveAccessRuleSpecific"}} {
		text, err := os.ReadFile(filepath.Join(dir, "effective-rights", name))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), want[0]) || strings.Contains(string(text), want[1]) || !strings.Contains(string(text), "@('corp.contoso.com') -notcontains") || !strings.Contains(string(text), "# 사용자: kim@contoso.com\r\n") {
			t.Errorf("%s:\n%s", name, text)
		}
	}
	again := filepath.Join(t.TempDir(), "again")
	if code, out, errs := commandtest.Run(t, nil, "open", file, "--lang", "en", "--fixes", again); code != command.ExitBroken || out != "" || !strings.Contains(errs, "Scripts written: 2") {
		t.Errorf("open: exit %d: %s%s", code, out, errs)
	}
	if code, _, errs := commandtest.Run(t, nil, "check", "--world", "healthy", "--lang", "en", "--fixes", t.TempDir()); code != 0 || !strings.Contains(errs, "No script was written") {
		t.Errorf("healthy: exit %d: %s", code, errs)
	}
	looks := t.TempDir()
	code, _, errs = commandtest.Run(t, nil, "check", "--world", "remote-sam-restricted-on-pdc", "--lang", "ko", "--fixes", looks)
	if files, err := filepath.Glob(filepath.Join(looks, "*", "*")); err != nil || len(files) != 1 || filepath.Base(files[0]) != "look.ps1" || code != command.ExitBroken || !strings.Contains(errs, "확인만 하는 것: 1개") {
		t.Errorf("what only looks: exit %d: %s: %v, %v", code, errs, files, err)
	}
	masked := t.TempDir()
	if code, _, errs := commandtest.Run(t, nil, "check", "--world", "rights-denied", "--lang", "en", "--mask", "--fixes", masked); code != command.ExitUsage || !strings.Contains(errs, "exclude each other") {
		t.Errorf("masked: exit %d: %s", code, errs)
	}
	if code, out, errs := commandtest.Run(t, nil, "check", "--world", "rights-denied", "--lang", "en", "--fixes", file); code != command.ExitUsage || out != "" {
		t.Errorf("a file for a folder: exit %d: %s%s", code, out, errs)
	}
}

// TestEachWayHasItsOwnScripts: switching inheritance on is taken back by a file
// of its own, so that the undo of the fix never switches it off.
func TestEachWayHasItsOwnScripts(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if code, _, errs := commandtest.Run(t, nil, "check", "--world", "inheritance-off-one-ou", "--lang", "en", "--fixes", dir); code != command.ExitBroken {
		t.Fatalf("exit %d: %s", code, errs)
	}
	// The warning about the same cut-off is explained: it has no second fix.
	if steps, err := os.ReadDir(dir); err != nil || len(steps) != 1 {
		t.Errorf("scripts of %v (%v), want of effective-rights alone", steps, err)
	}
	holds := map[string]string{
		"fix.ps1": "/I:S", "undo.ps1": "RemoveAccessRuleSpecific", "other-way-1.ps1": "AddAccessRule",
		"other-way-2.ps1": "/P:N", "undo-other-way-2.ps1": "SetAccessRuleProtection",
	}
	files, err := os.ReadDir(filepath.Join(dir, "effective-rights"))
	if err != nil || len(files) != len(holds) {
		t.Errorf("got %v (%v), want %d files", files, err, len(holds))
	}
	for name := range holds {
		text, err := os.ReadFile(filepath.Join(dir, "effective-rights", name))
		if err != nil {
			t.Error(err)
		}
		head := strings.Join(strings.Fields(strings.ReplaceAll(string(text), "\r\n# ", " ")), " ")
		if says := "Undo of the fix and other way 1: Take back the grant"; strings.Contains(head, says) != (name == "undo.ps1") {
			t.Errorf("%s says %q: %t", name, says, name != "undo.ps1")
		}
		undo := strings.HasPrefix(name, "undo")
		if strings.Contains(string(text), "How to check:") == undo || strings.Contains(string(text), "Taken back.") != undo || strings.Contains(head, "Run one of them, not several: fix.ps1, other-way-1.ps1, other-way-2.ps1") == undo {
			t.Errorf("%s speaks of the other direction:\n%s", name, text)
		}
		for other, command := range holds {
			if _, changes, _ := strings.Cut(string(text), "$changes = @("); strings.Contains(changes, command) != (other == name) {
				t.Errorf("%s holds %s: %t", name, command, other != name)
			}
		}
	}
}
