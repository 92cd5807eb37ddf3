package wizard

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
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
	masked    bool // the walk names nobody
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
		over: session.Step() == nil, saved: m.walk.saved,
	}
	offer := func(text lang.Text, msg tea.Msg) {
		s.menu.items = append(s.menu.items, item{text: text})
		s.picks = append(s.picks, msg)
	}
	if !s.over {
		offer(wordsGoOnWalk, nextMsg{})
	}
	if s.over && s.diagnosis.Status == steps.Healthy && session.Find(canary) != nil && !visited(session, canary) {
		offer(wordsCanary, visitMsg{step: canary})
	}
	if s.diagnosis.Cause != nil && (m.walk.past() == nil || m.walk.stands()) { // a file alone says the same again
		offer(wordsCheckCause, againMsg{step: s.diagnosis.Cause.Step})
	}
	if s.diagnosis.Cause != nil {
		offer(wordsShowCause, coverMsg{screen: newVerdict(m.walk.patient, *s.diagnosis.Cause, true)})
	}
	if m.comparable() {
		offer(wordsCompare, compareAskMsg{})
	}
	if wants, fact := supplies(s.diagnosis.Unknown, m.reopens()); wants != steps.NoSupply {
		offer(wordsGiveMore, coverMsg{screen: m.newAnswers(wants, fact)})
	}
	if m.c.Save != nil {
		offer(wordsSaveFile, saveMsg{})
	}
	offer(wordsCopyTicket, coverMsg{screen: s.newTicket(m.frame())})
	if m.c.Masked != nil && m.c.SaveMasked != nil {
		offer(wordsPassOn, coverMsg{screen: newPassOn()})
	}
	offer(wordsToStart, startMsg{})
	offer(wordsDone, quitMsg{})
	return s
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
	case tea.KeyMsg:
		return s.key(msg)
	}
	return s, nil
}

func (s *summaryScreen) key(msg tea.KeyMsg) (screen, tea.Cmd) {
	if keyBack.hit(msg) {
		return s, send(backMsg{})
	}
	if keyPageUp.hit(msg) || keyPageDown.hit(msg) {
		s.scroll = s.scroll.moved(msg, len(s.lines(s.frame)), s.room(s.frame))
		return s, nil
	}
	if picked := s.menu.update(msg); picked >= 0 {
		return s, send(s.picks[picked])
	}
	return s, nil
}

// room is what the menu leaves of the window.
func (s *summaryScreen) room(f frame) int { return max(4, f.height-s.menuRoom(f)-1) }

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

func (s *summaryScreen) lines(f frame) []string {
	p := page{f: f}
	head := s.report(&p)
	p.gap()
	p.labelled(wordsCaseFile, s.file(f))
	if s.diagnosis.Cause == nil || head <= f.height-s.leastMenu(f)-2 {
		return p.lines
	}
	short := page{f: f}
	s.overall(&short)
	said := len(short.lines)
	s.brief(&short, *s.diagnosis.Cause)
	return append(short.lines, p.lines[said:]...)
}

// leastMenu is what the menu takes even of a long report.
func (s *summaryScreen) leastMenu(f frame) int { return max(3, f.height/3) }

func (s *summaryScreen) overall(p *page) {
	p.hang(p.f.theme.badge(s.diagnosis.Status, p.f)+"  ", p.f.say(overall(s.diagnosis, s.over)))
	if past := s.patient.Past; past != nil {
		p.text(past.Sentence(p.f.language, p.f.zone))
	}
}

// report adds what the walk came to. It returns how many lines it takes up to
// the first thing to do.
func (s *summaryScreen) report(p *page) int {
	f, d := p.f, s.diagnosis
	s.overall(p)
	first := len(p.lines)
	head := first
	if d.Cause != nil {
		head = s.cause(p, *d.Cause)
	}
	s.list(p, wordsOthers, d.Others)
	s.list(p, wordsWarnings, s.warnings())
	s.unknown(p)
	if len(p.lines) > first {
		p.gap()
	}
	counts := f.fill(wordsCounts, s.counts())
	if n := s.explained(); n > 0 {
		counts += f.fill(wordsCountExplained, lang.Args{"n": itoa(n)})
	}
	p.text(counts)
	return head
}

func (s *summaryScreen) explained() int {
	n := 0
	for _, f := range s.patient.Session.Trail() {
		if f.ExplainedBy != "" {
			n++
		}
	}
	return n
}

// counts says how many steps had which status; questions are none, and what
// another step explains is counted apart.
func (s *summaryScreen) counts() lang.Args {
	n := map[steps.Status]int{}
	for _, f := range s.patient.Session.Trail() {
		if f.ExplainedBy == "" && (!f.Asked || f.Status != steps.Unknown) {
			n[f.Status]++
		}
	}
	return lang.Args{
		"healthy": itoa(n[steps.Healthy]), "warning": itoa(n[steps.Warning]),
		"broken": itoa(n[steps.Broken]), "unknown": itoa(n[steps.Unknown]),
	}
}

func (s *summaryScreen) file(f frame) string {
	if s.saved == "" {
		return f.say(wordsUnsaved)
	}
	return lang.Clean(s.saved)
}

// list adds findings, one a line, under a heading.
func (s *summaryScreen) list(p *page, heading lang.Text, findings []steps.Finding) {
	if len(findings) == 0 {
		return
	}
	p.gap()
	p.title(p.f.say(heading))
	for _, f := range findings {
		p.hang("  ", line(p.f, s.patient.Session, f))
	}
}

// warnings are the warnings beside the cause.
func (s *summaryScreen) warnings() []steps.Finding {
	var warnings []steps.Finding
	for _, f := range s.patient.Session.Trail() {
		isCause := s.diagnosis.Cause != nil && s.diagnosis.Cause.Step == f.Step
		if f.Status == steps.Warning && f.ExplainedBy == "" && !isCause {
			warnings = append(warnings, f)
		}
	}
	return warnings
}

// unknown adds what could not be seen, grouped by what stood in the way, with
// who could take that away.
func (s *summaryScreen) unknown(p *page) {
	groups := groupUnknown(p.f, s.patient.Session, s.diagnosis.Unknown)
	if len(groups) == 0 {
		return
	}
	p.gap()
	p.title(p.f.fill(wordsUnknown, lang.Args{"n": itoa(len(s.diagnosis.Unknown))}))
	for _, g := range groups {
		p.hang("- ", g.reason)
		p.hang("  ", strings.Join(g.titles, ", "))
		if g.who != "" {
			p.hang("  "+p.f.say(wordsWhoCan)+": ", g.who)
		}
	}
}

func (s *summaryScreen) Keys() []keyed {
	return []keyed{keyEnter.as(wordsChoose), keyBack, keyMove, keyDigit, keyPageDown}
}

func (s *summaryScreen) Heading(f frame) string {
	if s.over {
		return f.say(wordsSummary)
	}
	return f.say(wordsSummarySoFar)
}
