//go:build unix

package e2e_test

import (
	"testing"
	"time"
)

// TestWordsHalfTypedSurviveGoingBack to the questions of another step.
func TestWordsHalfTypedSurviveGoingBack(t *testing.T) {
	t.Parallel()
	s := open(t, 80, 24, []string{"LANG=en_US.UTF-8"}, "lab", "pdc-unreachable")
	s.await(30*time.Second, "UPN")
	s.press(enter)
	s.await(10*time.Second, "One user")
	s.press(enter)
	s.await(10*time.Second, "aka.ms/sspr")
	s.press(enter)
	s.await(10*time.Second, "Error code, event number")
	s.press("half a sentence")
	s.await(10*time.Second, "half a sentence")
	s.press(escape)
	s.await(10*time.Second, "aka.ms/sspr")
	s.press(enter)
	s.await(10*time.Second, "half a sentence")
	s.quit("once more")
	if code := s.exit(15 * time.Second); code != 130 {
		t.Errorf("exit %d, want 130", code)
	}
}
