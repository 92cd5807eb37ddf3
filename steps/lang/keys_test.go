package lang

import "testing"

func TestKoreanKeysAreReadAsLetters(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"ㅏㅑㅡ@contoso.com":          "kim@contoso.com",
		"ㅗㅐㅜㅎ.gildong@contoso.com": "hong.gildong@contoso.com",
		"ㅔㅁ가@ㅊㅐㅜ새내.ㅊㅐㅡ":            "park@contoso.com",
		"ㅔㅇㅊ":                      "pdc",
		"꺼ㅕㅑㅛ":                     "Rjuiy",
	} {
		if got, read := Keys(typed); got != want || !read {
			t.Errorf("Keys(%q) = %q, %v; want %q", typed, got, read, want)
		}
	}
	for _, kept := range []string{"", "kim@contoso.com", "김민지@contoso.co.kr", "홍길동", "ä@x"} {
		if got, read := Keys(kept); got != kept || read {
			t.Errorf("Keys(%q) = %q, %v; want it as it is", kept, got, read)
		}
	}
}

// TestEveryKeyIsRead: each letter of the alphabet has its key.
func TestEveryKeyIsRead(t *testing.T) {
	t.Parallel()
	for r := rune(0x3131); r <= 0x3163; r++ {
		if got, _ := Keys(string(r)); got == string(r) || got == "" {
			t.Errorf("%c has no key", r)
		}
	}
}

// TestAWordThatIsAskedForIsTypedInAnyInputMethod: the word is known, so whole
// syllables count as its keys too.
func TestAWordThatIsAskedForIsTypedInAnyInputMethod(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		typed, word string
		want        bool
	}{
		{"sync01", "SYNC01", true},
		{" Sync01\t", "SYNC01", true},
		{"뇨ㅜㅊ01", "SYNC01", true},
		{"ㄴㅛㅜㅊ01", "SYNC01", true},
		{"장구", "WKDRN", true}, // no letter of it stands by itself
		{"sync0", "SYNC01", false},
		{"sync01x", "SYNC01", false},
		{"", "SYNC01", false},
		{"", "", false},
		{"뇨ㅜㅊ02", "SYNC01", false},
		{"네네.ㅅㄷㄴㅅ@ㅊㅐㅜ새내.ㅊㅐㅡ", "sspr.test@contoso.com", false},
		{"ㄴ네ㄱ.ㅅㄷㄴㅅ@ㅊㅐㅜ새내.ㅊㅐㅡ", "sspr.test@contoso.com", true},
	} {
		if got := Typed(test.typed, test.word); got != test.want {
			t.Errorf("Typed(%q, %q) = %v", test.typed, test.word, got)
		}
	}
}
