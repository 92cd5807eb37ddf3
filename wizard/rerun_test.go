package wizard

import (
	"strings"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// TestWhatFailedIsLookedAtAgainByOneKey: broken and unseen steps, no others, and
// the diagnosis says which attempt it is.
func TestWhatFailedIsLookedAtAgainByOneKey(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, c *Config) {
		unreachable(r, c)
		r.errs["configuration/effective-rights"] = &probes.Obstacle{Kind: probes.NoCredentials}
	}, func(d *driver) {
		d.toSummary()
		d.sees("F5 실패한 것 다시 확인")
		delete(d.r.answers, "configuration/pdc-emulator")
		d.r.forgot = nil
		d.press("f5")
		d.hear()
		d.sees("진단 결과 | 2번째 확인")
		got := map[steps.ID]bool{}
		for _, id := range d.r.forgot {
			got[id] = true
		}
		if len(got) != 2 || !got["configuration/pdc-emulator"] || !got["configuration/effective-rights"] {
			t.Errorf("looked again at %v", d.r.forgot)
		}
		if trail := trailOf(d); !strings.Contains(trail, "pdc-emulator=reachable") {
			t.Errorf("trail %s", trail)
		}
	})
}

// TestNothingFailedThatWasNotSeen: where nothing was found broken the diagnosis does
// not say "failed", offers to look again before it offers to compare, and says what
// the names under an obstacle are.
func TestNothingFailedThatWasNotSeen(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, _ *Config) {
		r.errs["configuration/effective-rights"] = &probes.Obstacle{Kind: probes.NoCredentials}
	}, func(d *driver) {
		d.toSummary()
		for _, want := range []string{"F5 확인 안 된 것 다시 확인", "> 1. 확인하지 못한 것 다시 확인", "  단계: "} {
			d.sees(want)
		}
		d.lacks("실패한 것")
		d.r.forgot = nil
		d.press("enter")
		d.hear()
		d.sees("진단 결과 | 2번째 확인")
		if len(d.r.forgot) != 1 || d.r.forgot[0] != "configuration/effective-rights" {
			t.Errorf("looked again at %v", d.r.forgot)
		}
	})
}

// TestBackFromTheDiagnosisIsTheCause: from there Enter leads to the diagnosis, and
// back further back.
func TestBackFromTheDiagnosisIsTheCause(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.toSummary()
		d.press("esc")
		d.sees("PDC 에뮬레이터")
		d.sees("고장  Connect 서버에서")
		d.press("enter")
		d.hear()
		d.sees("진단 결과")
		d.press("f4")
		d.sees("중 3번째에 있습니다.")
		d.sees("> 3. ✖ 고장        PDC 에뮬레이터") // and there the map stands
	})
}

// TestCtrlRLooksAgainAtAllThatFailed from a card, in the middle of a walk too: nothing
// else is looked at, and the diagnosis so far says what came of it. F5 is the card's
// step alone.
func TestCtrlRLooksAgainAtAllThatFailed(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, c *Config) {
		unreachable(r, c)
		r.errs["configuration/premium-license"] = &probes.Obstacle{Kind: probes.NoCredentials}
	}, func(d *driver) {
		d.answered()
		for range 20 { // to the card of what is broken, past what could not be seen
			if strings.Contains(d.text(), "고장  Connect 서버에서") {
				break
			}
			d.press("enter")
			d.hear()
		}
		d.sees("고장  Connect 서버에서")
		d.r.forgot = nil
		d.press("f5")
		d.hear()
		if len(d.r.forgot) != 1 || d.r.forgot[0] != "configuration/pdc-emulator" {
			t.Errorf("F5 looked again at %v", d.r.forgot)
		}
		d.r.forgot = nil
		delete(d.r.answers, "configuration/pdc-emulator")
		d.press("ctrl+r")
		d.hear()
		d.sees("지금까지의 진단")
		got := map[steps.ID]bool{}
		for _, id := range d.r.forgot {
			got[id] = true
		}
		if len(got) != 2 || !got["configuration/pdc-emulator"] || !got["configuration/premium-license"] {
			t.Errorf("Ctrl+R looked again at %v", d.r.forgot)
		}
		if trail := trailOf(d); !strings.Contains(trail, "pdc-emulator=reachable") {
			t.Errorf("trail %s", trail)
		}
	})
}

// TestWhatAPersonSaidIsNotLookedAtAgain, and does not make of what was only not seen
// something that failed.
func TestWhatAPersonSaidIsNotLookedAtAgain(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, _ *Config) {
		r.errs["configuration/effective-rights"] = &probes.Obstacle{Kind: probes.NoCredentials}
		r.errs["configuration/pdc-emulator"] = &probes.Obstacle{Kind: probes.NoServer}
	}, func(d *driver) {
		d.toSummary()
		session := d.m.walk.patient.Session
		if ids, broken := failed(session); len(ids) != 2 || broken {
			t.Fatalf("%v, broken %v", ids, broken)
		}
		d.send(byHandMsg{step: "configuration/pdc-emulator", on: "unreachable", at: noon()})
		ids, broken := failed(session)
		if len(ids) != 1 || ids[0] != "configuration/effective-rights" || broken || d.m.walk.rerunWords() != wordsRerunUnseen {
			t.Errorf("%v, broken %v, %v", ids, broken, d.m.walk.rerunWords())
		}
	})
}
