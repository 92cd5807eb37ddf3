package wizard

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// pickScreen is a menu over another screen.
type pickScreen struct {
	heading lang.Text
	intro   func(*page) // above the menu; may be nil
	outro   func(*page) // below it; may be nil
	menu    menu
	picked  func(int) tea.Cmd
	also    func(tea.KeyMsg) tea.Cmd // further keys; may be nil
	keys    []keyed
	tree    bool // it is the map itself, and needs none beside it
}

func (s *pickScreen) Init() tea.Cmd { return nil }

func (s *pickScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	key, ok := msg.(tea.KeyMsg)
	switch {
	case !ok:
		return s, nil
	case keyBack.hit(key) && !s.menu.seeking:
		return s, send(uncoverMsg{})
	}
	if s.also != nil && !s.menu.seeking {
		if cmd := s.also(key); cmd != nil {
			return s, cmd
		}
	}
	if picked := s.menu.update(key); picked >= 0 {
		return s, s.picked(picked)
	}
	return s, nil
}

func (s *pickScreen) View(f frame) string {
	p := page{f: f}
	if s.intro != nil {
		s.intro(&p)
		p.gap()
	}
	below := page{f: f}
	if s.outro != nil {
		s.outro(&below)
	}
	room := f.height - len(p.lines)
	if room-len(below.lines)-1 >= min(room, len(s.menu.items)+1) {
		room -= len(below.lines) + 1
	}
	p.lines = append(p.lines, s.menu.lines(f, max(1, room))...)
	if len(below.lines) > 0 {
		p.gap()
		p.lines = append(p.lines, below.lines...)
	}
	return strings.Join(p.lines, "\n")
}

func (s *pickScreen) Keys() []keyed {
	if s.keys != nil {
		return s.keys
	}
	return []keyed{keyEnter.as(wordsChoose), keyBack, keyMove, digits(len(s.menu.items)), keySearch}
}

// Typing reports whether letters are text here.
func (s *pickScreen) Typing() bool { return s.menu.seeking }

func (s *pickScreen) Heading(f frame) string { return f.say(s.heading) }

// newHand offers the outcomes of a check to a person who knows better.
func newHand(p *Patient, step *steps.Step) *pickScreen {
	s := &pickScreen{heading: wordsHand}
	var outcomes []steps.Outcome
	wide := func(f frame) (most int) { // of the badges
		for _, status := range []steps.Status{steps.Healthy, steps.Warning, steps.Broken} {
			most = max(most, ansi.StringWidth(f.theme.badge(status, f)))
		}
		return most
	}
	for i := range step.Branches {
		b := &step.Branches[i]
		if b.On == steps.Unseen || b.Status == steps.Unknown {
			continue
		}
		outcomes = append(outcomes, b.On)
		s.menu.items = append(s.menu.items, item{draw: func(f frame) string {
			return f.say(b.Label)
		}, lead: func(f frame) string {
			badge := f.theme.badge(b.Status, f)
			return badge + strings.Repeat(" ", wide(f)-ansi.StringWidth(badge)+2)
		}})
	}
	s.intro = func(page *page) { page.text(page.f.say(wordsHandIntro)) }
	s.picked = func(i int) tea.Cmd { return byHand(p.Now, step.ID, outcomes[i]) }
	return s
}

// The forms of the diagnosis for people to read, as --format says them: one page for
// a browser, which needs nothing else and prints, and Markdown for a ticket system.
const (
	pageHTML     = "html"
	pageMarkdown = "markdown"
)

// newReports offers the diagnosis as a file to read, and what may go to people
// outside.
func newReports(pages, masks bool) *pickScreen {
	s := &pickScreen{heading: wordsReport}
	var says []tea.Msg
	var head lang.Text // of the next group
	offer := func(may bool, text lang.Text, msg tea.Msg) {
		if may {
			s.menu.items = append(s.menu.items, item{text: text, head: head})
			says, head = append(says, msg), lang.Text{}
		}
	}
	head = wordsForInside
	offer(pages, wordsPageHTML, saveMsg{page: pageHTML})
	offer(pages, wordsPageMarkdown, saveMsg{page: pageMarkdown})
	head = wordsForOutside // of what goes there nothing is offered with its names
	offer(pages && masks, wordsPageMasked, saveMsg{page: pageHTML, masked: true})
	offer(pages && masks, wordsMarkdownMasked, saveMsg{page: pageMarkdown, masked: true})
	offer(masks, wordsSaveMasked, saveMsg{masked: true})
	offer(masks, wordsTicketMasked, ticketMsg{})
	s.intro = func(p *page) {
		if pages {
			p.text(p.f.say(wordsReportIntro))
		}
		if masks {
			p.text(p.f.say(wordsPassOnIntro))
		}
	}
	s.picked = func(i int) tea.Cmd { return send(says[i]) }
	return s
}

// newQuit asks before leaving a walk, or the program.
func newQuit(canSave, inWalk bool) *pickScreen {
	s := &pickScreen{heading: wordsQuit}
	var says []tea.Msg
	offer := func(text lang.Text, msg tea.Msg) {
		s.menu.items = append(s.menu.items, item{text: text})
		says = append(says, msg)
	}
	offer(wordsStay, uncoverMsg{})
	if inWalk {
		offer(wordsToStart, startMsg{})
	}
	if canSave {
		offer(wordsSaveQuit, saveMsg{quit: true})
	}
	offer(wordsJustQuit, quitMsg{})
	s.picked = func(i int) tea.Cmd { return send(says[i]) }
	return s
}

// newLeave asks before a walk is left for the first screen.
func newLeave(canSave bool) *pickScreen {
	s := &pickScreen{heading: wordsToStart}
	says := []tea.Msg{uncoverMsg{}}
	s.menu.items = []item{{text: wordsStay}}
	if canSave {
		s.menu.items, says = append(s.menu.items, item{text: wordsSaveStart}), append(says, saveMsg{start: true})
	}
	s.menu.items, says = append(s.menu.items, item{text: wordsJustStart}), append(says, startMsg{})
	s.intro = func(p *page) { p.text(p.f.say(wordsLeaveStart)) }
	s.picked = func(i int) tea.Cmd { return send(says[i]) }
	return s
}

// newSaved offers the case files that were saved here last, and any other.
func newSaved(paths []string) *pickScreen {
	s := &pickScreen{heading: wordsFile}
	for _, path := range paths {
		name := lang.Clean(path)
		s.menu.items = append(s.menu.items, item{text: lang.Text{Ko: name, En: name}})
	}
	s.menu.items = append(s.menu.items, item{text: wordsOtherPath})
	s.intro = func(p *page) { p.text(p.f.say(wordsSavedHere)) }
	s.picked = func(i int) tea.Cmd {
		if i == len(paths) {
			return send(pathMsg{typed: true})
		}
		return send(fileMsg{path: paths[i]})
	}
	return s
}
