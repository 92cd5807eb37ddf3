package wizard

import (
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

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
		inBubble(t, asksAll, func(d *driver) {
			d.called()
			d.without()
			d.press("=" + word)
			d.sees("> " + word)
			d.sees("Active Directory 도메인의 DNS 이름")
		})
	}
}

func TestTypingReplacesADefaultAndKeysKeepIt(t *testing.T) {
	t.Parallel()
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
		inBubble(t, offering("corp.contoso.com"), func(d *driver) {
			d.called()
			d.without()
			d.press(one.keys...)
			d.sees(one.want)
		})
	}
}

// TestALongPasteIsOneAnswer: 64 KB in 900 lines with empty ones, marked or not,
// in one piece or in several that come late, are the answer to one question.
func TestALongPasteIsOneAnswer(t *testing.T) {
	t.Parallel()
	var lines []string
	for i := range 900 {
		lines = append(lines, strings.Repeat("x", 60)+itoa(i), "")
	}
	whole := strings.Join(lines, "\n") + "\nEvent ID: 33004"
	for name, paste := range map[string]func(d *driver){
		"marked": func(d *driver) { d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(whole), Paste: true}) },
		"as keys": func(d *driver) {
			for i, line := range strings.Split(whole, "\n") {
				if i > 0 {
					d.press("enter")
				}
				d.press("=" + line)
			}
		},
		"in late pieces": func(d *driver) {
			for i, line := range strings.Split(whole, "\n") {
				if i > 0 {
					d.press("enter")
				}
				d.press("=" + line)
				if i%300 == 299 {
					d.pass(longPasteGap - 50*time.Millisecond)
				}
			}
		},
	} {
		inBubble(t, nil, func(d *driver) {
			d.press("=2", "enter")
			d.hear()
			d.press("=hong@contoso.com", "enter", "enter")
			paste(d)
			d.pass(time.Second)
			d.sees("붙여 넣은 내용: 1801줄")
			d.sees("Event ID: 33004")
			d.press("enter")
			d.pass(time.Second)
			if got := d.m.walk.patient.Session.Facts()[steps.Words]; got != whole {
				t.Errorf("%s: %d bytes arrived, want %d", name, len(got), len(whole))
			}
		})
	}
}

// TestAPasteIsErasedAtOnce: and what is typed behind it goes along with it.
func TestAPasteIsErasedAtOnce(t *testing.T) {
	t.Parallel()
	inBubble(t, nil, func(d *driver) {
		d.press("=2", "enter")
		d.hear()
		d.press("=hong@contoso.com", "enter", "enter")
		d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(strings.Repeat("wrong window\n", 50)), Paste: true})
		d.pass(time.Second)
		d.press("esc")
		d.press("enter")
		d.sees("붙여 넣은 내용: 50줄") // it stays over going back
		d.send(tea.KeyMsg{Type: tea.KeyBackspace})
		d.lacks("붙여 넣은 글")
		d.press("=S")
		d.pass(time.Second)
		d.press("=SPR_0029")
		d.pass(time.Second)
		d.press("enter")
		d.pass(time.Second)
		if got := d.m.walk.patient.Session.Facts()[steps.Words]; got != "SSPR_0029" {
			t.Errorf("words %q", got)
		}
	})
}

func TestPastedLinesStayOneAnswer(t *testing.T) {
	t.Parallel()
	inBubble(t, nil, func(d *driver) {
		d.press("=2", "enter")
		d.hear()
		d.press("=hong@contoso.com", "enter", "enter")
		d.press("=SSPR_0029", "enter", "=다시 시도하십시오", "enter") // no time between: a paste
		d.pass(time.Second)
		if got := d.m.walk.patient.Session.Facts()[steps.Words]; got != "" {
			t.Errorf("the last line break of a paste took the answer: %q", got)
		}
		d.press("enter")
		d.pass(pasteGap + time.Millisecond)
		d.hear()
		if got := d.m.walk.patient.Session.Facts()[steps.Words]; got != "SSPR_0029\n다시 시도하십시오" {
			t.Errorf("words %q, want both lines", got)
		}
	})
}

// TestAPasteSaysWhatItIsReadAs where it is long, at once, and no longer once it is
// taken back; a few words say nothing.
func TestAPasteSaysWhatItIsReadAs(t *testing.T) {
	t.Parallel()
	inBubble(t, func(_ *scripted, c *Config) {
		c.Pasted = func(text string) lang.Text {
			if !strings.Contains(text, "<Event ") {
				return lang.Text{}
			}
			return lang.Text{Ko: "서버의 이벤트로 읽었습니다.", En: "Read as events of a server."}
		}
	}, func(d *driver) {
		d.press("=2", "enter")
		d.hear()
		d.press("=hong@contoso.com", "enter", "enter")
		d.press("=SSPR_0029")
		d.lacks("이벤트로 읽었습니다")
		d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(strings.Repeat("<Event a>\n", 40)), Paste: true})
		d.pass(time.Second)
		d.sees("붙여 넣은 내용: 40줄")
		d.sees("서버의 이벤트로 읽었습니다.")
		d.send(tea.KeyMsg{Type: tea.KeyBackspace})
		d.pass(time.Second)
		d.lacks("이벤트로 읽었습니다")
	})
}

