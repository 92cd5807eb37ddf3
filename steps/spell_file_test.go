package steps_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
)

// A path is one word of any shell, or does not stand in a command.
func TestAttackFileNamesInCommands(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"connect-server.json": "connect-server.json", "/tmp/a/b_1.json": "/tmp/a/b_1.json", "./-x": "./-x",
		"my file.json": `"my file.json"`, "수집 결과.json": `"수집 결과.json"`, `C:\Users\kim\a.cer`: `"C:\Users\kim\a.cer"`, "a&b.json": `"a&b.json"`,
		"O'Brien.json": `"O'Brien.json"`, "(1).json": `"(1).json"`, "a;b": "FILE",
		"": "FILE", "-x.json": "FILE", "--out": "FILE", " a": "FILE", "a ": "FILE", "a`id`b": "FILE", "$(id).json": "FILE", "a$b": "FILE", "%PATH%": "FILE",
		"a!b!": "FILE", `a"b`: "FILE", `a\`: "FILE", `\\server\share\a`: "FILE", `a\\b`: "FILE", "a\nb": "FILE", "a\x1b[2J": "FILE", "a|b": "FILE", "a>b": "FILE",
		"\u202egnp.json": "FILE", "a\u201cb": "FILE", "a\u201eb": "FILE", "a\u00a0b": "FILE", "a\x00b": "FILE", "a*": "FILE", "a\xffb": "FILE", "@x": "FILE",
	} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			if got := steps.SpellFile(path); got != want {
				t.Errorf("SpellFile(%q) = %s, want %s", path, got, want)
			}
		})
	}
	t.Run("any", func(t *testing.T) {
		t.Parallel()
		letters := []rune("aZ9._-/\\ :'\"`$%!&|;<>^()[]{}~*?#@,=+\n\t\r\x00\x1b한\u0301\u201c\u201d\u201e\u2018\u202e\u00a0")
		random := rand.New(rand.NewPCG(1, 2))
		quoted := 0
		for range 200_000 {
			var path strings.Builder
			for range 1 + random.IntN(6) {
				path.WriteRune(letters[random.IntN(len(letters))])
			}
			word := steps.SpellFile(path.String())
			inside, isQuoted := strings.CutPrefix(word, `"`)
			switch {
			case word == "FILE":
			case !isQuoted && (word != path.String() || strings.ContainsAny(word, " \\:'\"`$%!&|;<>^()[]{}~*?#@,=+")):
				t.Fatalf("%q is %s bare", path.String(), word)
			case isQuoted && (inside != path.String()+`"` || strings.ContainsAny(path.String(), "\"`$%!\n\r\t\x00\x1b\u201c\u201d\u201e\u202e\u00a0") || strings.Contains(word, `\"`) || strings.Contains(word, `\\`)):
				t.Fatalf("%q is %s", path.String(), word)
			case isQuoted:
				quoted++
			}
			if strings.HasPrefix(strings.TrimPrefix(word, `"`), "-") {
				t.Fatalf("%q is an option: %s", path.String(), word)
			}
		}
		if quoted == 0 {
			t.Error("nothing was quoted")
		}
	})
}
