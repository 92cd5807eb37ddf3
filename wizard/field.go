package wizard

import (
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// field asks for one thing. huh lives here alone, and only ever with one
// field in a form: with more, going back from an empty required field locks
// the form up for good. The form edits and draws; going back, skipping and
// accepting are ours, taken before the form sees the key.
type field struct {
	label    lang.Text
	help     lang.Text
	choices  []steps.Choice // empty means free text
	secret   bool
	optional bool
	long     bool // several lines may be pasted
	valid    func(string) lang.Text
	needed   lang.Text // what is said where nothing was entered and it is not optional; empty for the usual

	text    string // what stands in the form
	fresh   bool   // text is a default that nobody has touched: typing replaces it
	frame   frame
	problem lang.Text
	usual   string // the choice that Enter takes; "" for the first
	digits  number // of a choice of a long list
	form    *huh.Form
	list    *huh.Select[string]
	finder  finder // of a list
	block   string // what was pasted and is too long for the form, in front of text
	burst   burst
}

// fit makes the form suit a window and a language; what was typed stays, and
// so does the cursor. Only a list has words of its own and is built anew.
func (a *field) fit(f frame) {
	a.frame = f
	width := max(20, f.width-2)
	if a.form != nil && len(a.choices) == 0 {
		a.form = a.form.WithWidth(width)
		return
	}
	var one huh.Field
	switch {
	case len(a.choices) > 0:
		one = a.selection(f)
	case a.long:
		one = huh.NewText().Value(&a.text).ExternalEditor(false).Lines(min(6, max(2, f.height-8)))
	case a.secret:
		one = huh.NewInput().Value(&a.text).Prompt("> ").EchoMode(huh.EchoModePassword)
	default:
		one = huh.NewInput().Value(&a.text).Prompt("> ")
	}
	a.form = huh.NewForm(huh.NewGroup(one)).
		WithShowHelp(false).WithShowErrors(false).
		WithTheme(f.theme.form()).WithKeyMap(formKeys()).
		WithWidth(width)
	if a.list != nil {
		a.text, _ = a.list.Hovered()
	}
	a.form.Init() // its commands blink the cursor and ask for the window size: neither is wanted
}

func (a *field) selection(f frame) *huh.Select[string] {
	if a.list == nil {
		a.usual = a.text
	}
	options := make([]huh.Option[string], len(a.choices))
	for i, c := range a.choices { // drawChoices draws them
		options[i] = huh.NewOption(f.say(c.Label), c.Value)
	}
	a.list = huh.NewSelect[string]().Options(options...).Value(&a.text)
	return a.list
}

// update lets the form edit. It reports whether the answer was accepted.
func (a *field) update(msg tea.Msg) (bool, tea.Cmd) {
	switch msg := msg.(type) {
	case burstMsg:
		return a.settled(msg)
	case tea.KeyMsg:
		return a.key(msg)
	default:
		return false, a.edit(msg)
	}
}

func (a *field) key(msg tea.KeyMsg) (bool, tea.Cmd) {
	a.problem = lang.Text{}
	if !key.Matches(msg, keyDigit.Binding) {
		a.digits = 0
	}
	if a.long {
		if taken, cmd := a.pasted(msg); taken {
			return false, cmd
		}
		a.endBurst()
		if a.dropBlock(msg) {
			return false, nil
		}
	}
	switch {
	case len(a.choices) > 0 && a.found(msg):
		return false, nil
	case len(a.choices) > 0 && key.Matches(msg, keyDigit.Binding):
		at, whole := a.digits.take(msg, len(a.choices))
		if a.choose(at); whole {
			a.text = a.choices[at].Value
		}
		return whole, nil
	case keyEnter.hit(msg):
		return a.accept(), nil
	}
	a.replace(msg)
	cmd := a.edit(msg)
	if keyPaste.hit(msg) {
		return false, cmd // reads the clipboard
	}
	return false, nil // anything else only blinks
}

// replace takes a default away when something is typed or pasted over it;
// any other key means that the person wants to change it where it stands.
func (a *field) replace(msg tea.KeyMsg) {
	if a.fresh && (letters(msg) && !msg.Alt || keyPaste.hit(msg)) {
		a.text, a.form = "", nil
		a.fit(a.frame)
	}
	a.fresh = false
}

// edit passes a message to the form.
func (a *field) edit(msg tea.Msg) tea.Cmd {
	next, cmd := a.form.Update(msg)
	if form, ok := next.(*huh.Form); ok {
		a.form = form
	}
	if a.list != nil {
		if value, ok := a.list.Hovered(); ok {
			a.text = value
		}
	}
	return cmd
}

// accept judges what was entered. It reports whether it is an answer. Names that
// were typed with the Korean input method on are read as the letters on those
// keys, and shown before they count.
func (a *field) accept() bool {
	value := a.value()
	if latin, read := lang.Keys(value); read && !a.long && !a.secret {
		a.text, a.form, a.problem = latin, nil, wordsReadAsKeys
		a.fit(a.frame)
		return false
	}
	switch {
	case value == "" && !a.optional:
		if a.problem = a.needed; a.needed.Empty() {
			a.problem = wordsRequired
		}
	case value != "" && a.valid != nil:
		a.problem = a.valid(value)
	}
	return a.problem.Empty()
}

// value is the answer without what a paste brings along: blanks and line
// breaks at its ends, characters that draw nothing, typographic quotes
// around it. A secret stays as it was typed.
func (a *field) value() string {
	switch {
	case a.secret:
		return a.text
	case a.long:
		return strings.TrimSpace(lang.CleanLines(strings.ReplaceAll(a.block+a.text, "\r\n", "\n")))
	default:
		return strings.TrimSpace(strings.Trim(strings.TrimSpace(lang.Clean(a.text)), "\"'\u201C\u201D\u2018\u2019"))
	}
}

// draw adds the question to a page. In a low window what is typed and what is wrong
// with it stay, and the help and what stands above give way.
func (a *field) draw(p *page) {
	title, help, trouble := page{f: p.f}, page{f: p.f}, page{f: p.f}
	title.title(p.f.say(a.label))
	if !a.help.Empty() {
		help.text(p.f.say(a.help))
	}
	if !a.problem.Empty() {
		trouble.lines = []string{""}
		trouble.hang(p.f.theme.status[steps.Warning].Render("!")+" ", p.f.say(a.problem))
	}
	entry := a.entry(p.f)
	least := len(title.lines) + 1 + min(len(a.choices)+len(entry), leastEntry) + len(trouble.lines)
	if !p.scrolls {
		if len(p.lines)+least > p.f.height {
			p.lines = nil
		}
		help.lines = cutAt(help.lines, p.f.height-len(p.lines)-least)
	}
	p.add(title.lines...)
	p.add(help.lines...)
	p.gap()
	p.add(entry...)
	if a.list != nil {
		a.drawChoices(p, p.f.height-len(p.lines)-len(trouble.lines))
	}
	if a.fresh && len(a.choices) == 0 && (p.scrolls || p.f.height-len(p.lines)-len(trouble.lines) > 1) {
		p.gap()
		p.text(p.f.say(wordsFresh))
	}
	p.add(trouble.lines...)
}

// leastEntry is how much of a list or of several lines stays in a low window.
const leastEntry = 3

// cutAt is as much of the lines as there is room for, with a mark where they break off.
func cutAt(lines []string, room int) []string {
	switch {
	case len(lines) <= room:
		return lines
	case room <= 0:
		return nil
	}
	kept := slices.Clone(lines[:room])
	kept[room-1] += " ..."
	return kept
}

// entry is where one types: what was pasted, and the editor. A list is not among it.
func (a *field) entry(f frame) []string {
	inner := page{f: f}
	a.drawBlock(&inner)
	if a.form != nil && a.list == nil {
		inner.add(strings.Split(strings.TrimRight(a.form.View(), "\n "), "\n")...)
	}
	return inner.lines
}

// drawChoices draws the list as every menu is drawn: huh counts an item that takes
// several lines as one, and lets the chosen one leave a small window.
func (a *field) drawChoices(p *page, room int) {
	m := menu{at: a.chosen(), finder: a.finder}
	usual := a.usualChoice()
	for i, c := range a.choices {
		text := c.Label
		if i == usual {
			text = lang.Text{Ko: text.Ko + " " + wordsUsual.Ko, En: text.En + " " + wordsUsual.En}
		}
		m.items = append(m.items, item{text: text})
	}
	p.lines = append(p.lines, m.lines(p.f, max(leastEntry, room))...)
}

// usualChoice is the one that Enter takes at first.
func (a *field) usualChoice() int {
	return max(0, slices.IndexFunc(a.choices, func(c steps.Choice) bool { return c.Value == a.usual }))
}

// keys are the keys of the field itself.
func (a *field) keys() []keyed {
	if len(a.choices) > 0 {
		return []keyed{keyEnter, keyBack, keyMove, digits(len(a.choices)), keySearch}
	}
	return []keyed{keyEnter, keyBack}
}
