//go:build unix

package e2e_test

import (
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestAttackSignalsWhileItLooks sends signals to the program while it looks at
// what does not answer, and at the screens of the wizard that the other tests
// leave out. It ends within seconds with the code of the signal, the terminal is
// as it was, and no file is half written or left behind.
func TestAttackSignalsWhileItLooks(t *testing.T) {
	t.Parallel()
	world := filepath.Join(t.TempDir(), "slow.yaml")
	if err := os.WriteFile(world, []byte(slowWorld), 0o600); err != nil {
		t.Fatal(err)
	}
	seen := func(text string) func(*looking) {
		return func(l *looking) { l.await(60*time.Second, text) }
	}
	walk := func(text string) func(*looking) {
		return func(l *looking) { l.walkTo(text, 90*time.Second) }
	}
	places := []struct {
		name, args  string
		at          func(*looking)
		ctrlC       func(*looking)
		interrupted int // the code of Ctrl+C
	}{
		{"collect", "collect --world WORLD --out OLD", (*looking).collects, nil, 130},
		{"collect-into-a-new-file", "collect --world WORLD --out NEW", (*looking).collects, nil, 130},
		{"collect-with-the-hold", "collect --world WORLD --hold", (*looking).collects, nil, 130},
		{"scan-silent-controller", "scan --domain corp.test --controller ldaps://SILENT", (*looking).called, nil, 130},
		{"scan-slow-controller", "scan --world WORLD", seen("onnect"), nil, 130},
		{"rights-silent-controller", "rights --domain corp.test --controller ldaps://SILENT --user kim@corp.test", (*looking).called, nil, 130},
		{"check-silent-controller", "check --domain corp.test --controller ldaps://SILENT --user kim@corp.test", (*looking).called, nil, 130},
		{"wizard-checking", "lab WORLD", walk("s so far"), stopAndQuit, 130},
		{"wizard-summary", "lab user-nowhere", walk("Diagnosis"), nil, 1}, // it is over: the code is that of the result
	}
	signals := map[string]syscall.Signal{"terminate": syscall.SIGTERM, "quit": syscall.SIGQUIT, "hang-up": syscall.SIGHUP}
	for _, p := range places {
		for _, way := range []string{"ctrl-c", "terminate", "quit", "hang-up"} {
			t.Run(p.name+"/"+way, func(t *testing.T) {
				t.Parallel()
				l := look(t, world, p.args)
				p.at(l)
				want := 143
				switch {
				case way != "ctrl-c":
					_ = l.command.Process.Signal(signals[way])
				case p.ctrlC != nil:
					p.ctrlC(l)
					want = p.interrupted
				default:
					l.press(ctrlC)
					want = p.interrupted
				}
				if code := l.exit(20 * time.Second); code != want {
					t.Errorf("exit %d, want %d\n%s", code, want, l.picture())
				}
				if strings.Contains(l.written(), "goroutine ") {
					t.Errorf("dumps its insides\n%s", l.picture())
				}
				l.left()
			})
		}
	}
}

// stopAndQuit presses Ctrl+C until the wizard has gone: the first one stops the
// check alone.
func stopAndQuit(l *looking) {
	l.press(ctrlC)
	l.await(20*time.Second, "was stopped")
	l.press(ctrlC, ctrlC)
}

// looking is a program that looks at what does not answer.
type looking struct {
	*screen

	folder, temporary string
	calls             chan struct{} // to the controller that says nothing
}

const stoodThere = "what stood there before"

func look(t *testing.T, world, args string) *looking {
	t.Helper()
	l := &looking{folder: t.TempDir(), temporary: t.TempDir(), calls: make(chan struct{}, 100)}
	if err := os.WriteFile(filepath.Join(l.folder, "old"), []byte(stoodThere), 0o600); err != nil {
		t.Fatal(err)
	}
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = silent.Close() })
	go func() {
		for {
			conn, err := silent.Accept()
			if err != nil {
				return
			}
			t.Cleanup(func() { _ = conn.Close() })
			l.calls <- struct{}{}
		}
	}()
	line := strings.NewReplacer("WORLD", world, "SILENT", silent.Addr().String(), "OLD", filepath.Join(l.folder, "old"), "NEW", filepath.Join(l.folder, "new")).Replace(args)
	l.screen = open(t, 80, 24, []string{"LANG=en_US.UTF-8", "TMPDIR=" + l.temporary}, strings.Fields(line)...)
	return l
}

// called waits until the controller that says nothing was called.
func (l *looking) called() {
	l.t.Helper()
	select {
	case <-l.calls:
	case <-time.After(60 * time.Second):
		l.t.Fatalf("nobody called\n%s", l.picture())
	}
}

// collects waits until the script of the collection has been laid out, which is
// then waited for.
func (l *looking) collects() {
	l.t.Helper()
	for deadline := time.Now().Add(60 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if laid, _ := filepath.Glob(filepath.Join(l.temporary, "*", "collect.ps1")); len(laid) > 0 {
			return
		}
	}
	l.t.Fatalf("nothing is collected\n%s", l.picture())
}

// left demands that nothing was changed and nothing was left.
func (l *looking) left() {
	l.t.Helper()
	for folder, want := range map[string][]string{l.folder: {"old"}, l.temporary: {}, l.command.Dir: {}} {
		entries, err := os.ReadDir(folder)
		got := []string{}
		for _, e := range entries {
			got = append(got, e.Name())
		}
		if err != nil || !slices.Equal(got, want) {
			l.t.Errorf("in %s lie %q (%v), want %q", folder, got, err, want)
		}
	}
	if text, err := os.ReadFile(filepath.Join(l.folder, "old")); err != nil || string(text) != stoodThere {
		l.t.Errorf("what stood there is now %q (%v)", text, err)
	}
}
