package wizard

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
)

// found takes a key of a search of the list, and while one is under way those that
// move in it: huh knows nothing of what is left out.
func (a *field) found(msg tea.KeyMsg) bool {
	n, at := len(a.choices), a.chosen()
	switch {
	case a.finder.search(msg, a.labels):
		a.choose(a.finder.kept(at, n))
	case !a.finder.seeking:
		return false
	case key.Matches(msg, keyUp.Binding):
		a.choose(a.finder.near(at, -1, n))
	case key.Matches(msg, keyDown.Binding):
		a.choose(a.finder.near(at, 1, n))
	case keyEnter.hit(msg) && len(a.finder.shown(n)) > 0:
		a.finder = finder{}
		return false
	}
	return true
}

// labels are the choices as they are read, in both languages.
func (a *field) labels() []string {
	all := make([]string, len(a.choices))
	for i, c := range a.choices {
		all[i] = c.Label.Ko + "\n" + c.Label.En
	}
	return all
}

// chosen is the place of the choice that stands in the field.
func (a *field) chosen() int {
	return max(0, slices.IndexFunc(a.choices, func(c steps.Choice) bool { return c.Value == a.text }))
}

// choose puts a choice into the field.
func (a *field) choose(i int) {
	if i < 0 || i == a.chosen() {
		return
	}
	usual := a.usual
	a.text, a.form, a.list = a.choices[i].Value, nil, nil
	a.fit(a.frame)
	a.usual = usual
}

// backs reports whether a key leaves the field: not one that ends a search.
func (a *field) backs(msg tea.KeyMsg) bool { return keyBack.hit(msg) && !a.finder.seeking }

// typed reports whether letters are text in the field.
func (a *field) typed() bool { return len(a.choices) == 0 || a.finder.seeking }
