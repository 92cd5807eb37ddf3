package wizard

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/compare"
	"example.com/writeback-doctor/steps/lang"
)

// compareScreen asks for a user for whom it works, shows that both are being
// looked at, and then what differs. It covers the screen of the walk, which
// stands where it stood.
type compareScreen struct {
	patient *Patient
	field   field
	looking int // number of the look under way; 0 for none
	looked  int // the last number given
	found   *compare.Comparison
	done    int // looks that are done, of how many
	of      int
	turns   int
	scroll  scroll
	frame   frame
}

func newCompare(p *Patient) *compareScreen {
	s := &compareScreen{patient: p}
	s.ask("")
	return s
}

// ask puts the question in front, with what was typed before.
func (s *compareScreen) ask(name string) {
	s.found, s.looking, s.scroll = nil, 0, scroll{}
	tree, first := s.patient.Session.Tree(), s.patient.Session.Facts()[steps.User]
	s.field = field{
		label: wordsCompareWho, help: wordsCompareHelp, text: name, fresh: name != "",
		valid: func(other string) lang.Text { return compare.Problem(tree, first, other) },
	}
	if s.frame.width > 0 {
		s.field.fit(s.frame)
	}
}

func (s *compareScreen) Init() tea.Cmd { return nil }

func (s *compareScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	switch msg := msg.(type) {
	case frameMsg:
		s.frame = msg.frame
		s.field.fit(msg.frame)
	case comparedMsg:
		if msg.number != s.looking {
			return s, nil // of a look that was left
		}
		s.compared(msg)
	case compareTickMsg:
		if msg.number == s.looking {
			s.done, s.of, s.turns = msg.done, msg.of, s.turns+1
		}
	case tea.KeyMsg:
		return s, s.key(msg)
	default:
		_, cmd := s.field.update(msg)
		return s, cmd
	}
	return s, nil
}

// compared shows what the look came to, or asks again when it was stopped.
func (s *compareScreen) compared(msg comparedMsg) {
	if msg.err == nil {
		s.looking, s.found = 0, &msg.found
		return
	}
	s.ask(s.field.text)
	s.field.problem = wordsCompareStopped
	if !errors.Is(msg.err, context.Canceled) {
		s.field.problem = lang.Text{Ko: lang.Clean(msg.err.Error()), En: lang.Clean(msg.err.Error())}
	}
}

func (s *compareScreen) key(msg tea.KeyMsg) tea.Cmd {
	switch {
	case s.looking != 0 && keyBack.hit(msg):
		s.ask(s.field.text)
		return send(compareStopMsg{})
	case s.looking != 0:
		return nil
	case keyBack.hit(msg), s.found != nil && keyEnter.hit(msg):
		return send(uncoverMsg{})
	case s.found != nil && keyAgain.hit(msg):
		s.ask(s.field.text)
		return nil
	case s.found != nil:
		s.scroll = s.scroll.moved(msg, len(s.lines(s.frame)), s.frame.height)
		return nil
	}
	done, cmd := s.field.update(msg)
	if !done {
		return cmd
	}
	s.looked++
	s.looking, s.done, s.of = s.looked, 0, 0
	return send(compareMsg{number: s.looking, other: s.field.value()})
}

func (s *compareScreen) View(f frame) string {
	p := page{f: f}
	switch {
	case s.found != nil:
		return s.scroll.show(s.lines(f), f)
	case s.looking != 0:
		p.text(f.say(wordsComparing))
		p.gap()
		count := ""
		if s.of > 0 {
			count = f.fill(wordsCompared, lang.Args{"done": strconv.Itoa(s.done), "of": strconv.Itoa(s.of)})
		}
		p.hang(f.theme.turn[s.turns%len(f.theme.turn)]+" ", count)
	default:
		s.field.draw(&p)
	}
	return p.String()
}

