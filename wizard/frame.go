package wizard

import (
	"strings"
	"time"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// frame is all that a View may depend on besides its own screen.
type frame struct {
	width, height int // of the body, between header and footer
	language      lang.Language
	zone          *time.Location
	theme         theme
	paper         bool // the text leaves the screen: a word longer than a line, such as a link, is not broken

	pasted func(string) lang.Text // see Config.Pasted
}

// say returns a text in the person's language.
func (f frame) say(t lang.Text) string { return t.In(f.language) }

// teller tells the findings of a walk to whoever reads the screen, or what
// leaves it.
func (f frame) teller(p *Patient) steps.Teller {
	t := p.Teller(f.language, f.zone)
	if !f.paper {
		t.Give = keyAnswers.cap
	}
	return t
}

// fill returns a text of ours with its blanks filled.
func (f frame) fill(t lang.Text, args lang.Args) string { return t.Fill(f.language, args) }

// Too small a window says so instead of showing half a sentence.
const (
	leastWidth  = 40
	leastHeight = 12
)

// page collects the lines of a body.
type page struct {
	f       frame
	lines   []string
	scrolls bool // it may be longer than the window
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

// captioned is a text with the label in front of it.
type captioned struct {
	label lang.Text
	text  string
}

// fields adds paragraphs behind labels of one width, without those that are
// empty. In a narrow window each label has a line to itself.
func (p *page) fields(all ...captioned) {
	wide := 0
	for _, one := range all {
		if one.text != "" {
			wide = max(wide, ansi.StringWidth(p.f.say(one.label)))
		}
	}
	for _, one := range all {
		label := p.f.theme.strong.Render(p.f.say(one.label))
		switch {
		case one.text == "":
		case wide > p.f.width/4:
			p.add(label)
			p.hang("  ", one.text)
		default:
			p.hang(label+strings.Repeat(" ", wide-ansi.StringWidth(p.f.say(one.label))+2), one.text)
		}
	}
}

// link adds an address, which has a line to itself where it fits there and not
// behind its label. Only one that is longer than the window is broken, behind a
// slash.
func (p *page) link(label lang.Text, url string, style lipgloss.Style) {
	url = lang.Clean(url)
	room := p.f.width - 1 - ansi.StringWidth(url)
	if behind := room - ansi.StringWidth(p.f.say(label)) - 2; behind >= 0 || room < 0 || p.f.paper {
		shown := once(style.Render(url))
		p.labelled(label, shown)
		return
	}
	p.title(p.f.say(label))
	p.text(once(style.Render(url)))
}

// once is a styled word whose style begins and ends once: lipgloss underlines
// each letter by itself.
func once(word string) string {
	begin := styling().FindString(word)
	return strings.ReplaceAll(word, unstyled+begin, "")
}

// title adds a line that heads what follows.
func (p *page) title(s string) {
	for _, line := range p.f.wrap(s, p.f.width-1) {
		p.lines = append(p.lines, p.f.theme.strong.Render(line))
	}
}

// add takes lines as they are, cut to the window, with dots where something is cut.
func (p *page) add(lines ...string) {
	for _, line := range lines {
		p.lines = append(p.lines, ansi.Truncate(line, max(1, p.f.width-1), "..."))
	}
}

func (p *page) String() string { return strings.Join(p.lines, "\n") }

// wrap breaks text into lines of at most width cells: at blanks, and inside a
// word that is longer than a line. Line breaks in it stay. A hyphen is no
// place to break: it stands in host names, commands and links. A number keeps
// its unit.
func wrap(s string, width int) []string {
	return lines(ansi.Wrap(loosened(held(s), max(4, width)), max(4, width), loose))
}

// wrap is wrap, or breaks at blanks alone where nothing cuts a long line.
func (f frame) wrap(s string, width int) []string {
	if !f.paper {
		return wrap(s, width)
	}
	return lines(ansi.Wordwrap(held(s), max(4, width), loose))
}

func held(s string) string {
	if strings.Contains(s, "=") { // a distinguished name stays in one piece, with the blanks in it
		s = lang.Distinguished().ReplaceAllStringFunc(s, func(dn string) string { return strings.ReplaceAll(dn, " ", string(lang.NoBreak)) })
	}
	s = strings.ReplaceAll(lang.Hold(s), "-", unbroken)
	if !strings.Contains(s, "(") {
		return s
	}
	return bracket().ReplaceAllString(s, "${1}"+loose+"${2}")
}

// bracket is a long name in brackets behind a Korean word, which stands without
// a blank between: a line may end before it.
var bracket = lang.Pattern(`(\p{Hangul})(\([^ )]{16,}\))`) //nolint:gochecknoglobals // an expression that compiles once

// loose is where a line may end without a blank, U+200B.
const loose = "\u200b"

// lines are those of a text that was held, each with its own style: one that
// goes on over a line break would be drawn through the indent of the next.
func lines(text string) []string {
	all := strings.Split(lang.Release(strings.NewReplacer(unbroken, "-", loose, "").Replace(text)), "\n")
	open := ""
	for i, line := range all {
		line = open + strings.TrimRight(line, " ")
		open = "" // what was open is in the line, and would be counted twice as often with each
		if !strings.Contains(line, "\x1b[") {
			all[i] = line
			continue
		}
		for _, sequence := range styling().FindAllString(line, -1) {
			if open += sequence; sequence == unstyled || sequence == "\x1b[m" {
				open = ""
			}
		}
		if open != "" {
			line += unstyled
		}
		all[i] = line
	}
	return all
}

// styling is a sequence that sets a style (SGR, ECMA-48 8.3.117), and unstyled
// the one that ends every style.
var styling = lang.Pattern("\x1b\\[[0-9;]*m") //nolint:gochecknoglobals // an expression that compiles once

const unstyled = "\x1b[0m"

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
