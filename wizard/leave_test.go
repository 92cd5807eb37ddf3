package wizard

import (
	"context"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/compare"
)

// TestAFinishedWalkIsNotLeftWithoutAQuestion: for the first screen as little as for good.
func TestAFinishedWalkIsNotLeftWithoutAQuestion(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.toSummary()
		d.pick("첫 화면으로")
		d.sees("> 1. 계속하기")
		if d.m.walk.patient == nil {
			t.Fatal("it is left already")
		}
		d.press("enter")
		d.sees("진단 결과")
		d.pick("첫 화면으로")
		d.press("=2")
		d.sees("저장했습니다: /home/helper/writeback-2026-11-23.json")
		if d.m.walk.patient != nil {
			t.Errorf("after saving it is still open:\n%s", d.text())
		}
	})
	inBubble(t, unreachable, func(d *driver) {
		d.toSummary()
		d.pick("첫 화면으로")
		d.press("=3")
		if d.m.walk.patient != nil || d.m.result.Saved != "" {
			t.Errorf("it is saved or open:\n%s", d.text())
		}
	})
}

// TestWhatWasSavedHereIsOffered, and any other path can be typed.
func TestWhatWasSavedHereIsOffered(t *testing.T) {
	t.Parallel()
	for keys, want := range map[string]string{"=1": "writeback-2.json", "=2": "writeback-1.json"} {
		var opened string
		inBubble(t, func(r *scripted, c *Config) {
			saved(r, c)
			inner := c.File
			c.Saved = func() []string { return []string{"writeback-2.json", "writeback-1.json"} }
			c.File = func(ctx context.Context, path string) (*Patient, error) {
				opened = path
				return inner(ctx, path)
			}
		}, func(d *driver) {
			d.press("=3", keys)
			d.hear()
			d.sees("기준, 5일 전")
		})
		if opened != want {
			t.Errorf("%s opened %q, want %q", keys, opened, want)
		}
	}
	inBubble(t, func(_ *scripted, c *Config) {
		c.Saved = func() []string { return []string{"writeback-2.json"} }
	}, func(d *driver) {
		d.press("=3", "=2")
		d.sees("진행 기록 파일의 경로")
		d.press("esc", "=3", "esc")
		if _, start := d.m.screen.(*startScreen); !start {
			t.Errorf("back from the list is\n%s", d.text())
		}
	})
}

// TestNobodyIsComparedWhereTheCauseHitsEverybody: another user shows no difference.
func TestNobodyIsComparedWhereTheCauseHitsEverybody(t *testing.T) {
	t.Parallel()
	for id, want := range map[steps.ID]bool{"connectivity/domain-controller-ports": false, "configuration/effective-rights": true} {
		inBubble(t, func(r *scripted, c *Config) {
			c.Compare = func(context.Context, *Patient, string, *compare.Progress) (compare.Comparison, error) {
				return compare.Comparison{}, nil
			}
			on := steps.Outcome("smb-closed")
			if want {
				on = "granted"
			}
			r.answers[id] = resultOf(on, nil)
		}, func(d *driver) {
			d.toSummary()
			if got := d.m.comparable(); got != want {
				t.Errorf("%s: offered %v, want %v", id, got, want)
			}
		})
	}
}
