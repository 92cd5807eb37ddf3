package wizard

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/script"
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
				card := told
				if told.Remedy != nil {
					holdCopies(t, finding, told.Remedy.Blocks, f)
					bare := *told.Remedy
					card.Remedy, bare.Blocks = &bare, nil // a few lines of them stand on the card
				}
				stepstest.Hold(t, headless(shown(s), told, f), card, l)
				holdFew(t, s.View(f), told, f)
			}
			for _, p := range stepstest.Walks(t, tree, cases) {
				s := &summaryScreen{patient: p, over: p.Session.Step() == nil}
				stepstest.HoldSummary(t, shown(s), s.told(f), l)
				paper := f
				paper.paper = true
				stepstest.HoldSummary(t, strings.Join(s.ticket(f, "test"), "\n"), s.told(paper), l)
				if ticket := strings.Join(s.ticket(f, "test"), ""); strings.Contains(ticket, "F6") || strings.Contains(shown(s), "--") {
					t.Errorf("a ticket names a key, or a screen an option:\n%s\n%s", ticket, shown(s))
				}
			}
		}
	}
}

// holdCopies demands that each command can be copied by itself, under the name
// of its part.
func holdCopies(t *testing.T, finding steps.Finding, blocks []steps.Block, f frame) {
	t.Helper()
	s, n, seen := newCopy(finding, blocks, lang.Text{}), 0, map[string]bool{}
	for _, block := range blocks {
		if len(block.Lines) > 1 && block.Part != steps.OnlyLook { // all of them come first
			if got, want := s.picked(n)(), strings.Join(block.Lines, "\n"); got != (copyMsg{text: want}) {
				t.Errorf("copied %v, want %q", got, want)
			}
			n++
		}
		for i, line := range block.Lines {
			s.menu.at = n
			want := line
			if title := block.Title(i); !title.Empty() {
				want = f.say(title)
			}
			got := f.say(s.menu.items[n].text)
			if !strings.Contains(got, want) || !strings.HasPrefix(got, f.say(block.Label())) || !strings.Contains(got, " ("+string(block.Shell)+")") {
				t.Errorf("got %q, want %q of %q", got, want, f.say(block.Label()))
			}
			if seen[got] {
				t.Errorf("two commands have the name %q", got)
			}
			seen[got] = true
			if got := s.picked(n)(); got != (copyMsg{text: line}) {
				t.Errorf("copied %v, want %q", got, line)
			}
			n++
		}
	}
	if n+1 != len(s.menu.items) {
		t.Errorf("got %d commands to copy, want %d", len(s.menu.items)-1, n)
	}
	holdSaved(t, s, blocks, f)
	if got, ok := s.picked(n)().(saveScriptsMsg); !ok || got.finding.Step != finding.Step {
		t.Errorf("the last one is %v, want the files", got)
	}
}

// holdSaved demands that what the list promises to save is what is written, and
// that a change is spoken of only where a file makes one.
func holdSaved(t *testing.T, s *pickScreen, blocks []steps.Block, f frame) {
	t.Helper()
	s.menu.at = len(s.menu.items) - 1
	promise, changes := f.say(s.menu.items[s.menu.at].text), false
	page := page{f: f}
	s.outro(&page)
	var names []string
	for _, file := range script.Files(script.Order{Told: steps.Told{Remedy: &steps.ToldRemedy{Blocks: blocks}}}) {
		names = append(names, file.Name)
		changes = changes || file.Part != steps.OnlyLook
	}
	if !strings.HasSuffix(promise, "("+strings.Join(names, ", ")+")") || strings.Contains(page.String(), "-Apply") != changes {
		t.Errorf("promised %q and %q, written %v", promise, page.String(), names)
	}
}

// headless is a card without the heading of the few lines of commands on it, which
// [holdFew] looks at.
func headless(card string, told steps.Told, f frame) string {
	if told.Remedy == nil {
		return card
	}
	for _, block := range told.Remedy.Blocks {
		heading := f.say(block.Label()) + " (" + string(block.Shell) + ")\n"
		if rest := strings.Replace(card, heading, "", 1); rest != card {
			return rest
		}
	}
	return card
}

// holdFew demands that at most five lines of commands stand on a card, of what
// mends it where something does, and that the rest is named.
func holdFew(t *testing.T, card string, told steps.Told, f frame) {
	t.Helper()
	if told.Remedy == nil || len(told.Remedy.Blocks) == 0 {
		return
	}
	first := told.Remedy.Blocks[0]
	for _, block := range told.Remedy.Blocks {
		if block.Part == steps.ToFix && first.Part != steps.ToFix {
			first = block
		}
	}
	indent, laid := indented(first, f.width)
	all := len(laid)
	for _, block := range told.Remedy.Blocks {
		if block.Part != first.Part || block.Shell != first.Shell {
			all += len(laidAll(block, f.width-1-len(indent)))
		}
	}
	_, below, found := strings.Cut(ansi.Strip(card), f.say(first.Label())+" ("+string(first.Shell)+")\n")
	n := 0
	for line := range strings.Lines(below) {
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, indent+"... ") {
			break
		}
		n++
	}
	if !found || n < 1 || n > 5 || (n < all) != strings.Contains(card, "Ctrl+Y") {
		t.Errorf("%s %s: %d of %d lines of commands stand on the card:\n%s", told.Step, told.On, n, all, card)
	}
}
