package wizard

import (
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

func trailOf(d *driver) string {
	var path []string
	for _, f := range d.m.walk.patient.Session.Trail() {
		path = append(path, string(f.Step)+"="+string(f.On))
	}
	return strings.Join(path, " ")
}

func TestWalkStopsAtTroubleAndEndsWithTheCause(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, c *Config) { unreachable(r, c); trouble(r) }, func(d *driver) {
		d.answered()
		d.sees("확인 안 됨  테넌트의 라이선스를")
		d.press("enter")
		d.hear()
		d.sees("고장  Connect 서버에서")
		d.press("enter")
		d.hear()
		d.sees("주의  도메인 루트에")
		d.press("enter")
		d.hear()
		d.sees("확인 안 됨  유휴 연결을") // the ports are explained by the PDC: no stop there
		d.press("enter")
		d.hear()
		d.sees("진단 결과")
		want := "symptom/caller=answered configuration/premium-license=unseen configuration/pdc-emulator=unreachable " +
			"configuration/effective-rights=unexpire-missing connectivity/domain-controller-ports=smb-closed connectivity/idle=unseen"
		if got := trailOf(d); got != want {
			t.Errorf("trail %s, want %s", got, want)
		}
		d.press("ctrl+c")
		if !d.quit || d.m.ended().Ending != Chosen {
			t.Errorf("after the results Ctrl+C must leave at once, as chosen")
		}
	})
}

func TestSameObstacleIsToldOnce(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, _ *Config) {
		for _, id := range []steps.ID{"configuration/pdc-emulator", "configuration/effective-rights", "connectivity/idle"} {
			r.errs[id] = &probes.Obstacle{Kind: probes.NoServer}
		}
	}, func(d *driver) {
		d.answered()
		d.sees("PDC 에뮬레이터를 찾지 못했습니다.")
		d.press("enter")
		d.hear()
		d.sees("진단 결과")
		d.sees("확인하지 못한 것 (3단계)")
	})
}

func TestBackGoesThroughTheWholeWalk(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.answered()
		d.sees("고장  Connect 서버에서")
		d.press("esc")
		d.sees("정상  쓰기 저장을 포함하는")
		d.press("esc")
		d.sees("화면에 나온 코드나 메시지") // the last question: it is what was there before
		d.press("esc")
		d.sees("몇 사람에게")
		d.press("esc")
		d.sees("사용자의 UPN")
		d.sees("hong@contoso.com")
		d.press("enter")
		d.sees("몇 사람에게")
		d.press("shift+tab", "esc")
		d.sees("끝내시겠습니까?")
		d.press("=2")
		d.sees("어디에서 시작하시겠습니까?")
	})
}

func TestCheckAgainLooksAgain(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.answered()
		d.sees("고장  Connect 서버에서")
		delete(d.r.answers, "configuration/pdc-emulator")
		d.press("f5")
		d.hear()
		if !slices.Contains(d.r.forgot, "configuration/pdc-emulator") {
			t.Errorf("the old answer was not forgotten: %v", d.r.forgot)
		}
		d.sees("진단 결과") // healthy now, so the walk went on
	})
}

func TestCauseIsCheckedAgainFromTheSummary(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.toSummary()
		d.sees("원인    PDC 에뮬레이터")
		delete(d.r.answers, "configuration/pdc-emulator")
		d.press("=1")
		d.hear()
		d.sees("확인한 모든 것이 정상입니다.")
		d.sees("테스트 사용자로 끝까지 증명")
	})
}

func TestCanaryIsOfferedWhenHealthy(t *testing.T) {
	t.Parallel()
	inBubble(t, nil, func(d *driver) {
		d.toSummary()
		d.press("=1")
		d.hear()
		if got := trailOf(d); !strings.HasSuffix(got, "reenable/canary=proven") {
			t.Errorf("trail %s, want the canary at its end", got)
		}
	})
}

func TestLateAnswerIsDropped(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, _ *Config) {
		r.hold["configuration/premium-license"] = make(chan struct{})
	}, func(d *driver) {
		d.answered()
		d.sees("확인 중")
		late := checkedMsg{run: d.m.walk.run, result: resultOf("assigned", nil), at: noon()}
		d.press("shift+tab") // back to the question
		d.sees("화면에 나온 코드나 메시지")
		d.send(late)
		d.sees("화면에 나온 코드나 메시지")
		if got := trailOf(d); got != "symptom/caller=answered" {
			t.Errorf("trail %q, want the answer alone: that of the look was late", got)
		}
	})
}

func TestLeavingCancels(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, _ *Config) {
		r.hold["configuration/premium-license"] = make(chan struct{})
	}, func(d *driver) {
		d.answered()
		cancelled := make(chan struct{})
		stop := d.m.walk.cancel
		d.m.walk.cancel = func() { close(cancelled); stop() }
		d.press("shift+tab")
		select {
		case <-cancelled:
		default:
			t.Error("leaving the check did not end its context")
		}
	})
}

