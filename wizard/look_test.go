package wizard

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// What was found by looking at pictures of every screen, kept.

// TestAListShowsWholeItems: the one that has no room to its end begins on the
// next page, and the chosen one is always whole.
func TestAListShowsWholeItems(t *testing.T) {
	t.Parallel()
	for height := 4; height < 20; height++ {
		m := menu{}
		for n := range 12 {
			text := "item" + itoa(n+1) + strings.Repeat(" many words", n%3*4) + " end" + itoa(n+1)
			m.items = append(m.items, item{text: both(text, text)})
		}
		f := frame{width: 60, height: height, language: lang.English, theme: newTheme(true, true)}
		for m.at = range m.items {
			lines := m.lines(f, height)
			shown := ansi.Strip(strings.Join(lines, "\n"))
			if len(lines) > height || height > 6 && !strings.Contains(shown, "end"+itoa(m.at+1)) {
				t.Errorf("item %d in %d lines:\n%s", m.at+1, height, shown)
			}
			for n := range m.items {
				begun := strings.Contains(shown, "item"+itoa(n+1)+" ")
				if begun && n != m.at && height > 6 && !strings.Contains(shown, "end"+itoa(n+1)) {
					t.Errorf("item %d of %d is cut in %d lines:\n%s", n+1, m.at+1, height, shown)
				}
			}
		}
	}
}

// TestNoticesAreWhole: at 80 columns in both languages, and where two lines do not
// do, dots say so.
func TestNoticesAreWhole(t *testing.T) {
	t.Parallel()
	for _, text := range []lang.Text{
		wordsFromNow, wordsPaceTrouble, wordsPaceAlways, wordsPaceNever, wordsAskedToCopy, wordsNotCopied, wordsCopied,
		wordsAgainQuits, wordsStopping, wordsCompareStopped, wordsBlindAhead, wordsLocked,
	} {
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			lines := noticed(frame{width: 80}, text.In(l), 2)
			if got := strings.TrimSpace(strings.Join(lines, " ")); got != text.In(l) || len(lines) != 2 {
				t.Errorf("%q became %q", text.In(l), lines)
			}
		}
	}
	for _, l := range []lang.Language{lang.Korean, lang.English} {
		if lines := noticed(frame{width: 60}, wordsFromNow.In(l), 1); lines[0] != wordsFromNow.In(l) {
			t.Errorf("got %q", lines)
		}
		cut := noticed(frame{width: 40}, strings.Repeat("word ", 30), 2)
		if len(cut) != 2 || !strings.HasSuffix(cut[1], "...") || ansi.StringWidth(cut[1]) > 39 {
			t.Errorf("got %q", cut)
		}
	}
}

// TestAQuickLookIsNotTimed: only one that took long says so.
func TestAQuickLookIsNotTimed(t *testing.T) {
	t.Parallel()
	f := frame{language: lang.English}
	for took, want := range map[time.Duration]string{
		0: "A, now", 18 * time.Millisecond: "A, now", 999 * time.Millisecond: "A, now", 1500 * time.Millisecond: "A, now, took 1.5 s",
	} {
		if got := seenFrom(f, steps.Sight{From: "A", At: "now", Took: took}); got != want {
			t.Errorf("after %v: got %q, want %q", took, got, want)
		}
	}
}

// TestTheMapStaysWithTheCard while something covers it.
func TestTheMapStaysWithTheCard(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.send(tea.WindowSizeMsg{Width: 140, Height: 30})
		d.toVerdict(t)
		for _, key := range []string{"", "ctrl+y", "f2", "f6", "f1"} {
			if key != "" {
				d.press("esc", key)
				if d.m.screen == nil || len(d.m.under) == 0 {
					d.toVerdict(t)
				}
			}
			found := false
			for _, line := range mapOf(d) {
				found = found || strings.Contains(line, ">✖  3 PDC")
			}
			if !found {
				t.Errorf("behind %q the cursor is elsewhere:\n%s", key, d.text())
			}
			if key == "" {
				d.press("f2")
			}
		}
	})
}

// TestWhatAStepWaitsForHasAName: the step that finds it out, else what a person
// can say; never the name that a file has for it.
func TestWhatAStepWaitsForHasAName(t *testing.T) {
	t.Parallel()
	session := steps.NewSession(fixtureTree(), nil)
	if got, want := awaited(session, steps.PDC), fixturePDC().Title; got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := awaited(session, steps.User); got != wordsFactUser {
		t.Errorf("got %v", got)
	}
}

// TestALongNameInBracketsHasALineOfItsOwn: the Korean word in front of it stays
// with what stands before.
func TestALongNameInBracketsHasALineOfItsOwn(t *testing.T) {
	t.Parallel()
	got := wrap("상위 컨테이너(OU=Staff,DC=corp,DC=contoso,DC=com)의 상속이 꺼져 있어 권한(3개)이 없습니다.", 48)
	want := []string{"상위 컨테이너", "(OU=Staff,DC=corp,DC=contoso,DC=com)의 상속이", "꺼져 있어 권한(3개)이 없습니다."}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got %q", got)
	}
	if whole := wrap("상위 컨테이너(OU=Staff,DC=corp,DC=contoso,DC=com)의", 80); len(whole) != 1 || strings.Contains(whole[0], loose) {
		t.Errorf("got %q", whole)
	}
}

