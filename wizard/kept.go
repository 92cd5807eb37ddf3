package wizard

import (
	"strconv"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps/lang"
)

// kept is a walk as it was saved: nobody is asked about saving it again before
// anything has changed.
type kept struct {
	at   time.Time // by the clock of this machine; zero for never
	mark string    // how the walk stood
}

// markOf tells two states of a walk apart: by what was found, where it stands and what
// it knows.
func markOf(p *Patient) string {
	var b strings.Builder
	for _, f := range p.Session.Trail() {
		b.WriteString(string(f.Step) + " " + string(f.On) + " " + strconv.FormatInt(f.At.UnixNano(), 36) + "\n")
	}
	if step := p.Session.Step(); step != nil {
		b.WriteString(string(step.ID))
	}
	return b.String() + "\n" + p.Session.Facts().Fingerprint()
}

// stays reports whether the walk stands in the case file as it stands here.
func (w *walk) stays() bool {
	return w.patient != nil && w.saved != "" && w.kept.mark == markOf(w.patient)
}

// writtenAt says when and where a walk was saved; nothing of one that was not.
func (w *walk) writtenAt() lang.Text {
	if w.saved == "" || w.kept.at.IsZero() {
		return lang.Text{}
	}
	zone := w.zone()
	if zone == nil {
		zone = time.UTC
	}
	text, path := wordsSavedAt, lang.Clean(w.saved)
	if !w.stays() {
		text = wordsSavedBefore
	}
	args := lang.Args{"at": w.kept.at.In(zone).Format("15:04:05"), "path": path}
	return inBoth(func(l lang.Language) string { return text.Fill(l, args) })
}

// quits asks where to from a walk: what is saved already need not be.
func (w *walk) quits(canSave bool) *pickScreen {
	if !w.stays() {
		return newQuit(canSave, true)
	}
	s, note := newQuit(false, true), w.writtenAt()
	s.intro = func(p *page) { p.text(p.f.say(note)) }
	return s
}

// lost reports whether ending now loses the walk: one of this environment, or of a case
// that somebody has gone on with, that was not saved as it stands.
func (w *walk) lost() bool {
	return w.patient != nil && len(w.patient.Session.Trail()) > 0 && !w.lab && !w.stands() && !w.stays()
}

// done ends, and asks before that where something would be lost: the journal of a walk
// ends with whoever chooses to end.
func done(m *model) tea.Cmd {
	if !m.walk.lost() {
		return m.end(Chosen)
	}
	s := m.walk.quits(m.c.Save != nil)
	s.intro = func(p *page) { p.text(p.f.say(wordsDropsWalk)) }
	return m.cover(s)
}

// keeps says at the very end whether the walk is kept; nothing where nothing is lost.
func keeps(m *model) lang.Text {
	switch {
	case !m.walk.lost():
		return lang.Text{}
	case m.kept.journal != nil && m.kept.patient == m.walk.patient:
		return wordsWalkKept
	default:
		return wordsWalkDropped
	}
}

// leaves goes to the first screen, and asks before that only where something would be
// lost.
func leaves(m *model) tea.Cmd {
	if m.walk.stays() {
		return tea.Batch(m.leaveWalk(), m.tell(joined(wordsSaved, alike(m.result.Saved)), noticeStays))
	}
	return m.cover(newLeave(m.c.Save != nil))
}
