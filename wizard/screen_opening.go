package wizard

import (
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// openingScreen is shown while a patient is being opened, and says why when
// that failed.
type openingScreen struct {
	name   lang.Text
	before screen // where going back leads
	err    error
	again  bool // covers the walk that is open
}

func newOpening(name lang.Text, before screen) *openingScreen {
	return &openingScreen{name: name, before: before}
}

func (s *openingScreen) Init() tea.Cmd { return nil }

func (s *openingScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	switch msg := msg.(type) {
	case openedMsg:
		s.err = msg.err
	case tea.KeyMsg:
		if s.again && (keyBack.hit(msg) || s.err != nil && keyEnter.hit(msg)) {
			return s, send(abandonMsg{})
		}
		if keyBack.hit(msg) || s.err != nil && keyEnter.hit(msg) {
			return s, send(returnMsg{to: s.before})
		}
	}
	return s, nil
}

func (s *openingScreen) View(f frame) string {
	p := page{f: f}
	if s.err == nil {
		p.text(f.say(wordsOpening))
		return p.String()
	}
	p.text(f.theme.badge(steps.Unknown, f) + "  " + f.say(wordsNotOpened))
	p.gap()
	if said, ok := steps.SaidOf(s.err); ok {
		p.text(lang.Clean(f.say(said)))
		return p.String()
	}
	if said := obstacleOf(s.err, f, keyBack.cap); said != "" {
		p.text(said)
		p.gap()
	}
	p.labelled(wordsDetails, lang.Clean(s.err.Error()))
	return p.String()
}

func (s *openingScreen) Keys() []keyed { return []keyed{keyBack} }

func (s *openingScreen) Heading(f frame) string { return lang.Clean(f.say(s.name)) }

// obstacleOf is the sentence for an error that says what stood in the way, "" for any
// other. give is the key by which the person gives something else; "" for none.
func obstacleOf(err error, f frame, give string) string {
	why := steps.Finding{}.Why // the obstacle's type is no business of the wizard's
	if !errors.As(err, &why) {
		return ""
	}
	return steps.Teller{Language: f.language, Zone: f.zone, Give: give}.Obstacle(why)
}
