package wizard

import (
	"context"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// TestTheFirstCtrlCStaysAndSaysWhatIsLost until another key is pressed.
func TestTheFirstCtrlCStaysAndSaysWhatIsLost(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.answered()
		d.press("ctrl+c")
		d.pass(10 * time.Minute)
		d.sees("한 번 더 Ctrl+C")
		d.sees("이 진단은 저장하지 않았으며")
		d.press("f7")
		d.lacks("한 번 더 Ctrl+C")
		d.press("ctrl+c")
		d.sees("한 번 더 Ctrl+C")
		d.lacks("저장하지 않았으며")
		d.press("ctrl+c")
		if !d.quit {
			t.Error("the second Ctrl+C, ten minutes later or not, leaves")
		}
	})
}

// TestNothingCheckedIsNoFault: a diagnosis of nothing does not speak of faults.
func TestNothingCheckedIsNoFault(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, _ *Config) {
		r.hold["configuration/premium-license"] = make(chan struct{})
	}, func(d *driver) {
		d.answered()
		d.press("f9")
		d.sees("아직 아무것도 확인하지 않았습니다.")
		d.lacks("고장은 찾지 못했")
		d.press("ctrl+l")
		d.sees("Nothing has been checked yet.")
		d.lacks("No fault")
	})
}

// wordsAsked makes the words a question of the walk, which understands one code.
func wordsAsked(_ *scripted, c *Config) {
	words := steps.Step{
		ID: "symptom/words", Title: both("화면의 글", "Words"),
		Ask: []steps.Question{{Fact: steps.Words, Label: both("화면에 나온 글", "Words"), Optional: true, Lines: true}},
		Decide: func(f steps.Facts) steps.Verdict {
			if strings.Contains(f[steps.Words], "SSPR") {
				return steps.Verdict{On: "known"}
			}
			return steps.Verdict{On: steps.Answered}
		},
		Branches: []steps.Branch{{On: steps.Answered}, {On: "known", Say: both("뜻을 압니다.", "It is known.")}},
	}
	lab := c.Lab
	c.Lab = func(ctx context.Context, world string) (*Patient, error) {
		p, err := lab(ctx, world)
		p.Session = steps.NewSession(append([]steps.Step{words}, fixtureTree()[1:]...), nil)
		return p, err
	}
}

// TestWordsOfWhichNothingWasMadeAreSaidToBeUnknown, and neither those that are
// known nor no words at all.
func TestWordsOfWhichNothingWasMadeAreSaidToBeUnknown(t *testing.T) {
	t.Parallel()
	const line = "이 프로그램이 아는 코드나 문구가 없어"
	for typed, want := range map[string]bool{"2": true, "SSPR_0029": false, "": false} {
		inBubble(t, func(r *scripted, c *Config) { wordsAsked(r, c); unreachable(r, c) }, func(d *driver) {
			d.press("=2", "enter")
			d.hear()
			d.sees("화면에 나온 글")
			if typed != "" {
				d.press("=" + typed)
			}
			d.pass(time.Second)
			d.press("enter")
			d.hear()
			if got := strings.Contains(strings.Join(strings.Fields(d.text()), " "), line); got != want {
				t.Errorf("%q: said %v, want %v:\n%s", typed, got, want, d.text())
			}
		})
	}
}

// TestASecondLookIsSeenToHaveBeen: on the card with its time and number, and
// where it comes out well in a line.
func TestASecondLookIsSeenToHaveBeen(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, c *Config) { unreachable(r, c); fastClock(c) }, func(d *driver) {
		d.answered()
		d.lacks("다시 확인했습니다")
		d.press("f5")
		d.hear()
		d.sees("다시 확인했습니다(2번째). 그대로입니다: 고장")
		d.press("f5")
		d.hear()
		d.sees("다시 확인했습니다(3번째). 그대로입니다: 고장")
		d.press("ctrl+l")
		d.sees(", attempt 3: still FAIL.")
		delete(d.r.answers, "configuration/pdc-emulator")
		d.press("f5")
		d.hear()
		d.sees("PDC emulator: Checked again at ")
		d.sees(", attempt 4: now OK.")
	})
}

