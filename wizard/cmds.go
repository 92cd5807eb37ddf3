package wizard

import (
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"time"

	"github.com/aymanbagabas/go-osc52/v2"
	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// Every command gets copies, never the model, and ends in one message. A
// panic in one is a message too: bubbletea would end the program and lose the
// stack with the screen.
func guarded(what string, run func() tea.Msg) tea.Cmd {
	return func() (msg tea.Msg) {
		defer func() {
			if fault := recover(); fault != nil {
				msg = brokenMsg{fault: fmt.Sprintf("%s: panic: %v", what, fault), stack: string(debug.Stack())}
			}
		}()
		return run()
	}
}

// send is a command that only says something to the root.
func send(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }

// after says something when a while of real time has gone by.
func after(d time.Duration, msg tea.Msg) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return msg })
}

// The moments of the frame, in real time.
const (
	deafFor     = 250 * time.Millisecond // a screen that came by itself takes no keys
	quitWithin  = 2 * time.Second        // the second Ctrl+C, while a check is being stopped
	noticeStays = 8 * time.Second
	usualTick   = 250 * time.Millisecond
)

// glance is about how long a person looks before the first key.
const glance = 100 * time.Millisecond

// prepare has the worlds read once the first frame stands, so that neither
// the frame nor the key that opens their list waits for hundreds of files.
func prepare(worlds func() []World) tea.Cmd {
	read := guarded("read the worlds", func() tea.Msg { worlds(); return nil })
	return tea.Tick(glance, func(time.Time) tea.Msg { return read() })
}

// tryFile judges a file that the person named, and says what is to be told of
// one that can be used; a nil tell says nothing.
func tryFile(number int, path string, try, tell func(string) lang.Text) tea.Cmd {
	return guarded("try a file", func() tea.Msg {
		msg := triedMsg{number: number, problem: try(path)}
		if msg.problem.Empty() && tell != nil {
			msg.told = tell(path)
		}
		return msg
	})
}

// seekConnectors asks the directory of a walk for the account that a person is
// about to be asked for.
func seekConnectors(ctx context.Context, cancel context.CancelFunc, seek func(context.Context) []string) tea.Cmd {
	return guarded("look for the connector account", func() tea.Msg {
		defer cancel()
		return connectorsMsg{names: seek(ctx)}
	})
}

// open opens a patient with one of the functions of Config.
func open(run int, again bool, how func() (*Patient, error)) tea.Cmd {
	return opens(run, func() openedMsg {
		patient, err := how()
		return openedMsg{again: again, patient: patient, err: err}
	})
}

// opens opens a patient in a way of its own.
func opens(run int, how func() openedMsg) tea.Cmd {
	return guarded("open the patient", func() tea.Msg {
		msg := how()
		msg.run = run
		return msg
	})
}

// check runs one check and says when its answer came.
func check(ctx context.Context, run int, p *Patient, step *steps.Step, facts steps.Facts) tea.Cmd {
	runner, now := p.Looker, p.Now
	return guarded(string(step.ID), func() tea.Msg {
		result, err := runner.Run(ctx, step, facts)
		return checkedMsg{run: run, result: result, err: err, at: now()}
	})
}

// tick says what time it is on the patient's clock and what is being looked
// at. every is real time; 0 answers at once.
func tick(run int, p *Patient, every time.Duration) tea.Cmd {
	runner, now := p.Looker, p.Now
	look := func() tea.Msg { return tickMsg{run: run, at: now(), running: runner.Running()} }
	if every == 0 {
		return guarded("ask the time", look)
	}
	return tea.Tick(every, func(time.Time) tea.Msg { return guarded("ask the time", look)() })
}

// begin says what is being looked at since the walk moved.
func begin(p *Patient) tea.Cmd {
	runner, now := p.Looker, p.Now
	return guarded("ask what is looked at", func() tea.Msg {
		return begunMsg{patient: p, at: now(), running: runner.Running()}
	})
}

// answer notes the time of an answer.
func answer(p *Patient, step steps.ID, answers steps.Facts) tea.Cmd {
	now := p.Now
	return func() tea.Msg { return answeredMsg{step: step, answers: answers, at: now()} }
}

func byHand(now func() time.Time, step steps.ID, on steps.Outcome) tea.Cmd {
	return func() tea.Msg { return byHandMsg{step: step, on: on, at: now()} }
}

// save writes a copy of the walk, so that the walk can go on meanwhile.
func save(p *Patient, write func(*Patient, string) (string, error), how saveMsg, now func() time.Time) tea.Cmd {
	return guarded("save the case file", func() tea.Msg {
		path, err := write(p, "")
		stood := kept{mark: markOf(p)}
		if now != nil {
			stood.at = now()
		}
		return savedMsg{path: path, err: err, kept: stood, quit: how.quit, start: how.start, aside: how.masked || how.page != ""}
	})
}

// masked makes a copy of the walk that names nobody.
func masked(p *Patient, hide func(*Patient) (*Patient, error)) tea.Cmd {
	return guarded("mask the names", func() tea.Msg {
		hidden, err := hide(p)
		return maskedMsg{patient: hidden, err: err}
	})
}

// toClipboard puts text on the clipboard of this machine where there is one, or
// else asks the terminal to, OSC 52. Nobody answers whether the terminal knows
// that, so the text is always shown as well.
func toClipboard(native func(string) error, out io.Writer, text string) tea.Cmd {
	return guarded("copy", func() tea.Msg {
		if native != nil && native(text) == nil {
			return copiedMsg{}
		}
		_, err := osc52.New(text).WriteTo(out)
		return copiedMsg{err: err, asked: true}
	})
}

// saveScripts writes the remedy of a finding as files.
func saveScripts(p *Patient, f steps.Finding, l lang.Language, write func(*Patient, steps.Finding, lang.Language) (string, error)) tea.Cmd {
	return guarded("save the scripts", func() tea.Msg {
		path, err := write(p, f, l)
		return savedMsg{path: path, err: err, aside: true}
	})
}

// close ends a patient; nobody waits for it but the end of the program.
func closePatient(p *Patient) tea.Cmd {
	if p == nil || p.Close == nil {
		return nil
	}
	return guarded("close the patient", func() tea.Msg {
		if err := p.Close(); err != nil {
			return noticeMsg{text: alike(err.Error())}
		}
		return nil
	})
}

// copyOf is the patient with a session of its own, for a command that reads
// it while the person walks on.
func copyOf(p *Patient) *Patient {
	copied := *p
	copied.Session = p.Session.Clone()
	return &copied
}
