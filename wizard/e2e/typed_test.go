//go:build unix

package e2e_test

import (
	"strings"
	"testing"
	"time"
)

// TestWordsHalfTypedSurviveGoingBack to the questions of another step.
func TestWordsHalfTypedSurviveGoingBack(t *testing.T) {
	t.Parallel()
	s := open(t, 80, 24, []string{"LANG=en_US.UTF-8"}, "lab", "pdc-unreachable")
	s.await(30*time.Second, "UPN")
	deadline := time.Now().Add(patient(time.Minute))
	s.walkTo("Error code, event number", time.Minute)
	for !strings.Contains(s.picture(), "\nx") { // a screen that came by itself takes no keys for a moment
		s.press("x")
		time.Sleep(100 * time.Millisecond)
		if time.Now().After(deadline) {
			t.Fatalf("nothing can be typed:\n%s", s.picture())
		}
	}
	s.press("half a sentence")
	s.await(10*time.Second, "half a sentence")
	s.press(escape)
	s.await(10*time.Second, "aka.ms/sspr")
	s.walkTo("half a sentence", time.Minute)
	s.quit("once more")
	if code := s.exit(15 * time.Second); code != 130 {
		t.Errorf("exit %d, want 130", code)
	}
}
