package wizard

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps/lang"
)

// smallWindows are the smallest ones that are drawn, and some a little larger.
func smallWindows() [][2]int {
	return [][2]int{{40, 12}, {44, 12}, {50, 12}, {60, 12}, {40, 13}, {44, 14}, {80, 12}}
}

// TestTheChosenItemOfADiagnosisIsSeen in every window, with the cursor at it.
func TestTheChosenItemOfADiagnosisIsSeen(t *testing.T) {
	t.Parallel()
	for _, size := range smallWindows() {
		inBubble(t, unreachable, func(d *driver) {
			d.toVerdict(t)
			d.press("f9")
			d.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			for _, language := range []string{"", "ctrl+l"} {
				if language != "" {
					d.press(language)
				}
				s, is := d.m.screen.(*summaryScreen)
				if !is {
					t.Fatalf("%v: no diagnosis:\n%s", size, d.text())
				}
				for range s.menu.items {
					if want := "> " + itoa(s.menu.at+1) + ". "; strings.Count(d.text(), "\n> ") != 1 || !strings.Contains(d.text(), "\n"+want) {
						t.Errorf("at %v lacks %q:\n%s", size, want, d.text())
					}
					d.press("down")
				}
			}
		})
	}
}

// TestWhatIsTypedIsSeen in every window: the help above it gives way.
func TestWhatIsTypedIsSeen(t *testing.T) {
	t.Parallel()
	wordy := lang.Text{
		Ko: "예: SSPR_0029, AADSTS120013, 이벤트 33004, 0x80230619. 사용자가 말한 대로 적거나 화면을 통째로 붙여 넣어도 됩니다. 없으면 비워 둡니다. 암호는 적지 마십시오.",
		En: "For example SSPR_0029, AADSTS120013, event 33004, 0x80230619. The caller's own words will do, and so will a whole screen. Leave it empty if there is none. Never enter a password.",
	}
	for _, size := range smallWindows() {
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			for _, long := range []bool{false, true} {
				f := smallFrame(size, l)
				a := field{label: wordsCopyTicket, help: wordy, long: long, problem: wordsRequired}
				a.fit(f)
				a.put("half")
				a.problem = wordsRequired
				p := page{f: f}
				p.text(f.say(wordy))
				a.draw(&p)
				if seen := ansi.Strip(strings.Join(clip(p.String(), f.width, f.height), "\n")); !strings.Contains(seen, "half") {
					t.Errorf("at %v in %s, long %v:\n%s", size, l, long, seen)
				}
			}
		}
	}
}

// smallFrame is the space that a screen has in such a window.
func smallFrame(size [2]int, l lang.Language) frame {
	w := newWindow(Config{Language: l})
	w.width, w.height = size[0], size[1]
	return w.frame(nil)
}
