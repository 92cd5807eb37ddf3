package wizard

import (
	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps/lang"
)

// startScreen is the first choice: this environment, the lab, a case file, and
// before them the walk that a program which was killed left behind.
type startScreen struct {
	menu  menu
	picks []tea.Msg      // what each item says to the root
	ahead func() []World // what is made ready meanwhile; nil for nothing
	left  bool           // the lab was left for it
}

// Beginning is the first question and its answers, for whoever asks it line by
// line.
func Beginning() (where, call, lab, file lang.Text) {
	return wordsWhere, wordsCall, wordsLab, wordsFile
}

func newStart(c Config) *startScreen {
	s := &startScreen{}
	offer := func(text, note lang.Text, pick tea.Msg) {
		s.menu.items = append(s.menu.items, item{text: text, note: note})
		s.picks = append(s.picks, pick)
	}
	if c.Journal != nil && c.Open != nil {
		if left := c.Journal.Left(); left != nil {
			s.menu.items, s.picks = append(s.menu.items, left.item()), append(s.picks, leftMsg{left: *left})
		}
	}
	if c.Open != nil {
		offer(wordsCall, wordsEnvironmentNote, callMsg{})
	}
	if c.Lab != nil && c.Worlds != nil {
		offer(wordsLab, wordsLabNote, labMsg{})
		s.ahead = c.Worlds
	}
	if c.File != nil {
		offer(wordsFile, wordsFileNote, pathMsg{})
	}
	return s
}

func (s *startScreen) Init() tea.Cmd {
	if s.ahead == nil {
		return nil
	}
	return prepare(s.ahead)
}

func (s *startScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	key, ok := msg.(tea.KeyMsg)
	if !ok {
		return s, nil
	}
	if keyBack.hit(key) {
		return s, send(coverMsg{screen: newQuit(false, false)})
	}
	if picked := s.menu.update(key); picked >= 0 {
		return s, send(s.picks[picked])
	}
	return s, nil
}

func (s *startScreen) View(f frame) string {
	p := page{f: f}
	if s.left {
		p.title(f.say(wordsLeftLab))
	}
	p.text(f.say(wordsWelcome))
	p.gap()
	p.lines = append(p.lines, s.menu.lines(f, max(1, f.height-len(p.lines)))...)
	return p.String()
}

func (s *startScreen) Keys() []keyed {
	return []keyed{keyEnter.as(wordsChoose), keyBack.as(wordsLeave), keyLanguage, keyMove, keyDigit}
}

func (s *startScreen) Heading(f frame) string {
	if s.left {
		return f.say(wordsWhere) + " | " + f.say(wordsNoLab)
	}
	return f.say(wordsWhere)
}

// leaves says that the lab was left: what is chosen now is real.
func (s *startScreen) leaves() *startScreen {
	s.left = true
	for i := range s.picks {
		if _, call := s.picks[i].(callMsg); call {
			s.menu.items[i].text = wordsRealCall
		}
	}
	return s
}

// pathScreen asks for the path of a case file.
type pathScreen struct{ field field }

func newPath() *pathScreen {
	return &pathScreen{field: field{label: wordsPath, help: wordsPathHelp}}
}

func (s *pathScreen) Init() tea.Cmd { return nil }

func (s *pathScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	if fit, ok := msg.(frameMsg); ok {
		s.field.fit(fit.frame)
		return s, nil
	}
	if key, ok := msg.(tea.KeyMsg); ok && keyBack.hit(key) {
		return s, send(startMsg{})
	}
	done, cmd := s.field.update(msg)
	if done {
		path := s.field.value()
		s.field.fresh = true // whoever comes back names another file
		return s, send(fileMsg{path: path})
	}
	return s, cmd
}

func (s *pathScreen) View(f frame) string {
	p := page{f: f}
	s.field.draw(&p)
	return p.String()
}

func (s *pathScreen) Keys() []keyed { return s.field.keys() }

func (s *pathScreen) Heading(f frame) string { return f.say(wordsFile) }

func (s *pathScreen) Typing() bool { return true }
