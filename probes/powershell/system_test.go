//go:build unix

package powershell

import (
	"context"
	"errors"
	"os/exec"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

func TestStartReturnsWhatWasPrinted(t *testing.T) {
	t.Parallel()
	out, problems, code, err := start(t.Context(), "/bin/sh", "-c", "echo out; echo problem >&2; exit 3")
	if string(out) != "out\n" || string(problems) != "problem\n" || code != 3 || err != nil {
		t.Errorf("got %q %q %d %v, want out, problem, 3", out, problems, code, err)
	}
}

func TestStartEndsWithTheContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, _, _, err := start(ctx, "/bin/sh", "-c", "exec sleep 60"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want the deadline", err)
	}
}

func TestStartEndsWhatPrintsTooMuch(t *testing.T) {
	t.Parallel()
	if _, _, _, err := start(t.Context(), "/bin/sh", "-c", "while :; do printf '%0100000d' 0; done"); !errors.Is(err, errTooMuch) {
		t.Errorf("got %v, want %v", err, errTooMuch)
	}
}

// One number is read of standard error, which may be longer than it needs but
// not as long as a document.
func TestStartEndsWhatComplainsTooMuch(t *testing.T) {
	t.Parallel()
	if _, _, _, err := start(t.Context(), "/bin/sh", "-c", "printf '%02000000d' 0 >&2"); !errors.Is(err, errTooMuch) {
		t.Errorf("2 MB: got %v, want %v", err, errTooMuch)
	}
	if _, problems, _, err := start(t.Context(), "/bin/sh", "-c", "printf '%0500000d' 0 >&2"); len(problems) != 500_000 || err != nil {
		t.Errorf("500 kB: got %d bytes, %v", len(problems), err)
	}
}

func TestNoPowerShellIsSaid(t *testing.T) {
	t.Parallel()
	_, err := New(Config{}).Server(t.Context())
	if got := probes.AsObstacle(err); got == nil || got.Kind != probes.NoPowerShell || !errors.Is(err, exec.ErrNotFound) {
		t.Errorf("got %v, want not run", err)
	}
}
