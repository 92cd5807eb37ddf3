package lang_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"example.com/writeback-doctor/steps/lang"
)

func TestBlanksAreFilledInBothLanguages(t *testing.T) {
	t.Parallel()
	text := lang.Text{Ko: "{host} 서버는 {next_at} 이후에 {none}.", En: "{host} after {next_at}, {none}."}
	args := lang.Args{"host": "dc1\x1b[31m\u202e", "next_at": lang.At(time.Date(2026, 11, 23, 3, 30, 0, 0, time.UTC))}
	seoul := time.FixedZone("KST", 9*3600)
	for l, want := range map[lang.Language]string{
		lang.Korean:  "dc1 서버는 2026년 11월 23일 12:30 KST 이후에 {none}.",
		lang.English: "dc1 after 23 Nov 2026 12:30 KST, {none}.",
	} {
		if got := text.Fill(l, args, seoul); got != want {
			t.Errorf("%v: got %q, want %q", l, got, want)
		}
	}
	if got := lang.Blanks(text.Ko); !slices.Equal(got, []string{"host", "next_at", "none"}) {
		t.Errorf("blanks: got %v", got)
	}
	odd := lang.Text{Ko: "{x_at}", En: "{x_at}"}.Fill(lang.English, lang.Args{"x_at": "not a time"}, nil)
	if odd != "not a time" {
		t.Errorf("a value that is no time: got %q, want it as it is", odd)
	}
}

func TestLocalesNameALanguage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		want  lang.Language
		known bool
	}{
		{"ko", lang.Korean, true},
		{"ko_KR.UTF-8", lang.Korean, true},
		{"en-GB", lang.English, true},
		{"EN", lang.English, true},
		{"C.UTF-8", lang.Korean, false},
		{"", lang.Korean, false},
		{"kok_IN", lang.Korean, false},
	} {
		got, known := lang.Parse(c.name)
		if got != c.want || known != c.known {
			t.Errorf("%q: got %v %v, want %v %v", c.name, got, known, c.want, c.known)
		}
	}
}

func TestForeignTextIsCleaned(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"plain", "암호 쓰기 저장", "암호 쓰기 저장"},
		{"colour", "a\x1b[31;1mb\x1b[0mc", "abc"},
		{"title by OSC and bell", "a\x1b]0;owned\x07b", "ab"},
		{"clipboard by OSC and ST", "a\x1b]52;c;aGk=\x1b\\b", "ab"},
		{"eight-bit CSI", "a\u009b31mb", "ab"},
		{"line breaks", "a\r\nb\tc", "a b c"},
		{"direction override", "abc\u202edcb\u2066x", "abcdcbx"},
		{"no width", "a\u200bb\ufeffc", "abc"},
		{"escape before Hangul", "\x1b한글", "한글"},
		{"not UTF-8", "a\xffb", "a\uFFFDb"},
		{"escape at the end", "a\x1b", "a"},
	} {
		if got := lang.Clean(c.in); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	if got := lang.CleanLines("a\nb\x1b[2J"); got != "a\nb" {
		t.Errorf("lines: got %q", got)
	}
}

func FuzzClean(f *testing.F) {
	for _, seed := range []string{"", "a\x1b[", "\x1b]", "\x1bP한\x1b\\", "\u009b\xff\x1b[38;5;1m", "a\u202e\x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := lang.Clean(s)
		for _, r := range got {
			if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
				t.Fatalf("%q became %q, which holds %U", s, got, r)
			}
		}
		if again := lang.Clean(got); again != got {
			t.Fatalf("cleaning twice differs: %q, then %q", got, again)
		}
		if len(got) > 3*len(s) || strings.Contains(got, "\x1b") {
			t.Fatalf("%q became %q", s, got)
		}
	})
}

// TestRightsAreShownInWords keeps what is no right as it is.
func TestRightsAreShownInWords(t *testing.T) {
	t.Parallel()
	text := lang.Text{Ko: "{rights}", En: "{rights}"}
	args := lang.Args{"rights": "Reset password, Write pwdLastSet, Something else"}
	if got, want := text.Fill(lang.Korean, args, nil), "암호 재설정(Reset password), pwdLastSet 쓰기, Something else"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := text.Fill(lang.English, args, nil); got != args["rights"] {
		t.Errorf("got %q, want %q", got, args["rights"])
	}
}

// TestTheEndOfATryIsShownInWords keeps codes out of sentences, and host names
// that look like a code out of the dictionary.
func TestTheEndOfATryIsShownInWords(t *testing.T) {
	t.Parallel()
	text := lang.Text{Ko: "{how}; {closed}; {host}", En: "{how}; {closed}; {host}"}
	for _, c := range []struct{ how, closed, ko, en string }{
		{"dropped", "dc1:445 (refused), dc2:389 (dropped)", "응답 없음; dc1:445 (연결 거부됨), dc2:389 (응답 없음); open", "no answer; dc1:445 (connection refused), dc2:389 (no answer); open"},
		{"88 name-unknown, 445 reset", "open:445 (open)", "88 이름을 찾지 못함, 445 연결이 도중에 끊김; open:445 (열림); open", "88 name not found, 445 connection cut; open:445 (open); open"},
		{"something-new", "-", "something-new; -; open", "something-new; -; open"},
	} {
		args := lang.Args{"how": c.how, "closed": c.closed, "host": "open"}
		if got := text.Fill(lang.Korean, args, nil); got != c.ko {
			t.Errorf("%q: got %q, want %q", c.how, got, c.ko)
		}
		if got := text.Fill(lang.English, args, nil); got != c.en {
			t.Errorf("%q: got %q, want %q", c.how, got, c.en)
		}
	}
}
