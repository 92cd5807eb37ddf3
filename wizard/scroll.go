package wizard

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// scroll is how far a long body was moved up.
type scroll struct{ top int }

// moved returns the scroll after a key, for a body of so many lines.
func (s scroll) moved(msg tea.KeyMsg, lines, height int) scroll {
	page := max(1, height-2)
	switch {
	case key.Matches(msg, keyUp.Binding):
		s.top--
	case key.Matches(msg, keyDown.Binding):
		s.top++
	case key.Matches(msg, keyPageUp.Binding):
		s.top -= page
	case key.Matches(msg, keyPageDown.Binding):
		s.top += page
	case key.Matches(msg, keyHome.Binding):
		s.top = 0
	case key.Matches(msg, keyEnd.Binding):
		s.top = lines
	default:
		return s
	}
	return s.within(lines, height)
}

// within keeps the scroll inside the body. The last line of the window is
// taken by the sign that there is more.
func (s scroll) within(lines, height int) scroll {
	last := 0
	if lines > height {
		last = lines - height + 1
	}
	return scroll{top: min(max(0, s.top), last)}
}

// show returns the visible part, with a sign when there is more.
func (s scroll) show(lines []string, f frame) string {
	if len(lines) <= f.height {
		return strings.Join(lines, "\n")
	}
	top := s.within(len(lines), f.height).top
	end := min(len(lines), top+f.height-1)
	sign := wordsMore
	if end == len(lines) {
		sign = wordsNoMore
	}
	visible := append([]string{}, lines[top:end]...)
	for len(visible) < f.height-1 {
		visible = append(visible, "")
	}
	return strings.Join(append(visible, f.say(sign)), "\n")
}
