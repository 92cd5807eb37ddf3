package wizard

import (
	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/huh"
)

// formKeys leaves huh the keys that edit and move, and none that leaves the
// field: those are ours. Nor does it search a list by letters, which a Korean
// input method would not send.
func formKeys() *huh.KeyMap {
	none := key.NewBinding(key.WithDisabled())
	k := huh.NewDefaultKeyMap()
	k.Quit = none
	k.Input = huh.InputKeyMap{AcceptSuggestion: none, Next: none, Prev: none, Submit: none}
	k.Text = huh.TextKeyMap{
		Next: none, Prev: none, Editor: none, Submit: none,
		NewLine: key.NewBinding(key.WithKeys("alt+enter", "ctrl+j")),
	}
	k.Select = huh.SelectKeyMap{
		Next: none, Prev: none, Submit: none, Left: none, Right: none,
		Filter: none, SetFilter: none, ClearFilter: none,
		Up: keyUp.Binding, Down: keyDown.Binding,
		HalfPageUp:   key.NewBinding(key.WithKeys("pgup")),
		HalfPageDown: key.NewBinding(key.WithKeys("pgdown")),
		GotoTop:      keyHome.Binding, GotoBottom: keyEnd.Binding,
	}
	return k
}
