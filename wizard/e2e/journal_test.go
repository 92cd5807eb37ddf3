//go:build unix

package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes/lab/planted"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
)

// kept are the findings of the one journal below a folder; none when there is
// no walk in it.
func kept(t *testing.T, state string) []steps.Finding {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(state, "writeback-doctor", "walks", "*", "walk.json"))
	if err != nil || len(files) > 1 {
		t.Fatalf("%v (%v)", files, err)
	}
	if len(files) == 0 {
		return nil
	}
	file, err := os.Open(files[0])
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	report, err := casefile.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	return report.Findings
}

// awaitKept waits until so many findings are kept below a folder: a journal is
// written beside the walk, some milliseconds after the key.
func awaitKept(t *testing.T, state string, least int) {
	t.Helper()
	for deadline := time.Now().Add(patient(0)); len(kept(t, state)) < least; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d findings are kept, want %d", len(kept(t, state)), least)
		}
	}
}

// killed ends the program as nothing can be prepared for.
func (s *screen) killed() {
	s.t.Helper()
	s.killedWith(func() {})
}

// killedWith is killed, with what happens then to a program that it had started
// and that holds the terminal.
func (s *screen) killedWith(then func()) {
	s.t.Helper()
	if err := s.command.Process.Kill(); err != nil {
		s.t.Fatal(err)
	}
	_ = s.command.Wait() // it was killed
	then()
	s.inner.Close()
	<-s.done
}

// TestAKilledWalkGoesOn kills the built program in the middle of a walk, again
// and again. The next start offers to go on, what was found is there, and whoever
// leaves is not asked again.
func TestAKilledWalkGoesOn(t *testing.T) {
	t.Parallel()
	state := t.TempDir()
	env := []string{"LANG=en_US.UTF-8", "XDG_STATE_HOME=" + state}
	s := open(t, 80, 24, env)
	s.await(20*time.Second, "A call")
	s.press(enter)
	s.await(5*time.Second, "1/2")
	s.press("kim@contoso.com", enter)
	s.await(5*time.Second, "2/2")
	s.press("SSPR_0029", enter)
	s.await(5*time.Second, "What it means")
	s.killed()

	s = open(t, 80, 24, env)
	s.await(20*time.Second, "broke off: kim@contoso.com")
	s.press(enter)
	s.await(5*time.Second, "How many are affected")
	s.walkTo("DNS name of the Active Directory domain", 30*time.Second)
	s.walkTo("Nobody signed in to the tenant", 30*time.Second)
	for deadline := time.Now().Add(patient(0)); strings.Contains(s.picture(), "Nobody signed in") && time.Now().Before(deadline); {
		s.press("2") // without the cloud; a key that comes too early is held for one typed ahead
		time.Sleep(200 * time.Millisecond)
	}
	s.walkTo("UNKNOWN", 30*time.Second)
	before := 0
	for range 3 {
		awaitKept(t, state, 3) // who called, that no server is seen, and what was said
		s.killed()
		found := kept(t, state)
		if len(found) < before || len(found) == 0 || found[0].Learned[steps.Words]+found[1].Learned[steps.Words]+found[2].Learned[steps.Words] != "SSPR_0029" {
			t.Fatalf("%d findings, and %d before: %+v", len(found), before, found)
		}
		before = len(found)
		s = open(t, 80, 24, env)
		s.await(20*time.Second, "broke off: kim@contoso.com")
		other := open(t, 80, 24, env) // what nobody holds is offered there too
		other.await(20*time.Second, "broke off: kim@contoso.com")
		s.press(enter)
		s.await(30*time.Second, "UNKNOWN")
		other.press(enter)
		other.await(10*time.Second, "Another window")
		other.quit("Press Ctrl+C once more")
		other.exit(10 * time.Second)
		picture := s.picture()
		s.press(enter)
		for deadline := time.Now().Add(patient(0)); s.picture() == picture && time.Now().Before(deadline); {
			time.Sleep(5 * time.Millisecond)
		}
	}
	s.quit("Press Ctrl+C once more")
	if code := s.exit(10 * time.Second); code != 130 {
		t.Errorf("exit %d", code)
	}
	if left, err := os.ReadDir(filepath.Join(state, "writeback-doctor", "walks")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
}

// TestNoJournalIsKept where somebody said so, and of the lab.
func TestNoJournalIsKept(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		env  string
		args []string
	}{
		"by the flag":        {"", []string{"--no-journal"}},
		"by the environment": {"WRITEBACK_DOCTOR_NO_JOURNAL=1", nil},
		"of the lab":         {"", []string{"lab", "pdc-unreachable"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state := t.TempDir()
			s := open(t, 80, 24, []string{"LANG=en_US.UTF-8", "XDG_STATE_HOME=" + state, c.env}, c.args...)
			if strings.Contains(name, "lab") {
				s.walkTo("FAIL", 60*time.Second)
			} else {
				s.await(20*time.Second, "A call")
				s.press(enter)
				s.await(5*time.Second, "1/2")
				s.press("kim@contoso.com", enter)
				s.await(5*time.Second, "2/2")
				s.walkTo("UNKNOWN", 30*time.Second)
			}
			s.killed()
			if left, err := os.ReadDir(state); err != nil || len(left) > 0 {
				t.Errorf("left behind: %v (%v)", left, err)
			}
		})
	}
}

