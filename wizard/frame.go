package wizard

import (
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps/lang"
)

// frame is all that a View may depend on besides its own screen.
type frame struct {
	width, height int // of the body, between header and footer
	language      lang.Language
	zone          *time.Location
	theme         theme
	paper         bool // the text leaves the screen: a word longer than a line, such as a link, is not broken
}

// say returns a text in the person's language.
func (f frame) say(t lang.Text) string { return t.In(f.language) }

// fill returns a text with its blanks filled.
func (f frame) fill(t lang.Text, args lang.Args) string { return t.Fill(f.language, args, f.zone) }

// Too small a window says so instead of showing half a sentence.
const (
	leastWidth  = 40
	leastHeight = 12
)

// page collects the lines of a body.
type page struct {
	f     frame
	lines []string
}

// gap adds an empty line, never two in a row and none at the top.
func (p *page) gap() {
	if n := len(p.lines); n > 0 && p.lines[n-1] != "" {
		p.lines = append(p.lines, "")
	}
}

// text adds a paragraph, wrapped.
func (p *page) text(s string) { p.hang("", s) }

// hang adds a paragraph whose first line begins with head and whose other
// lines are indented as far.
func (p *page) hang(head, s string) {
	indent := ansi.StringWidth(head)
	pad := strings.Repeat(" ", indent)
	for i, line := range p.f.wrap(s, p.f.width-1-indent) {
		if i == 0 {
			p.lines = append(p.lines, head+line)
			continue
		}
		p.lines = append(p.lines, pad+line)
	}
}

// labelled adds a paragraph under a short label in front of it, both lines
// up when the window is narrow.
func (p *page) labelled(label lang.Text, s string) {
	if s == "" {
		return
	}
	p.hang(p.f.theme.strong.Render(p.f.say(label))+"  ", s)
}

// title adds a line that heads what follows.
func (p *page) title(s string) {
	for _, line := range p.f.wrap(s, p.f.width-1) {
		p.lines = append(p.lines, p.f.theme.strong.Render(line))
	}
}

// add takes lines as they are, cut to the window.
func (p *page) add(lines ...string) {
	for _, line := range lines {
		p.lines = append(p.lines, ansi.Truncate(line, max(1, p.f.width-1), ""))
	}
}

func (p *page) String() string { return strings.Join(p.lines, "\n") }

// wrap breaks text into lines of at most width cells: at blanks, and inside a
// word that is longer than a line. Line breaks in it stay. A hyphen is no
// place to break: it stands in host names, commands and links.
func wrap(s string, width int) []string {
	held := strings.ReplaceAll(s, "-", unbroken)
	lines := strings.Split(ansi.Wrap(held, max(4, width), ""), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(strings.ReplaceAll(lines[i], unbroken, "-"), " ")
	}
	return lines
}

// wrap is wrap, or breaks at blanks alone where nothing cuts a long line.
func (f frame) wrap(s string, width int) []string {
	if !f.paper {
		return wrap(s, width)
	}
	held := strings.ReplaceAll(s, "-", unbroken)
	return strings.Split(strings.ReplaceAll(ansi.Wordwrap(held, max(4, width), ""), unbroken, "-"), "\n")
}

// unbroken is the hyphen that does not break, U+2011. It is as wide as the
// one that it stands in for, and never reaches the terminal.
const unbroken = "\u2011"

// clip makes text exactly height lines of at most width cells. A renderer
// that is given more drops the first lines, title and all.
func clip(s string, width, height int) []string {
	lines := strings.Split(s, "\n")
	if len(lines) > height {
		lines = lines[:max(0, height)]
	}
	for i := range lines {
		if ansi.StringWidth(lines[i]) > width {
			lines[i] = ansi.Truncate(lines[i], width, "")
		}
	}
	for len(lines) < height {
		lines = append(lines, "")
	}
	return lines
}
