package wizard

import (
	"context"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

const (
	eventLog steps.ID = "reenable/event-log"
	restart  steps.ID = "reenable/restart-service"
)

// guidedTree ends with something to do, which the fault before it explains.
func guidedTree() []steps.Step {
	return []steps.Step{fixtureCaller(), {
		ID: eventLog, Title: both("이벤트", "Events"), Check: noCheck{},
		Branches: []steps.Branch{
			{On: "silent", Status: steps.Broken, Label: both("조용함", "silent"), Say: both("신호가 없습니다.", "No heartbeat."), Explains: []steps.ID{restart}},
			unseenBranch("이벤트를 읽지 못했습니다.", "The events could not be read."),
		},
	}, {
		ID: restart, Title: both("다시 시작", "Restart"), Check: noCheck{}, OnlyWhenSound: true, Watch: 5 * time.Second,
		Branches: []steps.Branch{
			{
				On: "not-started", Label: both("아직", "not yet"), Say: both("아직 다시 시작하지 않았습니다.", "Not restarted yet."),
				Remedy: &steps.Remedy{Who: []steps.Who{steps.ServerAdmin}, Do: []lang.Text{both("다시 시작하십시오.", "Restart it.")}},
			},
			{
				On: "alive", Status: steps.Healthy, Next: steps.End, Explains: []steps.ID{eventLog},
				Label: both("살아남", "alive"), Say: both("다시 살아났습니다.", "It is alive again."),
			},
			unseenBranch("이벤트를 읽지 못했습니다.", "The events could not be read."),
		},
	}}
}

func guided(_ *scripted, c *Config) {
	inner := c.Lab
	c.Lab = func(ctx context.Context, world string) (*Patient, error) {
		p, err := inner(ctx, world)
		p.Session = steps.NewSession(guidedTree(), nil)
		began := time.Now()
		p.Now = func() time.Time { return noon().Add(time.Since(began)) }
		return p, err
	}
}

// TestTheCureIsShownThoughTheFaultExplainsIt: a walk that passes over what the
// fault explains must not pass over what to do about it.
func TestTheCureIsShownThoughTheFaultExplainsIt(t *testing.T) {
	t.Parallel()
	inBubble(t, guided, func(d *driver) {
		d.answered()
		d.sees("신호가 없습니다.")
		d.press("enter")
		d.hear()
		d.sees("아직 다시 시작하지 않았습니다.")
		d.sees("5초마다 다시 확인합니다.")
		d.lacks("다른 원인의 영향")
		d.r.answers[restart] = resultOf("alive", nil)
		d.pass(6 * time.Second)
		d.sees("다시 살아났습니다.")
		d.press("enter")
		d.hear()
		d.sees("확인한 모든 것이 정상입니다.")
	})
}

func TestTheCureIsPassedOverWhenNothingStops(t *testing.T) {
	t.Parallel()
	inBubble(t, guided, func(d *driver) {
		d.toSummary()
		d.sees("원인  이벤트")
	})
}

// TestLookThatBeganEarlierShowsItsWholeTime: the idle test begins in the
// background while the person answers; its bar begins where it is.
func TestLookThatBeganEarlierShowsItsWholeTime(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, c *Config) {
		r.hold["connectivity/idle"] = make(chan struct{})
		r.running = []steps.ID{"connectivity/idle"}
		fastClock(c)
	}, func(d *driver) {
		d.press("=2", "enter")
		d.hear()
		d.pass(6 * time.Second) // a minute of the patient's
		d.press("=hong@contoso.com", "enter", "enter", "tab")
		d.hear()
		d.sees("연결 | 6/7단계 | 유휴 연결")
		before := d.text()
		for _, want := range []string{"확인 중, 6", "[#############"} {
			if !strings.Contains(before, want) {
				t.Errorf("no %q:\n%s", want, before)
			}
		}
		d.pass(3 * time.Second)
		d.sees("확인 중, 9")
	})
}

func TestLookingAgainIsCalledSo(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.toSummary()
		d.r.hold["configuration/pdc-emulator"] = make(chan struct{})
		d.press("=1")
		d.sees("PDC 에뮬레이터 (다시 확인)")
		d.lacks("증상 때문에")
	})
}
