// Command bare is the smallest bubbletea program that draws something. The
// first frame of the wizard is measured against it. It has the same guard
// against questions to the terminal, or it would be five seconds slower.
package main

import (
	"fmt"
	"os"

	tea "github.com/charmbracelet/bubbletea"

	_ "example.com/writeback-doctor/wizard/quiet" // before bubbletea: no question to the terminal
)

type model struct{}

func (model) Init() tea.Cmd { return nil }

func (m model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, pressed := msg.(tea.KeyMsg); pressed {
		return m, tea.Quit
	}
	return m, nil
}

func (model) View() string { return "the smallest program" }

func main() {
	if _, err := tea.NewProgram(model{}, tea.WithAltScreen()).Run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
