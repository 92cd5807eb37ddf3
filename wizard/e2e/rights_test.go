//go:build unix

package e2e_test

import (
	"bufio"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"example.com/writeback-doctor/wizard/command"
)

// emptyList is a line about an object whose list grants nothing.
const emptyList = `{"id":"1","sd":"AQAEgAAAAAAAAAAAAAAAABQAAAACAAgAAAAAAA==","token":["S-1-1-0"],"self":null,"class":null}` + "\n"

// coProcess is the program that answers JSON lines, without a terminal.
type coProcess struct {
	cmd    *exec.Cmd
	ask    io.WriteCloser
	answer io.ReadCloser
	errs   strings.Builder
}

func newCoProcess(t *testing.T) *coProcess {
	t.Helper()
	p := &coProcess{cmd: exec.CommandContext(t.Context(), program, "rights", "--stdin")}
	p.cmd.Env = []string{"LANG=C.UTF-8", "HOME=" + t.TempDir()}
	p.cmd.Stderr = &p.errs
	var err error
	if p.ask, err = p.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if p.answer, err = p.cmd.StdoutPipe(); err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return p
}

// says asks one line and demands an answer that begins so.
func (p *coProcess) says(t *testing.T, lines *bufio.Scanner, line, want string) {
	t.Helper()
	if _, err := io.WriteString(p.ask, line); err != nil {
		t.Fatal(err)
	}
	if !lines.Scan() || !strings.HasPrefix(lines.Text(), want) {
		t.Fatalf("got %q, want %q", lines.Text(), want)
	}
}

// Another program asks, waits, and asks again; at the end the exit code tells
// whether every line could be read.
func TestRightsAnswersAnotherProgram(t *testing.T) {
	t.Parallel()
	p := newCoProcess(t)
	lines := bufio.NewScanner(p.answer)
	p.says(t, lines, emptyList, `{"id":"1","rights":{"reset-password":{"granted":false,"decided_by":null}`)
	p.says(t, lines, "nonsense\n", `{"id":null,"error":"line 2: `)
	p.says(t, lines, emptyList, `{"id":"1","rights":`)
	_ = p.ask.Close()
	err := p.cmd.Wait()
	if code := p.cmd.ProcessState.ExitCode(); code != command.ExitUnknown || p.errs.Len() > 0 {
		t.Errorf("got exit %d (%v), stderr %q, want %d and nothing", code, err, p.errs.String(), command.ExitUnknown)
	}
}

func TestRightsIsInterrupted(t *testing.T) {
	t.Parallel()
	for signal, want := range map[os.Signal]int{os.Interrupt: command.ExitInterrupt, syscall.SIGTERM: command.ExitTerminated} {
		p := newCoProcess(t)
		p.says(t, bufio.NewScanner(p.answer), emptyList, `{"id":"1"`)
		if err := p.cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		err := p.cmd.Wait()
		if code := p.cmd.ProcessState.ExitCode(); code != want || p.errs.Len() > 0 {
			t.Errorf("%v: got exit %d (%v), stderr %q, want %d and nothing", signal, code, err, p.errs.String(), want)
		}
	}
}

// A reader who has seen enough ends it without a word.
func TestRightsEndsWithItsReader(t *testing.T) {
	t.Parallel()
	p := newCoProcess(t)
	p.says(t, bufio.NewScanner(p.answer), emptyList, `{"id":"1"`)
	_ = p.answer.Close()
	for range 100_000 {
		if _, err := io.WriteString(p.ask, emptyList); err != nil {
			if !errors.Is(err, syscall.EPIPE) {
				t.Errorf("got %v, want %v", err, syscall.EPIPE)
			}
			break
		}
	}
	_ = p.ask.Close()
	err := p.cmd.Wait()
	status, ok := p.cmd.ProcessState.Sys().(syscall.WaitStatus)
	quiet := ok && (status.Signal() == syscall.SIGPIPE || status.ExitStatus() == command.ExitHealthy)
	if !quiet || p.errs.Len() > 0 {
		t.Errorf("got %v, stderr %q, want a quiet end", err, p.errs.String())
	}
}
