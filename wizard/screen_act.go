package wizard

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// actScreen leads through what the program does itself: what it is exactly, the
// consent, what is being done, and how it ended.
type actScreen struct {
	patient *Patient
	act     *steps.Act
	step    steps.ID // that it belongs to
	number  int
	phase   actPhase
	offer   steps.Offer
	field   field
	lines   []toldAt
	end     *steps.Ending
	endedAt time.Time
	open    bool // the new password is shown, because somebody asked for it
	scroll  scroll
	frame   frame
}

// actPhase is where it stands.
type actPhase int

const (
	actLooks actPhase = iota
	actRefused
	actReads
	actGives
	actTypes
	actDoes
	actOver
)

// toldAt is a line of progress.
type toldAt struct {
	at   time.Time
	line steps.Sentence
}

func newAct(p *Patient, msg actAskMsg, number int) *actScreen {
	return &actScreen{patient: p, act: msg.act, step: msg.step, number: number}
}

// Spot is the step that is done.
func (s *actScreen) Spot() steps.ID { return s.step }

func (s *actScreen) Init() tea.Cmd { return nil }

func (s *actScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	switch msg := msg.(type) {
	case frameMsg:
		s.frame = msg.frame
		s.field.label = s.label(msg.frame)
		s.field.fit(msg.frame)
		if s.phase >= actDoes {
			s.toEnd()
		}
	case offeredMsg:
		s.offer, s.phase = msg.offer, actReads
		if !msg.offer.Open() {
			s.phase = actRefused
		}
	case progressMsg:
		if msg.number == s.number {
			s.lines = append(s.lines, toldAt{msg.at, msg.line})
			s.toEnd()
		}
	case endingMsg:
		if msg.number == s.number {
			s.end, s.endedAt, s.phase = &msg.end, msg.at, actOver
			s.toEnd()
		}
	case tea.KeyMsg:
		return s.key(msg)
	}
	return s, nil
}

// toEnd shows what came last: how it ended, from its first line on.
func (s *actScreen) toEnd() {
	lines := len(s.body(s.frame))
	top := lines
	if s.end != nil {
		p := page{f: s.frame}
		s.drawLines(&p)
		top = len(p.lines) + 1
	}
	s.scroll = scroll{top: top}.within(lines, s.frame.height)
}

// toPassword shows the new password, which stands behind how it ended.
func (s *actScreen) toPassword() {
	p := page{f: s.frame}
	s.drawLines(&p)
	s.drawEnd(&p)
	s.scroll = scroll{top: len(p.lines) + 1}.within(len(s.body(s.frame)), s.frame.height)
}

func (s *actScreen) key(msg tea.KeyMsg) (screen, tea.Cmd) {
	switch {
	case s.phase == actTypes:
		return s.typed(msg)
	case s.phase == actGives:
		return s.gives(msg)
	case keyShow.hit(msg) && s.shows():
		s.open = !s.open
		s.toPassword()
		return s, nil
	case keyBack.hit(msg) && s.phase == actDoes:
		if s.rests() {
			return s, send(actStopMsg{})
		}
		return s, send(noticeMsg{text: wordsActWait})
	case keyBack.hit(msg):
		return s, send(actOverMsg{acted: s.phase == actOver})
	case keyEnter.hit(msg) && s.phase == actReads:
		s.reads()
		return s, nil
	case keyEnter.hit(msg) && (s.phase == actRefused || s.phase == actOver):
		return s, send(actOverMsg{acted: s.phase == actOver})
	}
	s.scroll = s.scroll.moved(msg, len(s.body(s.frame)), s.frame.height)
	return s, nil
}

// typed takes what is typed in consent. Nothing but the word that was asked for
// is any.
func (s *actScreen) typed(msg tea.KeyMsg) (screen, tea.Cmd) {
	switch {
	case keyBack.hit(msg):
		return s, send(actOverMsg{})
	case !keyEnter.hit(msg):
		_, cmd := s.field.update(msg)
		return s, cmd
	}
	typed := s.field.value()
	if !s.offer.Consents(typed) {
		s.field.problem = wordsActWrong
		return s, nil
	}
	s.phase = actDoes
	return s, send(consentMsg{act: s.act, offer: s.offer, typed: typed})
}

