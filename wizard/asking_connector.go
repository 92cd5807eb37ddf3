package wizard

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/wanted"
)

// connectors hands what the directory shows to the question. Where that one is in
// front and what Enter takes has changed, keys wait for a moment.
func (m asker) connectors(msg connectorsMsg) tea.Cmd {
	for _, s := range m.under {
		if asks, is := s.(*inputsScreen); is {
			asks.shows(msg.names)
		}
	}
	if asks, is := m.screen.(*inputsScreen); is && asks.shows(msg.names) {
		return m.swallow()
	}
	return nil
}

// connector is the place of the entry for the connector account, -1 for none.
func (s *inputsScreen) connector() int {
	return slices.IndexFunc(s.all, func(e entry) bool { return e.Fact == steps.ConnectorAccount })
}

// shown is what the directory shows of what an entry asks for, and the default that
// this makes; nothing of any other entry.
func (s *inputsScreen) shown(e entry) (offered string, says lang.Text) {
	if e.Fact != steps.ConnectorAccount {
		return "", lang.Text{}
	}
	return wanted.Shown(s.names)
}

// shows takes what the directory shows. It reports whether that changes what is in
// front. It is no answer before the person says so: nothing of it is kept until then.
func (s *inputsScreen) shows(names []string) bool {
	s.names = names
	front := s.at == s.connector() && s.field.text == "" && len(names) > 0
	if front {
		s.ask(s.at)
	}
	return front
}
