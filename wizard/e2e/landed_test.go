//go:build unix

package e2e_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// TestAWatchThatIsEndedSaysWhatItKnows: a signal ends landed with its own exit
// code, and what was seen so far is printed whole.
func TestAWatchThatIsEndedSaysWhatItKnows(t *testing.T) {
	t.Parallel()
	for signal, want := range map[syscall.Signal]int{syscall.SIGINT: 130, syscall.SIGTERM: 143} {
		var out bytes.Buffer
		cmd := exec.CommandContext(t.Context(), program, "landed", "--world", "healthy", "--limit", "24h", "--every", "1m", "--format", "json", "--lang", "en")
		cmd.Stdout = &out
		errs, err := cmd.StderrPipe()
		if err == nil {
			err = cmd.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(errs)
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "Watching ") {
				_ = cmd.Process.Signal(signal)
			}
		}
		err = cmd.Wait()
		var r struct {
			Result, Ended string
			Findings      []struct{ Status string }
		}
		if bad := json.Unmarshal(out.Bytes(), &r); bad != nil || err == nil || cmd.ProcessState.ExitCode() != want {
			t.Fatalf("%s: exit %d, want %d: %v\n%s", signal, cmd.ProcessState.ExitCode(), want, bad, out.String())
		}
		if r.Result != "not-yet" || r.Ended != "stopped" || r.Findings[0].Status != "unknown" {
			t.Errorf("%s: %+v", signal, r)
		}
	}
}
