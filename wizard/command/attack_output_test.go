package command_test

import (
	"bytes"
	"io"
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

// outputs are the commands that print something.
func outputs() []string {
	return []string{
		"check --world user-nowhere", "check --world user-nowhere --format json", "check --world user-nowhere --format markdown",
		"open CASE --format text", "open CASE --format json", "open CASE --format markdown --mask",
		"rights --world rights-denied", "rights --world rights-denied --format json", "rights --stdin",
		"scan --world rights-denied", "scan --world rights-denied --format json", "scan --world rights-denied --format csv",
		"tree", "tree --mermaid", "licenses", "lab --list", "help", "help scan", "--version", "completion bash",
	}
}

// takesNothing is a disk that is full, or a reader who has left.
type takesNothing struct{ err error }

func (w takesNothing) Write([]byte) (int, error) { return 0, w.err }

// What could not be written is no success, in any command, and says so.
func TestAttackOutputNobodyTakes(t *testing.T) {
	t.Parallel()
	file := savedWalk(t, "user-nowhere", command.ExitBroken)
	for name, failure := range map[string]error{"full-disk": syscall.ENOSPC, "reader-left": io.ErrClosedPipe} {
		for _, line := range outputs() {
			t.Run(name+"/"+strings.ReplaceAll(line, " ", "_"), func(t *testing.T) {
				t.Parallel()
				var errs bytes.Buffer
				code := command.Main(command.Process{
					Args: strings.Fields(strings.ReplaceAll(line, "CASE", file)), In: strings.NewReader("{}\n"), Out: takesNothing{failure}, Err: &errs,
					Getenv: func(name string) string { return map[string]string{"LANG": "en_US.UTF-8"}[name] },
					Now:    time.Now, Zone: time.UTC, Hostname: "helpdesk-07", Version: "test",
				})
				if code != command.ExitUnwritten || !strings.Contains(errs.String(), "could not be written to its end") || !strings.Contains(errs.String(), failure.Error()) {
					t.Errorf("exit %d, stderr %q; want %d and why", code, errs.String(), command.ExitUnwritten)
				}
			})
		}
	}
}

// A disk that is full is a fault of the world, for every file that is written.
func TestAttackFullDisk(t *testing.T) {
	t.Parallel()
	const device = "/dev/full"
	if _, err := os.Stat(device); err != nil && runtime.GOOS == "linux" {
		t.Fatal(err)
	} else if err != nil {
		return // a device of Linux
	}
	file := savedWalk(t, "user-nowhere", command.ExitBroken)
	for _, line := range []string{
		"check --world user-nowhere --out FULL", "check --world user-nowhere --case FULL", "check --world user-nowhere --format json --out FULL",
		"open CASE --out FULL", "open CASE --case FULL", "rights --world rights-denied --out FULL", "scan --world rights-denied --out FULL",
		"scan --world rights-denied --format csv --out FULL", "tree --out FULL", "licenses --out FULL",
		"collect --world user-nowhere --out FULL", "collect --script FULL",
	} {
		t.Run(strings.ReplaceAll(line, " ", "_"), func(t *testing.T) {
			t.Parallel()
			args := strings.Fields(strings.ReplaceAll(strings.ReplaceAll(line, "CASE", file), "FULL", device))
			code, _, errs := commandtest.Run(t, map[string]string{"LANG": "en_US.UTF-8"}, args...)
			if code != command.ExitUnwritten || !strings.Contains(errs, device+" could not be written") {
				t.Errorf("exit %d, stderr %q; want %d and the path", code, errs, command.ExitUnwritten)
			}
			if _, err := os.Stat(device); err != nil {
				t.Fatalf("the device is gone: %v", err)
			}
		})
	}
}
