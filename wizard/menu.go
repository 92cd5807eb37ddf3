package wizard

import (
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps/lang"
)

// item is one entry of a menu.
type item struct {
	text  lang.Text
	note  lang.Text          // below it; may be empty
	head  lang.Text          // of the group that begins with it; may be empty
	draw  func(frame) string // in place of text, with its own colours; nil draws text
	lead  func(frame) string // in front of what is drawn, which is indented behind it; may be nil
	short bool               // one line, cut at the edge of the window
}

// menu is a list to pick from: arrows and Enter, a digit at once or, in a longer
// list, a number and Enter, or a slash and a name.
type menu struct {
	finder

	items []item
	at    int
	typed number
}

// number is what digits typed one after another make; 0 for none.
type number int

// oneDigit is how many entries of a list have a number of one digit.
const oneDigit = 9

// take adds a digit in a list of n. It returns the place in the list, -1 for none,
// and whether that is the whole number: where numbers have two digits it never is,
// and Enter ends it. A digit that leads nowhere begins a new number.
func (d *number) take(msg tea.KeyMsg, n int) (at int, whole bool) {
	digit := number(msg.Runes[0] - '0')
	if *d = *d*10 + digit; n <= oneDigit || int(*d) > n {
		*d = digit
	}
	if at = int(*d) - 1; at >= n {
		at = -1
	}
	if n <= oneDigit {
		*d = 0
	}
	return at, n <= oneDigit && at >= 0
}

// digits are the keys that number the entries of a list of n.
func digits(n int) keyed {
	if n <= oneDigit {
		return keyDigit
	}
	return keyNumber
}

// update moves through the menu. It returns the picked item, or -1.
func (m *menu) update(msg tea.KeyMsg) int {
	n := len(m.items)
	if !key.Matches(msg, keyDigit.Binding) {
		m.typed = 0
	}
	move := func(by int) { m.at = max(0, m.near(m.at, by, n)) }
	switch {
	case n == 0:
		return -1
	case m.search(msg, m.texts):
		m.at = m.kept(m.at, n)
	case key.Matches(msg, keyUp.Binding):
		move(-1)
	case key.Matches(msg, keyDown.Binding):
		move(1)
	case key.Matches(msg, keyPageUp.Binding):
		move(-menuPage)
	case key.Matches(msg, keyPageDown.Binding):
		move(menuPage)
	case key.Matches(msg, keyHome.Binding):
		move(-n - 1)
	case key.Matches(msg, keyEnd.Binding):
		move(n + 1)
	case key.Matches(msg, keyEnter.Binding) && len(m.shown(n)) > 0:
		m.finder = finder{}
		return m.at
	case key.Matches(msg, keyDigit.Binding):
		at, whole := m.typed.take(msg, n)
		if at >= 0 {
			m.at = at
		}
		if whole {
			return at
		}
	}
	return -1
}

// texts are the items as they are read, in both languages.
func (m *menu) texts() []string {
	all := make([]string, len(m.items))
	for i, it := range m.items {
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			f := frame{width: ticketWidth, height: designHeight, language: l, theme: newTheme(true, true)}
			text := f.say(it.text)
			if it.draw != nil {
				text = ansi.Strip(it.draw(f))
			}
			all[i] += text + "\n" + f.say(it.note) + "\n"
		}
	}
	return all
}

// menuPage is how far Page Up and Page Down go.
const menuPage = 8

// lines draws the menu in at most height lines, so that the chosen item is
// among them.
func (m *menu) lines(f frame, height int) []string {
	above, shown := m.draw(f), m.shown(len(m.items))
	height = max(1, height-len(above))
	var all []string
	ends := make([]int, len(shown)) // of the items, in lines
	from, to := 0, 0
	for n, i := range shown {
		if i == m.at {
			from = len(all)
		}
		all = append(all, m.item(f, i)...)
		ends[n] = len(all)
		if i == m.at {
			to = len(all)
		}
	}
	if len(all) <= height {
		return append(above, all...)
	}
	room := max(1, height-1)
	top := min(max(0, to-room), from)
	if from+room <= len(all) && from < room/2 {
		top = 0
	}
	if to > top+room {
		top = min(from, max(0, to-room)) // of one that is too long, the beginning
	}
	for _, end := range ends { // no rest of an item at the top
		if 0 < top && top < from && top <= end {
			top = end
			break
		}
	}
	visible := all[top:whole(ends, top, min(len(all), top+room), to)]
	return append(append(above, visible...), f.fill(wordsOf, lang.Args{
		"n": strconv.Itoa(slices.Index(shown, m.at) + 1), "of": strconv.Itoa(len(shown)),
	}))
}

// whole is the last line to show of those up to the bottom: an item that has no
// room to its end begins on the next page, but for the chosen one.
func whole(ends []int, top, bottom, chosen int) int {
	last := 0
	for _, end := range ends {
		if end <= bottom {
			last = end
		}
	}
	if last <= top || last < chosen {
		return bottom
	}
	return last
}

// item draws one item: the chosen one is marked by a sign, and only then by
// colour.
func (m *menu) item(f frame, i int) []string {
	it, style, head := m.items[i], f.theme.plain, "  "
	if i == m.at {
		style, head = f.theme.selected, f.theme.strong.Render(">")+" "
	}
	number := strconv.Itoa(i+1) + "."
	head += strings.Repeat(" ", len(strconv.Itoa(len(m.items)))+1-len(number)) + style.Render(number) + " "
	p := page{f: f}
	if heading := f.say(it.head); heading != "" {
		p.title(heading)
	}
	switch {
	case it.draw != nil:
		if it.lead != nil {
			head += it.lead(f)
		}
		p.hang(head, it.draw(f))
	case it.short:
		p.add(head + style.Render(ansi.Truncate(f.say(it.text), max(1, f.width-1-ansi.StringWidth(head)), "...")))
	default:
		p.hang(head, style.Render(f.say(it.text)))
	}
	if note := f.say(it.note); note != "" {
		p.hang(strings.Repeat(" ", ansi.StringWidth(head)), f.theme.plain.Render(note))
	}
	return p.lines
}
