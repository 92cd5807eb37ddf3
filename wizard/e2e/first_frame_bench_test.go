//go:build unix

package e2e_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/creack/pty"
)

// BenchmarkFirstFrame is the time from the start of the built program to the
// bytes that draw its first screen, and the same of the smallest bubbletea
// program, one after the other in the same run. The budget is a ratio of 1.2
// between the medians; -benchtime 25x gives enough pairs for that.
func BenchmarkFirstFrame(b *testing.B) {
	wizard, smallest := released(b, "example.com/writeback-doctor"), released(b, "./testdata/bare")
	var ours, bare []time.Duration
	for b.Loop() {
		bare = append(bare, firstText(b, smallest, "the smallest program"))
		ours = append(ours, firstText(b, wizard, "Writeback Doctor"))
	}
	b.ReportMetric(milliseconds(median(ours)), "ms/wizard")
	b.ReportMetric(milliseconds(median(bare)), "ms/bare")
	b.ReportMetric(float64(median(ours))/float64(median(bare)), "ratio")
}

// released builds a program as it is released: without cgo, stripped.
func released(b *testing.B, path string) string {
	b.Helper()
	to := filepath.Join(b.TempDir(), "program")
	build := exec.CommandContext(b.Context(), "go", "build", "-trimpath", "-ldflags=-s -w", "-o", to, path)
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("build %s: %v\n%s", path, err, out)
	}
	return to
}

// firstText starts a program on a pseudo-terminal and returns how long it
// took until text was drawn there.
func firstText(b *testing.B, path, text string) time.Duration {
	b.Helper()
	command := exec.CommandContext(b.Context(), path)
	command.Env = []string{"TERM=xterm-256color", "LANG=en_US.UTF-8", "HOME=" + os.TempDir(), "PATH=" + os.Getenv("PATH")}
	began := time.Now()
	terminal, err := pty.StartWithSize(command, &pty.Winsize{Cols: 80, Rows: 24})
	if err != nil {
		b.Fatal(err)
	}
	defer terminal.Close()
	took := drawn(b, terminal, text).Sub(began)
	if err := command.Process.Kill(); err != nil {
		b.Fatal(err)
	}
	_ = command.Wait() // killed: the error is the signal
	return took
}

// drawn returns when text came out of the terminal.
func drawn(b *testing.B, terminal *os.File, text string) time.Time {
	b.Helper()
	var all []byte
	buffer := make([]byte, 64<<10)
	for {
		n, err := terminal.Read(buffer)
		all = append(all, buffer[:n]...)
		if bytes.Contains(all, []byte(text)) {
			return time.Now()
		}
		if err != nil {
			b.Fatalf("ended without drawing %q: %v\n%q", text, err, all)
		}
	}
}

func median(all []time.Duration) time.Duration {
	return slices.Sorted(slices.Values(all))[len(all)/2]
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
