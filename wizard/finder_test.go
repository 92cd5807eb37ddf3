package wizard

import (
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
)

// TestASlashSearchesAnyList: by a name in either language, with the Korean input
// method on as well; letters are text meanwhile, and Esc ends the search alone.
func TestASlashSearchesAnyList(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.toVerdict(t)
		for _, wanted := range []string{"유휴", "idle", "IDLE con", "ㅑ이ㄷ"} {
			d.press("f4", "=/", "="+wanted)
			d.sees("검색: " + wanted)
			d.sees("6. ")
			d.lacks("2. ")
			d.press("esc")
			d.sees("2. ")
			d.press("esc")
			if _, back := d.m.screen.(*verdictScreen); !back {
				t.Fatalf("Esc came to\n%s", d.text())
			}
		}
		before := trailOf(d)
		d.press("f4", "=/", "=r") // r looks again where nothing is searched
		if trailOf(d) != before || !strings.Contains(d.text(), "검색: r_") {
			t.Errorf("a letter of a search is a key:\n%s", d.text())
		}
		d.press("esc", "=/", "=zz")
		d.sees("맞는 것이 없습니다.")
		d.press("enter")
		d.sees("전체 단계")
		d.press("esc", "=/", "=ports", "enter")
		d.hear()
		if s, ok := d.m.screen.(*verdictScreen); !ok || s.finding.Step == "configuration/pdc-emulator" {
			if want := "domain-controller-ports"; !strings.Contains(trailOf(d), want) {
				t.Errorf("Enter opened\n%s", d.text())
			}
		}
	})
}

// TestASlashSearchesChoices: what is chosen is what is shown, and the mark of the
// usual one stays where it is.
func TestASlashSearchesChoices(t *testing.T) {
	t.Parallel()
	inBubble(t, nil, func(d *driver) {
		d.press("=2", "enter")
		d.hear()
		d.press("=hong@contoso.com", "enter")
		d.sees("한 사람 (기본값)")
		d.press("=/", "=everyone")
		d.lacks("1. ")
		d.press("esc")
		d.sees("한 사람 (기본값)")
		d.press("=/", "=모두", "down", "up", "enter", "tab")
		d.hear()
		if got := d.m.walk.patient.Session.Facts()[steps.Scope]; got != "everyone" {
			t.Errorf("the answer is %q", got)
		}
	})
}
