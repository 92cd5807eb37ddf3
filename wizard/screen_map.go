package wizard

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// newMap shows the whole tree as the walk stands. What was found or answered can
// be opened and read, which moves nothing, and from there be checked again or
// answered anew; a step that is still ahead is looked at now.
func newMap(m *front) *pickScreen {
	p := m.walk.patient
	spots := p.Session.Map()
	s := &pickScreen{heading: wordsMap, tree: true}
	for i, spot := range spots {
		if spot.Step.ID == m.spot() {
			s.menu.at = i
		}
		one := m.mapItem(spot)
		if stage := spot.Step.ID.Stage(); i == 0 || stage != spots[i-1].Step.ID.Stage() {
			one.head = steps.StageWord(stage)
		}
		s.menu.items = append(s.menu.items, one)
	}
	at := p.Session.Line(m.spot()) // it may lie behind, or be nothing when all is over
	done, asked := 0, 0
	for _, f := range p.Session.Findings() {
		done, asked = done+btoi(!f.Asked && !f.Orders), asked+btoi(f.Asked)
	}
	s.intro = func(page *page) {
		n, of := p.Session.Position()
		if at > 0 {
			n = at
		}
		page.text(page.f.fill(wordsSoFarOf, lang.Args{"n": itoa(n), "of": itoa(of), "done": itoa(done), "asked": itoa(asked)}))
	}
	front := m.fronted()
	s.picked = func(i int) tea.Cmd { return opened(p, spots[i], front) }
	reruns := m.walk.rerunWords()
	s.also = func(msg tea.KeyMsg) tea.Cmd {
		switch {
		case keyAgain.hit(msg):
			return again(spots[s.menu.at])
		case keyRerun.hit(msg) && reruns != (lang.Text{}):
			return send(rerunMsg{})
		case keyHistory.hit(msg):
			return send(coverMsg{screen: newHistory(p)})
		}
		return nil
	}
	s.keys = []keyed{keyEnter.as(wordsOpen), keyBack, keyAgain, keySearch, keyMove, digits(len(spots)), keyHistory}
	if reruns != (lang.Text{}) {
		s.keys = append(s.keys, keyRerun.as(reruns))
	}
	return s
}

// fronted is the step that is asked or looked at on the screen of the walk; "" where
// that shows something that was found.
func (g *front) fronted() steps.ID {
	switch s := g.whence().(type) {
	case *questionScreen:
		return s.step.ID
	case *checkingScreen:
		return s.step.ID
	case *inputsScreen:
		return s.Spot()
	default:
		return ""
	}
}

// opened is what to do with a step that was picked on the map: front is the one that
// is asked or looked at below it.
func opened(p *Patient, spot steps.Spot, front steps.ID) tea.Cmd {
	switch {
	case spot.Finding != nil:
		return send(coverMsg{screen: newVerdict(p, *spot.Finding, true)})
	case spot.Standing == steps.Here && spot.Step.ID == front:
		return send(uncoverMsg{})
	case spot.Standing == steps.LeftOut, spot.Unsound:
		return send(coverMsg{screen: newUnvisited(spot)})
	default:
		return send(visitMsg{step: spot.Step.ID})
	}
}

// again looks at a step once more, or for the first time, or asks anew.
func again(spot steps.Spot) tea.Cmd {
	switch {
	case spot.Finding == nil:
		return send(visitMsg{step: spot.Step.ID})
	case spot.Finding.Asked:
		return send(reaskMsg{step: spot.Step.ID})
	default:
		return send(againMsg{step: spot.Step.ID})
	}
}

// newUnvisited says why the walk did not look at a step. F5 looks at it now.
func newUnvisited(spot steps.Spot) *readerScreen {
	why := wordsEndedBefore
	switch {
	case spot.Unsound:
		why = wordsOnlyWhenSound
	case spot.Needless:
		why = wordsNeedless
	}
	return &readerScreen{
		heading: spot.Step.Title,
		draw: func(p *page) {
			p.text(p.f.say(why))
			p.gap()
			p.text(p.f.say(spot.Step.Why))
			p.gap()
			p.text(p.f.say(wordsCheckNowHint))
		},
		also: func(msg tea.KeyMsg) tea.Cmd {
			if keyAgain.hit(msg) {
				return again(spot)
			}
			return nil
		},
		keys: []keyed{keyAgain.as(wordsCheckNow)},
	}
}

// mapItem is a step as an item: what was found of it, or where it stands.
func (g *front) mapItem(spot steps.Spot) item {
	p := g.walk.patient
	state := func(f frame) (mark, behind string) {
		return chart{f: f, session: p.Session, lab: g.walk.lab, begun: g.walk.begun, now: g.walk.now}.state(spot)
	}
	lead := func(f frame) string {
		mark, _ := state(f)
		if spot.Finding != nil && mark != running { // what is looked at once more is shown so
			return leadOf(f, f.teller(p).Finding(*spot.Finding))
		}
		return column(mark, f) + "  "
	}
	return item{lead: lead, draw: func(f frame) string {
		mark, behind := state(f)
		if spot.Finding != nil && mark != running {
			return saidOf(f, f.teller(p).Finding(*spot.Finding))
		}
		said := f.say(spot.Step.Title)
		if behind != "" {
			return said + "  " + behind
		}
		if missing := spot.Step.Waits(p.Session); len(missing) > 0 && spot.Standing != steps.LeftOut {
			names := make([]string, len(missing))
			for i, fact := range missing {
				names[i] = f.say(awaited(p.Session, fact))
			}
			return said + " (" + f.say(wordsWaitsFor) + ": " + strings.Join(names, ", ") + ")"
		}
		return said
	}}
}

// awaited is what a step waits for: the step that finds it out, or what a person
// can say.
func awaited(session *steps.Session, fact steps.Fact) lang.Text {
	tree := session.Tree()
	for i := range tree {
		if slices.Contains(tree[i].Teaches, fact) {
			return tree[i].Title
		}
	}
	return factWord(fact)
}