// TestTheCallerIsAnsweredInASmallWindow: what to say stands on the first page of
// the meaning, above where the walk begins.
func TestTheCallerIsAnsweredInASmallWindow(t *testing.T) {
	t.Parallel()
	var got Access
	inBubble(t, asksFirst(&got), func(d *driver) {
		d.send(tea.WindowSizeMsg{Width: 60, Height: 20})
		d.press("=1", "=hong@contoso.com", "enter", "=SSPR_0029")
		d.pass(time.Second)
		d.press("enter")
		d.pass(time.Second)
		before, _, found := strings.Cut(d.text(), "먼저 확인할 단계:")
		if !found || !strings.Contains(before, "시도해도\n         대개 결과가 같습니다.") {
			t.Errorf("the caller waits:\n%s", d.text())
		}
	})
}

// TestPracticeSaysHowItGoesFaster where it took more than a few looks.
func TestPracticeSaysHowItGoesFaster(t *testing.T) {
	t.Parallel()
	for slow, broken := range map[bool]steps.ID{true: "connectivity/domain-controller-ports", false: "configuration/pdc-emulator"} {
		inBubble(t, func(r *scripted, c *Config) {
			if r.answers[broken] = resultOf("smb-closed", nil); !slow {
				r.answers[broken] = unreachablePDC()
			}
			c.Worlds = func() []World {
				return []World{{Name: "secret-world", Text: lang.Text{Ko: "비밀", En: "Secret"}, Stage: "configuration"}, {Name: "healthy"}}
			}
		}, func(d *driver) {
			d.press("=2", "=1")
			d.hear()
			d.press("f8", "f8")
			for range 3 {
				d.press("=hong@contoso.com", "enter")
				d.pass(time.Second)
			}
			d.hear()
			d.sees("secret-world")
			if !slow {
				d.lacks("원인까지")
				return
			}
			d.sees("원인까지 4단계를 확인했습니다.")
			d.sees("5단계를 바로")
		})
	}
}

// TestNoLineEndsInsideAString of a command that has room for it: pasted, the end of
// the line would be part of the string.
func TestNoLineEndsInsideAString(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../steps/catalog/testdata/commands.ps1")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for command := range strings.SplitSeq(strings.TrimSpace(string(text)), "\n") {
		for _, width := range []int{57, 77, 84} {
			whole := strings.Join(laid(steps.PowerShell, command, width), "\n")
			for _, one := range regexp.MustCompile(`'[A-Za-z]+ [A-Za-z ]+'`).FindAllString(command, -1) {
				if seen++; strings.Count(whole, one) < strings.Count(command, one) && ansi.StringWidth(one) <= width {
					t.Errorf("at %d %s is cut:\n%s", width, one, whole)
				}
			}
		}
	}
	if seen == 0 {
		t.Error("no command has a string of several words")
	}
}

// TestACardWithoutCommandsIsCopiedAsText: what is to be done is passed on in words.
func TestACardWithoutCommandsIsCopiedAsText(t *testing.T) {
	t.Parallel()
	copied := ""
	inBubble(t, func(r *scripted, c *Config) {
		r.answers["connectivity/domain-controller-ports"] = resultOf("smb-closed", nil)
		c.Clipboard = func(text string) error { copied = text; return nil }
	}, func(d *driver) {
		d.press("=2", "enter")
		d.hear()
		d.press("=hong@contoso.com", "enter", "enter", "tab")
		d.hear()
		d.sees("포트 445가 닫혀")
		d.sees("Ctrl+Y 내용 복사")
		d.press("ctrl+y")
		for _, want := range []string{"포트 445가 닫혀", "받을 사람  네트워크 담당자", "ENTRA01"} {
			if !strings.Contains(copied, want) {
				t.Errorf("copied %q, want %q in it", copied, want)
			}
		}
		if strings.Contains(copied, "전할 말") {
			t.Errorf("whoever mends it is told what to tell the caller: %q", copied)
		}
		d.sees("받을 사람: 네트워크 담당자")
		if strings.Contains(copied, "\x1b") || strings.Contains(copied, "F5") {
			t.Errorf("copied %q", copied)
		}
	})
}

// TestANarrowCommandKeepsItsShape: what is too long gives up its indent with all
// of its neighbours, so that a list stays a list.
func TestANarrowCommandKeepsItsShape(t *testing.T) {
	t.Parallel()
	const command = `dsacls 'OU=Staff,DC=corp' /I:S /G ('CORP\MSOL_0a1b2c3d4e5f:CA;Reset Password;user|CORP\MSOL_0a1b2c3d4e5f:WP;pwdLastSet;user'.Split('|'))`
	for _, width := range []int{40, 46, 48, 50, 60} {
		indents := map[int]bool{}
		for _, line := range laid(steps.PowerShell, command, width) {
			if strings.Contains(line, "MSOL_") {
				indents[len(line)-len(strings.TrimLeft(line, " "))] = true
			}
		}
		if len(indents) != 1 {
			t.Errorf("at %d the list is indented by %v:\n%s", width, indents, strings.Join(laid(steps.PowerShell, command, width), "\n"))
		}
	}
}
