//go:build unix

package e2e_test

import (
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestOneWorldAStage walks the built program to the end of one world for each
// stage, in both languages, with Enter alone.
func TestOneWorldAStage(t *testing.T) {
	t.Parallel()
	summary := map[string]string{"ko": "진단", "en": "Diagnosis"}
	for _, world := range []struct {
		name, cause string // what the summary must name, in either language
		code        int
	}{
		{"pdc-unreachable", "dc1.corp.contoso.com", 1},
		{"relay-inspected", "Contoso Network Security", 1},
		{"events-keys", "32004", 1},
	} {
		for _, l := range []string{"ko", "en"} {
			t.Run(world.name+" "+l, func(t *testing.T) {
				t.Parallel()
				s := open(t, 80, 24, []string{"LANG=ko_KR.UTF-8"}, "lab", world.name, "--lang", l)
				s.walkTo(summary[l], 90*time.Second)
				for range 20 { // below the fold where the first step is long; a new screen is deaf for a moment
					if strings.Contains(s.picture(), world.cause) {
						break
					}
					s.press("\x1b[6~") // PgDn
					time.Sleep(300 * time.Millisecond)
				}
				s.await(5*time.Second, world.cause)
				s.press(ctrlC)
				if code := s.exit(10 * time.Second); code != world.code {
					t.Errorf("exit %d, want %d\n%s", code, world.code, s.picture())
				}
			})
		}
	}
}

// TestNoCommandAsksTheTerminal proves that no command writes a query or waits
// for an answer, on a terminal that never gives one.
func TestNoCommandAsksTheTerminal(t *testing.T) {
	t.Parallel()
	for _, args := range []string{"--version", "--help", "tree", "lab --list", "check --help", "check --world healthy --format json", "completion bash", "lab --accessible", "nonsense"} {
		t.Run(args, func(t *testing.T) {
			t.Parallel()
			started := time.Now()
			s := open(t, 80, 24, nil, strings.Fields(args)...)
			if args == "lab --accessible" {
				s.await(20*time.Second, "UPN")
				s.press("\x04") // the end of the input
			}
			s.exit(60 * time.Second)
			for name, query := range map[string]string{"OSC 11": "\x1b]11", "cursor position": "\x1b[6n", "device attributes": "\x1b[c", "OSC 10": "\x1b]10"} {
				if strings.Contains(s.written(), query) {
					t.Errorf("writes the query %s", name)
				}
			}
			t.Logf("took %v", time.Since(started).Round(time.Millisecond))
		})
	}
}

func TestSignalsGiveTheTerminalBack(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		send func(*screen)
		want int
	}{
		{"ctrl+c twice", func(s *screen) { s.quit("Press Ctrl+C once more") }, 130},
		{"terminated", func(s *screen) { _ = s.command.Process.Signal(syscall.SIGTERM) }, 143},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := open(t, 80, 24, []string{"LANG=en_US.UTF-8"}, "lab", "pdc-unreachable")
			s.await(30*time.Second, "Symptom", "Who")
			c.send(s)
			if code := s.exit(15 * time.Second); code != c.want {
				t.Errorf("exit %d, want %d\n%s", code, c.want, s.picture())
			}
		})
	}
}

func TestTheLanguageSwitchesAndTheWindowResizes(t *testing.T) {
	t.Parallel()
	s := open(t, 80, 24, []string{"LANG=en_US.UTF-8"})
	s.await(20*time.Second, "Practise")
	s.press(ctrlL)
	s.await(5*time.Second, "실습")
	s.quit("한 번 더 Ctrl+C")
	s.exit(10 * time.Second)
}
