package wizard

import (
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

func TestLanguageSwitchesAtAnyTime(t *testing.T) {
	t.Parallel()
	for _, s := range scenes() {
		inBubble(t, func(r *scripted, c *Config) {
			if s.build != nil {
				s.build(r, c)
			}
		}, func(d *driver) {
			s.walk(d)
			korean := d.text()
			d.press("ctrl+l")
			if d.m.window.language != lang.English || d.text() == korean {
				t.Errorf("%s: Ctrl+L did not switch to English", s.name)
			}
			d.press("ctrl+l")
			if got := d.text(); got != korean {
				t.Errorf("%s: switching twice changed the screen:\n%s\nwas\n%s", s.name, got, korean)
			}
		})
	}
}

func TestTypedTextSurvivesLanguageAndResize(t *testing.T) {
	t.Parallel()
	inBubble(t, nil, func(d *driver) {
		d.press("=2", "enter")
		d.hear()
		d.press("=hong@", "ctrl+l", "=contoso")
		d.send(tea.WindowSizeMsg{Width: 60, Height: 20})
		d.press("=.com")
		d.sees("> hong@contoso.com")
	})
}

func TestTextThatSpellsAKeyIsText(t *testing.T) {
	t.Parallel()
	for _, word := range []string{"right", "esc", "enter", "tab", "f1", "ctrl+l", "alt+enter"} {
		inBubble(t, nil, func(d *driver) {
			d.press("=1", "="+word)
			d.sees("> " + word)
			d.sees("Active Directory 도메인의 DNS 이름")
		})
	}
}

func TestTypingReplacesADefaultAndKeysKeepIt(t *testing.T) {
	t.Parallel()
	given := func(_ *scripted, c *Config) { c.Given.Facts = steps.Facts{steps.Domain: "corp.contoso.com"} }
	for _, one := range []struct {
		keys []string
		want string
	}{
		{[]string{"=a", "=b"}, "> ab"},
		{[]string{"end", "=a"}, "> corp.contoso.coma"},
		{[]string{"home", "=a"}, "> acorp.contoso.com"},
		{[]string{"ctrl+l", "=a"}, "> a"},
		{[]string{"enter", "esc"}, "> corp.contoso.com"},
	} {
		inBubble(t, given, func(d *driver) {
			d.press("=1")
			d.press(one.keys...)
			d.sees(one.want)
		})
	}
}

func TestPastedLinesStayOneAnswer(t *testing.T) {
	t.Parallel()
	inBubble(t, nil, func(d *driver) {
		d.press("=2", "enter")
		d.hear()
		d.press("=hong@contoso.com", "enter", "enter")
		d.press("=SSPR_0029", "enter", "=다시 시도하십시오", "enter") // no time between: a paste
		d.pass(pasteGap + time.Millisecond)
		d.hear()
		if got := d.m.walk.patient.Session.Facts()[steps.Words]; got != "SSPR_0029\n다시 시도하십시오" {
			t.Errorf("words %q, want both lines", got)
		}
	})
}
