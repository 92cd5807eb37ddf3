package wizard

import (
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
)

// mapOf is the map beside the screen, line by line, "" where there is none.
func mapOf(d *driver) []string {
	var lines []string
	for line := range strings.SplitSeq(d.text(), "\n") {
		if _, side, beside := strings.Cut(line, " │ "); beside {
			lines = append(lines, strings.TrimRight(side, " "))
		}
	}
	return lines
}

// TestTheMapStandsBesideAWideScreen: from 110 columns on, and nowhere else.
func TestTheMapStandsBesideAWideScreen(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.send(tea.WindowSizeMsg{Width: 140, Height: 30})
		if got := mapOf(d); got != nil {
			t.Errorf("before a walk there is a map: %q", got)
		}
		d.toVerdict(t)
		want := []string{
			"증상", " -  1 전화한 사람", "구성", " ✔  2 프리미엄 라이선스", ">✖  3 PDC 에뮬레이터",
			" .  4 커넥터 계정의 실제 권한", "연결", " .  5 도메인 컨트롤러 포트", " .  6 유휴 연결", "다시 켜기", " .  7 테스트 사용자로 증명",
		}
		if got := mapOf(d); strings.Join(got[:len(want)], "\n") != strings.Join(want, "\n") {
			t.Errorf("the map is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		d.send(tea.WindowSizeMsg{Width: mapFrom - 1, Height: 30})
		if got := mapOf(d); got != nil {
			t.Errorf("a window of %d columns has a map: %q", mapFrom-1, got)
		}
		d.send(tea.WindowSizeMsg{Width: mapFrom, Height: leastHeight})
		if got := strings.Join(mapOf(d), "\n"); !strings.Contains(got, ">✖") {
			t.Errorf("in a low window one does not see where one is:\n%s", got)
		}
	})
}

// toVerdict goes to the finding about the PDC emulator.
func (d *driver) toVerdict(t *testing.T) {
	t.Helper()
	d.answered()
	if s, ok := d.m.screen.(*verdictScreen); ok && s.finding.Step == "configuration/pdc-emulator" {
		return
	}
	t.Fatalf("no finding about the PDC emulator:\n%s", d.text())
}

// TestTheMapMovesWhileAPersonReads: what is looked at behind the screen counts
// its seconds there.
func TestTheMapMovesWhileAPersonReads(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, c *Config) {
		unreachable(r, c)
		fastClock(c)
		r.running = []steps.ID{"connectivity/idle"}
	}, func(d *driver) {
		d.send(tea.WindowSizeMsg{Width: 140, Height: 30})
		d.toVerdict(t)
		seconds := func() string {
			for _, line := range mapOf(d) {
				if line, ours := strings.CutSuffix(line, " (실습 시간)"); ours && strings.Contains(line, "유휴 연결") {
					return line[strings.LastIndex(line, " ")+1:]
				}
			}
			return ""
		}
		before := seconds()
		d.pass(5 * time.Second)
		if after := seconds(); before == "" || after == before || !strings.HasSuffix(after, "초") {
			t.Errorf("the map said %q, and 5 s later %q", before, after)
		}
	})
}

// TestAStepAheadIsLookedAtNow: whoever picks it on the map reads what was found of
// it and comes back to where the walk stands, of which nothing has moved.
func TestAStepAheadIsLookedAtNow(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.toVerdict(t)
		d.press("f4")
		d.sees("전체 단계")
		d.press("=6")
		d.hear()
		if got, want := trailOf(d), "pdc-emulator=unreachable connectivity/idle=survives"; !strings.HasSuffix(strings.TrimSpace(got), want) {
			t.Errorf("trail %s, want %s at its end", got, want)
		}
		d.sees("연결이 180초 동안 유지되었습니다.")
		d.press("f4")
		d.sees(".             커넥터 계정의 실제 권한")
		d.press("=6", "esc", "esc", "esc")
		if s, ok := d.m.screen.(*verdictScreen); !ok || s.past || s.finding.Step != "configuration/pdc-emulator" || len(d.m.under) > 0 {
			t.Errorf("back from the step is\n%s", d.text())
		}
		d.press("f9")
		d.sees("지금까지의 진단")
		d.press("=1")
		d.hear()
		if got, want := trailOf(d), "connectivity/idle=survives configuration/effective-rights="; !strings.Contains(got, want) {
			t.Errorf("trail %s, want %s in it", got, want)
		}
	})
}

