package wizard

import (
	"context"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// TestAStepThatWasSkippedSaysWhy: Enter on the map says so, and F5 looks at it now,
// which moves no other step.
func TestAStepThatWasSkippedSaysWhy(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.toVerdict(t)
		d.press("f4", "end", "enter")
		d.sees("이미 고장을 찾았으므로 필요 없는 단계여서")
		d.sees("F5 지금 확인")
		if slices.Contains(d.r.asked, canary) {
			t.Fatal("it was looked at all the same")
		}
		before := len(d.m.walk.patient.Session.Trail())
		d.press("f5")
		d.hear()
		d.sees("테스트 사용자로 증명")
		if got := d.m.walk.patient.Session; len(got.Trail()) != before+1 || got.Step() == nil || got.Step().ID != "configuration/effective-rights" {
			t.Errorf("trail %s, in front %+v", trailOf(d), got.Step())
		}
	})
}

// TestTheStepInFrontIsLookedAtFromTheMap: below the map is the diagnosis, which has
// no more to do with the step than any other screen.
func TestTheStepInFrontIsLookedAtFromTheMap(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.toVerdict(t)
		d.press("f9", "f4", "=4")
		d.hear()
		if !strings.Contains(trailOf(d), "configuration/effective-rights=") {
			t.Errorf("trail %s:\n%s", trailOf(d), d.text())
		}
	})
}

// TestAStepIsLeftBeforeItWasLookedAt: the walk stands where it stood, and F9 speaks
// of the same walk.
func TestAStepIsLeftBeforeItWasLookedAt(t *testing.T) {
	t.Parallel()
	for _, leaves := range []string{"esc", "f9"} {
		inBubble(t, func(r *scripted, c *Config) {
			unreachable(r, c)
			r.hold["connectivity/idle"] = make(chan struct{})
		}, func(d *driver) {
			d.toVerdict(t)
			d.press("f4", "=6")
			d.sees("유휴 연결")
			d.press(leaves)
			if step := d.m.walk.patient.Session.Step(); step == nil || step.ID != "configuration/effective-rights" {
				t.Errorf("%s: in front is %+v", leaves, step)
			}
			if leaves == "f9" {
				d.sees("지금까지의 진단")
			} else if s, ok := d.m.screen.(*verdictScreen); !ok || s.finding.Step != "configuration/pdc-emulator" {
				t.Errorf("came back to\n%s", d.text())
			}
			close(d.r.hold["connectivity/idle"])
		})
	}
}

// TestACardHasTheSameKeysWhereverItWasOpened, and Esc leads back to where that was,
// once.
func TestACardHasTheSameKeysWhereverItWasOpened(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.toSummary()
		d.pick("원인과 해결 방법 자세히 보기")
		d.sees("Enter 닫기")
		d.press("f4")
		d.sees("전체 단계")
		d.press("esc", "f7")
		d.sees("저장했습니다")
		d.press("f6", "esc", "f9")
		d.sees("진단 결과")
		d.pick("원인과 해결 방법 자세히 보기")
		d.press("esc")
		d.sees("진단 결과")
		d.press("esc") // the cause is where the diagnosis comes from
		card, ok := d.m.screen.(*verdictScreen)
		if !ok || card.finding.Step != "configuration/pdc-emulator" {
			t.Fatalf("back from the diagnosis is\n%s", d.text())
		}
		d.press("esc")
		if _, again := d.m.screen.(*summaryScreen); again {
			t.Error("back goes in a circle")
		}
	})
}

// finished makes the file that is opened a walk of five days ago that came to its end
// and found the PDC emulator out of reach. It alone names the domain.
func finished(r *scripted, c *Config) {
	saved(r, c)
	inner := c.File
	c.File = func(ctx context.Context, path string) (*Patient, error) {
		p, err := inner(ctx, path)
		then := noon().AddDate(0, 0, -5)
		for step := p.Session.Step(); step != nil; step = p.Session.Step() {
			result := resultOf(step.Branches[0].On, nil)
			result.Seen.At = then
			_, _ = p.Session.Record(result, nil, then)
		}
		p.Hearsay = steps.Heard(steps.Facts{steps.Domain: "corp.contoso.com"})
		return p, err
	}
}

// TestARecheckThatCannotLookLeavesASavedDiagnosis: it stands as of its own time, on
// every screen and on the way out.
func TestARecheckThatCannotLookLeavesASavedDiagnosis(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, c *Config) {
		finished(r, c)
		for _, step := range fixtureTree() {
			r.errs[step.ID] = &probes.Obstacle{Kind: probes.NoCredentials}
		}
	}, func(d *driver) {
		d.press("=3", "=case.json", "enter")
		d.hear()
		before := trailOf(d)
		d.sees("> 1. 원인과 해결 방법 자세히 보기")
		d.pick("고친 뒤 원인을 다시 확인")
		d.sees("연결하지 않고")
		d.press("esc")
		d.sees("진단 결과")
		if got := trailOf(d); got != before || len(d.r.asked) > 0 {
			t.Fatalf("leaving the choice left %s of %s, looked at %v", got, before, d.r.asked)
		}
		d.pick("고친 뒤 원인을 다시 확인")
		d.press("=1")
		d.hear()
		d.sees("다시 확인했지만")
		d.sees("기준, 5일 전")
		d.press("f9")
		d.sees("진단 결과")
		d.lacks("지금까지")
		if got := d.m.walk.patient.Session; got.Diagnosis().Status != steps.Broken || len(got.Findings()) != 6 || d.m.walk.past() == nil {
			t.Errorf("as of %v, left %s of %s", d.m.walk.past(), trailOf(d), before)
		}
		if len(d.r.asked) != 1 {
			t.Errorf("looked at %v, want the cause alone", d.r.asked)
		}
	})
}

// TestWhatIsSeenMakesASavedWalkOneOfThePresent: what has passed is looked at again.
func TestWhatIsSeenMakesASavedWalkOneOfThePresent(t *testing.T) {
	t.Parallel()
	inBubble(t, finished, func(d *driver) {
		d.press("=3", "=case.json", "enter")
		d.hear()
		d.pick("고친 뒤 원인을 다시 확인")
		d.press("=2")
		d.hear()
		for range 8 {
			if _, over := d.m.screen.(*summaryScreen); !over {
				d.send(tea.KeyMsg{Type: tea.KeyEnter})
				d.hear()
			}
		}
		if d.m.walk.past() != nil || len(d.r.asked) < 5 {
			t.Errorf("as of %v, looked at %v:\n%s", d.m.walk.past(), d.r.asked, d.text())
		}
	})
}
