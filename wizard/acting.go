package wizard

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
)

// acting is what the program does itself, with consent.
type acting struct {
	number int // of the latest; an answer with another is dropped
	cancel context.CancelFunc
	loan   loan
	step   steps.ID // that the walk looks at again afterwards; "" for none
	broken *steps.Interrupted
}

// The messages about it.
type (
	// actAskMsg wants an action of a step, or the rest of one that broke off.
	actAskMsg struct {
		step steps.ID
		act  *steps.Act
	}
	// offeredMsg says what would be done, or why not.
	offeredMsg struct {
		number int
		offer  steps.Offer
	}
	// consentMsg is what was typed in consent to an offer.
	consentMsg struct {
		act   *steps.Act
		offer steps.Offer
		typed string
	}
	// progressMsg is what is being done, endingMsg what it came to, terminalMsg that
	// the terminal is needed.
	progressMsg struct {
		number int
		line   steps.Sentence
		at     time.Time
	}
	endingMsg struct {
		number int
		end    steps.Ending
		at     time.Time
	}
	// newsMsg is one of these, and where the next comes from: each is taken before
	// the next is heard, so that they stay in their order.
	newsMsg struct {
		one  tea.Msg
		news <-chan tea.Msg
	}
	terminalMsg struct {
		number int
		ctx    context.Context //nolint:containedctx // of whoever waits for it
		run    func(context.Context) error
		done   chan<- error
	}
	// actStopMsg stops watching, actOverMsg leaves the screen.
	actStopMsg struct{}
	actOverMsg struct{ acted bool }
	// recoverMsg says what to do about what broke off.
	recoverMsg struct{ choice int }
)

// acts takes what has to do with it.
func acts(m *model) func(tea.Msg) (tea.Cmd, bool) {
	return func(msg tea.Msg) (tea.Cmd, bool) {
		a := &m.acting
		switch msg := msg.(type) {
		case actAskMsg:
			return a.ask(m, msg), true
		case offeredMsg:
			if msg.number != a.number {
				return nil, true
			}
			return m.forward(msg), true
		case consentMsg:
			return a.perform(m, msg), true
		case newsMsg:
			cmd, _ := acts(m)(msg.one)
			return tea.Batch(cmd, hearNews(msg.news)), true
		case terminalMsg:
			return lend(msg, &a.loan, lentTo(m.window.frame(nil))), true
		case progressMsg, endingMsg:
			return m.forward(msg), true
		case actStopMsg:
			if a.cancel != nil {
				a.cancel()
			}
			return nil, true
		case actOverMsg:
			return a.over(m, msg.acted), true
		case recoverMsg:
			return a.recover(m, msg.choice), true
		default:
			return nil, false
		}
	}
}

// ask shows what would be done, as soon as the server was looked at.
func (a *acting) ask(m *model, msg actAskMsg) tea.Cmd {
	m.walk.stop()
	a.number++
	a.step = msg.step
	p := m.walk.patient
	ctx, cancel := m.life()
	a.cancel = cancel
	number, env, walk := a.number, p.Env, p.Walked()
	shown := m.show(newAct(p, msg, number), false)
	return tea.Batch(shown, guarded("look whether it may be done", func() tea.Msg {
		return offeredMsg{number: number, offer: msg.act.Prepare(ctx, env, walk)}
	}))
}

// perform does what somebody consented to, and tells of it as it goes.
func (a *acting) perform(m *model, msg consentMsg) tea.Cmd {
	p := m.walk.patient
	ctx, cancel := m.life()
	a.cancel = cancel
	number, env, walk, now := a.number, p.Env, p.Walked(), p.Now
	news := make(chan tea.Msg)
	tell := func(one tea.Msg) {
		select {
		case news <- one:
		case <-ctx.Done():
		}
	}
	ctx = steps.Lending(ctx, func(ctx context.Context, run func(context.Context) error) error {
		done := make(chan error, 1)
		tell(terminalMsg{number: number, ctx: ctx, run: run, done: done})
		select {
		case err := <-done:
			return err
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	})
	doing := guarded("do it", func() tea.Msg {
		defer close(news)
		end := msg.act.Perform(ctx, env, walk, msg.offer, msg.typed, func(s steps.Sentence) {
			tell(progressMsg{number: number, line: s, at: now()})
		})
		return endingMsg{number: number, end: end, at: now()}
	})
	return tea.Batch(doing, hearNews(news))
}

// hearNews waits for one piece of news, and is issued again when it was taken.
func hearNews(news <-chan tea.Msg) tea.Cmd {
	return guarded("hear what is done", func() tea.Msg {
		one, more := <-news
		if !more {
			return nil
		}
		return newsMsg{one: one, news: news}
	})
}

// over goes back to the step, which is looked at again when something was done.
func (a *acting) over(m *model, acted bool) tea.Cmd {
	if a.cancel != nil {
		a.cancel()
	}
	a.number++
	if a.broken != nil && a.step == "" { // nothing was walked: the start
		a.broken = nil
		return m.leaveWalk()
	}
	if a.broken != nil {
		a.broken = nil
		return m.present(false)
	}
	if acted {
		return m.again(a.step)
	}
	for _, f := range m.walk.patient.Session.Trail() {
		if f.Step == a.step {
			return m.showVerdict(f, false)
		}
	}
	return m.present(false)
}

// brokenOff is what broke off in this environment, where a person begins there.
func (c Config) brokenOff() *steps.Interrupted {
	if c.Interrupted == nil || c.Start.World != "" || c.Start.File != "" {
		return nil
	}
	return c.Interrupted()
}

// recover does what a person chose about what broke off.
func (a *acting) recover(m *model, choice int) tea.Cmd {
	s, ok := m.screen.(*recoverScreen)
	if !ok {
		return nil
	}
	p := s.patient
	switch {
	case choice == recoverFinish && p != nil:
		a.broken = s.broken
		cmd := a.ask(m, actAskMsg{step: s.broken.Step, act: s.broken.Act})
		return cmd
	case choice == recoverFinish:
		a.broken = s.broken
		return m.open(wordsEnvironment, func(ctx context.Context) (*Patient, error) { return m.c.Mend(ctx, s.broken) })
	case choice == recoverSettled && s.broken.Settle != nil:
		if err := s.broken.Settle(); err != nil {
			return m.tell(steps.Reason(err), noticeStays)
		}
	}

	if p != nil {
		return m.present(false)
	}
	start := newStart(m.c)
	return tea.Batch(m.show(start, false), m.c.begin(start))
}

// mend goes on with what broke off once its environment is open, or says first
// what broke off in a world.
func (a *acting) mend(m *model) (tea.Cmd, bool) {
	p := m.walk.patient
	switch {
	case a.broken != nil && a.broken.Act != nil:
		cmd := a.ask(m, actAskMsg{act: a.broken.Act})
		return cmd, true
	case p.Broken != nil:
		return m.show(newRecover(p.Broken, p), true), true
	default:
		return nil, false
	}
}