// asked is what has to be typed, in both languages.
func (s *actScreen) asked(f frame) lang.Text {
	return lang.Text{Ko: s.offer.Ask.In(lang.Korean, f.zone), En: s.offer.Ask.In(lang.English, f.zone)}
}

// rests reports whether nothing is half done.
func (s *actScreen) rests() bool { return len(s.lines) > 0 && s.lines[len(s.lines)-1].line.Rests }

func (s *actScreen) View(f frame) string {
	lines := s.body(f)
	if s.Typing() && len(lines) > f.height { // what is typed is seen, and no key is left to scroll
		lines = lines[len(lines)-f.height:]
	}
	return s.scroll.show(lines, f)
}

func (s *actScreen) body(f frame) []string {
	p := page{f: f, scrolls: true}
	switch s.phase {
	case actLooks:
		p.text(f.say(wordsActLooks))
	case actRefused:
		s.drawRefusal(&p)
	case actReads:
		s.drawOffer(&p)
	case actTypes, actGives:
		p.fields(captioned{wordsActOn, lang.BothEnds(s.offer.Server)})
		s.drawCommands(&p)
		p.gap()
		s.field.draw(&p)
	default:
		s.drawProgress(&p)
	}
	return p.lines
}

func (s *actScreen) drawRefusal(p *page) {
	f := p.f
	if guided := s.offer.Guided; guided != nil {
		p.title(f.say(wordsActGuided))
		p.gap()
		p.text(guided.In(f.language, f.zone))
		return
	}
	p.title(f.say(wordsActRefused))
	p.gap()
	for _, r := range s.offer.Refusals {
		p.hang("- ", r.In(f.language, f.zone))
	}
}

func (s *actScreen) drawOffer(p *page) {
	f := p.f
	if !s.offer.Before.Empty() {
		p.text(s.offer.Before.In(f.language, f.zone))
		p.gap()
	}
	p.fields(captioned{wordsActOn, s.offer.Server})
	p.gap()
	s.drawRuns(p)
	p.gap()
	p.fields(captioned{wordsChanges, f.say(s.offer.Changes)}, captioned{wordsActUndo, f.say(s.offer.Undo)})
	p.gap()
	if s.offer.Console {
		p.text(f.fill(wordsActConsole, limits()))
	}
	p.text(f.say(wordsActTrail))
}

func (s *actScreen) drawLines(p *page) {
	for _, one := range s.lines {
		p.text(lang.Exactly(p.f.language, one.at, p.f.zone))
		p.hang("  ", one.line.In(p.f.language, p.f.zone))
	}
}

func (s *actScreen) drawEnd(p *page) {
	if f := p.f; s.end != nil {
		p.gap()
		p.text(lang.Exactly(f.language, s.endedAt, f.zone))
		p.hang(f.theme.badge(s.end.Status, f)+"  ", s.end.In(f.language, f.zone))
	}
}

func (s *actScreen) drawProgress(p *page) {
	f := p.f
	s.drawLines(p)
	s.drawEnd(p)
	s.drawPassword(p)
	p.gap()
	switch {
	case s.phase == actOver:
		p.text(f.say(wordsActOver))
	case s.rests():
		p.text(f.say(wordsActLeave))
	default:
		p.text(f.say(wordsActHalf))
	}
}

func (s *actScreen) Keys() []keyed {
	switch s.phase {
	case actTypes, actGives:
		return []keyed{keyEnter, keyBack}
	case actOver:
		if s.shows() {
			return []keyed{keyEnter, keyShow, keyScroll}
		}
		return []keyed{keyEnter, keyBack, keyScroll}
	case actDoes:
		if !s.rests() {
			return []keyed{keyScroll}
		}
		return []keyed{keyBack.as(wordsActStop), keyScroll}
	default:
		return []keyed{keyEnter, keyBack, keyScroll}
	}
}

// Typing reports whether letters are text here.
func (s *actScreen) Typing() bool { return s.phase == actTypes || s.phase == actGives }

// Heading names the step that is done: one of them is much like another.
func (s *actScreen) Heading(f frame) string {
	step := s.patient.Session.Find(s.step)
	if step == nil {
		return f.say(wordsActing)
	}
	return f.say(wordsActing) + headingParts + f.say(step.Title)
}
