//go:build unix

package outfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// A file is its owner's alone, whatever stood there, and that it was not is
// known.
func TestAttackSavingModes(t *testing.T) {
	t.Parallel()
	for name, mode := range map[string]fs.FileMode{"everybody": 0o666, "group": 0o640, "program": 0o755, "owner": 0o600} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "old")
			keep(t, path, old)
			if err := os.Chmod(path, mode); err != nil {
				t.Fatal(err)
			}
			f, err := Open(path)
			if err := save(f, err, "new"); err != nil {
				t.Fatal(err)
			}
			if info, err := os.Stat(path); err != nil || info.Mode() != private {
				t.Errorf("its mode is %v (%v), want %v", info.Mode(), err, private)
			}
			if got, want := f.Narrowed(), mode&^private; got != want {
				t.Errorf("Narrowed() = %v, want %v", got, want)
			}
		})
	}
}

// A pipe is written to as it is, and never waited for.
func TestAttackSavingPipe(t *testing.T) {
	t.Parallel()
	pipe := func(t *testing.T) string {
		t.Helper()
		path := filepath.Join(t.TempDir(), "pipe")
		if err := syscall.Mkfifo(path, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	t.Run("nobody-reads", func(t *testing.T) {
		t.Parallel()
		path := pipe(t)
		ended := make(chan error, 1)
		go func() { _, err := Open(path); ended <- err }()
		select {
		case err := <-ended:
			if failed, ok := errors.AsType[*Error](err); !ok || !failed.Named || !errors.Is(err, ErrNobody) {
				t.Errorf("got %v, want a refusal", err)
			}
		case <-time.After(20 * time.Second):
			t.Error("it waits for a reader")
		}
	})
	t.Run("somebody-reads", func(t *testing.T) {
		t.Parallel()
		path := pipe(t)
		read, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer read.Close()
		if err := Check(path); err != nil {
			t.Fatal(err)
		}
		f, err := Open(path)
		if err := save(f, err, "new"); err != nil {
			t.Fatal(err)
		}
		got := make([]byte, 10)
		if n, err := read.Read(got); err != nil || string(got[:n]) != "new" {
			t.Errorf("got %q (%v)", got[:n], err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode()&fs.ModeNamedPipe == 0 {
			t.Errorf("it is %v (%v), want the pipe", info.Mode(), err)
		}
	})
}
