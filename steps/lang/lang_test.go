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
	text := lang.Text{Ko: "{host} 서버는 {next} 이후에 {none}.", En: "{host} after {next}, {none}."}
	args := lang.Args{"host": "dc1\x1b[31m\u202e", "next": "noon"}
	for l, want := range map[lang.Language]string{
		lang.Korean:  "dc1 서버는 noon 이후에 {none}.",
		lang.English: "dc1 after noon, {none}.",
	} {
		if got := text.Fill(l, args); got != want {
			t.Errorf("%v: got %q, want %q", l, got, want)
		}
	}
	if got := lang.Blanks(text.Ko); !slices.Equal(got, []string{"host", "next", "none"}) {
		t.Errorf("blanks: got %v", got)
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

// TestAMomentIsToldForBothSides: a zone of its own stands first and UTC behind it,
// with its day where that is another one; UTC alone is told once.
func TestAMomentIsToldForBothSides(t *testing.T) {
	t.Parallel()
	kst, late := time.FixedZone("KST", 9*3600), time.Date(2026, 11, 23, 23, 20, 0, 0, time.UTC)
	morning := time.Date(2026, 11, 23, 9, 20, 0, 0, time.UTC)
	for _, c := range []struct {
		at     time.Time
		zone   *time.Location
		ko, en string
	}{
		{morning, kst, "2026년 11월 23일 18:20 KST (09:20 UTC)", "23 Nov 2026 18:20 KST (09:20 UTC)"},
		{late, kst, "2026년 11월 24일 08:20 KST (2026-11-23 23:20 UTC)", "24 Nov 2026 08:20 KST (2026-11-23 23:20 UTC)"},
		{morning.In(kst), time.UTC, "2026년 11월 23일 09:20 UTC", "23 Nov 2026 09:20 UTC"},
		{morning, nil, "2026년 11월 23일 09:20 UTC", "23 Nov 2026 09:20 UTC"},
	} {
		if ko, en := lang.Both(lang.Korean, c.at, c.zone), lang.Both(lang.English, c.at, c.zone); ko != c.ko || en != c.en {
			t.Errorf("got %q and %q, want %q and %q", ko, en, c.ko, c.en)
		}
	}
}

// TestAWordFitsItsNumber: a word with two forms takes the one for one or that for any
// other number, and stays visible where the number is not known.
func TestAWordFitsItsNumber(t *testing.T) {
	t.Parallel()
	text := lang.Text{Ko: "사용자 {n}명", En: "{n} {n|user is|users are} there"}
	for n, want := range map[string]string{"0": "0 users are there", "1": "1 user is there", "2": "2 users are there", "1,000": "1,000 users are there"} {
		if got := text.Fill(lang.English, lang.Args{"n": n}); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := text.Fill(lang.English, nil); got != "{n} {n|user is|users are} there" {
		t.Errorf("without a number: %q", got)
	}
	if got := lang.Blanks(text.En); len(got) != 1 || got[0] != "n" {
		t.Errorf("its blanks are %q", got)
	}
}
