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
	"example.com/writeback-doctor/steps/reenable"
	"example.com/writeback-doctor/wizard/command/output"
)

// landingLine says on standard error how a watch stands: a line that is rewritten
// in place on a terminal, else a line for each change.
type landingLine struct {
	*app

	teller steps.Teller
	limit  time.Duration
	now    func() time.Time // of the patient
	began  time.Time

	mu    sync.Mutex
	seen  reenable.Waited
	said  string
	drawn bool
	stop  context.CancelFunc
	over  sync.WaitGroup
}

func (a landing) watchLanding(ctx context.Context, p *steps.Patient, limit time.Duration) *landingLine {
	l := &landingLine{app: a.app, teller: p.Teller(a.output.Language, a.process.Zone), limit: limit, now: p.Now, began: p.Now()}
	ctx, l.stop = context.WithCancel(ctx)
	if a.process.ErrTerminal {
		clock := probes.SystemClock()
		l.over.Go(func() {
			for clock.Wait(ctx, output.Redraw) == nil {
				l.draw()
			}
		})
	}
	return l
}

// take takes how the watch stands.
func (l *landingLine) take(w reenable.Waited) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.seen = w
	if l.process.ErrTerminal {
		return
	}
	if line := l.state(); line != l.said {
		l.said = line
		fmt.Fprintln(l.output.Err, line)
	}
}

// state says which controller is watched, or why none is. Names are left out
// where they are masked.
func (l *landingLine) state() string {
	host := l.seen.Host
	if l.flags.mask {
		host = lang.Text{Ko: "PDC 에뮬레이터", En: "the PDC emulator"}.In(l.output.Language)
	}
	switch {
	case l.seen.Lost != nil && l.flags.mask:
		return lang.Text{Ko: "도메인 컨트롤러가 답하지 않습니다. 다시 시도합니다.", En: "The domain controller does not answer; trying again."}.In(l.output.Language)
	case l.seen.Lost != nil:
		return l.teller.Obstacle(l.seen.Lost)
	case l.seen.Host == "":
		return lang.Text{Ko: "연결하는 중입니다.", En: "Connecting."}.In(l.output.Language)
	default:
		return lang.Text{Ko: "{host} 컨트롤러를 지켜보는 중입니다.", En: "Watching {host}."}.Fill(l.output.Language, lang.Args{"host": host})
	}
}

func (l *landingLine) draw() {
	l.mu.Lock()
	defer l.mu.Unlock()
	args := lang.Args{
		"state": l.state(), "past": strconv.Itoa(int(l.now().Sub(l.began).Seconds())), "limit": strconv.Itoa(int(l.limit.Seconds())),
	}
	text := lang.Text{Ko: "({past}/{limit}초) {state}", En: "({past} of {limit} s) {state}"}.Fill(l.output.Language, args)
	fmt.Fprint(l.output.Err, "\r"+output.Padded(ansi.Truncate(text, output.LineWidth, "~"), output.LineWidth))
	l.drawn = true
}

// end stops showing and clears the line.
func (l *landingLine) end() {
	l.stop()
	l.over.Wait()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.drawn {
		fmt.Fprint(l.output.Err, "\r"+strings.Repeat(" ", output.LineWidth)+"\r")
	}
}
