package wizard

import (
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

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

// TestTheWindowAloneBreaksAnAddress: no text of the tree is broken inside an
// address that has room in a line, or between a number and its unit; on paper
// no address is broken at all. Nothing is lost.
func TestTheWindowAloneBreaksAnAddress(t *testing.T) {
	t.Parallel()
	bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
	check := func(text string, width int, paper bool) {
		lines := frame{paper: paper}.wrap(text, width)
		whole := strings.Join(lines, "\n")
		if bare(whole) != bare(text) || strings.ContainsRune(whole, lang.NoBreak) || strings.Contains(whole, unbroken) {
			t.Errorf("at %d: %q became\n%s", width, text, whole)
		}
		for _, url := range address.FindAllString(text, -1) {
			if (paper || ansi.StringWidth(url) <= width) && !strings.Contains(whole, url) {
				t.Errorf("at %d: %s is broken in\n%s", width, url, whole)
			}
		}
		for i, line := range lines {
			if ansi.StringWidth(line) > width && (!paper || len(strings.Fields(lang.Hold(line))) > 1 && !strings.ContainsRune(lang.Hold(line), lang.NoBreak)) {
				t.Errorf("at %d: %d columns in %q", width, ansi.StringWidth(line), line)
			}
			if i+1 < len(lines) && numberAtEnd.MatchString(line) && unitFirst.MatchString(lines[i+1]) {
				t.Errorf("at %d: a number without its unit:\n%s\n%s", width, line, lines[i+1])
			}
		}
	}
	for i, text := range stepstest.Texts(catalog.All()) {
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			for width := 38 + i%3; width <= 120; width += 3 {
				check(text.In(l), width, false)
				check(text.In(l), width, true)
			}
		}
		if t.Failed() {
			break
		}
	}
}

// TestAStyleEndsWithItsLine: what goes on over a line break is not drawn
// through the indent of the next line.
func TestAStyleEndsWithItsLine(t *testing.T) {
	t.Parallel()
	const on, off = "\x1b[4m", "\x1b[0m"
	p := page{f: frame{width: 13, theme: newTheme(false, false)}}
	p.hang("- ", on+"one two three"+off+" four "+on+"five"+off)
	want := []string{"- " + on + "one two" + off, "  " + on + "three" + off + " four", "  " + on + "five" + off}
	if strings.Join(p.lines, "|") != strings.Join(want, "|") {
		t.Errorf("got %q, want %q", p.lines, want)
	}
	p = page{f: frame{width: 30, theme: newTheme(false, false)}}
	p.link(lang.Text{Ko: "문서", En: "Page"}, "https://a.example/123456789", p.f.theme.link)
	if len(p.lines) != 2 || ansi.Strip(p.lines[1]) != "https://a.example/123456789" || strings.Count(p.lines[1], "\x1b") != 2 {
		t.Errorf("got %q, want the address whole, in one style, on its own line", p.lines)
	}
	p = page{f: frame{width: 40, theme: newTheme(false, false)}}
	if p.link(lang.Text{Ko: "문서", En: "Page"}, "https://a.example/123456789", p.f.theme.link); len(p.lines) != 1 {
		t.Errorf("got %q, want one line", p.lines)
	}
}

// TestAStyleIsCarriedOnce: a styled word that is broken over many lines opens
// its style once a line, however many there are.
func TestAStyleIsCarriedOnce(t *testing.T) {
	t.Parallel()
	for _, one := range wrap("\x1b[4m"+strings.Repeat("a", 400)+"\x1b[0m", 4) {
		if n := strings.Count(one, "\x1b[4m"); n != 1 {
			t.Fatalf("a line opens its style %d times", n)
		}
	}
}
