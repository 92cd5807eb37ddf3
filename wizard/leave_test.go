package wizard

import (
	"context"
	"strings"
	"syscall"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/compare"
	"example.com/writeback-doctor/steps/lang"
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

// TestWhatIsLostIsNotEndedWithoutAQuestion: a walk that nobody saved and no journal
// keeps; what can be lost nowhere ends at once.
func TestWhatIsLostIsNotEndedWithoutAQuestion(t *testing.T) {
	t.Parallel()
	live := func(d *driver) {
		d.press("=1")
		d.hear()
		d.press("=hong@contoso.com", "enter", "enter", "tab")
		d.hear()
		d.press("f9")
	}
	for name, c := range map[string]struct {
		build func(*scripted, *Config)
		walk  func(*driver)
		asks  bool
	}{
		"this environment":       {unreachable, live, true},
		"saved":                  {unreachable, func(d *driver) { live(d); d.press("f7") }, false},
		"the lab":                {unreachable, func(d *driver) { d.toSummary() }, false},
		"a case as it was saved": {saved, func(d *driver) { d.press("=3", "=/tmp/case.json", "enter"); d.hear() }, false},
	} {
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			t.Run(name+"/"+l.String(), func(t *testing.T) {
				t.Parallel()
				inBubble(t, func(r *scripted, to *Config) { c.build(r, to); to.Language = l }, func(d *driver) {
					c.walk(d)
					d.pick(wordsDone.In(l))
					if d.quit == c.asks {
						t.Fatalf("it ended: %v, want %v:\n%s", d.quit, !c.asks, d.text())
					}
					if !c.asks {
						return
					}
					if got := d.joinedText(); !strings.Contains(got, wordsDropsWalk.In(l)) || !strings.Contains(got, "> 1. "+wordsStay.In(l)) {
						t.Errorf("it reads\n%s", d.text())
					}
					d.press("enter")
					if d.quit || len(d.m.under) > 0 {
						t.Fatalf("it is left:\n%s", d.text())
					}
					d.pick(wordsDone.In(l))
					d.pick(wordsSaveQuit.In(l))
					if !d.quit || d.m.result.Saved == "" || d.m.result.Ending != Chosen {
						t.Errorf("%+v, ended %v", d.m.result, d.quit)
					}
				})
			})
		}
	}
}

// TestTheLastLineSaysWhetherTheWalkIsKept: only one that the next start offers to go on
// with is, and a saved one needs no word.
func TestTheLastLineSaysWhetherTheWalkIsKept(t *testing.T) {
	t.Parallel()
	live := func(d *driver) {
		d.press("=1")
		d.hear()
		d.press("=hong@contoso.com", "enter", "enter", "tab")
		d.hear()
	}
	for name, c := range map[string]struct {
		journal Journal
		walk    func(*driver)
		end     func(*driver)
		want    lang.Text
	}{
		"ended by a signal": {&memory{}, live, func(d *driver) { d.send(signalMsg{signal: syscall.SIGTERM}) }, wordsWalkKept},
		"and no journal":    {nil, live, func(d *driver) { d.send(signalMsg{signal: syscall.SIGTERM}) }, wordsWalkDropped},
		"Ctrl+C twice":      {&memory{}, live, func(d *driver) { d.press("ctrl+c", "ctrl+c") }, wordsWalkDropped},
		"saved":             {&memory{}, func(d *driver) { live(d); d.press("f7") }, func(d *driver) { d.press("ctrl+c", "ctrl+c") }, lang.Text{}},
		"the lab":           {nil, func(d *driver) { d.toSummary() }, func(d *driver) { d.press("ctrl+c") }, lang.Text{}},
	} {
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			t.Run(name+"/"+l.String(), func(t *testing.T) {
				t.Parallel()
				inBubble(t, func(r *scripted, to *Config) {
					unreachable(r, to)
					to.Language = l
					if to.Journal = c.journal; c.journal != nil {
						to.Journal = &memory{}
					}
				}, func(d *driver) {
					c.walk(d)
					c.end(d)
					if !d.quit {
						t.Fatalf("it did not end:\n%s", d.text())
					}
					d.m.kept.ended(d.m.walk, d.m.ended())
					var out strings.Builder
					if err := d.m.farewell(&out); err != nil {
						t.Fatal(err)
					}
					said := strings.Split(strings.TrimSpace(out.String()), "\n")
					last := strings.TrimSpace(said[len(said)-1])
					for _, word := range []lang.Text{wordsWalkKept, wordsWalkDropped} {
						if (last == word.In(l)) != (word == c.want) || word != c.want && strings.Contains(out.String(), word.In(l)) {
							t.Errorf("the last line is %q, want %q", last, c.want.In(l))
						}
					}
				})
			})
		}
	}
}
