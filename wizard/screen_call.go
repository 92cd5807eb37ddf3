package wizard

import (
	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
)

// A call begins with who calls and what stands on their screen, before anything
// is asked about domains and sign-ins: a person waits on the phone, and what the
// words mean can be said with nothing reachable at all.

// callQuestion is a question of a step, asked before there is a walk.
type callQuestion struct {
	step steps.Step
	ask  steps.Question
}

// callScreen asks them, one a screen.
type callScreen struct {
	all     []callQuestion
	answers steps.Facts
	at      int
	field   field
	frame   frame
}

// newCall asks what of the steps' questions a call begins with; nil where they
// have none.
func newCall(asking []steps.Step, said steps.Facts) *callScreen {
	s := &callScreen{answers: said.With(nil)}
	for _, fact := range steps.CallFacts() {
		for i := range asking {
			for _, q := range asking[i].Ask {
				if q.Fact == fact {
					s.all = append(s.all, callQuestion{step: asking[i], ask: q})
				}
			}
		}
	}
	if len(s.all) == 0 {
		return nil
	}
	s.put(0)
	return s
}

func (s *callScreen) put(at int) {
	s.at = at
	s.field = fieldOf(s.all[at].ask, s.answers[s.all[at].ask.Fact])
	if s.all[at].ask.Fact == steps.User { // an Enter too many is no wish to go on without
		s.field.optional, s.field.needed = false, wordsNoUser
	}
	if s.frame.width > 0 {
		s.field.fit(s.frame)
	}
}

func (s *callScreen) Init() tea.Cmd { return nil }

func (s *callScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	switch msg := msg.(type) {
	case frameMsg:
		s.frame = msg.frame
		s.field.fit(msg.frame)
		return s, nil
	case tea.KeyMsg:
		switch {
		case keyBack.hit(msg):
			return s, s.back()
		case keySkip.hit(msg):
			s.field.text, s.field.block = "", ""
			return s, s.next()
		}
	}
	done, cmd := s.field.update(msg)
	if done {
		return s, s.next()
	}
	return s, cmd
}

// back goes to the question before without judging the answer, and keeps it.
func (s *callScreen) back() tea.Cmd {
	s.answers[s.all[s.at].ask.Fact] = s.field.kept()
	if s.at == 0 {
		return send(startMsg{})
	}
	s.put(s.at - 1)
	return nil
}

func (s *callScreen) next() tea.Cmd {
	s.answers[s.all[s.at].ask.Fact] = s.field.value()
	if s.at+1 < len(s.all) {
		s.put(s.at + 1)
		return nil
	}
	return send(calledMsg{answers: s.answers.With(nil), from: s})
}

func (s *callScreen) View(f frame) string {
	p := page{f: f}
	s.field.draw(&p)
	return p.String()
}

func (s *callScreen) Keys() []keyed { return append(s.field.keys(), keySkip) }

func (s *callScreen) Heading(f frame) string {
	return f.say(wordsCall) + " | " + itoa(s.at+1) + "/" + itoa(len(s.all))
}

// Still reports whether a paste is under way.
func (s *callScreen) Still() bool { return s.field.still() }

// Typing reports that letters are text here.
func (s *callScreen) Typing() bool { return true }

// fieldOf is the field of a question, with what is known already.
func fieldOf(q steps.Question, known string) field {
	a := field{
		label: q.Label, help: q.Help, choices: q.Choices, optional: q.Optional, long: q.Lines, valid: q.Valid, text: known,
		fresh: known != "" && !q.Lines && len(q.Choices) == 0,
	}
	if q.Lines && long(known) {
		a.block, a.text = known, ""
	}
	return a
}

// beginCall asks what a call begins with, or goes on where there is nothing to ask:
// no such questions, or the answers came along.
func beginCall(m *model) tea.Cmd {
	said := m.c.Given.Facts
	s := newCall(m.c.Call, said.With(m.opened.half))
	if s == nil || len(said.Lacks(steps.CallFacts())) == 0 {
		return asker{m}.environment(m.c.Given, m.c.Heard)
	}
	return m.show(s, false)
}

