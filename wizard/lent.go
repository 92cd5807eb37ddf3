package wizard

import (
	"context"
	"io"
	"strings"
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// lend gives the terminal away as long as something takes, and says so on it.
func lend(msg terminalMsg, to *loan, said []string) tea.Cmd {
	return tea.Exec(&borrowed{ctx: msg.ctx, run: msg.run, said: said, loan: to}, func(err error) tea.Msg {
		msg.done <- err
		return nil
	})
}

// lentTo is what stands on a terminal that is lent: how long, and how to give up.
func lentTo(f frame) []string { return wrap(f.fill(wordsLent, limits()), f.width-1) }

// limits fill the sentences about a terminal that is lent.
func limits() lang.Args { return lang.Args{"minutes": itoa(int(steps.TerminalLimit / time.Minute))} }

// borrowed is what runs in the terminal. It has the streams of this process. A
// command may say nothing for a while: what goes on is said before it.
type borrowed struct {
	ctx  context.Context //nolint:containedctx // of whoever waits for it
	run  func(context.Context) error
	said []string
	out  io.Writer // the terminal; nil before it is given
	loan *loan
}

func (b *borrowed) Run() error {
	if b.out != nil {
		_, _ = io.WriteString(b.out, strings.Join(b.said, "\r\n")+"\r\n\r\n") // what is to be done matters more
	}
	ctx, giveUp := context.WithCancel(b.ctx)
	defer giveUp()
	b.loan.begins(giveUp)
	err := b.run(ctx)
	if b.loan.ends() {
		return context.Canceled
	}
	return err
}

func (b *borrowed) SetStdout(out io.Writer) { b.out = out }
func (*borrowed) SetStdin(io.Reader)        {}
func (*borrowed) SetStderr(io.Writer)       {}

// loan is the terminal while it is lent: an interrupt is for whoever has it, as any
// program gets it that runs there, and not for us.
type loan struct {
	lends func(on bool) // is told of it; nil tells nobody

	mu     sync.Mutex
	lent   bool
	giveUp context.CancelFunc // ends what has it; nil when nothing runs there
	force  *time.Timer        // does so after a while; nil before somebody gave up
	back   *time.Timer        // ends the loan; nil before the first
}

// late is how long after its end an interrupt can still be for what has ended of it: both
// programs get the same one, and this one may hear it later.
const late = time.Second

func (l *loan) begins(giveUp context.CancelFunc) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.back != nil {
		l.back.Stop()
	}
	l.giveUp, l.force = giveUp, nil
	l.is(true)
}

// is says whether the terminal is lent.
func (l *loan) is(lent bool) {
	if l.lent = lent; l.lends != nil {
		l.lends(lent)
	}
}

// over ends the loan, unless the terminal is lent once more.
func (l *loan) over() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.giveUp == nil {
		l.is(false)
	}
}

// ends takes the terminal back. It reports whether somebody gave up.
func (l *loan) ends() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	gaveUp := l.force != nil
	if gaveUp {
		l.force.Stop()
	}
	l.giveUp, l.force = nil, nil
	l.back = time.AfterFunc(late, l.over)
	return gaveUp
}

// interrupted takes an interrupt, and reports whether it is for whoever has the
// terminal. What has not ended by itself after a while is ended.
func (l *loan) interrupted() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.giveUp != nil && l.force == nil {
		l.force = time.AfterFunc(patience, l.giveUp)
	}
	return l.lent
}
