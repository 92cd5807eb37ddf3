package powershell

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"

	"example.com/writeback-doctor/probes"
)

// waitDelay is how long a PowerShell that was told to end may keep its pipes
// open: children of a module can outlive it.
const waitDelay = 5 * time.Second

// What a script may print, in bytes: a document in UTF-16, and problems, of
// which one number is read.
const (
	maxPrinted  = 2 * maxDocument
	maxProblems = 1 << 20
)

var errTooMuch = errors.New("it printed too much")

// System returns the Exec of this machine. It starts Windows PowerShell from
// the system folder and never looks for it along PATH, where anybody could
// have put another. Where there is no Windows, every run ends with
// [exec.ErrNotFound].
func System() Exec {
	return func(ctx context.Context, name string, args ...string) ([]byte, []byte, int, error) {
		path, err := locate(name)
		if err != nil {
			return nil, nil, 0, err
		}
		return start(ctx, path, args...)
	}
}

func start(ctx context.Context, path string, args ...string) (stdout, stderr []byte, code int, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	out, problems := &bounded{most: maxPrinted, full: cancel}, &bounded{most: maxProblems, full: cancel}
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Env = probes.WithoutSecrets(os.Environ())
	cmd.Stdout, cmd.Stderr, cmd.WaitDelay = out, problems, waitDelay
	err = cmd.Run()
	if cause := context.Cause(ctx); cause != nil {
		return nil, nil, 0, fmt.Errorf("run %s: %w", path, cause)
	}
	var ended *exec.ExitError
	switch {
	case err == nil:
	case errors.As(err, &ended) && ended.Exited():
		code = ended.ExitCode()
	default:
		return nil, nil, 0, fmt.Errorf("run %s: %w", path, err)
	}
	return out.buffer.Bytes(), problems.buffer.Bytes(), code, nil
}

// bounded is a buffer that ends the program when it is full.
type bounded struct {
	buffer bytes.Buffer // not embedded: its ReadFrom would know no bound
	most   int
	full   context.CancelCauseFunc
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.buffer.Len()+len(p) > b.most {
		b.full(errTooMuch)
		return 0, errTooMuch
	}
	return b.buffer.Write(p) //nolint:wrapcheck // a buffer has no errors
}
