//go:build !unix

package wizard

import tea "github.com/charmbracelet/bubbletea"

// onStop has nothing to do where no program can be stopped.
func onStop(*tea.Program) func() { return func() {} }
