package wizard

import (
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps/lang"
)

// How soon a key must follow another for both to be one paste. A console without
// bracketed paste sends pasted text as keys and a line break as Enter, and nobody
// types so fast; of a long paste it may take a while until the next piece comes.
const (
	pasteGap     = 40 * time.Millisecond
	longPasteGap = 400 * time.Millisecond
)

// What a paste must have before it is kept as a block and not in the editor,
// which takes time with the square of its length and ends at 99 lines; and how
// long one must be for its next piece to be waited for.
const (
	blockBytes = 2000
	blockLines = 20
	longPaste  = 200 // bytes
)

// burstMsg says that nothing has followed the keys of a burst.
type burstMsg struct{ number int }

// burst are keys that came faster than anybody types.
type burst struct {
	text   strings.Builder
	number int  // of the latest key
	live   bool // another key may follow
	quick  bool // the latest key was drawn at once, and the next one may show that both were pasted
	long   bool // a long one ended a moment ago: what follows belongs to it
}

// burst takes a key that may be one of a paste. It reports whether it was taken.
func (a *field) pasted(msg tea.KeyMsg) (bool, tea.Cmd) {
	text, isText := textOf(msg)
	if !isText {
		return false, nil
	}
	b := &a.burst
	several := len(msg.Runes) > 1 || msg.Paste
	enter := msg.Type == tea.KeyEnter
	switch {
	case b.live || several || enter || b.quick || b.long:
		b.live, b.quick = true, false
		b.text.WriteString(text)
	default: // one letter by itself is drawn at once
		b.quick = true
		a.replace(msg)
		a.edit(msg)
	}
	b.number++
	gap := pasteGap
	if b.live && (b.long || b.text.Len() > longPaste) {
		gap = longPasteGap
	}
	return true, after(gap, burstMsg{number: b.number})
}

// still reports whether what is drawn waits for the end of a paste.
func (a *field) still() bool { return a.burst.live }

// textOf is what a key writes.
func textOf(msg tea.KeyMsg) (string, bool) {
	switch {
	case msg.Alt:
		return "", false
	case msg.Type == tea.KeyEnter:
		return "\n", true
	case msg.Type == tea.KeySpace:
		return " ", true
	case msg.Type == tea.KeyRunes:
		return strings.ReplaceAll(strings.ReplaceAll(string(msg.Runes), "\r\n", "\n"), "\r", "\n"), true
	default:
		return "", false
	}
}

// settled ends a burst after which nothing came. It reports whether it was one
// line at most and an Enter, which accepts the answer.
func (a *field) settled(msg burstMsg) (accepted bool, cmd tea.Cmd) {
	b := &a.burst
	if msg.number != b.number {
		return false, nil
	}
	long := b.text.Len() > longPaste
	text := b.text.String()
	if line, entered := strings.CutSuffix(text, "\n"); entered && !strings.Contains(line, "\n") && !b.long && !long {
		b.text.Reset()
		b.text.WriteString(line)
		a.endBurst()
		return a.accept(), nil // one line and Enter, typed by somebody quick or by a program
	}
	a.endBurst()
	if long { // a line that comes late is still a part of it
		b.long = true
		b.number++
		return false, after(longPasteGap, burstMsg{number: b.number})
	}
	b.long = false
	return false, nil
}

// endBurst puts what came in a burst where it belongs.
func (a *field) endBurst() {
	b := &a.burst
	text := b.text.String()
	b.text.Reset()
	b.live, b.quick = false, false
	if text != "" {
		a.put(text)
	}
}

// put adds text to the answer: into the editor, or as a block when it is long.
func (a *field) put(text string) {
	if a.fresh {
		a.text, a.form, a.fresh = "", nil, false
		a.fit(a.frame)
	}
	if a.block == "" && !long(text) {
		a.edit(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text), Paste: true})
		return
	}
	a.block += a.text + text
	a.text, a.form = "", nil
	a.fit(a.frame)
}

// long reports whether a text is too long for the editor.
func long(text string) bool { return len(text) > blockBytes || strings.Count(text, "\n") >= blockLines }

// kept is everything that was entered, as it stands.
func (a *field) kept() string { return a.block + a.burst.text.String() + a.text }

// dropBlock takes the block back on Backspace in an editor that is empty. It
// reports whether there was one.
func (a *field) dropBlock(msg tea.KeyMsg) bool {
	if a.block == "" || a.text != "" || !keyErase.hit(msg) {
		return false
	}
	a.block = ""
	return true
}

// drawBlock says what was pasted: how much, how it begins and how it ends.
func (a *field) drawBlock(p *page) {
	if a.block == "" {
		return
	}
	lines := strings.Split(strings.Trim(lang.CleanLines(a.block), "\n"), "\n")
	p.text(p.f.fill(wordsPasted, lang.Args{"lines": itoa(len(lines)), "bytes": itoa(len(a.block))}))
	most := max(4, p.f.height/2-2)
	if p.f.pasted != nil {
		if said := p.f.pasted(a.block); !said.Empty() {
			before := len(p.lines)
			p.text(p.f.say(said))
			most = max(4, most-len(p.lines)+before)
		}
	}
	shown := lines
	if len(lines) > most {
		shown = append(append(append([]string{}, lines[:most/2]...), "..."), lines[len(lines)-most/2:]...)
	}
	for _, line := range shown {
		p.add("  " + line)
	}
	p.text(p.f.say(wordsPastedErase))
	p.gap()
}
