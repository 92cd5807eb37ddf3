// Package quiet keeps the terminal libraries from asking the terminal
// anything before the program has begun. Import it for its effect wherever
// bubbletea is imported.
//
// Version 1 of bubbletea asks lipgloss in its own init whether the background
// is dark. That writes OSC 11 and CSI 6n to the terminal and waits five
// seconds for an answer that may never come, in every command. Go
// initialises packages in the order of their import paths as far as their
// imports allow, and this path sorts before github.com/charmbracelet: so the
// question is answered here before anybody can put it.
//
// It knows nothing else. It also says once and for all that characters of
// ambiguous width are narrow, because some of the libraries would count them
// double in a Korean locale while others would not.
package quiet

import (
	"github.com/charmbracelet/lipgloss"
	"github.com/mattn/go-runewidth"
)

//nolint:gochecknoinits // the one init of the program: it has to run before bubbletea's
func init() {
	lipgloss.SetHasDarkBackground(true)
	runewidth.DefaultCondition.EastAsianWidth = false
	runewidth.EastAsianWidth = false
	runewidth.DefaultCondition.StrictEmojiNeutral = true
}
