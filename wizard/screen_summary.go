package wizard

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/forecast"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/reenable"
)

// canary is the step that proves the whole road with a test user.
const canary = reenable.CanaryID

// summaryScreen says what the walk came to: the cause, who acts, what next,
// what else, what remained unknown, and where the case file is.
type summaryScreen struct {
	patient   *Patient
	diagnosis steps.Diagnosis
	over      bool // the walk reached its end
	saved     string
	masked    bool      // the walk names nobody
	reruns    lang.Text // of looking again at what failed; none where nothing did
	attempt   int       // how often what failed was looked at again
	ticketed  bool      // it is put into a ticket: what is no part of the call is only pointed at
	riddle    *World
	ahead     forecast.Forecast // once the walk is over
	menu      menu
	picks     []tea.Msg
	scroll    scroll
	frame     frame
}

// summary makes the screen from where the walk stands.
func (m *model) summary() *summaryScreen {
	session := m.walk.patient.Session
	s := &summaryScreen{
		patient: m.walk.patient, diagnosis: session.Diagnosis(),
		over: session.Step() == nil, saved: m.walk.saved, attempt: m.walk.attempt,
	}
	s.riddle = m.opened.solved(s.over)
	s.ahead = aheadOf(m.c, s.patient)
	s.reruns = m.walk.rerunWords()
	offer := func(text lang.Text, msg tea.Msg) {
		s.menu.items = append(s.menu.items, item{text: text})
		s.picks = append(s.picks, msg)
	}
	if s.diagnosis.Cause != nil && m.walk.stands() { // what connects is not picked beforehand
		offer(wordsShowCause, coverMsg{screen: newVerdict(m.walk.patient, *s.diagnosis.Cause, true)})
	}
	if !s.over {
		offer(wordsGoOnWalk, nextMsg{})
		if m.opened.lab && m.opened.riddle != nil {
			offer(wordsTellRiddle, riddleMsg{world: *m.opened.riddle})
		}
	}
	if s.unproven(session) {
		offer(wordsCanary, visitMsg{step: canary})
	}
	if s.diagnosis.Cause != nil && m.walk.looks() { // a file alone says the same again
		offer(wordsCheckCause, againMsg{step: s.diagnosis.Cause.Step})
	}
	if s.diagnosis.Cause != nil && !m.walk.stands() {
		offer(wordsShowCause, coverMsg{screen: newVerdict(m.walk.patient, *s.diagnosis.Cause, true)})
	}
	s.seeMore(m, offer)
	s.takenAway(m, offer)
	return s
}

// aheadOf is what is announced for a walk, once it is over.
func aheadOf(c Config, p *Patient) forecast.Forecast {
	if c.Ahead == nil || p.Session.Step() != nil {
		return forecast.Forecast{}
	}
	return c.Ahead(p)
}

// fewAhead is how many announced changes stand on a screen.
const fewAhead = 2

// announced adds the first of what is announced.
func (s *summaryScreen) announced(p *page) {
	told := s.ahead.Tell(p.f.language)
	if s.ticketed { // it has no part in this call
		if n := len(told.Ahead); n > 0 {
			p.gap()
			p.text(p.f.fill(wordsAheadApart, lang.Args{"n": itoa(n)}))
		}
		return
	}
	if line := told.Line(); line != "" {
		p.gap()
		p.text(line)
		return
	}
	for i, one := range told.Short(p.f.language, fewAhead, wordsMoreAhead) {
		if i == 0 {
			p.gap()
			p.title(told.Title)
		}
		p.hang("- ", one)
	}
}

func visited(session *steps.Session, id steps.ID) bool {
	for _, f := range session.Trail() {
		if f.Step == id {
			return true
		}
	}
	return false
}

func (s *summaryScreen) Init() tea.Cmd { return nil }

func (s *summaryScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	switch msg := msg.(type) {
	case frameMsg:
		s.frame = msg.frame
	case savedMsg:
		s.saved = msg.path
		s.noteSaved(msg.note)
	case riddleMsg:
		s.riddle, s.scroll = &msg.world, scroll{}
	case tea.KeyMsg:
		return s.key(msg)
	}
	return s, nil
}

func (s *summaryScreen) key(msg tea.KeyMsg) (screen, tea.Cmd) {
	switch {
	case s.menu.seeking:
	case keyBack.hit(msg):
		return s, send(backMsg{})
	case (keyAgain.hit(msg) || keyRerun.hit(msg)) && s.reruns != (lang.Text{}):
		return s, send(rerunMsg{})
	case keyHistory.hit(msg):
		return s, send(coverMsg{screen: newHistory(s.patient)})
	case keyCopy.hit(msg) && !s.mender(s.frame).Empty():
		return s, send(requestMsg{finding: *s.diagnosis.Cause})
	}
	if (keyPageUp.hit(msg) || keyPageDown.hit(msg)) && !s.menu.seeking {
		s.scroll = s.scroll.moved(msg, len(s.lines(s.frame)), s.room(s.frame))
		return s, nil
	}
	if picked := s.menu.update(msg); picked >= 0 {
		return s, send(s.picks[picked])
	}
	return s, nil
}

