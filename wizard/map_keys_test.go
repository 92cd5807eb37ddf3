package wizard

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps/lang"
)

// TestTheMapTakesTheKeysOfTheWalk: what they do elsewhere they do there, and the key
// that opened it closes it.
func TestTheMapTakesTheKeysOfTheWalk(t *testing.T) {
	t.Parallel()
	front := func(d *driver) string {
		switch s := d.m.screen.(type) {
		case *summaryScreen:
			return "diagnosis"
		case *historyScreen:
			return "history"
		case *pickScreen:
			if s.tree {
				return "map"
			}
			return s.heading.En
		case *verdictScreen:
			return "card"
		default:
			return "?"
		}
	}
	for key, want := range map[string]string{"f9": "diagnosis", "ctrl+e": "history", "f6": wordsAnswers.En, "f4": "card", "f8": "map"} {
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			inBubble(t, func(r *scripted, c *Config) { unreachable(r, c); c.Language = l }, func(d *driver) {
				d.toVerdict(t)
				d.press("f4")
				if got := front(d); got != "map" {
					t.Fatalf("F4 shows %s", got)
				}
				d.press(key)
				if got := front(d); got != want {
					t.Errorf("%s: on the map %s shows %s, want %s:\n%s", l, key, got, want, d.text())
				}
				if key == "f8" {
					d.sees(wordsPaceAlways.In(l))
				}
				if want == "history" { // and back leads to the map
					d.press("esc")
					if got := front(d); got != "map" {
						t.Errorf("back from there is %s", got)
					}
				}
			})
		}
	}
}

// TestASearchOnTheMapTakesLetters: those of keys too.
func TestASearchOnTheMapTakesLetters(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.toVerdict(t)
		d.press("f4", "=/", "=h")
		if s, is := d.m.screen.(*pickScreen); !is || !s.tree || s.menu.wanted != "h" {
			t.Errorf("the letter is a key:\n%s", d.text())
		}
	})
}

// TestTheMapSaysItsKeys in the help.
func TestTheMapSaysItsKeys(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.toVerdict(t)
		d.send(tea.WindowSizeMsg{Width: 80, Height: 50})
		d.press("f4", "f1")
		for _, want := range []string{keySummary.cap, keyHistory.cap, keyAnswers.cap, keySave.cap} {
			d.sees(want)
		}
	})
}

// TestTheRiddleIsFoundByItsName, in either language and with the input method on, and
// no other search shows it.
func TestTheRiddleIsFoundByItsName(t *testing.T) {
	t.Parallel()
	worlds := func() []World {
		return []World{{Name: "secret-world", Text: both("비밀", "Secret"), Stage: "configuration"}, {Name: "healthy", Text: both("정상", "All is well")}}
	}
	for wanted, found := range map[string]bool{"surprise": true, "/SURPRISE": true, "깜짝": true, "/깜짝": true, "ㄴㅕㄱㅔㄱㅑㄴㄷ": true, "healthy": false, "nothing of it": false} {
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			inBubble(t, func(_ *scripted, c *Config) { c.Worlds, c.Language = worlds, l }, func(d *driver) {
				d.press("=2")
				for _, letter := range wanted {
					d.press("=" + string(letter))
				}
				s, is := d.m.screen.(*worldsScreen)
				if !is {
					t.Fatalf("no list:\n%s", d.text())
				}
				got := len(s.picks) > 0 && s.picks[0].riddle != nil
				if got != found || found && len(s.picks) != 1 {
					t.Errorf("%s %q: found %v of %d, want %v:\n%s", l, wanted, got, len(s.picks), found, d.text())
				}
				if found {
					d.lacks(wordsNoneFound.In(l))
				}
			})
		}
	}
}