// goesOnTo presses Enter where a walk line by line stands still, until the picture
// holds text. One Enter too many is kept, and answers a later question: the walk could
// come to its end before it is killed.
func goesOnTo(s *screen, text string) {
	s.t.Helper()
	for deadline, before := time.Now().Add(patient(time.Minute)), ""; !strings.Contains(s.picture(), text); time.Sleep(time.Second) {
		if time.Now().After(deadline) {
			s.t.Fatalf("%q did not come:\n%s", text, s.picture())
		}
		if now := s.picture(); now == before {
			s.press(enter)
			before = ""
		} else {
			before = now
		}
	}
}

// TestAKilledWalkLineByLineGoesOn does the same for whoever walks line by line;
// the lab leaves nothing.
func TestAKilledWalkLineByLineGoesOn(t *testing.T) {
	t.Parallel()
	state := t.TempDir()
	env := []string{"LANG=en_US.UTF-8", "XDG_STATE_HOME=" + state}
	s := open(t, 100, 50, env, "lab", "pdc-unreachable", "--accessible")
	s.await(20*time.Second, "UPN")
	s.walkTo("PDC", 60*time.Second)
	s.killed()
	if left, err := os.ReadDir(state); err != nil || len(left) > 0 {
		t.Fatalf("the lab left %v (%v)", left, err)
	}
	s = open(t, 100, 50, env, "--accessible")
	s.await(20*time.Second, "Where to begin")
	s.press("1", enter)
	s.walkTo("UNKNOWN", 60*time.Second)
	awaitKept(t, state, 4) // who called, what was said, and what could not be seen: the log of the server too
	s.killed()
	found := kept(t, state)
	s = open(t, 100, 50, env, "--accessible")
	s.await(20*time.Second, "A walk broke off")
	s.press("1", enter)
	goesOnTo(s, "has to read Active Directory") // past what the kill came before
	if strings.Contains(s.written(), "has to read the tenant") {
		t.Errorf("asks again for what was given\n%s", s.picture())
	}
	s.killed()
	if again := kept(t, state); len(again) < len(found) {
		t.Errorf("%d findings of %d are left", len(again), len(found))
	}
	s = open(t, 100, 50, env, "--accessible")
	s.await(20*time.Second, "A walk broke off")
	s.press("1", enter)
	goesOnTo(s, "has to read Active Directory") // past what the kill came before
	s.walkTo("Save this walk", 60*time.Second)
	s.press(enter, enter)
	s.exit(20 * time.Second)
	if left, err := os.ReadDir(filepath.Join(state, "writeback-doctor", "walks")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
}

// TestAttackTheJournalHoldsNoSecret has everything secret in the environment, and
// kills the program in the middle of a walk: nothing of it lies in any folder.
func TestAttackTheJournalHoldsNoSecret(t *testing.T) {
	t.Parallel()
	state := t.TempDir()
	secrets := map[string]string{
		"WRITEBACK_DOCTOR_PASSWORD": "hunter22!-of-the-directory", "WRITEBACK_DOCTOR_CLIENT_SECRET": "hunter22!-of-the-application",
		"WRITEBACK_DOCTOR_TOKEN": "e30.e30.hunter22-of-the-token", "WRITEBACK_DOCTOR_CERTIFICATE_PASSWORD": "hunter22!-of-the-certificate",
	}
	env := []string{"LANG=en_US.UTF-8", "XDG_STATE_HOME=" + state, "HTTPS_PROXY=http://127.0.0.1:1"}
	all := []string{}
	for name, secret := range secrets {
		env, all = append(env, name+"="+secret), append(all, secret)
	}
	s := open(t, 80, 24, env, "--tenant", "contoso.com", "--client-id", "app", "--tenant-sign-in", "token")
	s.await(20*time.Second, "A call")
	s.press(enter)
	s.await(5*time.Second, "1/2")
	s.press("kim@contoso.com", enter)
	s.await(5*time.Second, "2/2")
	s.press("SSPR_0029", enter)
	s.walkTo("UNKNOWN", 60*time.Second)
	awaitKept(t, state, 2)
	s.killed()
	if found := planted.Below(state, all...); len(found) > 0 {
		t.Error(found)
	}
	for _, secret := range planted.In(s.written(), all...) {
		t.Errorf("on the terminal stands %q", secret)
	}
}
