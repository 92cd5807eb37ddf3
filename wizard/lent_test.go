package wizard

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/stepstest"
)

// TestATerminalThatIsLentSaysSo before what runs there, which may be silent for long:
// for how long at most, and how to give up. So does the screen before it.
func TestATerminalThatIsLentSaysSo(t *testing.T) {
	t.Parallel()
	for _, l := range stepstest.Languages {
		var out strings.Builder
		ran := false
		f := frame{width: 60, height: 20, language: l, theme: newTheme(true, true)}
		b := &borrowed{said: lentTo(f), run: func(context.Context) error { ran = out.Len() > 0; return nil }, loan: &loan{}, ctx: t.Context()}
		if b.SetStdout(&out); b.Run() != nil || !ran {
			t.Error("it is said too late")
		}
		said := strings.Join(strings.Fields(out.String()), " ")
		for _, want := range []string{map[lang.Language]string{lang.Korean: "15분", lang.English: "15 minutes"}[l], "Ctrl+C"} {
			if !strings.Contains(said, want) {
				t.Errorf("%q lacks %q", said, want)
			}
			if before := f.fill(wordsActConsole, limits()); !strings.Contains(before, want) {
				t.Errorf("%q lacks %q", before, want)
			}
		}
		for line := range strings.SplitSeq(out.String(), "\r\n") {
			if ansi.StringWidth(line) > 59 {
				t.Errorf("%q is too long", line)
			}
		}
	}
}

// TestAnInterruptIsForWhoeverHasTheTerminal: it ends what runs there, which may end by
// itself first, and nothing else; and it is ours again afterwards.
func TestAnInterruptIsForWhoeverHasTheTerminal(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		ends  time.Duration // by itself after an interrupt; 0 for never
		takes time.Duration
	}{"it ends": {time.Second, time.Second}, "it hangs": {0, patience}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var lent []bool
				terminal := &loan{lends: func(on bool) { lent = append(lent, on) }}
				if terminal.interrupted() {
					t.Error("nobody has the terminal, and an interrupt is taken from us")
				}
				began := time.Now()
				b := &borrowed{ctx: t.Context(), loan: terminal, run: func(ctx context.Context) error {
					for range 2 {
						if !terminal.interrupted() {
							t.Error("an interrupt is taken for ours")
						}
					}
					if c.ends == 0 {
						<-ctx.Done()
						return context.Cause(ctx)
					}
					time.Sleep(c.ends)
					return ctx.Err()
				}}
				if err := b.Run(); !errors.Is(err, context.Canceled) || time.Since(began) != c.takes {
					t.Errorf("got %v after %v, want that it was given up after %v", err, time.Since(began), c.takes)
				}
				if !terminal.interrupted() {
					t.Error("an interrupt that both got, and this one later, is taken for ours")
				}
				time.Sleep(late)
				synctest.Wait()
				if terminal.interrupted() || len(lent) != 2 || !lent[0] || lent[1] {
					t.Errorf("it is lent still: %v", lent)
				}
			})
		})
	}
	quiet := &borrowed{ctx: t.Context(), loan: &loan{}, run: func(context.Context) error { return nil }}
	if err := quiet.Run(); err != nil {
		t.Errorf("without an interrupt: %v", err)
	}
}

// TestTheLimitIsThatOfTheTerminal and no other number.
func TestTheLimitIsThatOfTheTerminal(t *testing.T) {
	t.Parallel()
	if got := limits()["minutes"]; got != "15" || steps.TerminalLimit != 15*time.Minute {
		t.Errorf("it says %s minutes, and they are %v", got, steps.TerminalLimit)
	}
}