// TestAnAnswerIsReadFromTheMap: opening it moves nothing, and F5 there asks anew.
func TestAnAnswerIsReadFromTheMap(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.toVerdict(t)
		before := trailOf(d)
		d.press("f4", "=1")
		d.sees("hong@contoso.com")
		d.sees("한 사람")
		d.sees("F5 다시 답하기")
		d.press("enter", "esc")
		if got := trailOf(d); got != before {
			t.Errorf("reading moved the walk from\n%s to\n%s", before, got)
		}
		if s, ok := d.m.screen.(*verdictScreen); !ok || s.finding.Step != "configuration/pdc-emulator" {
			t.Errorf("came back to\n%s", d.text())
		}
		d.press("f4", "=1", "f5")
		if _, asks := d.m.screen.(*questionScreen); !asks {
			t.Errorf("F5 does not ask:\n%s", d.text())
		}
	})
}

// TestTheListShowsWhatIsLookedAtOnceMore as being looked at, and not as what was found
// before; before a second has passed it says no time.
func TestTheListShowsWhatIsLookedAtOnceMore(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.toVerdict(t)
		d.r.hold["configuration/pdc-emulator"], d.r.running = make(chan struct{}), []steps.ID{"configuration/pdc-emulator"}
		d.press("f5")
		d.pass(2 * time.Second)
		d.press("f4")
		d.sees("> 3. ~             PDC 에뮬레이터")
		d.lacks("0초") // the clock of the fixture stands still
		d.lacks("✖ 고장        PDC 에뮬레이터")
		close(d.r.hold["configuration/pdc-emulator"])
		d.press("esc")
		d.hear()
	})
}

// TestAStepThatIsTheSameAgainLeadsBackToTheCard that was being read when it was looked
// at again from the map; one that came to something else is shown.
func TestAStepThatIsTheSameAgainLeadsBackToTheCard(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.toVerdict(t)
		lookAgain := func() {
			d.press("f4", "up", "f5")
			d.hear()
		}
		lookAgain()
		d.sees("고장  Connect 서버에서")
		d.sees("프리미엄 라이선스: ")
		d.sees("2번째")
		if s, is := d.m.screen.(*verdictScreen); !is || s.past || s.finding.Step != "configuration/pdc-emulator" {
			t.Errorf("came to\n%s", d.text())
		}
	})
	inBubble(t, func(r *scripted, c *Config) {
		unreachable(r, c)
		r.answers["configuration/effective-rights"] = resultOf("unexpire-missing", nil)
	}, func(d *driver) {
		d.toVerdict(t)
		d.press("enter")
		d.hear()
		front, is := d.m.screen.(*verdictScreen)
		if !is || front.finding.Step != "configuration/effective-rights" {
			t.Fatalf("came to\n%s", d.text())
		}
		lookAgain := func() {
			d.press("f4", "up", "f5")
			d.hear()
		}
		delete(d.r.answers, "configuration/pdc-emulator") // mended
		lookAgain()
		if s, is := d.m.screen.(*verdictScreen); !is || s.finding.Step != front.finding.Step {
			t.Errorf("the card is not there any more:\n%s", d.text())
		}
		d.r.answers["configuration/pdc-emulator"] = resultOf("unreachable", nil)
		lookAgain()
		if s, is := d.m.screen.(*verdictScreen); !is || s.finding.Step != "configuration/pdc-emulator" {
			t.Errorf("what is broken now is not shown:\n%s", d.text())
		}
	})
}