func TestCtrlCStopsACheckAndTheWalkGoesOn(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, _ *Config) {
		r.hold["configuration/pdc-emulator"] = make(chan struct{})
	}, func(d *driver) {
		d.answered()
		d.sees("확인 중")
		d.press("ctrl+c")
		d.hear()
		d.sees("점검을 중간에 멈췄습니다.")
		if d.quit {
			t.Error("one Ctrl+C during a check left the program")
		}
		d.press("enter")
		d.hear()
		d.sees("진단 결과")
	})
}

// Esc on a slow look ends that look alone: the walk says so and goes on, and the
// others are not touched. Shift+Tab goes back. Once it takes long, the screen says for
// whose answer it waits.
func TestEscStopsOneLookAndTheOthersGoOn(t *testing.T) {
	t.Parallel()
	build := func(r *scripted, c *Config) {
		r.hold["configuration/pdc-emulator"] = make(chan struct{})
		fastClock(c)
	}
	inBubble(t, build, func(d *driver) {
		d.answered()
		d.sees("Esc 이 확인 멈추기")
		d.sees("Shift+Tab 뒤로")
		d.lacks("응답을 기다리는 곳")
		d.pass(3 * time.Second) // 30 s of the patient's
		d.sees("응답을 기다리는 곳: ")
		d.sees("Connect 서버")
		d.press("esc")
		d.hear()
		d.sees("점검을 중간에 멈췄습니다.")
		d.lacks("확인을 멈추는 중")
		if d.quit {
			t.Error("Esc during a check left the program")
		}
		d.press("enter")
		d.hear()
		d.sees("진단 결과")
		if trail := trailOf(d); strings.Count(trail, "=unseen") != 1 {
			t.Errorf("trail %s: want the one that was stopped unseen, and no other", trail)
		}
	})
	inBubble(t, build, func(d *driver) {
		d.answered()
		d.sees("확인 중")
		d.press("shift+tab")
		d.hear()
		d.lacks("확인 중")
		if trail := trailOf(d); strings.Contains(trail, "pdc-emulator") {
			t.Errorf("trail %s: going back is no look", trail)
		}
	})
}

func TestEveryLookThatWasStoppedIsTold(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, _ *Config) {
		r.hold["configuration/pdc-emulator"], r.hold["connectivity/idle"] = make(chan struct{}), make(chan struct{})
	}, func(d *driver) {
		d.answered()
		for _, title := range []string{"PDC 에뮬레이터를 찾지 못했습니다.", "유휴 연결을 재지 못했습니다."} {
			d.press("ctrl+c")
			d.hear()
			d.sees(title)
			d.sees("점검을 중간에 멈췄습니다.")
			d.press("enter")
			d.hear()
		}
		d.sees("진단 결과")
		if string(probes.Stopped) != stoppedKind {
			t.Errorf("a look that was stopped is %q here and %q there", stoppedKind, probes.Stopped)
		}
	})
}

func TestALookBehindAVerdictTakesNothingOfAnotherStep(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.answered()
		d.sees("고장  Connect 서버에서")
		before := trailOf(d)
		d.m.walk.step, d.m.walk.behind = d.m.walk.patient.Session.Find("configuration/premium-license"), true
		d.send(checkedMsg{run: d.m.walk.run, result: resultOf("assigned", nil), at: noon()})
		if got := trailOf(d); got != before || d.m.walk.behind {
			t.Errorf("trail %s, want %s as it was", got, before)
		}
	})
}

func TestCtrlCTwiceQuits(t *testing.T) {
	t.Parallel()
	inBubble(t, nil, func(d *driver) {
		d.press("ctrl+c")
		d.sees("한 번 더 Ctrl+C")
		d.lacks("F7") // there is nothing to save
		d.press("down")
		d.lacks("한 번 더 Ctrl+C")
		d.press("ctrl+c")
		if d.quit {
			t.Fatal("two Ctrl+C with a key between left the program")
		}
		d.pass(time.Minute) // whoever reads slowly finds it there
		d.sees("한 번 더 Ctrl+C")
		d.press("ctrl+c")
		if !d.quit || d.m.ended().Ending != Interrupted {
			t.Error("two Ctrl+C did not leave the program as interrupted")
		}
	})
}

func TestKeysAreSwallowedForAMoment(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.press("=2", "enter")
		d.hear()
		d.press("=hong@contoso.com", "enter", "enter", "tab")
		d.sees("고장  Connect 서버에서")
		d.press("enter") // meant for the screen before
		d.sees("고장  Connect 서버에서")
		d.hear()
		d.press("enter")
		d.lacks("고장  Connect 서버에서")
	})
}

