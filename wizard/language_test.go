package wizard

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps/lang"
)

// shownAt is a scene as it stands in a window, begun in one language and, where they
// differ, changed to the other by the key for that.
func shownAt(t *testing.T, s scene, begun, read lang.Language) (shown string) {
	t.Helper()
	inBubble(t, func(r *scripted, c *Config) {
		c.Language, c.NoColor = begun, true
		if s.build != nil {
			s.build(r, c)
		}
	}, func(d *driver) {
		s.walk(d)
		if d.m.deaf != 0 {
			d.hear()
		}
		d.send(tea.WindowSizeMsg{Width: 100, Height: 60})
		if begun != read {
			d.press("ctrl+l")
		}
		shown = d.text()
	})
	return shown
}

// TestAnotherLanguageLeavesNothingBehind: whoever changes the language reads what
// somebody reads who began in it, on every screen, in the notice below it too.
func TestAnotherLanguageLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	for _, s := range scenes() {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			for _, read := range []lang.Language{lang.Korean, lang.English} {
				want, got := shownAt(t, s, read, read), shownAt(t, s, other(read), read)
				if got != want {
					t.Errorf("%s: changed to it one reads\n%s\nand who began in it\n%s", read, got, want)
				}
			}
		})
	}
}

// TestANoticeIsReadInTheLanguageOfNow, whatever it is about.
func TestANoticeIsReadInTheLanguageOfNow(t *testing.T) {
	t.Parallel()
	for name, keys := range map[string][]string{
		"a saved case":    {"f7"},
		"a copied ticket": {"f9", "=5"},
		"the pace":        {"f8"},
		"leaving":         {"ctrl+c"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, unreachable, func(d *driver) {
				d.answered()
				d.press(keys...)
				if d.m.notice.text.Empty() {
					t.Fatal("it says nothing")
				}
				if name != "leaving" { // there any key is an answer
					d.press("ctrl+l")
				}
				text := d.m.notice.text
				if text.Ko == text.En {
					t.Errorf("the same in both languages: %q", text.Ko)
				}
				if first, _, _ := strings.Cut(text.In(d.m.window.language), " "); !strings.Contains(d.text(), first) {
					t.Errorf("%q does not stand in\n%s", text.In(d.m.window.language), d.text())
				}
			})
		})
	}
}
