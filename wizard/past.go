package wizard

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps"
)

// past is the moment as of which the open walk is judged; nil for the present,
// and before there is a walk.
func (w *walk) past() *steps.Past {
	if w.patient == nil {
		return nil
	}
	return w.patient.Past
}

// stands reports whether the open walk is one that somebody saved and nobody
// has gone on with: it stands as it was, and nothing is looked at.
func (w *walk) stands() bool {
	past := w.past()
	return past != nil && !past.Collected
}

// looks reports whether another look can see something new: not of a collected
// file alone.
func (w *walk) looks() bool { return w.past() == nil || w.stands() }

// frame is the space of the screen in front, below the banner if there is one,
// and beside the map.
func (g *front) frame() frame {
	f := g.window.frame(g.walk.zone())
	f.width = min(f.width-g.mapWidth(), widestBody+1)
	f.height = max(1, f.height-len(g.banner(f)))
	return f
}

// banner says on every screen as of when the walk is judged, and how long ago
// that was.
func (g *front) banner(f frame) []string {
	past := g.walk.past()
	if past == nil {
		return nil
	}
	return []string{f.theme.strong.Render(ansi.Truncate(past.Banner(f.language, f.zone), f.width-1, ""))}
}

// saw takes what was just found. With something that was seen a saved walk is one
// of the present; until then it stands as of its own time, and the background looks
// at nothing.
func (m *model) saw(f steps.Finding) tea.Cmd {
	p, stood := m.walk.patient, m.walk.stands()
	if err := p.Saw(f); err != nil {
		return m.fail(brokenMsg{fault: err.Error()})
	}
	if m.walk.stands() {
		return nil
	}
	p.Looker.Know(p.Session.Facts())
	if !stood {
		return nil
	}
	m.walk.told, m.walk.begun = map[string]steps.Supply{}, nil
	return m.tell(wordsFromNow, noticeStays)
}

// leadsAway reports whether a fact leads to a directory: with it a file is not
// alone any more.
func leadsAway(fact steps.Fact) bool {
	return slices.Contains([]steps.Fact{steps.Domain, steps.Controller}, fact)
}

// alone is the access to a collected file and nothing else: what was given
// about the caller goes along, what leads elsewhere does not.
func alone(given Access, file string) Access {
	a := Access{Facts: copied(given).Facts, ServerFile: file}
	for _, fact := range []steps.Fact{steps.Domain, steps.Controller, steps.Tenant, steps.SyncServer} {
		delete(a.Facts, fact)
	}
	return a
}