func TestAnswerByHandIsMarked(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, _ *Config) {
		r.errs["configuration/pdc-emulator"] = &probes.Obstacle{Kind: probes.NoServer}
	}, func(d *driver) {
		d.answered()
		d.press("f3", "=1")
		d.sees("사람이 말한 것입니다")
		d.press("enter")
		d.hear()
		for _, f := range d.m.walk.patient.Session.Trail() {
			if f.Step == "configuration/pdc-emulator" && (!f.ByHand || f.Status != steps.Healthy) {
				t.Errorf("finding %+v, want healthy by hand", f)
			}
		}
	})
}

func TestWatchedStepIsLookedAtAgain(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, c *Config) { unreachable(r, c); fastClock(c) }, func(d *driver) {
		d.answered()
		d.sees("20초마다 다시 확인합니다")
		asked := len(d.r.asked)
		d.pass(2500 * time.Millisecond) // 25 s of the patient's
		if got := len(d.r.asked); got != asked+1 {
			t.Errorf("looked %d times behind the verdict, want once", got-asked)
		}
		if !slices.Equal(d.r.forgot, []steps.ID{"configuration/pdc-emulator"}) {
			t.Errorf("forgot %v: the look behind the verdict only remembered", d.r.forgot)
		}
		d.press("f2")
		d.pass(5 * time.Second)
		d.sees("근거 (확인한 그대로)") // nothing comes between a reader and the text
		delete(d.r.answers, "configuration/pdc-emulator")
		d.press("esc")
		d.pass(5 * time.Second)
		d.sees("정상  PDC 에뮬레이터 DC01")
	})
}

func TestAnswerWaitsWhileSomebodyReads(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, _ *Config) {
		r.hold["configuration/pdc-emulator"] = make(chan struct{})
		r.answers["configuration/pdc-emulator"] = unreachablePDC()
	}, func(d *driver) {
		d.answered()
		d.press("f1")
		close(d.r.hold["configuration/pdc-emulator"])
		d.settle()
		d.sees("표시의 뜻")
		d.press("esc")
		d.sees("고장  Connect 서버에서")
	})
}

func TestCorrectedAnswerForgetsWhatDependsOnIt(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.answered()
		d.press("f6", "=5", "enter")
		d.sees("corp.contoso.com")
		d.press("end", "=x", "enter")
		d.hear()
		if got := d.m.walk.patient.Session.Known()[steps.Domain]; got != "corp.contoso.comx" {
			t.Errorf("domain %q", got)
		}
		d.sees("고장  Connect 서버에서") // looked again, with the new domain
		d.press("f6", "=1", "enter")
		d.sees("사용자의 UPN")
		d.sees("hong@contoso.com")
	})
}

func TestAnAnswerToAnEarlierLookIsNotTakenForThatOfTheNext(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, _ *Config) {
		r.hold["configuration/premium-license"] = make(chan struct{})
	}, func(d *driver) {
		d.answered()
		late := checkedMsg{run: d.m.walk.run, result: resultOf("assigned", nil), at: noon()}
		d.send(againMsg{step: "configuration/premium-license"})
		if d.m.walk.run == late.run || d.m.walk.step == nil {
			t.Fatalf("run %d of %v, want another look under way", d.m.walk.run, d.m.walk.step)
		}
		d.send(late)
		if got := trailOf(d); got != "symptom/caller=answered" {
			t.Errorf("trail %q, want none but the question: the answer was of an earlier look", got)
		}
		close(d.r.hold["configuration/premium-license"])
		d.hear()
		if got := trailOf(d); !strings.Contains(got, "premium-license=assigned") {
			t.Errorf("trail %q, want the answer of the look under way", got)
		}
	})
}

func TestAnEventMakesTheWalkLookAgainAndNotRemember(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, _ *Config) {
		event := resultOf("survives", nil)
		event.Verdict.Visit = []steps.ID{"configuration/pdc-emulator"}
		event.Verdict.Happened = noon().AddDate(1, 0, 0)
		r.answers["connectivity/idle"] = event
	}, func(d *driver) {
		d.toSummary()
		if !slices.Equal(d.r.forgot, []steps.ID{"configuration/pdc-emulator"}) {
			t.Errorf("forgot %v, want the step that the event points to, once", d.r.forgot)
		}
		asked := 0
		for _, id := range d.r.asked {
			if id == "configuration/pdc-emulator" {
				asked++
			}
		}
		if got := trailOf(d); asked != 2 || !strings.HasSuffix(got, "connectivity/idle=survives configuration/pdc-emulator=reachable") {
			t.Errorf("asked %d times, trail %s; want a second look behind the event", asked, got)
		}
	})
}
