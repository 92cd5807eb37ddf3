//go:build unix

package e2e_test

import (
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/term"
)

const ctrlBackslash = "\x1c"

// questionsBefore are those that the line-by-line walk asks before the
// password. Enter answers each.
func questionsBefore() []string {
	return []string{
		"Where to begin?", "Name used to sign in", "Error code", "How many are affected", "What was done, and where",
	}
}

// TestAttackPrompts ends the program while it asks for a secret, in every way
// and at every command that asks. It goes at once, with the code of that way,
// and the terminal shows what is typed again.
func TestAttackPrompts(t *testing.T) {
	t.Parallel()
	signs := func(signal syscall.Signal) func(*screen) {
		return func(s *screen) { _ = s.command.Process.Signal(signal) }
	}
	ways := []struct {
		name string
		end  func(*screen)
		want int
	}{
		{"ctrl-c", func(s *screen) { s.press(ctrlC) }, 130},
		{"terminate", signs(syscall.SIGTERM), 143},
		{"quit", func(s *screen) { s.press(ctrlBackslash) }, 143},
		{"hang-up", signs(syscall.SIGHUP), 143},
	}
	password, secret := `Password of CORP\kim, for 127.0.0.1 in corp.test:`, "at login.microsoftonline.com:"
	at := []struct {
		name, prompt, args string
		first              []string // questions that Enter answers
	}{
		{"check", password, `check --domain corp.test --controller 127.0.0.1 --account CORP\kim`, nil},
		{"check-for-the-application", secret, "check --tenant corp.test --client-id 11111111-1111-4111-8111-111111111111", nil},
		{"scan", password, `scan --domain corp.test --controller 127.0.0.1 --account CORP\kim`, nil},
		{"rights", password, `rights --domain corp.test --controller 127.0.0.1 --account CORP\kim --user kim@corp.test`, nil},
		{"line-by-line", password, `--accessible --domain corp.test --controller 127.0.0.1 --account CORP\kim --tenant-sign-in none`, questionsBefore()},
	}
	for _, place := range at {
		for _, way := range ways {
			t.Run(place.name+"/"+way.name, func(t *testing.T) {
				t.Parallel()
				s := open(t, 80, 24, []string{"LANG=en_US.UTF-8"}, strings.Fields(place.args)...)
				for _, question := range place.first {
					s.await(60*time.Second, question)
					s.press(enter)
				}
				s.await(60*time.Second, place.prompt)
				s.asking = true
				s.press("half a pass")
				time.Sleep(50 * time.Millisecond) // nothing shows that it has arrived
				way.end(s)
				if code := s.exit(20 * time.Second); code != way.want {
					t.Errorf("exit %d, want %d\n%s", code, way.want, s.picture())
				}
				if s.left != "\n" {
					t.Errorf("leaves %q to the shell", s.left)
				}
				if picture := s.picture(); strings.Contains(picture, "half a pass") || strings.Contains(picture, "goroutine") {
					t.Errorf("shows\n%s", picture)
				}
			})
		}
	}
}

// TestAttackPasswordElsewhere types a password where it is asked for. It is no
// answer to another question, and it is never shown, also once the program was
// stopped meanwhile, which gives the echo back to the shell.
func TestAttackPasswordElsewhere(t *testing.T) {
	t.Parallel()
	for name, meanwhile := range map[string]func(*screen){
		"read-ahead": func(*screen) {},
		"stopped": func(s *screen) {
			s.stop(syscall.SIGTSTP)
			s.echoes(true)
			_ = s.command.Process.Signal(syscall.SIGCONT)
			s.echoes(false)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t, 80, 24, []string{"LANG=en_US.UTF-8"}, strings.Fields(`--accessible --domain corp.test --controller 127.0.0.1 --account CORP\kim --tenant-sign-in none`)...)
			for _, question := range questionsBefore() {
				s.await(60*time.Second, question)
				s.press(enter)
			}
			s.await(60*time.Second, `Password of CORP\kim, for 127.0.0.1 in corp.test:`)
			meanwhile(s)
			s.press("kim@corp.test\r")
			s.await(60*time.Second, "[Configuration 5/")
			if strings.Contains(s.written(), "kim@corp.test") {
				t.Errorf("shows the password\n%s", s.picture())
			}
			s.press(ctrlC)
			if code := s.exit(20 * time.Second); code != 130 {
				t.Errorf("exit %d, want 130\n%s", code, s.picture())
			}
		})
	}
}

// echoes waits until the terminal shows what is typed, or does not.
func (s *screen) echoes(want bool) {
	s.t.Helper()
	for deadline := time.Now().Add(patient(0)); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		now, err := term.GetState(int(s.inner.Fd()))
		if err != nil {
			s.t.Fatal(err)
		}
		if (*now == *s.before) == want {
			return
		}
	}
	s.t.Errorf("the echo did not become %v", want)
}
