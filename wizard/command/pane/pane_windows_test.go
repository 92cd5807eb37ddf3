package pane_test

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"example.com/writeback-doctor/wizard/command/pane"
)

// editorPlays is which part a process of the test below plays: the program that
// starts another, or the one that is started.
const editorPlays = "WRITEBACK_DOCTOR_TEST_EDITOR"

// TestEditorChild is the program that [TestTheEditorIsToldByWhoStartedIt] starts, and
// nothing by itself.
func TestEditorChild(t *testing.T) {
	switch part, program, _ := strings.Cut(os.Getenv(editorPlays), "="); part {
	case "":
	case "started":
		fmt.Printf("IN EDITOR %v\n", pane.Editor())
	default:
		child := exec.CommandContext(t.Context(), program, "-test.run=^TestEditorChild$")
		child.Env = append(os.Environ(), editorPlays+"=started")
		if part == "piping" {
			child.Stdin = strings.NewReader("an answer")
		}
		out, err := child.CombinedOutput()
		fmt.Printf("%s%v\n", out, err)
	}
}

// TestTheEditorIsToldByWhoStartedIt, and by nothing being piped in.
func TestTheEditorIsToldByWhoStartedIt(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		starter, part string
		want          bool
	}{
		{"powershell_ise.exe", "silent", true}, {"PowerShell_ISE.EXE", "silent", true}, {"powershell_ise.exe", "piping", false},
		{"powershell.exe", "silent", false}, {"my-powershell_ise.exe", "silent", false},
	} {
		starter := filepath.Join(t.TempDir(), c.starter)
		copyFile(t, self, starter)
		parent := exec.CommandContext(t.Context(), starter, "-test.run=^TestEditorChild$")
		parent.Env = append(os.Environ(), editorPlays+"="+c.part+"="+self)
		out, err := parent.CombinedOutput()
		if want := fmt.Sprintf("IN EDITOR %v", c.want); err != nil || !strings.Contains(string(out), want) {
			t.Errorf("started by %s, %s: %v, want %s in\n%s", c.starter, c.part, err, want, out)
		}
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	source, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer source.Close()
	target, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o700)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(target, source); err != nil {
		t.Fatal(err)
	}
	if err := target.Close(); err != nil {
		t.Fatal(err)
	}
}