// room is what the menu leaves of the window.
func (s *summaryScreen) room(f frame) int { return max(1, f.height-s.menuRoom(f)-1) }

// menuRoom is a third of the window, or what the text leaves of it.
func (s *summaryScreen) menuRoom(f frame) int {
	return min(len(s.menu.items), max(s.leastMenu(f), f.height-len(s.lines(f))-1))
}

func (s *summaryScreen) View(f frame) string {
	above := f
	above.height = s.room(f)
	shown := s.scroll.show(s.lines(f), above)
	return shown + "\n\n" + strings.Join(s.menu.lines(f, s.menuRoom(f)), "\n")
}

// told is what the walk came to, in words.
func (s *summaryScreen) told(f frame) steps.Summary { return s.patient.Summary(f.teller(s.patient)) }

func (s *summaryScreen) lines(f frame) []string {
	p, told := page{f: f}, s.told(f)
	head := s.report(&p, told)
	p.gap()
	p.labelled(wordsCaseFile, s.file(f))
	if told.Cause == nil || head <= f.height-s.leastMenu(f)-2 {
		return p.lines
	}
	short, whole := page{f: f}, page{f: f}
	drawOverall(&short, told)
	said := len(short.lines)
	s.brief(&short, told)
	told.Heading = wordsDetails // the cause is named above it
	s.report(&whole, told)
	whole.gap()
	whole.labelled(wordsCaseFile, s.file(f))
	return append(short.lines, whole.lines[said:]...)
}

// leastMenu is what the menu takes even of a long report: in the lowest window the
// chosen item and its place in the list.
func (s *summaryScreen) leastMenu(f frame) int {
	if f.height <= lowest {
		return 2
	}
	return max(3, f.height/3)
}

// lowest is a body in which a menu of three lines leaves too little of the text.
const lowest = 7

func drawOverall(p *page, told steps.Summary) {
	p.hang(p.f.theme.chip(told.Status, p.f)+" ", told.Overall)
	if told.AsOf != "" {
		p.text(told.AsOf)
	}
}

// report adds what the walk came to. It returns how many lines it takes up to
// the first thing to do.
func (s *summaryScreen) report(p *page, told steps.Summary) int {
	f := p.f
	drawOverall(p, told)
	if s.riddle != nil {
		p.gap()
		p.text(f.fill(wordsRiddleSolved, lang.Args{"name": s.riddle.Name, "text": f.say(s.riddle.Text)}))
		s.faster(p)
	}
	first := len(p.lines)
	head := first
	if told.Cause != nil {
		head = s.cause(p, told)
	}
	list(p, wordsOthers, told.Others)
	list(p, wordsWarnings, told.Warnings)
	unknown(p, told)
	s.announced(p)
	if len(p.lines) > first {
		p.gap()
	}
	counts := f.fill(wordsCounts, lang.Args{
		"healthy": itoa(told.Counts[steps.Healthy]), "warning": itoa(told.Counts[steps.Warning]),
		"broken": itoa(told.Counts[steps.Broken]), "unknown": itoa(told.Counts[steps.Unknown]),
	})
	if told.Explained > 0 {
		counts += f.fill(wordsCountExplained, lang.Args{"n": itoa(told.Explained)})
	}
	p.text(counts)
	return head
}

func (s *summaryScreen) file(f frame) string {
	if s.saved == "" {
		return f.say(wordsUnsaved)
	}
	return lang.Clean(s.saved)
}

// list adds findings, one a line, under a heading.
func list(p *page, heading lang.Text, findings []steps.Told) {
	for i, told := range findings {
		if i == 0 {
			p.gap()
			p.title(p.f.say(heading))
		}
		p.hang("  "+leadOf(p.f, told), saidOf(p.f, told))
	}
}

// unknown adds what could not be seen, grouped by what stood in the way, with
// who could take that away.
func unknown(p *page, told steps.Summary) {
	for i, gap := range told.Unknown {
		if i == 0 {
			p.gap()
			p.title(p.f.fill(wordsUnknown, lang.Args{"n": itoa(told.Unseen)}))
		}
		p.hang("- ", gap.Obstacle)
		p.hang("  "+p.f.say(wordsGapSteps)+": ", gap.Titles())
		if gap.People != "" {
			p.hang("  "+p.f.say(wordsWhoCan)+": ", gap.People)
		}
	}
}

func (s *summaryScreen) Keys() []keyed {
	if s.reruns != (lang.Text{}) {
		return []keyed{keyEnter.as(wordsChoose), keyBack, keyAgain.as(s.reruns), keyMove, digits(len(s.menu.items)), keyPageDown, keyHistory}
	}
	return []keyed{keyEnter.as(wordsChoose), keyBack, keyMove, digits(len(s.menu.items)), keyPageDown, keyHistory}
}

func (s *summaryScreen) Heading(f frame) string {
	if s.over && s.attempt > 0 {
		return f.say(wordsSummary) + " | " + f.fill(wordsAttempt, lang.Args{"n": itoa(s.attempt + 1)})
	}
	if s.over {
		return f.say(wordsSummary)
	}
	return f.say(wordsSummarySoFar)
}

// Typing reports whether letters are text here.
func (s *summaryScreen) Typing() bool { return s.menu.seeking }
