package wizard

import (
	"strings"
	"testing"
	"unicode/utf8"

	"example.com/writeback-doctor/steps/lang"
)

// twins are the letters that are keys, with what a Korean keyboard types there.
func twins() map[string]string {
	all := map[string]string{}
	for _, k := range []keyed{keyEvidence, keyByHand, keyAgain, keyCompare, keyHistory, keyCopy} {
		var letters []string
		for _, name := range k.Keys() {
			if utf8.RuneCountInString(name) == 1 {
				letters = append(letters, name)
			}
		}
		if len(letters) == 2 {
			all[letters[0]] = letters[1]
		}
	}
	return all
}

// readingScenes are those in which letters can be keys: the diagnosis, the map, the
// card, and what is copied and saved from them.
func readingScenes() []scene {
	over := func(keys ...string) func(*driver) {
		return func(d *driver) {
			d.press("=2", "enter")
			d.hear()
			d.press("=hong@contoso.com", "enter", "enter", "tab") // behind a field of free text
			d.hear()
			d.press(keys...)
		}
	}
	var all []scene
	for name, keys := range map[string][]string{
		"card": nil, "diagnosis": {"f9"}, "map": {"f4"}, "copy": {"ctrl+y"}, "copy, alone": {"ctrl+y", "f2"}, "ticket": {"f9", "=5"},
		"save": {"f7"}, "reports": {"f9", "=6"}, "leave": {"f9", "=7"}, "history": {"ctrl+e"}, "evidence": {"f2"}, "answers": {"f6"}, "help": {"f1"},
	} {
		all = append(all, scene{name: name, build: unreachable, walk: over(keys...)})
	}
	return all
}

// TestALetterIsWhatItsKeySays: typed with either keyboard it does the same on every
// screen behind a field of free text, and one that is no key does nothing.
func TestALetterIsWhatItsKeySays(t *testing.T) {
	t.Parallel()
	if len(twins()) != 6 {
		t.Fatalf("the letters that are keys are %v", twins())
	}
	after := func(s scene, typed string) (shown string) {
		inBubble(t, s.build, func(d *driver) {
			s.walk(d)
			d.m.notice = notice{} // any key takes it away
			d.hear()
			if typed != "" {
				d.press("=" + typed)
			}
			d.hear() // also where nothing was typed: a watched card moves
			shown = d.text()
		})
		return shown
	}
	for _, s := range readingScenes() {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			still := after(s, "")
			for latin, jamo := range twins() {
				if read, is := lang.Keys(jamo); !is || read != latin {
					t.Errorf("%s is on the key of %q and not of %s", jamo, read, latin)
				}
				if got, want := after(s, jamo), after(s, latin); got != want {
					t.Errorf("%s does\n%s\nand %s\n%s", jamo, got, latin, want)
				}
			}
			for _, none := range []string{"z", "ㅋ", "처", "ㅊㅊ", "cc", "한글"} {
				if got := after(s, none); got != still && !strings.Contains(got, wordsSought.Ko) {
					t.Errorf("%q does\n%s\nwas\n%s", none, got, still)
				}
			}
		})
	}
}

// TestNoLetterIsLostInASearch: whichever keyboard typed it, it is text there and no key.
func TestNoLetterIsLostInASearch(t *testing.T) {
	t.Parallel()
	for _, s := range readingScenes() {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, s.build, func(d *driver) {
				s.walk(d)
				d.press("=/")
				if !strings.Contains(d.text(), wordsSought.Ko) {
					return // nothing is searched there
				}
				wanted := ""
				for latin, jamo := range twins() {
					d.press("="+latin, "="+jamo)
					wanted += latin + jamo
				}
				if got := strings.Join(strings.Fields(d.text()), " "); !strings.Contains(got, wanted+"_") {
					t.Errorf("%q became\n%s", wanted, d.text())
				}
			})
		})
	}
}
