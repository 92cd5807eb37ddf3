package wizard

import (
	"errors"
	"fmt"
	"runtime/debug"

	tea "github.com/charmbracelet/bubbletea"
)

// caught makes a panic in a command a message, also in the commands of a
// batch: bubbletea would end the program, print what it was to the terminal,
// and lose the walk.
func caught(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return guarded("a command", func() tea.Msg {
		msg := cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			all := make(tea.BatchMsg, len(batch))
			for i, one := range batch {
				all[i] = caught(one)
			}
			return all
		}
		return msg
	})
}

// faulty notes a fault of ours; the first one explains the rest.
func (r *Result) faulty(fault, stack string) {
	if r.Fault == "" {
		r.Fault, r.Stack = fault, stack
	}
}

// undrawn ends the program: what cannot be drawn cannot be read by anybody.
func (m *model) undrawn(fault any) {
	m.result.faulty(fmt.Sprintf("%T: panic: %v", m.screen, fault), string(debug.Stack()))
	if m.leave != nil {
		m.leave()
		m.leave = nil
	}
}

// crashed notes a panic that only bubbletea caught.
func (r *Result) crashed(err error) {
	if errors.Is(err, tea.ErrProgramPanic) {
		r.faulty(err.Error(), "")
	}
}

// rescue saves the walk after a fault of ours, if that was not done yet.
func (m *model) rescue() {
	if m.result.Fault == "" || m.walk.saved != "" || m.walk.patient == nil || m.c.Save == nil {
		return
	}
	defer func() { _ = recover() }() // what cannot be saved is not said to be
	if path, err := m.c.Save(copyOf(m.walk.patient), ""); err == nil {
		m.walk.saved, m.result.Saved = path, path
	}
}
