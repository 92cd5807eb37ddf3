//go:build unix

package e2e_test

import (
	"testing"
	"time"
)

// TestAPersonSeesWhatReallyHappened on a real terminal of the least size that is
// asked for, with a Korean keyboard: from the diagnosis there and back.
func TestAPersonSeesWhatReallyHappened(t *testing.T) {
	t.Parallel()
	s := open(t, 60, 20, []string{"LANG=ko_KR.UTF-8"}, "lab", "history-since-restart")
	s.await(30*time.Second, "UPN")
	s.walkTo("고장  ", time.Minute)
	s.await(20*time.Second, "뒤로") // the screen takes keys
	s.press("ㅗ")
	s.await(10*time.Second, "마지막 성공: 2026-11-20")
	s.press("\x1b[F") // End
	s.await(10*time.Second, "AADSTS50126")
	s.press(escape)
	s.await(10*time.Second, "Enter 계속")
	s.quit("한 번 더 Ctrl+C")
	if code := s.exit(15 * time.Second); code != 130 && code != 1 {
		t.Errorf("exit %d, want 130, or 1 after the diagnosis", code)
	}
}
