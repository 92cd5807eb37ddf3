//go:build unix

// Package e2e_test runs the built program on a pseudo-terminal, as a person
// would: keys in, a picture out, an exit code, and the terminal given back.
package e2e_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
	"golang.org/x/term"

	"example.com/writeback-doctor/probes/lab/planted"
)

// program is the built binary.
var program string

// endings are run after the last test, by whoever started something for all.
var endings []func()

// atOnce is how many tests run at the same time. They wait for keys, screens
// and limits, so that more of them fit than there are processors.
const atOnce = "8"

func TestMain(m *testing.M) {
	if broker := os.Getenv(asPowerShell); broker != "" {
		os.Exit(standsIn(broker))
	}
	flag.Parse()
	if err := flag.Set("test.parallel", atOnce); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(build(m))
}

func build(m *testing.M) int {
	dir, err := os.MkdirTemp("", "writeback-doctor-e2e")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	program = filepath.Join(dir, "writeback-doctor")
	if out, err := exec.Command("go", "build", "-o", program, "example.com/writeback-doctor").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "build the program: %v\n%s", err, out)
		return 1
	}
	defer func() {
		for _, end := range endings {
			end()
		}
	}()
	stop := planted.Watch()
	code := m.Run()
	seen, found := stop()
	for _, one := range found {
		fmt.Fprintln(os.Stderr, one)
		code = 1
	}
	fmt.Printf("%d processes were watched, and %d of their arguments and variables held a secret\n", seen, len(found))
	return code
}

// screen is the program on a pseudo-terminal that draws what it writes, and
// answers nothing that it asks.
type screen struct {
	t       *testing.T
	command *exec.Cmd
	tty     *os.File // our side
	inner   *os.File // the program's side, kept open to read its settings afterwards
	before  *term.State
	asking  bool   // half a line was typed
	left    string // of a line that was typed and that the program did not read, once it has ended

	mu   sync.Mutex
	raw  bytes.Buffer
	draw *vt.Emulator
	done chan struct{} // closed when nothing more comes
}

// open starts the program. The environment is only what env says.
func open(t *testing.T, cols, rows int, env []string, args ...string) *screen {
	t.Helper()
	return openProgram(t, program, cols, rows, env, args...)
}

// openProgram is open for a program that was built another way.
func openProgram(t *testing.T, program string, cols, rows int, env []string, args ...string) *screen {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	t.Cleanup(cancel)
	command := exec.CommandContext(ctx, program, args...)
	command.Env = append([]string{"TERM=xterm-256color", "HOME=" + t.TempDir(), "PATH=" + os.Getenv("PATH")}, env...)
	command.Dir = t.TempDir()
	master, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	if err := pty.Setsize(master, &pty.Winsize{Cols: uint16(cols), Rows: uint16(rows)}); err != nil {
		t.Fatal(err)
	}
	before, err := term.GetState(int(tty.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	command.Stdin, command.Stdout, command.Stderr = tty, tty, tty
	command.SysProcAttr = ownTerminal()
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	s := &screen{t: t, command: command, tty: master, inner: tty, before: before, draw: vt.NewEmulator(cols, rows), done: make(chan struct{})}
	t.Cleanup(func() { tty.Close(); master.Close() })
	t.Cleanup(func() { s.holdsNoSecret(append([]string{command.Dir}, command.Env...)) })
	go s.read()
	go s.swallow()
	return s
}

// holdsNoSecret demands that no secret of a world stands in what was written to
// the terminal, nor in a file below the folders that the program was given.
func (s *screen) holdsNoSecret(places []string) {
	s.t.Helper()
	for _, secret := range planted.In(s.written()) {
		s.t.Errorf("on the terminal stands %q", secret)
	}
	for _, place := range places {
		name, folder, _ := strings.Cut(place, "=")
		if folder == "" {
			folder = name
		} else if name != "HOME" && !strings.HasPrefix(name, "XDG_") {
			continue
		}
		for _, found := range planted.Below(folder) {
			s.t.Error(found)
		}
	}
}

func (s *screen) read() {
	defer close(s.done)
	buffer := make([]byte, 64<<10)
	for {
		n, err := s.tty.Read(buffer)
		if n > 0 {
			s.mu.Lock()
			s.raw.Write(buffer[:n])
			_, _ = s.draw.Write(buffer[:n])
			s.mu.Unlock()
		}
		if err != nil {
			return
		}
	}
}

// swallow takes the answers that the emulator would give to queries: this
// terminal is one that never answers.
func (s *screen) swallow() {
	buffer := make([]byte, 1024)
	for {
		if _, err := s.draw.Read(buffer); err != nil {
			return
		}
	}
}

// picture is what a person would see now.
func (s *screen) picture() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.draw.String()
}

func (s *screen) written() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.raw.String()
}

