package command

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/output"
)

// waiting says on standard error which step a check waits for, when that takes
// more than a moment: what was found is told when the walk is over. Where messages do not go to a terminal it says nothing:
// there nobody waits, and the findings say how long they took.
type waiting struct {
	*app
	patient *steps.Patient
	mu      sync.Mutex
	title   string
	began   time.Time // the walk
	since   time.Time // the step
	drawn   bool
	stop    context.CancelFunc
	over    sync.WaitGroup
}

func (a *app) watchCheck(ctx context.Context, p *steps.Patient) *waiting {
	w := &waiting{app: a, patient: p, began: a.process.Now()}
	w.next()
	ctx, w.stop = context.WithCancel(ctx)
	if a.process.ErrTerminal {
		clock := probes.SystemClock()
		w.over.Go(func() {
			for clock.Wait(ctx, output.Redraw) == nil {
				w.show()
			}
		})
	}
	return w
}

// next takes the step that the walk has come to. Only the walk may call it.
func (w *waiting) next() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.title, w.since = "", w.process.Now()
	if step := w.patient.Session.Step(); step != nil {
		w.title = step.Title.In(w.output.Language)
	}
}

func (w *waiting) show() {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.process.Now()
	if now.Sub(w.began) < output.QuietAfter || w.title == "" {
		return
	}
	took := now.Sub(w.since)
	text := lang.Text{Ko: "확인하는 중입니다({seconds}초): {title}", En: "Looking ({seconds} s): {title}"}.Fill(w.output.Language,
		lang.Args{"seconds": strconv.Itoa(int(took.Seconds())), "title": w.title})

	text = ansi.Truncate(text, output.LineWidth, "~")
	fmt.Fprint(w.output.Err, "\r"+output.Padded(text, output.LineWidth))
	w.drawn = true
}

func (w *waiting) clear() {
	if w.drawn {
		fmt.Fprint(w.output.Err, "\r"+strings.Repeat(" ", output.LineWidth)+"\r")
	}
	w.drawn = false
}

// end stops showing and clears the line.
func (w *waiting) end() {
	w.stop()
	w.over.Wait()
	w.clear()
}
