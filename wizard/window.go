package wizard

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps/lang"
)

// window is the terminal: its size, and how it is drawn on.
type window struct {
	width, height int
	language      lang.Language
	theme         theme
}

// The size that is drawn before the terminal has said its own.
const (
	designWidth  = 80
	designHeight = 24
)

func newWindow(c Config) window {
	return window{width: designWidth, height: designHeight, language: c.Language, theme: newTheme(c.Ascii, c.NoColor)}
}

// What the root takes of the window for itself.
const (
	headerLines = 3
	footerLines = 3 // a notice, and two lines of keys
)

// frame is the space of the screen in front.
func (w window) frame(zone *time.Location) frame {
	return frame{
		width: w.width, height: max(1, w.height-headerLines-footerLines),
		language: w.language, zone: zone, theme: w.theme,
	}
}

// small reports whether the window cannot hold a screen.
func (w window) small() bool { return w.width < leastWidth || w.height < leastHeight }

// View draws header, screen and footer, never more than the window holds.
func (m *model) View() (frame string) {
	defer func() {
		if fault := recover(); fault != nil {
			m.undrawn(fault)
			frame = fmt.Sprintf("%s\n%s\n%T: %v", wordsFault.Ko, wordsFault.En, m.screen, fault)
		}
	}()
	w := m.window
	if w.small() {
		return strings.Join(clip(wordsEnlarge.Ko+" / "+wordsEnlarge.En, max(1, w.width), 1), "\n")
	}
	f := m.frame()
	lines := m.header(f)
	lines = append(lines, clip(m.screen.View(f), w.width, f.height)...)
	lines = append(lines, m.footer(f)...)
	return strings.Join(clip(strings.Join(lines, "\n"), w.width, w.height), "\n")
}

// header says which program, which patient, as of when, and where in the tree
// one is.
func (g *front) header(f frame) []string {
	name := "Writeback Doctor"
	if g.walk.patient != nil {
		name += " - " + lang.Clean(f.say(g.walk.patient.Name))
	}
	lines := append([]string{f.theme.strong.Render(ansi.Truncate(name, f.width-1, ""))}, g.banner(f)...)
	return append(lines, ansi.Truncate(g.screen.Heading(f), f.width-1, "..."), f.theme.ruler(f.width))
}

// footer is a notice and two lines of keys: those of the screen first, then
// those of the walk as far as there is room, and at the end those that work
// everywhere. While keys are swallowed none are offered.
func (m *model) footer(f frame) []string {
	notice := ansi.Truncate(lang.Clean(m.notice.line), f.width-1, "")
	if m.deaf != 0 {
		return []string{notice, "", ""}
	}
	last := hints(f, m.everywhere())
	room := f.width - 1
	var first, second []string
	wide, fits := 0, room-ansi.StringWidth(last)-len(between)
	own := m.screen.Keys()
	if m.onWalk() {
		own = append(append([]keyed{}, own...), walking()...)
	}
	for _, k := range own {
		one := hint(f, k)
		cells := ansi.StringWidth(one) + len(between)
		switch {
		case len(second) == 0 && wide+cells <= room+len(between):
			first, wide = append(first, one), wide+cells
		case fits-cells >= 0:
			second, fits = append(second, one), fits-cells
		}
	}
	return []string{notice, strings.Join(first, between), strings.Join(append(second, last), between)}
}

// everywhere are the keys at the end: without Ctrl+C where it means something
// else on the screen.
func (m *model) everywhere() []keyed {
	last := everywhere()
	if m.busy() {
		last = last[:len(last)-1]
	}
	return last
}

// between stands between two keys of the footer.
const between = "  "

func hints(f frame, keys []keyed) string {
	shown := make([]string, len(keys))
	for i, k := range keys {
		shown[i] = hint(f, k)
	}
	return strings.Join(shown, between)
}

func hint(f frame, k keyed) string { return f.theme.strong.Render(k.cap) + " " + f.say(k.does) }
