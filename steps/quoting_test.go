package steps_test

import (
	"fmt"
	"math/rand/v2"
	"os/exec"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
)

// quotes are the characters that PowerShell reads as a single quote.
const quotes = "'\u2018\u2019\u201a\u201b"

// readString reads a PowerShell string in single quotes as its tokenizer does
// (about_Quoting_Rules): two quotes of whichever kind are the first of them, and one
// alone ends it. It returns what is in it, and what follows.
func readString(line string) (value, rest string, whole bool) {
	letters := []rune(line)
	if len(letters) == 0 || !strings.ContainsRune(quotes, letters[0]) {
		return "", line, false
	}
	var b strings.Builder
	for i := 1; i < len(letters); i++ {
		switch {
		case !strings.ContainsRune(quotes, letters[i]):
			b.WriteRune(letters[i])
		case i+1 < len(letters) && strings.ContainsRune(quotes, letters[i+1]):
			b.WriteRune(letters[i])
			i++
		default:
			return b.String(), string(letters[i+1:]), true
		}
	}
	return b.String(), "", false
}

// mixed makes texts of the characters that mean something to some shell.
func mixed(random *rand.Rand, most int) string {
	letters := []rune("aZ9 한'\u2018\u2019\u201a\u201b\"\u201c\u201d\u201e`$(){}[];|&<>^%!#@~*?,=+:/\\-._\n\r\t\u2028\u00a0")
	var text strings.Builder
	for range random.IntN(most + 1) {
		text.WriteRune(letters[random.IntN(len(letters))])
	}
	return text.String()
}

// TestWhatIsQuotedReadsBack: whatever a directory holds stays one string for
// PowerShell, and nothing of it a command.
func TestWhatIsQuotedReadsBack(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(13, 29))
	for range 200_000 {
		value := mixed(random, 12)
		line := "Get-X " + steps.QuotePowerShell(value) + " -Next"
		got, rest, whole := readString(strings.TrimPrefix(line, "Get-X "))
		if got != value || rest != " -Next" || !whole {
			t.Fatalf("%q became %s, which PowerShell reads as %q and then %q", value, line, got, rest)
		}
	}
}

// TestBashReadsFilesBack: the path of a file that is part of a printed command is one
// word for a POSIX shell, and that file.
func TestBashReadsFilesBack(t *testing.T) {
	t.Parallel()
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("needs bash")
	}
	random := rand.New(rand.NewPCG(29, 13))
	var script strings.Builder
	var want []string
	for len(want) < 3000 {
		path := mixed(random, 5)
		word := steps.SpellFile(path)
		if word == "FILE" {
			continue
		}
		want = append(want, path)
		fmt.Fprintf(&script, "printf '%%s\\0' %s\n", word)
	}
	command := exec.CommandContext(t.Context(), bash, "--norc", "--noprofile")
	command.Stdin = strings.NewReader(script.String())
	out, err := command.Output()
	if got := strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00"); err != nil || strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("bash read %d words (%v), want %d", len(got), err, len(want))
		for i := range min(len(got), len(want)) {
			if got[i] != want[i] {
				t.Fatalf("word %d is %q, want %q", i, got[i], want[i])
			}
		}
	}
}
