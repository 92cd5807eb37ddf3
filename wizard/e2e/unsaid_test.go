//go:build unix

package e2e_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestEveryCommandWithoutAFlagOnATerminal types each command and nothing
// else. Those that walk with a person take the screen; the others print.
func TestEveryCommandWithoutAFlagOnATerminal(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "case.json")
	if out, err := exec.Command(program, "check", "--world", "user-nowhere", "--format", "json", "--case", file).Output(); err == nil || len(out) == 0 {
		t.Fatalf("no case was made: %v\n%s", err, out)
	}
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want string
		code int
		full bool
	}{
		{nil, "Practise", 130, true},
		{[]string{"lab"}, "Whose password", 130, true},
		{[]string{"open", file}, "The cause that stops password writeback was found", 1, true}, // it was walked to its end
		{[]string{"open"}, "Name one case file", 64, false},
		{[]string{"check"}, "Ports of the domain controllers", 2, false},
		{[]string{"collect"}, "There is no Windows PowerShell on this machine", 2, false},
		{[]string{"rights"}, "Name the user", 64, false},
		{[]string{"scan"}, "Name the domain", 64, false},
		{[]string{"tree"}, "reenable/escalate", 0, false},
	} {
		t.Run(strings.Join(c.args, " "), func(t *testing.T) {
			t.Parallel()
			// A closed road: check looks at the real one.
			s := open(t, 80, 24, []string{"LANG=en_US.UTF-8", "PATH=", "HTTPS_PROXY=http://127.0.0.1:1"}, c.args...)
			s.await(60*time.Second, c.want)
			switch {
			case c.code == 130:
				s.quit("Ctrl+C")
			case c.full:
				s.press(ctrlC)
			}
			code := s.exit(20 * time.Second)
			if full := strings.Contains(s.written(), "\x1b[?1049h"); code != c.code || full != c.full {
				t.Errorf("exit %d, the whole screen %t; want %d, %t\n%s", code, full, c.code, c.full, s.picture())
			}
		})
	}
	t.Cleanup(func() {
		if after, err := os.ReadFile(file); err != nil || string(after) != string(before) {
			t.Errorf("the case file was changed (%v)", err)
		}
	})
}
