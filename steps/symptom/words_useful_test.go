package symptom

import (
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// TestTheMostUsefulSentences lead where they should, and are said back in both
// languages: each has what it means, or is an ending. With -v it prints all of it.
func TestTheMostUsefulSentences(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		words string
		on    steps.Outcome
		first steps.ID // "" for an ending
	}{
		{"SSPR_0029", "recognised", "configuration/protected-user"},
		{"에스에스피알 언더바 공공삼십", "recognised", "configuration/sync-engine"},
		{"AADSTS120013", "recognised", "configuration/sync-engine"},
		{"이벤트 33004 와 6329, hr=80230619", "recognised", "configuration/password-policy"},
		{"thirty-three oh oh four in the viewer", "recognised", "configuration/protected-user"},
		{"the reset page says I have no licence for that", "understood", "configuration/user-license"},
		{"허용된 그룹이 아니라서 재설정할 수 없대요", "understood", "configuration/sspr-enabled"},
		{"I have no phone registered to prove it's me", "understood", "configuration/sspr-enabled"},
		{"추측하기 쉬운 암호라고 거절됐어요", "not-writeback", ""},
		{"I changed it this morning and cannot change it again", "understood", "configuration/password-policy"},
		{"현재 암호가 틀리다고 나와요", "wrong-password", ""},
		{"the account is locked in AD", "understood", "configuration/user-account"},
		{"관리자들만 안 되고 일반 사용자는 잘 됩니다", "understood", "configuration/protected-user"},
		{"access denied, MSOL account has no delegation on the OU", "understood", "configuration/effective-rights"},
		{"처음엔 실패하고 다시 하면 돼요", "understood", "connectivity/idle"},
		{"only the firewall was changed last night, since then no reset arrives", "understood", "connectivity/service-bus"},
		{"커넥트 서버 ADSync 서비스가 멈춰 있어요", "understood", "configuration/sync-engine"},
		{"the Connect server is in staging mode", "understood", "configuration/sync-engine"},
		{"쓰기 저장 체크가 풀려 있었습니다", "understood", "configuration/writeback-switch"},
		{"it was set in the Microsoft 365 admin center, AD unchanged", "never-written-back", ""},
	} {
		v := decideWords(steps.Facts{steps.Words: c.words})
		var first steps.ID
		if len(v.Visit) > 0 {
			first = v.Visit[0]
		}
		if v.On != c.on || first != c.first {
			t.Errorf("%q: %s, first %q; want %s, %q", c.words, v.On, first, c.on, c.first)
		}
		t.Logf("%q: %s, first %q", c.words, v.On, first)
		f := steps.Finding{Step: Words.ID, On: v.On, Args: v.Args}
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			told := steps.Tell(&Words, f, l, nil)
			if c.first != "" && len(told.Details) == 0 {
				t.Errorf("%q: nothing is said of what it means", c.words)
			}
			t.Logf("  %s %s", told.Sentence, strings.Join(told.Details, " "))
		}
	}
}