// lines are the comparison in words.
func (s *compareScreen) lines(f frame) []string {
	p := page{f: f}
	told := s.found.Tell(f.teller(s.patient))
	p.hang("A  ", told.First)
	p.hang("B  ", told.Second+" "+f.say(wordsWorksForB))
	p.gap()
	for _, sentence := range told.Conclusion {
		p.text(sentence)
	}
	for i, row := range told.Rows {
		p.gap()
		head := itoa(i+1) + ". "
		if row.Status == steps.Broken || row.Status == steps.Warning {
			head += f.theme.badge(row.Status, f) + "  "
		}
		p.hang(head, f.theme.strong.Render(row.Title))
		p.hang("   A: ", row.First)
		p.hang("   B: ", row.Second)
		p.hang("   ", f.say(wordsJudgedBy)+": "+row.Judge)
	}
	if len(told.Gaps) > 0 {
		p.gap()
		p.title(f.say(wordsNotCompared))
	}
	for _, gap := range told.Gaps {
		p.hang("- ", gap.Titles)
		p.hang("  ", gap.Reason)
	}
	if told.Same != "" {
		p.gap()
		p.title(f.say(wordsComparedSame))
		p.hang("  ", told.Same)
	}
	return p.lines
}

func (s *compareScreen) Keys() []keyed {
	switch {
	case s.found != nil:
		return []keyed{keyBack, keyAgain.as(wordsCompareOther), keyScroll}
	case s.looking != 0:
		return []keyed{keyBack.as(wordsStop)}
	default:
		return []keyed{keyEnter, keyBack}
	}
}

func (s *compareScreen) Heading(f frame) string { return f.say(wordsCompare) }

// Typing: letters are text while the question is in front.
func (s *compareScreen) Typing() bool { return s.found == nil && s.looking == 0 }

// comparing takes what has to do with another user.
func (m *model) comparing(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case compareAskMsg:
		return m.cover(newCompare(m.walk.patient)), true
	case compareMsg:
		return m.compareWith(msg), true
	case compareStopMsg:
		m.walk.stopComparing()
		return nil, true
	case compareTickMsg:
		next := m.forward(msg)
		if s, ok := m.screen.(*compareScreen); ok && s.looking == msg.number {
			return tea.Batch(next, compareTick(msg.number, msg.progress, m.c.Tick)), true
		}
		return next, true
	default:
		return nil, false
	}
}

// compareWith begins to look at both users.
func (m *model) compareWith(msg compareMsg) tea.Cmd {
	m.walk.stopComparing()
	ctx, cancel := m.life()
	m.walk.comparing = cancel
	progress := &compare.Progress{}
	return tea.Batch(
		compareTick(msg.number, progress, 0),
		compareUsers(ctx, msg, copyOf(m.walk.patient), progress, m.c.Compare),
	)
}

// comparable reports whether the user of the walk can be held against another: not
// where the cause hits everybody, and another one shows no difference.
func (m *model) comparable() bool {
	return m.c.Compare != nil && m.walk.patient != nil && compare.Tells(m.walk.patient.Session)
}

func (w *walk) stopComparing() {
	if w.comparing != nil {
		w.comparing()
	}
	w.comparing = nil
}

// comparer compares the user of a walk with another one.
type comparer func(ctx context.Context, p *Patient, other string, progress *compare.Progress) (compare.Comparison, error)

func compareUsers(ctx context.Context, msg compareMsg, p *Patient, progress *compare.Progress, do comparer) tea.Cmd {
	return guarded("compare two users", func() tea.Msg {
		found, err := do(ctx, p, strings.TrimSpace(msg.other), progress)
		return comparedMsg{number: msg.number, found: found, err: err}
	})
}

// compareTick says how far a comparison came. every is real time; 0 answers at
// once.
func compareTick(number int, progress *compare.Progress, every time.Duration) tea.Cmd {
	read := func() tea.Msg {
		done, of := progress.Read()
		return compareTickMsg{number: number, done: done, of: of, progress: progress}
	}
	if every == 0 {
		return read
	}
	return tea.Tick(every, func(time.Time) tea.Msg { return read() })
}
