package wizard

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/timeline"
)

// historyScreen shows what really happened: time runs down, the cloud is on the
// left, the server in the middle and AD on the right, and lines show what crossed.
// It covers the screen from which one comes.
type historyScreen struct {
	patient *Patient
	history timeline.Timeline
	drawn   []string // for the frame; a long history is not drawn with every key
	scroll  scroll
	frame   frame
}

func newHistory(p *Patient) *historyScreen {
	return &historyScreen{patient: p, history: timeline.Of(p.Session.Findings(), p.Session.Facts()[steps.User])}
}

func (s *historyScreen) Init() tea.Cmd { return nil }

func (s *historyScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	switch msg := msg.(type) {
	case frameMsg:
		s.frame = msg.frame
		s.drawn = s.lines(msg.frame)
		s.scroll = s.scroll.within(len(s.drawn), msg.frame.height)
	case tea.KeyMsg:
		if keyBack.hit(msg) || keyEnter.hit(msg) || keyHistory.hit(msg) {
			return s, send(uncoverMsg{})
		}
		s.scroll = s.scroll.moved(msg, len(s.drawn), s.frame.height)
	}
	return s, nil
}

func (s *historyScreen) View(f frame) string { return s.scroll.show(s.drawn, f) }

func (s *historyScreen) Keys() []keyed { return []keyed{keyBack, keyScroll} }

func (s *historyScreen) Heading(f frame) string { return s.history.Tell(f.teller(s.patient)).Title }

// lanes are the columns of the three places.
type lanes struct {
	at    [3]int // the cells of their lines
	names [3]int // and where their names begin
	width int
	short bool // the names are cut to a letter
}

// wideFrom is the width from which on the names of the places have room.
const wideFrom = 72

func lanesOf(f frame) lanes {
	if f.width < wideFrom {
		return lanes{at: [3]int{0, 4, 8}, names: [3]int{0, 4, 8}, width: 10, short: true}
	}
	return lanes{at: [3]int{2, 10, 17}, names: [3]int{0, 9, 16}, width: 18}
}

// clockRoom is the column of the time, with the blank behind it.
const clockRoom = len("15:04:05 ")

// lines are the story, the picture, and what is not in it.
func (s *historyScreen) lines(f frame) []string {
	told, p, l := s.history.Tell(f.teller(s.patient)), page{f: f}, lanesOf(f)
	for _, one := range told.Head {
		p.text(one)
	}
	if len(told.Lines) > 0 {
		p.gap()
		l.legend(&p)
	}
	day := ""
	for i := range told.Lines {
		one := &told.Lines[i]
		if one.Day != day {
			day = one.Day
			p.add(f.theme.strong.Render(day))
		}
		l.line(&p, one)
	}
	p.gap()
	for _, one := range told.Foot {
		p.hang("- ", one)
	}
	return p.lines
}

// legend names the places above their lines.
func (l lanes) legend(p *page) {
	head, long := "", ""
	for i, place := range timeline.Places() {
		name := p.f.say(timeline.PlaceWord(place))
		if l.short && place != timeline.Directory {
			letter := strings.ToUpper(string([]rune(name)[:1]))
			long += letter + " = " + name + "  "
			name = letter
		}
		head += strings.Repeat(" ", max(0, l.names[i]-ansi.StringWidth(head))) + name
	}
	if l.short {
		p.text(strings.TrimSpace(long))
	}
	p.add(strings.Repeat(" ", clockRoom) + p.f.theme.strong.Render(head))
}

// line draws one thing that happened: when, what crossed, and what it was. What
// the story names is bold.
func (l lanes) line(p *page, one *timeline.Line) {
	f := p.f
	sign := "  "
	if !one.Noted {
		sign = f.theme.status[one.Status].Render(f.theme.dots[one.Status]) + " "
	}
	text := one.Text
	if len(one.Notes) > 0 {
		text += " (" + strings.Join(one.Notes, "; ") + ")"
	}
	room := f.width - 1 - clockRoom - l.width - 1 - 2
	for i, part := range f.wrap(text, room) {
		if one.Marked {
			part = f.theme.strong.Render(part)
		}
		if i == 0 {
			p.add(one.Clock + " " + l.draw(f.theme, one.Lanes()) + " " + sign + part)
			continue
		}
		p.add(strings.Repeat(" ", clockRoom) + l.draw(f.theme, [3]timeline.Mark{timeline.NoMark, timeline.NoMark, timeline.NoMark}) + "   " + part)
	}
}

// draw is the picture of one line, in as many cells as the lanes take.
func (l lanes) draw(t theme, marks [3]timeline.Mark) string {
	cells := make([]string, l.width)
	for i := range cells {
		cells[i] = " "
	}
	last := -1
	for i, mark := range marks {
		cells[l.at[i]] = glyph(t, mark)
		if mark == timeline.NoMark || mark == timeline.Point {
			continue
		}
		if last >= 0 {
			for cell := l.at[last] + 1; cell < l.at[i]; cell++ {
				cells[cell] = t.rule
			}
		}
		last = i
	}
	return strings.Join(cells, "")
}

// glyph is a mark in one cell.
func glyph(t theme, mark timeline.Mark) string {
	switch mark {
	case timeline.NoMark:
		return t.faint.Render(t.edge)
	case timeline.InLeft:
		return ">"
	case timeline.InRight:
		return "<"
	case timeline.NoLeft, timeline.NoRight:
		return "x"
	default:
		return "o"
	}
}
