package wizard

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// The widths of the map beside the screen, in cells: from which window on there
// is one, what prose takes at most, and how wide the map is.
const (
	mapFrom    = 110
	widestBody = 100
	leastMap   = 34
	widestMap  = 52
	mapEdge    = 3 // the line between them and the blanks around it
)

// mapped reports whether the map stands beside the screen: there is room for
// it, and a walk that it can show.
func (g *front) mapped() bool {
	_, opening := g.screen.(*openingScreen)
	if isMap(g.screen) {
		return false
	}
	if s, reads := g.screen.(*readerScreen); reads && s.bare {
		return false
	}
	return g.window.width >= mapFrom && !g.window.small() && g.walk.patient != nil && !opening
}

// mapWidth is what the map takes of the window, with its edge.
func (g *front) mapWidth() int {
	if !g.mapped() {
		return 0
	}
	room := g.window.width - widestBody - mapEdge
	return min(widestMap, max(leastMap, room)) + mapEdge
}

// chart is the tree as the walk stands: three stages, and every step with its
// state.
type chart struct {
	f       frame
	session *steps.Session
	at      steps.ID               // where one is
	lab     bool                   // time is that of the lab
	begun   map[steps.ID]time.Time // what is being looked at, and since when
	now     time.Time
}

// spotted is a screen that is about one step of the tree.
type spotted interface{ Spot() steps.ID }

// spot is the step that the screen in front is about, or the nearest one that it
// covers, else the one in front of the walk, and of a walk that is over the cause.
func (g *front) spot() steps.ID {
	for _, shown := range slices.Backward(append(slices.Clone(g.under), g.screen)) {
		if s, ok := shown.(spotted); ok {
			return s.Spot()
		}
	}
	session := g.walk.patient.Session
	if step := session.Step(); step != nil {
		return step.ID
	}
	if cause := session.Diagnosis().Cause; cause != nil {
		return cause.Step
	}
	return ""
}

// beside puts the map to the right of the lines of a screen.
func (g *front) beside(f frame, lines []string) []string {
	wide := g.mapWidth() - mapEdge
	c := chart{f: f, session: g.walk.patient.Session, at: g.spot(), lab: g.walk.lab, begun: g.walk.begun, now: g.walk.now}
	side := c.lines(wide, len(lines))
	edge := f.theme.faint.Render(f.theme.edge)
	body := f.width
	for i, line := range lines {
		lines[i] = line + strings.Repeat(" ", max(0, body-ansi.StringWidth(line))) + " " + edge + " " + side[i]
	}
	return lines
}

// lines draws the map in exactly so many lines, with the step in front of the
// person among them.
func (c chart) lines(width, height int) []string {
	var all []string
	at, stage := 0, ""
	for _, spot := range c.session.Map() {
		if next := spot.Step.ID.Stage(); next != stage {
			stage = next
			all = append(all, c.f.theme.strong.Render(c.f.say(steps.StageWord(stage))))
		}
		if spot.Step.ID == c.at {
			at = len(all)
		}
		all = append(all, c.spot(spot, width))
	}
	top := 0
	if len(all) > height {
		top = min(max(0, at-height/2), len(all)-height)
		all = all[top : top+height]
	}
	for len(all) < height {
		all = append(all, "")
	}
	return all
}

// spot draws one step: the cursor, its mark, its number, its title, and how
// long it has been looked at or what explains it.
func (c chart) spot(spot steps.Spot, width int) string {
	mark, behind := c.state(spot)
	cursor := " "
	if spot.Step.ID == c.at {
		cursor = c.f.theme.strong.Render(">")
	}
	head := cursor + mark + fmt.Sprintf("%3d ", spot.N)
	room := width - ansi.StringWidth(head)
	if behind != "" {
		room -= ansi.StringWidth(behind) + 1
	}
	title := ansi.Truncate(c.f.say(spot.Step.Title), max(1, room), "...")
	if behind != "" {
		title += strings.Repeat(" ", max(0, room-ansi.StringWidth(title))+1) + behind
	}
	return head + title
}

// running is the mark of a step that is being looked at.
const running = "~"

// state is the mark of a step, and what stands at the end of its line.
func (c chart) state(spot steps.Spot) (mark, behind string) {
	t := c.f.theme
	since, runs := c.begun[spot.Step.ID]
	switch {
	case runs && spot.Standing != steps.Found:
		seconds := int(max(0, c.now.Sub(since)) / time.Second)
		if seconds == 0 { // twenty lines of it hide the one that takes long
			return running, ""
		}
		waited := c.f.fill(wordsSpent, lang.Args{"n": itoa(seconds)})
		if c.lab {
			waited += c.f.say(wordsOfLab)
		}
		return running, waited
	case spot.Finding != nil && spot.Finding.Noted():
		return t.answer, ""
	case spot.Finding != nil && spot.Finding.ExplainedBy != "":
		return t.faint.Render(t.dots[spot.Finding.Status]), "< " + itoa(c.session.Line(spot.Finding.ExplainedBy))
	case spot.Finding != nil:
		s := spot.Finding.Status
		return t.status[s].Render(t.dots[s]), ""
	case spot.Standing == steps.Forward:
		return "+", ""
	case spot.Standing == steps.LeftOut:
		return t.faint.Render("-"), ""
	default:
		return t.faint.Render("."), ""
	}
}

// everyBeat is how often the map moves while a person reads and looks go on
// behind the screen.
const everyBeat = time.Second

// pulse asks again in a while what is being looked at, as long as something is
// and the map shows it.
func (g *front) pulse() tea.Cmd {
	if len(g.walk.begun) == 0 || g.walk.pulsing || g.walk.step != nil || !g.mapped() {
		return nil
	}
	g.walk.pulsing = true
	return after(everyBeat, pulseMsg{patient: g.walk.patient})
}

func (g *front) beat(msg pulseMsg) tea.Cmd {
	if msg.patient != g.walk.patient || g.walk.step != nil || !g.mapped() {
		return nil
	}
	return begin(g.walk.patient)
}
