package command_test

import (
	"strings"
	"testing"

	"example.com/writeback-doctor/wizard/command/commandtest"
)

// TestCheckSaysAtOnceWhatWordsMean, whoever can mend it and where it begins; a code
// that this program does not know is named, and keeps the walk from being sound.
func TestCheckSaysAtOnceWhatWordsMean(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang, words string
		code        int
		want        []string
	}{
		{"en", "sspr 29", 0, []string{"Recognised: SSPR_0029.", "SSPR_0029: Active Directory refused the write;", "An AD administrator or the administrator of the Connect server can mend it.", "Checked first: Protected user and inheritance"}},
		{"ko", "관리자들만 안 되고 일반 사용자는 잘 됩니다", 0, []string{"알아들은 뜻: 관리자 그룹에 있는 보호된 사용자입니다.", "AD 관리자가 조치할 수 있습니다.", "먼저 확인할 단계: 보호된 사용자와 상속"}},
		{"en", "SSPR_0099", 2, []string{"This program does not know this code: SSPR_0099. Even if all else is healthy, its reason is not known."}},
		{"ko", "현재 암호가 틀리다고 나와요", 2, []string{"변경 화면에 넣은 현재 암호가 틀렸습니다.", "들은 내용만으로 낸 결론입니다."}},
	} {
		code, out, _ := commandtest.Run(t, nil, "check", "--world", "healthy", "--lang", c.lang, "--user", "kim@contoso.com", "--words", c.words)
		said := strings.Join(strings.Fields(out), " ")
		for _, want := range c.want {
			if code != c.code || !strings.Contains(said, want) {
				t.Errorf("%q: exit %d, want %d and %q in\n%s", c.words, code, c.code, want, out)
			}
		}
	}
}
