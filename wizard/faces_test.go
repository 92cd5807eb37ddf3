package wizard

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/stepstest"
)

// The screens show the facts of every branch of the tree, and of walks that end
// in every way, in a narrow window and in a wide one.
func TestScreensHoldTheFacts(t *testing.T) {
	t.Parallel()
	tree := catalog.All()
	cases := stepstest.Cases(t, tree, "../steps")
	p := &Patient{Session: steps.NewSession(tree, nil)}
	for _, l := range stepstest.Languages {
		for _, width := range []int{60, 120} {
			f := frame{width: width, height: 1000, language: l, zone: time.UTC, theme: newTheme(true, false)}
			shown := func(s screen) string { return ansi.Strip(s.Heading(f) + "\n" + s.View(f)) }
			for _, finding := range cases {
				s := newVerdict(p, finding, true)
				told := s.told(f)
				stepstest.Hold(t, shown(s), told, l)
				if told.Remedy != nil {
					holdCopies(t, told.Remedy.Blocks, f)
				}
			}
			for _, p := range stepstest.Walks(t, tree, cases) {
				s := &summaryScreen{patient: p, over: p.Session.Step() == nil}
				stepstest.HoldSummary(t, shown(s), s.told(f), l)
				paper := f
				paper.paper = true
				stepstest.HoldSummary(t, strings.Join(s.ticket(f), "\n"), s.told(paper), l)
				if ticket := strings.Join(s.ticket(f), ""); strings.Contains(ticket, "F6") || strings.Contains(shown(s), "--") {
					t.Errorf("a ticket names a key, or a screen an option:\n%s\n%s", ticket, shown(s))
				}
			}
		}
	}
}

// holdCopies demands that each command can be copied by itself, under the name
// of its part.
func holdCopies(t *testing.T, blocks []steps.Block, f frame) {
	t.Helper()
	s, n := newCopy(blocks), 0
	for _, block := range blocks {
		for _, line := range block.Lines {
			s.menu.at = n
			if got, want := f.say(s.menu.items[n].text), f.say(block.Part.Word())+" ("+string(block.Shell)+"): "+line; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
			if got := s.picked(n)(); got != (copyMsg{text: line}) {
				t.Errorf("copied %v, want %q", got, line)
			}
			n++
		}
	}
	if n != len(s.menu.items) {
		t.Errorf("got %d commands to copy, want %d", len(s.menu.items), n)
	}
}
