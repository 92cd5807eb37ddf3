package wizard

import (
	"context"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// asksFirst is a call that begins with the questions of the fixture, whose words
// mean something when they hold a code.
func asksFirst(got *Access) func(*scripted, *Config) {
	return func(_ *scripted, c *Config) {
		words := steps.Step{
			ID: "symptom/words", Title: lang.Text{Ko: "화면의 글", En: "Words"},
			Ask:    []steps.Question{{Fact: steps.Words, Label: lang.Text{Ko: "화면에 나온 글", En: "Words"}, Optional: true, Lines: true}},
			Blanks: tell.Kinds{"code": tell.Words},
			Decide: func(f steps.Facts) steps.Verdict {
				if !strings.Contains(f[steps.Words], "SSPR") {
					return steps.Verdict{On: steps.Answered}
				}
				return steps.Verdict{On: "known", Visit: []steps.ID{"configuration/first"}, Args: tell.Args{"code": tell.Words.Of(f[steps.Words])}}
			},
			Branches: []steps.Branch{{On: steps.Answered}, {On: "known", Say: lang.Text{Ko: "{code}의 뜻을 압니다.", En: "{code} is known."}}},
		}
		who := steps.Step{ID: "symptom/caller", Ask: []steps.Question{
			{Fact: steps.User, Label: lang.Text{Ko: "사용자의 UPN", En: "UPN"}},
			{Fact: steps.Scope, Label: lang.Text{Ko: "몇 사람에게", En: "How many"}},
		}}
		c.Call = []steps.Step{who, words}
		c.Find = func(id steps.ID) *steps.Step {
			return &steps.Step{ID: id, Title: lang.Text{Ko: "첫 단계 " + string(id), En: "first"}}
		}
		inner := c.Open
		c.Open = func(ctx context.Context, a Access) (*Patient, error) {
			*got = copied(a)
			p, err := inner(ctx, a)
			if err == nil {
				p.Session = steps.NewSession(p.Session.Tree(), a.Facts)
			}
			return p, err
		}
	}
}

// TestACallBeginsWithWhoAndWhat: and says what the words mean before anything
// about domains is asked, and never asks for them again.
func TestACallBeginsWithWhoAndWhat(t *testing.T) {
	t.Parallel()
	var got Access
	inBubble(t, asksFirst(&got), func(d *driver) {
		d.press("=1")
		d.sees("사용자의 UPN")
		d.lacks("DNS 이름")
		d.press("=hong@contoso.com", "enter")
		d.sees("화면에 나온 글")
		d.press("=SSPR_0029")
		d.pass(time.Second)
		d.press("enter")
		d.pass(time.Second)
		d.sees("SSPR_0029의 뜻을 압니다.")
		d.sees("먼저 확인할 단계: 첫 단계 configuration/first")
		d.sees("전할 말  화면에 나온 메시지가 무엇인지 알았고")
		d.sees("아직 아무것도 확인하지 않았습니다.")
		d.press("esc")
		d.sees("화면에 나온 글")
		d.press("enter")
		d.pass(time.Second)
		d.press("enter")
		d.hear()
		if got.Facts[steps.User] != "hong@contoso.com" || got.Facts[steps.Words] != "SSPR_0029" {
			t.Errorf("opened with %v", got.Facts)
		}
		d.lacks("사용자의 UPN")
		d.sees("몇 사람에게")
		d.press("esc")
		d.sees("사용자의 UPN") // it can be corrected
	})
}

// TestWordsThatSayNothingAreNotExplained: the call goes on at once.
func TestWordsThatSayNothingAreNotExplained(t *testing.T) {
	t.Parallel()
	var got Access
	inBubble(t, asksFirst(&got), func(d *driver) {
		d.press("=1", "=hong@contoso.com", "enter")
		d.press("tab")
		d.hear()
		d.sees("몇 사람에게")
	})
}

// TestASecondCallAsksAgain: whoever called before is not the next one.
func TestASecondCallAsksAgain(t *testing.T) {
	t.Parallel()
	var got Access
	inBubble(t, asksFirst(&got), func(d *driver) {
		d.press("=1", "=hong@contoso.com", "enter", "tab")
		d.hear()
		d.send(startMsg{})
		d.sees("어디에서 시작하시겠습니까?")
		d.press("=1")
		d.sees("사용자의 UPN")
		d.lacks("hong@contoso.com")
	})
}
