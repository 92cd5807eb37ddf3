//go:build unix

package e2e_test

import (
	"bufio"
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// slowWorld answers after ten seconds, so that a scan of it can be caught at
// work.
const slowWorld = `title: {ko: 느림, en: slow}
expect: {status: healthy}
latency: 10s
`

// TestAScanIsInterrupted ends a scan by each signal while it waits: it says
// what it waited for, prints that nobody was looked at, and ends with the
// signal's exit code at once.
func TestAScanIsInterrupted(t *testing.T) {
	t.Parallel()
	world := filepath.Join(t.TempDir(), "slow.yaml")
	if err := os.WriteFile(world, []byte(slowWorld), 0o600); err != nil {
		t.Fatal(err)
	}
	for signal, want := range map[syscall.Signal]int{syscall.SIGINT: 130, syscall.SIGTERM: 143} {
		var out bytes.Buffer
		command := exec.CommandContext(t.Context(), program, "scan", "--world", world, "--lang", "en", "--connector-account", "MSOL_0a1b2c3d4e5f")
		command.Stdout = &out
		progress, err := command.StderrPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		line, err := bufio.NewReader(progress).ReadString('\n')
		if err != nil || !strings.Contains(line, "onnect") {
			t.Errorf("%v: the progress says %q, %v", signal, line, err)
		}
		if err := command.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		err = command.Wait()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != want || !strings.Contains(out.String(), "Nobody could be looked at.") {
			t.Errorf("%v: got %v, want exit code %d\n%s", signal, err, want, &out)
		}
	}
}
