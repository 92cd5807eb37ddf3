//go:build unix

package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const f10 = "\x1b[21~"

// trailOf is the audit trail of a world below a folder.
func trailOf(state, world string) string {
	text, _ := os.ReadFile(filepath.Join(state, "writeback-doctor", "practice", world, "actions.jsonl"))
	return string(text)
}

// letAct presses F10 until what would be done is shown: a screen that came by
// itself takes no keys for a moment.
func (s *screen) letAct() {
	s.t.Helper()
	for deadline := time.Now().Add(patient(0)); !strings.Contains(s.picture(), "Exactly these commands"); time.Sleep(time.Second) {
		if time.Now().After(deadline) {
			s.t.Fatalf("nothing is offered:\n%s", s.picture())
		}
		s.press(f10)
	}
}

// TestAnActionIsProvenOnTheScreen goes from the diagnosis to the proof, with a word
// that is no consent first. Whoever leaves a practice leaves nothing of it.
func TestAnActionIsProvenOnTheScreen(t *testing.T) {
	t.Parallel()
	state := t.TempDir()
	s := open(t, 80, 24, []string{"LANG=en_US.UTF-8", "XDG_STATE_HOME=" + state}, "lab", "act-switch-proves")
	s.walkTo("Switch writeback off and on again", 60*time.Second)
	s.letAct()
	s.press(enter)
	s.await(10*time.Second, "To consent, type")
	s.press("no", enter)
	s.await(10*time.Second, "Nothing was done")
	if trail := trailOf(state, "act-switch-proves"); trail != "" {
		t.Fatalf("written without consent: %s", trail)
	}
	s.press("\x7f", "\x7f", "sync01", enter)
	s.await(60*time.Second, "Proven")
	if trail := trailOf(state, "act-switch-proves"); strings.Count(trail, "\n") != 6 || !strings.Contains(trail, `"outcome":"proven"`) {
		t.Errorf("the trail is %s", trail)
	}
	s.quit("Press Ctrl+C once more")
	s.exit(10 * time.Second)
	if left, err := os.ReadDir(filepath.Join(state, "writeback-doctor")); err == nil && len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestWhoeverSitsAtALentTerminalCanGiveUp: it says how before, and Ctrl+C ends what runs
// there and nothing else; the screen comes back and says in words how far it came.
func TestWhoeverSitsAtALentTerminalCanGiveUp(t *testing.T) {
	t.Parallel()
	for l, c := range map[string]struct {
		entry, offered, consent, lent, want, code string
	}{
		"en_US.UTF-8": {"Switch writeback off and on again", "Exactly these commands", "To consent, type", "Ctrl+C gives up", "somebody stopped", "(stopped)"},
		"ko_KR.UTF-8": {"쓰기 저장 껐다가 다시 켜기", "이 명령을 순서대로", "동의하면", "그만두려면 Ctrl+C", "도중에 그만둠", "(stopped)"},
	} {
		t.Run(l, func(t *testing.T) {
			t.Parallel()
			s := open(t, 80, 24, []string{"LANG=" + l, "XDG_STATE_HOME=" + t.TempDir()}, "lab", "act-switch-hangs")
			s.walkTo(c.entry, 60*time.Second)
			for deadline := time.Now().Add(patient(0)); !strings.Contains(s.picture(), c.offered); time.Sleep(time.Second) {
				if time.Now().After(deadline) {
					t.Fatalf("nothing is offered:\n%s", s.picture())
				}
				s.press(f10)
			}
			s.press(enter)
			s.await(10*time.Second, c.consent)
			s.press("sync01", enter)
			s.await(20*time.Second, c.lent)
			s.press(ctrlC)
			s.await(30*time.Second, c.want)
			if got := s.picture(); !strings.Contains(got, c.code) || strings.Contains(got, "15m0s") {
				t.Errorf("the end reads\n%s", got)
			}
			s.killed()
		})
	}
}

// TestAKilledActionIsSaidFirst kills the built program while it switches writeback
// on again: the next start, line by line, says so before anything else and
// finishes it.
func TestAKilledActionIsSaidFirst(t *testing.T) {
	t.Parallel()
	state := t.TempDir()
	env := []string{"LANG=en_US.UTF-8", "XDG_STATE_HOME=" + state}
	s := open(t, 80, 24, env, "lab", "act-switch-on-hangs")
	s.walkTo("Switch writeback off and on again", 60*time.Second)
	s.letAct()
	s.press(enter)
	s.await(10*time.Second, "To consent, type")
	s.press("sync01", enter)
	for deadline := time.Now().Add(patient(0)); !strings.Contains(trailOf(state, "act-switch-on-hangs"), `"deed":"switch-on"`); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("it did not come to the switching on: %s", trailOf(state, "act-switch-on-hangs"))
		}
	}
	time.Sleep(300 * time.Millisecond) // somebody is being asked to sign in
	s.killed()
	s = open(t, 80, 24, env, "lab", "act-switch-on-hangs")
	s.await(20*time.Second, "not switched on")
	s.killed()
	s = open(t, 100, 50, env, "lab", "act-switch-on-hangs", "--accessible")
	s.await(20*time.Second, "Finish it: switch writeback on again")
	s.press("1", enter)
	s.await(30*time.Second, "To consent, type")
	s.press("sync01", enter)
	s.await(60*time.Second, "Proven")
	s.killed()
}
