//go:build unix

package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/term"
)

// TestAttackSignals sends signals to the program in every phase of its life. It
// ends within seconds with the code of the signal, and the terminal is as it
// was.
func TestAttackSignals(t *testing.T) {
	t.Parallel()
	slow := filepath.Join(t.TempDir(), "slow.yaml") // whose idle test is not over before the signal
	if err := os.WriteFile(slow, []byte("title: {ko: 느림, en: slow}\nexpect: {status: healthy}\nspeed: 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	twice := func(s *screen) { s.quit("once more") }
	once := func(s *screen) { s.press(ctrlC) }
	signal := func(which syscall.Signal) func(*screen) {
		return func(s *screen) { _ = s.command.Process.Signal(which) }
	}
	after := func(text string, which syscall.Signal) func(*screen) {
		return func(s *screen) {
			s.walkTo(text, 90*time.Second)
			signal(which)(s)
		}
	}
	for _, c := range []struct {
		name, args, at string
		end            func(*screen)
		want           int
	}{
		{"start/ctrl-c", "", "Practise", twice, 130},
		{"start/quit", "", "Practise", signal(syscall.SIGQUIT), 143},
		{"start/hang-up", "", "Practise", signal(syscall.SIGHUP), 143},
		{"lab-starts/interrupt", "lab pdc-unreachable", "Writeback Doctor", signal(syscall.SIGINT), 130},
		{"lab-starts/quit", "lab pdc-unreachable", "Writeback Doctor", signal(syscall.SIGQUIT), 143},
		{"question/quit", "lab healthy", "UPN", signal(syscall.SIGQUIT), 143},
		{"question/hang-up", "lab healthy", "UPN", signal(syscall.SIGHUP), 143},
		{"finding/quit", "lab pdc-unreachable", "UPN", after("Configuration | step", syscall.SIGQUIT), 143},
		{"finding/interrupt", "lab pdc-unreachable", "UPN", after("Configuration | step", syscall.SIGINT), 130},
		{"line-by-line/ctrl-c", "lab healthy --accessible", "UPN", once, 130},
		{"line-by-line/quit", "lab healthy --accessible", "UPN", signal(syscall.SIGQUIT), 143},
		{"check/ctrl-c", "check --world SLOW", "Looking (", once, 130},
		{"check/quit", "check --world SLOW", "Looking (", signal(syscall.SIGQUIT), 143},
		{"check/terminate", "check --world SLOW", "Looking (", signal(syscall.SIGTERM), 143},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := open(t, 80, 24, []string{"LANG=en_US.UTF-8"}, strings.Fields(strings.ReplaceAll(c.args, "SLOW", slow))...)
			s.await(60*time.Second, c.at)
			c.end(s)
			if code := s.exit(20 * time.Second); code != c.want {
				t.Errorf("exit %d, want %d\n%s", code, c.want, s.picture())
			}
			if strings.Contains(s.written(), "goroutine ") {
				t.Errorf("dumps its insides\n%s", s.picture())
			}
		})
	}
}

// TestAttackStops stops the wizard as Ctrl+Z, a debugger or a batch system
// does. The shell gets a terminal that it can use, and the wizard takes it
// again.
func TestAttackStops(t *testing.T) {
	t.Parallel()
	for name, stop := range map[string]syscall.Signal{"told": syscall.SIGTSTP, "not-told": syscall.SIGSTOP} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t, 80, 24, []string{"LANG=en_US.UTF-8"})
			s.await(60*time.Second, "Practise")
			for range 2 {
				raw := len(s.written())
				s.stop(stop)
				if stop == syscall.SIGTSTP {
					s.echoes(true)
					s.awaitRaw(raw, "\x1b[?1049l", "\x1b[?25h")
				} else {
					_ = term.Restore(int(s.inner.Fd()), s.before) // as a shell does
				}
				_ = s.command.Process.Signal(syscall.SIGCONT)
				s.echoes(false)
				s.awaitRaw(raw, "\x1b[?1049h", "Practise")
			}
			s.press(ctrlL) // it is heard
			s.await(20*time.Second, "실습")
			s.quit("한 번 더")
			if code := s.exit(20 * time.Second); code != 130 {
				t.Errorf("exit %d, want 130\n%s", code, s.picture())
			}
		})
	}
}

// stop sends the program a signal that stops it, and waits until it has
// stopped, as a shell does: what goes on before it stopped stops for good.
func (s *screen) stop(signal syscall.Signal) {
	s.t.Helper()
	_ = s.command.Process.Signal(signal)
	for deadline := time.Now().Add(patient(0)); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		var status syscall.WaitStatus
		pid, err := syscall.Wait4(s.command.Process.Pid, &status, syscall.WUNTRACED|syscall.WNOHANG, nil)
		switch {
		case err == syscall.EINTR || err == nil && pid == 0:
		case err == nil && status.Stopped():
			return
		default:
			s.t.Fatalf("%v did not stop it: %v, status %#x\n%s", signal, err, status, s.picture())
		}
	}
	s.t.Fatalf("%v did not stop it in time\n%s", signal, s.picture())
}

// awaitRaw waits until all of the texts were written after the first bytes.
func (s *screen) awaitRaw(after int, texts ...string) {
	s.t.Helper()
	for deadline := time.Now().Add(patient(0)); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		rest := s.written()[after:]
		missing := ""
		for _, text := range texts {
			if !strings.Contains(rest, text) {
				missing = text
			}
		}
		if missing == "" {
			return
		}
	}
	s.t.Errorf("did not write all of %q but %q", texts, s.written()[after:])
}
