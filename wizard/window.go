package wizard

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// window is the terminal: its size, and how it is drawn on.
type window struct {
	width, height int
	language      lang.Language
	theme         theme
	pasted        func(string) lang.Text // see Config.Pasted
}

// The size that is drawn before the terminal has said its own.
const (
	designWidth  = 80
	designHeight = 24
)

func newWindow(c Config) window {
	return window{width: designWidth, height: designHeight, language: c.Language, theme: newTheme(c.Ascii, c.NoColor), pasted: c.Pasted}
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
		language: w.language, zone: zone, theme: w.theme, pasted: w.pasted,
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
	now, last := m.drawing(), m.drawn
	if now.frame = last.frame; now == last && now.frame != "" {
		if s, is := m.screen.(still); is && s.Still() {
			return last.frame
		}
	}
	defer func() { now.frame = frame; m.drawn = now }()
	w := m.window
	if w.small() {
		said := wrap(wordsEnlarge.Ko+" / "+wordsEnlarge.En, w.width)
		return strings.Join(clip(strings.Join(said, "\n"), max(1, w.width), max(1, min(len(said), w.height))), "\n")
	}
	f := m.frame()
	whole := f
	whole.width = w.width
	body := clip(m.screen.View(f), f.width, f.height)
	if m.mapped() {
		body = m.beside(f, body)
	}
	lines := append(m.header(whole), body...)
	lines = append(lines, m.footer(whole)...)
	return strings.Join(clip(strings.Join(lines, "\n"), w.width, w.height), "\n")
}

// header says which program, which patient, whose password, as of when, and
// where in the tree one is.
func (g *front) header(f frame) []string {
	name, place, user := "Writeback Doctor", "", g.user()
	if p := g.walk.patient; p != nil {
		place = " - " + lang.Clean(f.say(p.Name))
	}
	if user != "" {
		user = " - " + user
	}
	if ansi.StringWidth(name+place+user) >= f.width && user != "" {
		place = "" // who it is about matters more than where
		if mark := " - " + f.say(wordsPractice); g.walk.lab && ansi.StringWidth(name+mark+user) < f.width {
			place = mark // what is practised must not look real
		}
	}
	name = ansi.Truncate(name+place+user, f.width-1, "...")
	lines := append([]string{f.theme.strong.Render(name)}, g.banner(f)...)
	return append(lines, shortened(g.screen.Heading(f), f.width-1), f.theme.ruler(f.width))
}

// shortened is a heading in at most so many cells: what it says first, such as the
// stage, goes before the title of the step is cut.
func shortened(heading string, width int) string {
	for ansi.StringWidth(heading) > width {
		_, rest, parts := strings.Cut(heading, headingParts)
		if !parts {
			break
		}
		heading = rest
	}
	return ansi.Truncate(heading, max(1, width), "...")
}

// headingParts stands between the parts of a heading.
const headingParts = " | "

// user is whose password it is, as far as the screen in front may say.
func (g *front) user() string {
	if s, is := g.screen.(*readerScreen); is && s.nameless {
		return ""
	}
	switch w := g.walk; {
	case w.patient != nil:
		return lang.Clean(w.patient.Session.Facts()[steps.User])
	case w.called:
		return lang.Clean(w.said[steps.User])
	default:
		return ""
	}
}

// mostKeys is how many keys of the screen the footer names, besides those that
// work everywhere. Help has them all.
const mostKeys = 3

// footer is a notice and the keys: the first ones of the screen, as many as have
// room in both languages, and at the end those that work everywhere. While keys
// are swallowed none are offered.
func (m *model) footer(f frame) []string {
	rows := footerLines - 1
	told := m.notice.text.In(f.language)
	if long := wrap(lang.Clean(told), f.width-1); len(long) > 1 {
		rows-- // what was just done is read first
	}
	if m.deaf != 0 {
		return append(noticed(f, told, 1), "", "")
	}
	own, last := m.screen.Keys(), m.everywhere()
	keys := func(n int) []keyed { return slices.Concat(own[:n], last) }
	translated := f
	translated.language = other(f.language)
	n := min(len(own), mostKeys)
	for n > 0 && max(len(inRows(f, keys(n))), len(inRows(translated, keys(n)))) > rows {
		n--
	}
	lines := inRows(f, keys(n))
	lines = lines[:min(footerLines-1, len(lines))]
	return append(noticed(f, told, footerLines-len(lines)), lines...)
}

// noticed is a notice in exactly so many lines, and as few as it takes. What has
// no room ends with dots.
func noticed(f frame, line string, room int) []string {
	all := wrap(lang.Clean(line), f.width-1)
	if len(all) > room {
		rest := strings.Join(all[room-1:], " ")
		all = append(all[:room-1], cut(rest, line, f.width-1))
	}
	for len(all) < room {
		all = append(all, "")
	}
	return all
}

// cut is what is left of a line in so many cells. Of a path that ends it the end is
// kept: what was saved has its name there.
func cut(rest, line string, width int) string {
	path := line[strings.LastIndex(line, " ")+1:]
	if over := ansi.StringWidth(path) - width; over > 0 && strings.ContainsAny(path, `/\`) {
		return ansi.TruncateLeft(path, over+len("..."), "...")
	}
	return ansi.Truncate(rest, width, "...")
}

// inRows are keys in as many lines as they take.
func inRows(f frame, keys []keyed) []string {
	lines := []string{""}
	for _, k := range keys {
		one, last := hint(f, k), len(lines)-1
		switch {
		case lines[last] == "":
			lines[last] = one
		case ansi.StringWidth(lines[last])+ansi.StringWidth(one)+len(between) < f.width:
			lines[last] += between + one
		default:
			lines = append(lines, one)
		}
	}
	return lines
}

// everywhere are the keys at the end: without Ctrl+C where the screen names it
// for something else.
func (m *model) everywhere() []keyed {
	last := everywhere()
	if slices.ContainsFunc(m.screen.Keys(), func(k keyed) bool { return k.cap == keyQuit.cap }) {
		last = last[:len(last)-1]
	}
	return last
}

// between stands between two keys of the footer.
const between = "  "

func hint(f frame, k keyed) string { return f.theme.strong.Render(k.cap) + " " + f.say(k.does) }