// TestWorldsAreFoundWithTheInputMethodOn: pdc typed as ㅔㅇㅊ finds what pdc does.
func TestWorldsAreFoundWithTheInputMethodOn(t *testing.T) {
	t.Parallel()
	inBubble(t, nil, func(d *driver) {
		d.press("=2", "=ㅔ", "=ㅇ", "=ㅊ")
		d.sees("pdc-unreachable")
		d.press("esc", "=없는환경")
		d.lacks("pdc-unreachable")
	})
}

// TestARiddleIsToldAtTheEnd: its name stands nowhere before.
func TestARiddleIsToldAtTheEnd(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, c *Config) {
		unreachable(r, c)
		c.Worlds = func() []World {
			return []World{{Name: "secret-world", Text: lang.Text{Ko: "비밀", En: "Secret"}, Stage: "configuration"}, {Name: "healthy"}}
		}
	}, func(d *driver) {
		d.press("=2")
		d.sees("깜짝 문제(원인 숨김)")
		d.press("=1")
		d.hear()
		d.lacks("secret-world")
		d.press("f9")
		d.lacks("secret-world")
		d.press("=/", "=숨긴", "enter") // asked for
		d.sees("secret-world (비밀)")
		d.press("=1")
		d.hear()
		d.lacks("secret-world")
		d.press("f8", "f8")
		for range 8 {
			d.press("=hong@contoso.com", "enter")
			d.pass(time.Second)
		}
		d.hear()
		d.sees("숨긴 환경은 이것이었습니다: secret-world (비밀)")
	})
}

// TestANameTypedOnKoreanKeysIsReadAndShown before it counts.
func TestANameTypedOnKoreanKeysIsReadAndShown(t *testing.T) {
	t.Parallel()
	inBubble(t, nil, func(d *driver) {
		d.press("=2", "enter")
		d.hear()
		for _, key := range []string{"=ㅏ", "=ㅑ", "=ㅡ", "=@x.com"} {
			d.press(key)
		}
		d.press("enter")
		d.sees("> kim@x.com")
		d.sees("영문 자판으로 읽었습니다")
		d.press("enter")
		d.sees("몇 사람에게")
		d.press("enter", "tab")
		d.pass(time.Second)
		if got := d.m.walk.patient.Session.Facts()[steps.User]; got != "kim@x.com" {
			t.Errorf("the user is %q", got)
		}
	})
}

// TestTheChosenAnswerIsAlwaysSeen, in the smallest window as well, where an answer
// takes several lines.
func TestTheChosenAnswerIsAlwaysSeen(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{40, 12}, {60, 20}, {80, 24}} {
		inBubble(t, nil, func(d *driver) {
			var choices []steps.Choice
			for n := range 16 {
				text := strings.Repeat("많은 낱말 ", n%4*4) + "마지막" + itoa(n+1)
				choices = append(choices, steps.Choice{Value: itoa(n), Label: lang.Text{Ko: text, En: text}})
			}
			d.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			f := d.m.frame()
			a := field{label: lang.Text{Ko: "어디에서 했습니까", En: "Where"}, choices: choices}
			a.fit(f)
			for n := range choices {
				p := page{f: f}
				a.draw(&p)
				seen := ansi.Strip(strings.Join(clip(p.String(), f.width, f.height), "\n"))
				if _, after, found := strings.Cut(seen, "> "); !found || !strings.HasPrefix(strings.TrimSpace(after), itoa(n+1)+".") {
					t.Errorf("at %v answer %d is not seen:\n%s", size, n+1, seen)
				}
				a.update(tea.KeyMsg{Type: tea.KeyDown})
			}
		})
	}
}

// TestAPasteIsNotDrawnLetterByLetter: a frame for each would take longer than the
// paste. A window that changes meanwhile is drawn anew.
func TestAPasteIsNotDrawnLetterByLetter(t *testing.T) {
	t.Parallel()
	inBubble(t, nil, func(d *driver) {
		d.press("=2", "enter")
		d.hear()
		d.press("=hong@contoso.com", "enter", "enter")
		d.sees("화면에 나온 코드나 메시지")
		d.press("=some words", "=more words")
		d.m.View()
		d.m.drawn.frame = "as it was"
		if got := d.m.View(); got != "as it was" {
			t.Errorf("drawn anew:\n%s", got)
		}
		d.send(tea.WindowSizeMsg{Width: 60, Height: 20})
		if lines := strings.Count(d.m.View(), "\n"); lines != 19 {
			t.Errorf("%d lines in the new window", lines+1)
		}
		d.pass(time.Second)
		d.sees("some wordsmore words")
	})
}
