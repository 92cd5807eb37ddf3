package powershell

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"

	"example.com/writeback-doctor/probes"
)

// PlainHost reports whether name can be a host's and cannot be taken for a
// parameter of a command line. "" is this machine.
func PlainHost(name string) bool { return plainHost(name) }

// KindOf says what an error number of Windows or of WinRM means for a whole run
// on another machine; false for one that says nothing more.
func KindOf(code string) (probes.Kind, bool) { return kindOf(code) }

// Attached returns what runs Windows PowerShell in the terminal of whoever sits
// here, and returns its exit code. What is typed there goes to it alone. Where
// there is no Windows, every run ends with [exec.ErrNotFound].
func Attached() func(ctx context.Context, name string, args ...string) (int, error) {
	return func(ctx context.Context, name string, args ...string) (int, error) {
		path, err := locate(name)
		if err != nil {
			return 0, err
		}
		cmd := exec.CommandContext(ctx, path, args...)
		cmd.Env = probes.WithoutSecrets(os.Environ())
		cmd.Stdin, cmd.Stdout, cmd.Stderr, cmd.WaitDelay = os.Stdin, os.Stdout, os.Stderr, waitDelay
		err = cmd.Run()
		var ended *exec.ExitError
		switch {
		case ctx.Err() != nil:
			return 0, fmt.Errorf("run %s: %w", path, context.Cause(ctx))
		case err == nil:
			return 0, nil
		case errors.As(err, &ended) && ended.Exited():
			return ended.ExitCode(), nil
		default:
			return 0, fmt.Errorf("run %s: %w", path, err)
		}
	}
}