// keys are what the terminal sends for a key.
const (
	enter  = "\r"
	escape = "\x1b"
	ctrlC  = "\x03"
	ctrlL  = "\x0c"
	down   = "\x1b[B"
)

func (s *screen) press(keys ...string) {
	s.t.Helper()
	for _, k := range keys {
		if _, err := s.tty.WriteString(k); err != nil {
			s.t.Fatalf("press %q: %v\n%s", k, err, s.picture())
		}
	}
}

// patient makes a wait for what must come as long as a busy machine may take:
// no limit of these tests is a measure of speed.
func patient(limit time.Duration) time.Duration { return max(limit, time.Minute) }

// await waits until the picture holds one of the texts, and returns it.
func (s *screen) await(limit time.Duration, texts ...string) string {
	s.t.Helper()
	limit = patient(limit)
	deadline := time.Now().Add(limit)
	for {
		picture := s.picture()
		for _, text := range texts {
			if strings.Contains(picture, text) {
				return text
			}
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("none of %q came within %v:\n%s", texts, limit, picture)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// quit presses Ctrl+C, waits to be told that it takes a second one, and
// presses that.
func (s *screen) quit(told string) {
	s.t.Helper()
	s.press(ctrlC)
	s.await(10*time.Second, told)
	s.press(ctrlC)
}

// walkTo presses Enter, and nothing else, until the picture holds text.
func (s *screen) walkTo(text string, limit time.Duration) {
	s.t.Helper()
	limit = patient(limit)
	deadline := time.Now().Add(limit)
	for !strings.Contains(s.picture(), text) {
		if time.Now().After(deadline) {
			s.t.Fatalf("%q did not come within %v:\n%s", text, limit, s.picture())
		}
		before := s.picture()
		s.press(enter)
		for range 25 { // half a second for the picture to change
			time.Sleep(20 * time.Millisecond)
			if s.picture() != before {
				break
			}
		}
	}
}

// exit waits for the end and returns the exit code. The terminal must be as
// it was: the settings, the main screen, a visible cursor.
func (s *screen) exit(limit time.Duration) int {
	s.t.Helper()
	limit = patient(limit)
	ended := make(chan error, 1)
	go func() { ended <- s.command.Wait() }()
	var err error
	select {
	case err = <-ended:
	case <-time.After(limit):
		_ = s.command.Process.Kill()
		s.t.Fatalf("did not end within %v:\n%s", limit, s.picture())
	}
	s.restored()
	var status *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &status):
		return status.ExitCode()
	default:
		s.t.Fatal(err)
		return -1
	}
}

func (s *screen) restored() {
	s.t.Helper()
	after, err := term.GetState(int(s.inner.Fd()))
	if err != nil {
		s.t.Fatal(err)
	}
	if *after != *s.before {
		s.t.Error("the terminal's settings are not what they were")
	}
	if s.asking {
		line := make([]byte, 1024)
		s.press("\n")
		n, err := s.inner.Read(line)
		if err != nil {
			s.t.Error(err)
		}
		s.left = string(line[:n])
	}
	s.inner.Close() // nobody writes any more: the reader comes to its end
	select {
	case <-s.done:
	case <-time.After(patient(0)):
		s.t.Error("somebody still holds the terminal open")
	}
	raw := s.written()
	if at := strings.Index(raw, "%!"); at >= 0 { // a verb of package fmt that did not fit its value
		s.t.Errorf("wrote %q", raw[max(0, at-40):min(len(raw), at+40)])
	}
	for _, pair := range []struct{ on, off, what string }{
		{"\x1b[?1049h", "\x1b[?1049l", "the alternate screen"},
		{"\x1b[?25l", "\x1b[?25h", "the hidden cursor"},
		{"\x1b[?2004h", "\x1b[?2004l", "bracketed paste"},
	} {
		if strings.LastIndex(raw, pair.on) > strings.LastIndex(raw, pair.off) {
			s.t.Errorf("%s is left on", pair.what)
		}
	}
}
