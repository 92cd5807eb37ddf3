package wizard

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// gives takes a secret that an action needs besides consent. It goes to whoever
// acts, and nowhere else.
func (s *actScreen) gives(msg tea.KeyMsg) (screen, tea.Cmd) {
	switch {
	case keyBack.hit(msg):
		s.field = field{}
		return s, send(actOverMsg{})
	case !keyEnter.hit(msg):
		_, cmd := s.field.update(msg)
		return s, cmd
	case s.field.value() == "":
		s.field.problem = wordsRequired
		return s, nil
	}
	s.offer = s.offer.With(s.field.value())
	s.consents()
	return s, nil
}

// reads goes on from what would be done: to the secret, or to the consent.
func (s *actScreen) reads() {
	s.scroll = scroll{}
	if s.offer.Secret.Empty() {
		s.consents()
		return
	}
	s.phase = actGives
	s.field = field{label: s.wanted(), secret: true, optional: true}
	s.field.fit(s.frame)
}

// consents asks for consent.
func (s *actScreen) consents() {
	s.phase, s.scroll = actTypes, scroll{}
	s.field = field{label: s.asked(s.frame), optional: true}
	s.field.fit(s.frame)
}

// wanted is the secret, in both languages.
func (s *actScreen) wanted() lang.Text {
	return lang.Text{Ko: s.offer.Secret.In(lang.Korean, s.frame.zone), En: s.offer.Secret.In(lang.English, s.frame.zone)}
}

// label is what the field asks for now.
func (s *actScreen) label(f frame) lang.Text {
	if s.phase == actGives {
		return s.wanted()
	}
	return s.asked(f)
}

// shows reports whether there is a password that somebody may want to see.
func (s *actScreen) shows() bool {
	return s.phase == actOver && s.end != nil && !s.end.Password.Empty()
}

// drawPassword adds the new password: hidden until somebody asks for it.
func (s *actScreen) drawPassword(p *page) {
	if !s.shows() {
		return
	}
	p.gap()
	text := strings.Repeat("*", hiddenLength)
	if s.open {
		text = s.end.Password.Reveal()
	}
	if head := p.f.say(wordsNewPassword) + "  "; ansi.StringWidth(head+text) <= p.f.width {
		p.hang(head, p.f.theme.strong.Render(text))
	} else { // a break in it would be copied
		p.text(head)
		p.hang("  ", p.f.theme.strong.Render(text))
	}
	p.text(p.f.say(wordsNewPasswordNote))
}

// hiddenLength is that of any hidden password.
const hiddenLength = 12

// drawRuns adds what is run, as whoever runs it reads it.
func (s *actScreen) drawRuns(p *page) {
	f := p.f
	if len(s.offer.Orders) == 0 {
		p.title(f.say(wordsActAsks))
	} else {
		p.title(f.say(wordsActRuns) + " (PowerShell)")
	}
	s.drawCommands(p)
}

// drawCommands adds what is run in its order, or what is sent.
func (s *actScreen) drawCommands(p *page) {
	f := p.f
	if len(s.offer.Orders) == 0 {
		for _, command := range s.offer.Commands {
			p.hang("   ", command)
		}
		return
	}
	for i, command := range s.offer.Commands {
		for j, line := range laid(steps.PowerShell, command, f.width-4) {
			head := "   "
			if j == 0 {
				head = itoa(i+1) + ". "
			}
			p.hang(head, f.theme.strong.Render(line))
		}
	}
}
