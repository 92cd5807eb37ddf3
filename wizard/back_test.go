package wizard

import (
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
)

// stopped is a walk that stands at its first card, the PDC emulator out of reach.
func stopped(t *testing.T, run func(d *driver)) {
	t.Helper()
	inBubble(t, unreachable, func(d *driver) {
		d.answered()
		run(d)
	})
}

// counts is what the diagnosis so far, the ticket, the map and the case file that
// would be saved say was found.
func counts(d *driver) string {
	d.t.Helper()
	s := d.m.summary()
	ticket := strings.Join(s.ticket(d.m.frame(), "test"), "\n")
	var found []string
	for _, f := range copyOf(d.m.walk.patient).Session.Findings() {
		found = append(found, string(f.Step)+"="+string(f.On))
	}
	for _, spot := range d.m.walk.patient.Session.Map() {
		if spot.Finding != nil {
			found = append(found, string(spot.Step.ID))
		}
	}
	return s.diagnosis.Status.Word().En + " " + strings.Join(found, " ") + "\n" + ticket
}

// TestBackLosesNothing: wherever the view stands, what was found counts.
func TestBackLosesNothing(t *testing.T) {
	t.Parallel()
	stopped(t, func(d *driver) {
		d.sees("고장  Connect 서버에서")
		before := counts(d)
		if !strings.Contains(before, "pdc-emulator=unreachable") {
			t.Fatalf("nothing was found:\n%s", before)
		}
		for _, seen := range []string{"정상  쓰기 저장을", "화면에 나온 코드", "몇 사람에게", "사용자의 UPN"} {
			d.press("esc")
			d.sees(seen)
			if got := counts(d); got != before {
				t.Fatalf("at %q got\n%s\nwant\n%s", seen, got, before)
			}
			d.press("f9")
			d.sees("원인    PDC 에뮬레이터")
			d.press("esc")
			d.sees("고장  Connect 서버에서") // the latest that was found
			for !strings.Contains(d.text(), seen) {
				d.press("esc")
			}
		}
		asked := len(d.r.asked)
		d.press("enter", "enter", "enter") // the same answers
		d.hear()
		d.sees("고장  Connect 서버에서")
		if got := counts(d); got != before || len(d.r.asked) != asked {
			t.Errorf("after the same answers, and %d more looks, got\n%s\nwant\n%s", len(d.r.asked)-asked, got, before)
		}
		d.press("enter")
		d.hear()
		d.sees("진단 결과")
	})
}

// TestForwardStopsWhereThereIsSomethingToRead, and looks at nothing again.
func TestForwardStopsWhereThereIsSomethingToRead(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, c *Config) { unreachable(r, c); trouble(r) }, func(d *driver) {
		d.answered()
		d.press("enter")
		d.hear()
		d.press("enter")
		d.hear()
		d.sees("주의  도메인 루트에")
		asked := len(d.r.asked)
		d.press("esc", "esc", "enter")
		d.sees("고장  Connect 서버에서")
		d.press("enter")
		d.sees("주의  도메인 루트에")
		if len(d.r.asked) != asked {
			t.Errorf("looked at %v again", d.r.asked[asked:])
		}
	})
}

// TestAnotherAnswerForgetsWhatItIsAbout and the walk goes on from there.
func TestAnotherAnswerForgetsWhatItIsAbout(t *testing.T) {
	t.Parallel()
	stopped(t, func(d *driver) {
		d.press("enter")
		d.hear()
		d.sees("진단 결과")
		d.press("f6", "=1", "enter")
		d.sees("사용자의 UPN")
		if got := trailOf(d); !strings.Contains(got, "effective-rights=granted") {
			t.Errorf("trail %s: asking alone forgot something", got)
		}
		rights := 0
		d.press("ctrl+u", "=lee@contoso.com", "enter", "enter", "tab")
		d.hear()
		d.sees("고장  Connect 서버에서")
		if got := counts(d); strings.Contains(got, "effective-rights=") || !strings.Contains(got, "connectivity/idle=survives") {
			t.Errorf("got %s\nwant what is of the user forgotten and the rest there", got)
		}
		d.press("enter")
		d.hear()
		d.sees("진단 결과")
		for _, id := range d.r.asked {
			if id == "configuration/effective-rights" {
				rights++
			}
		}
		if rights != 2 || d.m.walk.patient.Session.Facts()[steps.User] != "lee@contoso.com" {
			t.Errorf("looked at the rights %d times, of %q", rights, d.m.walk.patient.Session.Facts()[steps.User])
		}
	})
}

// TestLeavingASecondLookLeavesTheFirst in front and everywhere else.
func TestLeavingASecondLookLeavesTheFirst(t *testing.T) {
	t.Parallel()
	stopped(t, func(d *driver) {
		before := counts(d)
		d.r.hold["configuration/pdc-emulator"] = make(chan struct{})
		d.press("f5")
		d.sees("확인 중")
		if got := counts(d); got != before {
			t.Errorf("while it is looked at once more, got\n%s\nwant\n%s", got, before)
		}
		d.press("shift+tab")
		d.sees("고장  Connect 서버에서")
		if got := counts(d); got != before {
			t.Errorf("after leaving the second look, got\n%s\nwant\n%s", got, before)
		}
		close(d.r.hold["configuration/pdc-emulator"])
		delete(d.r.answers, "configuration/pdc-emulator")
		d.press("enter")
		d.hear()
		d.sees("진단 결과")
		if got := counts(d); !strings.Contains(got, "pdc-emulator=reachable") {
			t.Errorf("the second look did not replace the first:\n%s", got)
		}
	})
}
