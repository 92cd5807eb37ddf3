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
