package wizard

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// patience is how long the program may take to leave by itself after a
// signal, before it is made to.
const patience = 2 * time.Second

// Run shows the wizard until the person leaves. The terminal is given back on
// every way out. The error is a fault of the terminal or of ours; a walk that
// was ended by the person or a signal is a Result.
func Run(ctx context.Context, c Config) (Result, error) {
	return runWith(ctx, c, func(m *model) tea.Model { return m })
}

// runWith is Run with the root wrapped in another model, which is how a test
// gets keys in and frames out.
func runWith(ctx context.Context, c Config, wrap func(*model) tea.Model) (Result, error) {
	base, cancel := context.WithCancel(ctx)
	defer cancel()
	m := newModel(c, func() (context.Context, context.CancelFunc) { return context.WithCancel(base) })
	program := tea.NewProgram(wrap(m), options(ctx, c)...)
	m.leave = func() { go program.Quit() } // not at once: the event loop is drawing
	unhook, unstop := onSignal(program, &m.acting.loan, cancel), onStop(program)
	_, err := program.Run()
	unhook()
	unstop()
	cancel()
	m.result.crashed(err)
	m.rescue()
	result := m.ended()
	if err == nil {
		m.kept.ended(m.walk, result)
	}
	if p := m.walk.patient; p != nil && p.Close != nil {
		err = errors.Join(err, p.Close())
	}
	switch {
	case result.Fault != "":
		return result, nil
	case errors.Is(err, tea.ErrProgramKilled): // by the caller's context, or by force after a signal
		result.Ending = Terminated
		return result, nil
	case err != nil:
		return result, fmt.Errorf("show the wizard: %w", err)
	}
	return result, m.farewell(c.Output)
}

// framesASecond is how often what changed is drawn. bubbletea draws nothing, not
// even the first picture, before the first of these moments has come, and takes
// no more of them.
const framesASecond = 120

func options(ctx context.Context, c Config) []tea.ProgramOption {
	chosen := []tea.ProgramOption{tea.WithContext(ctx), tea.WithAltScreen(), tea.WithoutSignalHandler(), tea.WithFPS(framesASecond)}
	if c.Input != nil {
		chosen = append(chosen, tea.WithInput(c.Input))
	}
	if c.Output != nil {
		chosen = append(chosen, tea.WithOutput(c.Output))
	}
	return chosen
}

// onSignal makes a signal a message, so that the walk ends in order, and ends
// the program by force when that takes too long. bubbletea's own handler
// would end it as if the person had been done. While the terminal is lent an
// interrupt is for whoever has it; anything else ends that too.
func onSignal(p *tea.Program, terminal *loan, end func()) func() {
	signals := make(chan os.Signal, 1)
	over := make(chan struct{})
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGQUIT, syscall.SIGHUP)
	go func() {
		for {
			select {
			case <-over:
				return
			case s := <-signals:
				if s == os.Interrupt && terminal.interrupted() {
					continue
				}
				force := time.AfterFunc(patience, func() { end(); p.Kill() })
				defer force.Stop()
				p.Send(signalMsg{signal: s})
				<-over
				return
			}
		}
	}()
	return func() {
		signal.Stop(signals)
		close(over)
	}
}

// ended is the result as the walk stands.
func (m *model) ended() Result {
	result := m.result
	if p := m.walk.patient; p != nil {
		result.Walked = true
		result.Finished = p.Session.Step() == nil
		result.Diagnosis = p.Session.Diagnosis()
	}
	return result
}

// farewell leaves the result on the normal screen, where it can be scrolled
// to and copied after the program has gone.
func (m *model) farewell(out io.Writer) error {
	if m.walk.patient == nil || out == nil || len(m.walk.patient.Session.Trail()) == 0 {
		return nil
	}
	f := m.frame()
	f.theme = newTheme(m.c.Ascii, true)
	lines := m.summary().printed(f)
	if kept := keeps(m); !kept.Empty() {
		last := page{f: f}
		last.text(f.say(kept))
		lines = append(append(lines, ""), last.lines...)
	}
	if _, err := fmt.Fprintln(out, strings.Join(lines, "\n")); err != nil {
		return fmt.Errorf("print the summary: %w", err)
	}
	return nil
}