// TestTheCauseCheckedFromTheDiagnosisSaysSo as well.
func TestTheCauseCheckedFromTheDiagnosisSaysSo(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.toSummary()
		d.press("=1")
		d.hear()
		d.sees("12:00:00에 다시 확인했습니다(2번째). 그대로입니다: 고장")
	})
}

// TestWhoLeavesTheLabIsTold what a call is then; who was not in it is not.
func TestWhoLeavesTheLabIsTold(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.lacks("실습 환경에서 나왔습니다.")
		d.answered()
		d.send(startMsg{})
		for _, want := range []string{"실습 환경에서 나왔습니다.", "실습 환경 밖", "1. 전화 받기 (실습이 아닌 실제 환경)"} {
			d.sees(want)
		}
		d.press("=2")
		d.hear()
		d.press("esc") // the list of the lab alone is no walk
		d.lacks("실습 환경에서 나왔습니다.")
	})
}

// TestACallNeedsAUserOrTheWordWithout: an Enter too many is not that word.
func TestACallNeedsAUserOrTheWordWithout(t *testing.T) {
	t.Parallel()
	var got Access
	inBubble(t, func(r *scripted, c *Config) {
		asksFirst(&got)(r, c)
		c.Call[0].Ask[0].Optional = true
	}, func(d *driver) {
		d.press("=1", "enter")
		d.sees("누구의 암호인지 입력하십시오. 모르면 Tab 키를")
		d.sees("사용자의 UPN")
		d.press("tab")
		d.sees("화면에 나온 글")
	})
}

// TestDigitsCollectInALongList: in one of ten and more, the number is typed whole
// and Enter ends it; in a shorter one a digit picks at once.
func TestDigitsCollectInALongList(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rows   int
		keys   string
		at     int
		picked int
	}{
		{9, "3", 2, 2},
		{9, "0", 0, -1},
		{16, "1", 0, -1},
		{16, "16", 15, -1},
		{16, "17", 6, -1},
		{16, "0", 0, -1},
		{10, "10", 9, -1},
		{10, "0", 0, -1},
		{255, "200", 199, -1},
		{255, "300", 29, -1}, // nothing has the number 300, and none is 0
		{255, "2 5", 4, -1},  // a key between begins anew
	} {
		m, picked := menu{items: make([]item, c.rows)}, -1
		for _, r := range c.keys {
			key := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}}
			if r == ' ' {
				key = keys["up"]
			}
			picked = m.update(key)
		}
		if m.at != c.at || picked != c.picked {
			t.Errorf("%q in %d rows: at %d, picked %d; want %d and %d", c.keys, c.rows, m.at, picked, c.at, c.picked)
		}
	}
	for n, want := range map[int]string{9: "1-9", 10: "0-9"} {
		if got := digits(n).cap; got != want {
			t.Errorf("%d rows: the footer says %s, want %s", n, got, want)
		}
	}
}

// TestTheSixteenthChoiceOfAQuestionIsReachedByItsNumber.
func TestTheSixteenthChoiceOfAQuestionIsReachedByItsNumber(t *testing.T) {
	t.Parallel()
	inBubble(t, func(_ *scripted, c *Config) {
		tree := fixtureTree()
		scope := &tree[0].Ask[1]
		scope.Choices = nil
		for i := range 16 {
			name := "choice-" + itoa(i+1)
			scope.Choices = append(scope.Choices, steps.Choice{Value: name, Label: lang.Text{Ko: name, En: name}})
		}
		lab := c.Lab
		c.Lab = func(ctx context.Context, world string) (*Patient, error) {
			p, err := lab(ctx, world)
			p.Session = steps.NewSession(tree, nil)
			return p, err
		}
	}, func(d *driver) {
		d.press("=2", "enter")
		d.hear()
		d.press("=hong@contoso.com", "enter", "=1", "=6")
		d.sees("> 16. choice-16")
		d.press("enter", "tab")
		d.hear()
		if got := d.m.walk.patient.Session.Facts()[steps.Scope]; got != "choice-16" {
			t.Errorf("answered %q", got)
		}
	})
}
