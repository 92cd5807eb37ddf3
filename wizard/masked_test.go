package wizard

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps/lang"
)

// What is passed on with names masked names nobody, neither on the clipboard
// nor on the screen that shows it, and does not count as the walk's own file.
func TestNamesAreMaskedInWhatIsPassedOn(t *testing.T) {
	t.Parallel()
	var clipboard bytes.Buffer
	var saved []*Patient
	inBubble(t, func(r *scripted, c *Config) {
		unreachable(r, c)
		c.Output = &clipboard
		c.SaveMasked = func(p *Patient, path string) (string, error) {
			saved = append(saved, p)
			return "masked-" + path + ".json", nil
		}
		c.Save = func(*Patient, string) (string, error) { t.Error("saved unmasked"); return "", nil }
	}, func(d *driver) {
		d.answered()
		d.press("f9", "=6")
		d.sees("이름 가린 사본")
		d.press("=6")
		d.sees("host-2.domain-")
		d.sees("이름을 가린 티켓 내용 복사")
		d.lacks("contoso")
		d.press("esc", "=5")
		d.sees("masked-.json")
		if len(saved) != 1 || d.m.walk.saved != "" || d.m.result.Saved != "" {
			t.Errorf("saved %d times, as the walk's own %q %q; want once, and not as its own", len(saved), d.m.walk.saved, d.m.result.Saved)
		}
	})
	copied := regexp.MustCompile(`\x1b\]52;c;([A-Za-z0-9+/=]*)`).FindStringSubmatch(clipboard.String())
	if copied == nil {
		t.Fatalf("nothing was copied: %q", clipboard.String())
	}
	text, err := base64.StdEncoding.DecodeString(copied[1])
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"contoso", "hong", "dc01", "entra01"} {
		if strings.Contains(strings.ToLower(string(text)), name) {
			t.Errorf("%q stands in the copied text:\n%s", name, text)
		}
	}
	if !strings.Contains(string(text), "이름은 가려져 있습니다.") || !strings.Contains(string(text), "PDC 에뮬레이터") {
		t.Errorf("the copied text does not say that names are masked, or not what was found:\n%s", text)
	}
}

// TestTheDiagnosisIsSavedAsAReport: as a page and as Markdown, with the names and
// without, in the language of the screen; none of them is the walk's own file.
func TestTheDiagnosisIsSavedAsAReport(t *testing.T) {
	t.Parallel()
	var asked []string
	inBubble(t, func(r *scripted, c *Config) {
		unreachable(r, c)
		c.SavePage = func(_ *Patient, form string, masked bool, l lang.Language) (string, error) {
			asked = append(asked, fmt.Sprint(form, " ", masked, " ", l))
			return fmt.Sprintf("/home/helper/%s-%v", form, masked), nil
		}
	}, func(d *driver) {
		d.answered()
		d.press("f9", "=6")
		d.sees("보고서 저장(HTML)")
		for _, key := range []string{"=1", "=2", "=3"} {
			d.press(key)
		}
		d.press("ctrl+l", "=4")
		d.sees("Saved: /home/helper/markdown-true")
		if d.m.walk.saved != "" || d.m.result.Saved != "" {
			t.Errorf("a report counts as the case file: %q, %q", d.m.walk.saved, d.m.result.Saved)
		}
	})
	if want := []string{"html false ko", "markdown false ko", "html true ko", "markdown true en"}; !slices.Equal(asked, want) {
		t.Errorf("asked for %q, want %q", asked, want)
	}
}