// called goes on with a call: what the words mean first, where they mean
// something, then what is needed to look.
func (m *model) called(msg calledMsg) tea.Cmd {
	m.opened.half = nil
	m.walk.remember(msg.answers)
	m.walk.called = true
	m.kept.said(m.walk, Access{})
	given := m.c.Given
	given.Facts = given.Facts.With(msg.answers)
	if m.walk.meant = ""; msg.past {
		m.walk.meant = msg.answers[steps.Words]
		return asker{m}.openCall()
	}
	searching := asker{m}.search(given, m.c.Heard)
	s := newMeaning(m.c, msg)
	if s == nil {
		return tea.Batch(searching, asker{m}.openCall())
	}
	return tea.Batch(searching, m.show(s, false))
}

// meaningScreen says what the words on the caller's screen mean, before
// anything was looked at.
type meaningScreen struct {
	step    steps.Step
	finding steps.Finding
	call    calledMsg
	find    func(steps.ID) *steps.Step // the other steps of the tree; nil for none
	scroll  scroll
	frame   frame
}

// newMeaning is nil where the words say nothing.
func newMeaning(c Config, call calledMsg) *meaningScreen {
	step, f := steps.Meaning(c.Call, call.answers)
	if step == nil {
		return nil
	}
	return &meaningScreen{step: *step, finding: f, call: call, find: c.Find}
}

func (s *meaningScreen) Init() tea.Cmd { return nil }

func (s *meaningScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	switch msg := msg.(type) {
	case frameMsg:
		s.frame = msg.frame
	case tea.KeyMsg:
		switch {
		case keyEnter.hit(msg):
			onward := s.call
			onward.past = true
			return s, send(onward)
		case keyBack.hit(msg):
			return s, send(returnMsg{to: s.call.from})
		}
		s.scroll = s.scroll.moved(msg, len(s.lines(s.frame)), s.frame.height)
	}
	return s, nil
}

// named finds the steps that the words lead to.
func (s *meaningScreen) named(id steps.ID) *steps.Step {
	switch {
	case id == s.step.ID:
		return &s.step
	case s.find != nil:
		return s.find(id)
	default:
		return nil
	}
}

func (s *meaningScreen) lines(f frame) []string {
	teller := steps.Teller{Find: s.named, Language: f.language, Zone: f.zone}
	told, way := teller.Finding(s.finding), teller.Way(s.finding)
	p := page{f: f}
	p.text(told.Sentence)
	for _, detail := range told.Details {
		if detail != way { // what the caller waits for comes first
			p.gap()
			p.text(detail)
		}
	}
	if told.Remedy != nil {
		p.gap()
		for i, do := range told.Remedy.Do {
			p.hang(itoa(i+1)+". ", do)
		}
	}
	p.gap()
	p.fields(captioned{wordsToCaller, f.say(steps.Meanwhile())})
	if way != "" {
		p.gap()
		p.text(way)
	}
	p.gap()
	p.text(f.say(wordsNotLooked))
	return p.lines
}

func (s *meaningScreen) View(f frame) string { return s.scroll.show(s.lines(f), f) }

func (s *meaningScreen) Keys() []keyed { return []keyed{keyEnter.as(wordsLookNow), keyBack} }

func (s *meaningScreen) Heading(f frame) string { return f.say(wordsMeaning) }

// toStart leaves for the start screen.
func toStart(m *model) tea.Cmd {
	m.opened.keepHalf(m.screen)
	return m.leaveWalk()
}

// keepHalf keeps what was typed of a call that is left: whoever comes back finds it.
func (o *opening) keepHalf(left screen) {
	o.half = nil
	if s, asks := left.(*callScreen); asks {
		o.half = s.answers.With(nil)
	}
}
