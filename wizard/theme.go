package wizard

import (
	"io"
	"strings"

	"github.com/charmbracelet/huh"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// theme is every colour and glyph. Colour is only ever added to a symbol and
// a word. None of the sixteen that every terminal has is read at a contrast of
// 4.5 on black, on the blue of the PowerShell window and on white, so what must
// be read has the default foreground, or is ink on paper of ours; marks and lines
// keep three to one on all of them. A test measures it.
type theme struct {
	bare bool // no colour, but bold: the cursor is drawn as a character

	plain    lipgloss.Style
	strong   lipgloss.Style // titles
	faint    lipgloss.Style // rules, edges, and the marks of what is explained
	selected lipgloss.Style // the chosen row: no status has its look
	link     lipgloss.Style
	status   [4]lipgloss.Style // of marks, by steps.Status

	chips  [4]lipgloss.Style // by steps.Status: ink on paper of its colour
	marks  [4]string         // by steps.Status
	dots   [4]string         // the same, one cell
	rule   string            // one cell
	edge   string            // one cell, upright
	answer string            // the mark of an answered question
	turn   [4]string         // a spinner
}

// newTheme builds the styles on a renderer of their own, so that nothing is
// asked of the terminal. Glyphs outside ASCII are those that every font and
// locale draws one cell wide, and box lines.
func newTheme(ascii, noColor bool) theme {
	r := lipgloss.NewRenderer(io.Discard, termenv.WithProfile(termenv.ANSI))
	r.SetColorProfile(termenv.ANSI)
	r.SetHasDarkBackground(true)
	ink := func(color string) lipgloss.Style {
		if noColor { // bold and reversed cells are no colours
			return r.NewStyle()
		}
		return r.NewStyle().Foreground(lipgloss.Color(color))
	}
	t := theme{
		bare:     noColor,
		plain:    r.NewStyle(),
		strong:   r.NewStyle().Bold(true),
		faint:    ink("8"),
		selected: r.NewStyle().Bold(true).Reverse(true),
		link:     r.NewStyle().Underline(true),
		answer:   "-",
		turn:     [4]string{"|", "/", "~", "\\"},
	}
	for s, color := range map[steps.Status]string{steps.Unknown: "12", steps.Healthy: "2", steps.Warning: "3", steps.Broken: "9"} {
		t.status[s] = ink(color).Bold(true)
		t.chips[s] = r.NewStyle().Foreground(lipgloss.Color("0")).Background(lipgloss.Color(color))
	}
	if !noColor { // yellow ink is not seen on white
		t.status[steps.Warning] = t.chips[steps.Warning]
	}
	t.marks, t.rule, t.edge = [4]string{"?", "✔", "!", "✖"}, "─", "│"
	t.dots = t.marks
	if ascii {
		t.marks, t.rule, t.edge = [4]string{"[??]", "[OK]", "[!!]", "[FAIL]"}, "-", "|"
		t.dots = [4]string{"?", "o", "!", "X"}
	}
	return t
}

// badge is the symbol of a status in its colour, and its word.
func (t theme) badge(s steps.Status, f frame) string {
	if mark, whole := t.mark(s, f); whole {
		return t.status[s].Render(mark)
	}
	return t.status[s].Render(t.marks[s]) + " " + t.strong.Render(f.say(s.Word()))
}

// mark is the symbol of a status, and whether it is the word at once: in brackets,
// where the symbols are those of ASCII, it stands in the language of the screen.
func (t theme) mark(s steps.Status, f frame) (mark string, whole bool) {
	word := "[" + f.say(s.Word()) + "]"
	if t.marks[s] == word || f.language == lang.Korean && strings.HasPrefix(t.marks[s], "[") {
		return word, true
	}
	return t.marks[s], false
}

// chip is a badge on paper of its colour, for what a screen is about: yellow is
// read on any background only as paper. Without colour it is the badge. A blank
// ends it.
func (t theme) chip(s steps.Status, f frame) string {
	if t.bare {
		return t.badge(s, f) + " "
	}
	mark, whole := t.mark(s, f)
	if !whole {
		mark += " " + f.say(s.Word())
	}
	return t.chips[s].Render(" " + mark + " ")
}

// ruler is a line under a heading, as wide as the window. The consoles that
// draw box lines twice as wide get those of ASCII.
func (t theme) ruler(width int) string {
	return t.faint.Render(strings.Repeat(t.rule, max(1, width-1)))
}

// form is the theme of the one huh field on the screen. Without colour a
// reversed cell would be invisible, so the cursor is an underscore.
func (t theme) form() *huh.Theme {
	var h huh.Theme
	s := huh.FieldStyles{
		Base: t.plain, Title: t.strong, Description: t.plain,
		ErrorIndicator: t.plain, ErrorMessage: t.plain,
		SelectSelector: t.strong.SetString("> "),
		Option:         t.plain, SelectedOption: t.selected, UnselectedOption: t.plain,
		SelectedPrefix: t.plain, UnselectedPrefix: t.plain,
		NextIndicator: t.plain, PrevIndicator: t.plain,
	}
	s.TextInput.Cursor = t.plain
	if t.bare {
		s.TextInput.Cursor = t.plain.Transform(underscore)
	}
	s.TextInput.CursorText, s.TextInput.Placeholder = t.plain, t.plain
	s.TextInput.Prompt, s.TextInput.Text = t.strong, t.plain
	h.Form.Base, h.Group.Base, h.FieldSeparator = t.plain, t.plain, t.plain
	h.Group.Title, h.Group.Description = t.plain, t.plain
	h.Focused, h.Blurred = s, s
	return &h
}

// underscore draws the cursor of a terminal without colour: in place of a
// blank, or in front of the character that it stands on.
func underscore(under string) string {
	if strings.TrimSpace(under) == "" {
		return "_"
	}
	return "_" + under
}
