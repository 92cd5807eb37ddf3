package plain

import (
	"regexp"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/stepstest"
)

// A line that ends in a number, and one that begins with what it counts.
var (
	numberAtEnd = regexp.MustCompile(`(^|\s)[(~<>≤≥]*\d+([.,]\d+)*$`)
	unitFirst   = regexp.MustCompile(`^\s*(s|ms|min|minutes?|hours?|days?|seconds?|MB|KB|GB|%|users?|user\(s\)|UTC|characters?|times?|steps?)\b`)
	address     = regexp.MustCompile(`https?://\S+`)
)

// wrapped says what is wrong with lines that a text was wrapped into: nothing
// may be lost or cut, no number stand apart from its unit, and no line be
// wider than the page unless nothing in it could be broken.
func wrapped(t *testing.T, head, text string, width int, lines []string) {
	t.Helper()
	if got, want := strings.Join(strings.Fields(strings.Join(lines, " ")), " "), strings.Join(strings.Fields(head+text), " "); got != want {
		t.Errorf("at %d:\n%q became\n%q", width, want, got)
	}
	for _, url := range address.FindAllString(text, -1) {
		if !strings.Contains(strings.Join(lines, "\n"), url) {
			t.Errorf("at %d: %s is broken in\n%s", width, url, strings.Join(lines, "\n"))
		}
	}
	for i, line := range lines {
		body := strings.TrimPrefix(line, head)
		if cells(line) > width && len(pieces(body)) > 1 {
			t.Errorf("at %d: %d columns in %q", width, cells(line), line)
		}
		if strings.ContainsRune(line, lang.NoBreak) || i > 0 && strings.TrimSpace(line) == "" || line != strings.TrimRight(line, " ") && line != head {
			t.Errorf("at %d: %q", width, line)
		}
		if i+1 < len(lines) && numberAtEnd.MatchString(line) && unitFirst.MatchString(lines[i+1]) {
			t.Errorf("at %d: a number without its unit:\n%s\n%s", width, line, lines[i+1])
		}
	}
}

func TestNothingThatIsCopiedIsBroken(t *testing.T) {
	t.Parallel()
	texts := stepstest.Texts(catalog.All())
	if len(texts) < 500 {
		t.Fatalf("only %d texts", len(texts))
	}
	for i, text := range texts {
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			for width := 40 + i%3; width <= 120; width += 3 {
				head := []string{"", "  ", "[UNKNOWN] ", "  - ", "   판정하는 단계: "}[width%5]
				wrapped(t, head, text.In(l), width, hanging(head, text.In(l), width))
			}
		}
		if t.Failed() {
			break
		}
	}
}

func TestLinesHangBehindTheirHead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		head, text string
		width      int
		want       string
	}{
		{"", "", 10, ""},
		{"- ", "", 10, "- "},
		{"- ", "one two three", 10, "- one two|  three"},
		{"- ", "  one   two ", 10, "- one two"},
		{"- ", "took: 7.4 s", 10, "- took:|  7.4 s"},
		{"- ", "한글은 두 칸입니다", 12, "- 한글은 두|  칸입니다"},
		{"- ", "see https://a.example/long/path now", 12, "- see|  https://a.example/long/path|  now"},
		{"- ", "https://a.example/long/path now", 12, "- https://a.example/long/path|  now"},
		{"- ", "run `a b c d e f g` now", 12, "- run|  `a b c d e f g`|  now"},
		{"a long head: ", "one two", 14, "a long head:|  one two"},
		{"a long head: ", "o two", 14, "a long head: o|  two"},
	} {
		if got := strings.Join(hanging(c.head, c.text, c.width), "|"); got != c.want {
			t.Errorf("%q behind %q at %d: got %q, want %q", c.text, c.head, c.width, got, c.want)
		}
	}
}
