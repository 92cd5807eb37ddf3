//go:build unix

package e2e_test

import (
	"testing"
	"time"
)

// TestAPersonComparesOnTheTerminal: with a Korean keyboard, in the smallest
// window, from the verdict there and back.
func TestAPersonComparesOnTheTerminal(t *testing.T) {
	t.Parallel()
	s := open(t, 60, 20, []string{"LANG=ko_KR.UTF-8"}, "lab", "rights-denied")
	s.await(30*time.Second, "UPN")
	s.walkTo("고장  ", time.Minute)
	s.await(20*time.Second, "뒤로") // the screen takes keys
	s.press("ㅐ")
	s.await(10*time.Second, "되는 사용자의 UPN")
	s.press("kim@contoso.com", enter)
	s.await(10*time.Second, "같은 사용자입니다")
	s.press("\x15", "lee@contoso.com", enter)
	s.await(time.Minute, "암호 재설정 권한")
	s.press(escape)
	s.await(10*time.Second, "Enter 계속")
	s.quit("한 번 더 Ctrl+C")
	if code := s.exit(15 * time.Second); code != 130 {
		t.Errorf("exit %d, want 130: left before the end", code)
	}
}
