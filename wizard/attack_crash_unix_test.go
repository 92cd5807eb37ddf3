//go:build unix

package wizard

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/creack/pty"
	"golang.org/x/term"
)

// crashesIn names, in the environment of a child, what it does on its terminal.
const crashesIn = "WIZARD_CRASHES_IN"

// bomb is a screen that goes off where it says, at the first key.
type bomb struct {
	screen

	in    string
	armed bool
}

func (b *bomb) Update(msg tea.Msg) (screen, tea.Cmd) {
	if _, key := msg.(tea.KeyMsg); !key {
		return b, nil
	}
	b.armed = true
	boom := func() tea.Msg { panic("boom in " + b.in) }
	switch b.in {
	case "update":
		panic("boom in update")
	case "command":
		return b, boom
	case "batch":
		return b, tea.Batch(nil, tea.Batch(boom, boom), boom)
	case "tick":
		return b, tea.Tick(time.Millisecond, func(time.Time) tea.Msg { return boom() })
	}
	return b, nil
}

func (b *bomb) View(frame) string {
	if b.armed && b.in == "view" {
		panic("boom in view")
	}
	return "ready " + b.in
}

func (b *bomb) Keys() []keyed {
	if b.armed && b.in == "footer" {
		panic("boom in footer")
	}
	return nil
}

func (b *bomb) Heading(frame) string {
	if b.armed && b.in == "header" {
		panic("boom in header")
	}
	return ""
}

// TestCrashingChild is the program that [TestAttackCrashes] starts, and
// nothing by itself.
func TestCrashingChild(t *testing.T) {
	in := os.Getenv(crashesIn)
	if in == "" {
		return
	}
	c := fixtureConfig(fixturePatient(fixtureRunner()))
	c.Input, c.Output = os.Stdin, os.Stdout
	saves := 0
	c.Save = func(p *Patient, _ string) (string, error) {
		saves++
		return fmt.Sprintf("saved-%d-with-%d.json", saves, len(p.Session.Trail())), nil
	}
	result, err := runWith(t.Context(), c, func(m *model) tea.Model {
		m.walk.patient = fixturePatient(fixtureRunner())
		m.screen = &bomb{screen: m.screen, in: in}
		return m
	})
	fmt.Printf("RESULT fault=%q saved=%q err=%v stack=%t\n", result.Fault, result.Saved, err, strings.Contains(result.Stack, "attack_crash"))
	if result.Fault != "" {
		os.Exit(70)
	}
}

// TestAttackCrashes lets the wizard crash on a real terminal, in each of its
// parts. It gives the terminal back, saves the walk, and says what it was.
func TestAttackCrashes(t *testing.T) {
	t.Parallel()
	for _, in := range []string{"view", "header", "footer", "update", "command", "batch", "tick"} {
		t.Run(in, func(t *testing.T) {
			t.Parallel()
			master, tty, err := pty.Open()
			if err != nil {
				t.Fatal(err)
			}
			defer master.Close()
			if err := pty.Setsize(master, &pty.Winsize{Cols: 80, Rows: 24}); err != nil {
				t.Fatal(err)
			}
			before, err := term.GetState(int(tty.Fd()))
			if err != nil {
				t.Fatal(err)
			}
			child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestCrashingChild$")
			child.Env = append(os.Environ(), crashesIn+"="+in, "TERM=xterm-256color")
			child.Stdin, child.Stdout, child.Stderr = tty, tty, tty
			child.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
			if err := child.Start(); err != nil {
				t.Fatal(err)
			}
			out := follow(master)
			out.await(t, "ready "+in)
			_, _ = master.WriteString("x")
			switch in {
			case "view", "header", "footer": // nobody could read what is drawn
			default:
				out.await(t, "saved-1-with-0.json")
				_, _ = master.WriteString("\x03")
				time.Sleep(50 * time.Millisecond)
				_, _ = master.WriteString("\x03")
			}
			err = child.Wait()
			var status *exec.ExitError
			if !errors.As(err, &status) || status.ExitCode() != 70 {
				t.Errorf("ended with %v, want 70", err)
			}
			after, err := term.GetState(int(tty.Fd()))
			if err != nil || *after != *before {
				t.Errorf("the terminal's settings are not what they were (%v)", err)
			}
			out.await(t, "RESULT")
			raw := out.text()
			for _, want := range []string{`fault="`, `boom in ` + in, `saved="saved-1-with-0.json" err=<nil> stack=true`} {
				if !strings.Contains(raw[strings.LastIndex(raw, "RESULT"):], want) {
					t.Errorf("no %q in\n%s", want, raw[strings.LastIndex(raw, "RESULT"):])
				}
			}
			for on, off := range map[string]string{"\x1b[?1049h": "\x1b[?1049l", "\x1b[?25l": "\x1b[?25h", "\x1b[?2004h": "\x1b[?2004l"} {
				if strings.LastIndex(raw, on) > strings.LastIndex(raw, off) {
					t.Errorf("%q is left on", on)
				}
			}
			tty.Close()
		})
	}
}

// followed is what a terminal was sent so far.
type followed struct{ b *buffer }

func follow(f *os.File) followed {
	out := followed{b: &buffer{}}
	go func() {
		piece := make([]byte, 4096)
		for {
			n, err := f.Read(piece)
			_, _ = out.b.Write(piece[:n])
			if err != nil {
				return
			}
		}
	}()
	return out
}

func (f followed) text() string { return f.b.String() }

func (f followed) await(t *testing.T, want string) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if bytes.Contains([]byte(f.text()), []byte(want)) {
			return
		}
	}
	t.Fatalf("no %q in\n%s", want, f.text())
}
