package wizard

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// ordered puts a look that orders the walk behind the caller.
func ordered(result steps.Result, err error) func(*scripted, *Config) {
	return func(r *scripted, c *Config) {
		const log steps.ID = "symptom/server-log"
		look := steps.Step{
			ID: log, Title: both("서버의 로그", "The server's log"), Why: both("이유가 코드로 남아 있습니다.", "It holds the reason."),
			Check: noCheck{}, Reads: []steps.Instrument{steps.ByEngine}, Orders: true,
			Branches: []steps.Branch{
				{On: "fresh-failure", Label: both("새 오류가 있음", "fresh"), Say: both("로그에 이 사용자의 오류가 있습니다. 그 단계부터 확인합니다.", "The log says it: these steps first.")},
				{On: "nothing-fresh", Label: both("새 오류 없음", "none"), Say: both("새 오류가 없습니다.", "There is no fresh failure.")},
				unseenBranch("로그를 읽지 못했습니다.", "The log could not be read."),
			},
		}
		r.answers[log] = result
		if err != nil {
			r.errs[log] = err
		}
		c.Lab = func(context.Context, string) (*Patient, error) {
			p := fixturePatient(r)
			p.Session = steps.NewSession(slices.Insert(fixtureTree(), 1, look), nil)
			return p, nil
		}
	}
}

func freshFailure() steps.Result {
	return steps.Result{Verdict: steps.Verdict{On: "fresh-failure", Visit: []steps.ID{"connectivity/domain-controller-ports"}}}
}

// TestWhatTheServersLogSaysIsSaidAtOnce: one sentence, with the steps that come
// first, and nothing to answer.
func TestWhatTheServersLogSaysIsSaidAtOnce(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, c *Config) { ordered(freshFailure(), nil)(r, c); trouble(r) }, func(d *driver) {
		d.answered()
		d.sees("참고  로그에 hong@contoso.com 사용자의 오류가 있습니다.")
		d.sees("먼저 확인할 단계: ")
		d.lacks("직접 답하기")
		d.press("enter")
		d.hear()
		d.sees("445가 닫혀 있습니다")
		if got := trailOf(d); !strings.HasPrefix(got, "symptom/caller=answered symptom/server-log=fresh-failure connectivity/domain-controller-ports=") {
			t.Errorf("trail %s", got)
		}
		d.press("esc")
		d.sees("로그에 hong@contoso.com 사용자의 오류가")
		d.press("esc")
		d.sees("화면에 나온 코드나 메시지")
	})
}

// TestALogThatSaysNothingIsPassedWithoutAWord: no stop, nobody is asked, going back
// leads to the question before, and there is nothing to be looked at again.
func TestALogThatSaysNothingIsPassedWithoutAWord(t *testing.T) {
	t.Parallel()
	for name, setup := range map[string]func(*scripted, *Config){
		"nothing fresh": ordered(steps.Result{Verdict: steps.Verdict{On: "nothing-fresh"}}, nil),
		"no server":     ordered(steps.Result{}, &probes.Obstacle{Kind: probes.NoServer}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, func(r *scripted, c *Config) { setup(r, c); unreachable(r, c); trouble(r) }, func(d *driver) {
				d.answered()
				d.sees("확인 안 됨  테넌트의 라이선스를")
				d.press("esc")
				d.sees("화면에 나온 코드나 메시지")
			})
			inBubble(t, func(r *scripted, c *Config) {
				setup(r, c)
				trouble(r)
				r.hold["configuration/premium-license"] = make(chan struct{})
			}, func(d *driver) {
				d.answered()
				d.press("f9")
				d.sees("아직 아무것도 확인하지 않았습니다.") // what only orders the walk is no check
				d.lacks("고장은 찾지 못했지만")
			})
			inBubble(t, func(r *scripted, c *Config) { setup(r, c); unreachable(r, c) }, func(d *driver) {
				d.answered()
				d.sees("고장  Connect 서버에서")
				d.lacks("앞서 확인한") // one step alone was checked
			})
			inBubble(t, setup, func(d *driver) {
				d.answered()
				d.sees("진단 결과")
				d.sees("모든 것이 정상입니다")
				d.lacks("F5")
				d.sees("> 1. 테스트 사용자로 끝까지 증명")
			})
		})
	}
}

// TestTheFirstLookCanBeSkipped: who does not want to wait for the log ends the look,
// and the walk goes on in its own order.
func TestTheFirstLookCanBeSkipped(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, c *Config) {
		ordered(freshFailure(), nil)(r, c)
		trouble(r)
		r.hold["symptom/server-log"] = make(chan struct{})
	}, func(d *driver) {
		d.answered()
		d.pass(time.Second)
		d.sees("이유가 코드로 남아 있습니다.")
		d.press("ctrl+c")
		d.hear()
		d.sees("점검을 중간에 멈췄습니다.") // the first Ctrl+C says what it did
		if got := trailOf(d); !strings.HasPrefix(got, "symptom/caller=answered symptom/server-log=unseen configuration/premium-license=") {
			t.Errorf("trail %s:\n%s", got, d.text())
		}
	})
}
