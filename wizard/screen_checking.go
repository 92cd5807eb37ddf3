package wizard

import (
	"slices"
	"strconv"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// checkingScreen is shown while a check looks: what at, why, from where, how
// long already, and what else is being looked at meanwhile.
type checkingScreen struct {
	patient *Patient
	step    *steps.Step
	place   lang.Args
	since   time.Time // zero until the clock has been asked
	now     time.Time
	turns   int
	lab     bool // on the clock of the lab
	recheck bool // looked at once more at the person's wish
	others  []steps.ID
}

// slow is when a look takes longer than a person expects, on the patient's
// clock.
const slow = 10 * time.Second

func newChecking(p *Patient, step *steps.Step) *checkingScreen {
	return &checkingScreen{patient: p, step: step, place: placeOf(p.Session, step)}
}

func (s *checkingScreen) Init() tea.Cmd { return nil }

func (s *checkingScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tickMsg:
		if s.since.IsZero() || s.since.After(msg.at) {
			s.since = msg.at
		}
		s.now, s.turns = msg.at, s.turns+1
		s.others = slices.DeleteFunc(slices.Clone(msg.running), func(id steps.ID) bool { return id == s.step.ID })
	case tea.KeyMsg:
		switch {
		case keyHalt.hit(msg):
			return s, send(haltMsg{})
		case keyLeave.hit(msg):
			return s, send(backMsg{})
		}
	}
	return s, nil
}

func (s *checkingScreen) View(f frame) string {
	p := page{f: f}
	p.text(f.say(s.step.Why))
	p.gap()
	elapsed := max(0, s.now.Sub(s.since)) // nobody has asked the clock before the first tick
	p.hang(f.theme.turn[s.turns%len(f.theme.turn)]+" ", f.fill(wordsElapsed, lang.Args{
		"seconds": strconv.Itoa(int(elapsed / time.Second)),
	})+"  "+f.say(wordsFrom)+": "+lang.Clean(s.patient.Vantage))
	switch {
	case s.step.Takes > 0:
		p.add(progress(f, elapsed, s.step.Takes))
	case elapsed >= slow:
		p.text(f.fill(wordsSlow, lang.Args{"what": s.awaited(f)}))
	}
	if s.lab && elapsed >= slow {
		p.text(f.say(wordsLabTime))
	}
	s.meanwhile(&p)
	s.soFar(&p)
	return p.String()
}

// awaited is who has not answered yet, as far as it is known by name.
func (s *checkingScreen) awaited(f frame) string {
	facts := s.patient.Session.Facts()
	var all []string
	for _, by := range s.step.Reads {
		said, name := by.Place(facts)
		whole := f.say(said)
		if name != "" {
			whole += " (" + lang.Clean(name) + ")"
		}
		if !slices.Contains(all, whole) {
			all = append(all, whole)
		}
	}
	if len(all) == 0 {
		return f.say(wordsOtherSide)
	}
	return strings.Join(all, ", ")
}

// meanwhile names what else is being looked at.
func (s *checkingScreen) meanwhile(p *page) {
	var titles []string
	for _, id := range s.others {
		if step := s.patient.Session.Find(id); step != nil && len(titles) < 3 {
			titles = append(titles, p.f.say(step.Title))
		}
	}
	if len(titles) == 0 {
		return
	}
	said := strings.Join(titles, ", ")
	if more := len(s.others) - len(titles); more > 0 {
		said += " +" + strconv.Itoa(more)
	}
	p.gap()
	p.labelled(wordsMeanwhile, said)
}

// soFar shows the newest findings, as many as there is room for.
func (s *checkingScreen) soFar(p *page) {
	trail := s.patient.Session.Trail()
	room := p.f.height - len(p.lines) - 2
	if len(trail) == 0 || room < 2 {
		return
	}
	p.gap()
	p.title(p.f.say(wordsSoFar))
	teller := p.f.teller(s.patient)
	for _, f := range trail[max(0, len(trail)-room+1):] {
		p.add(line(p.f, teller.Finding(f)))
	}
}

// progress is a bar for a look whose length is known. It never says that it
// is done before it is.
func progress(f frame, elapsed, takes time.Duration) string {
	cells := min(40, max(10, f.width/2))
	share := min(0.99, float64(elapsed)/float64(takes))
	full := int(share * float64(cells))
	bar := "[" + strings.Repeat("#", full) + strings.Repeat(".", cells-full) + "]"
	return bar + " " + f.fill(wordsProgress, lang.Args{
		"seconds": strconv.Itoa(int(elapsed / time.Second)),
		"of":      strconv.Itoa(int(takes / time.Second)),
	})
}

func (s *checkingScreen) Keys() []keyed {
	return []keyed{keyHalt, keyLeave}
}

// Spot is the step that is being looked at.
func (s *checkingScreen) Spot() steps.ID { return s.step.ID }

func (s *checkingScreen) Heading(f frame) string {
	heading := where(f, s.step, s.place)
	switch {
	case s.recheck:
		heading += " (" + f.say(keyAgain.does) + ")"
	case s.patient.Session.Detour():
		heading += " (" + f.say(wordsDetour) + ")"
	}
	return heading
}

// mark is the symbol and the word in front of a finding.
func mark(f frame, told steps.Told) string {
	if told.Noted() {
		return f.theme.answer + " " + f.say(told.Word())
	}
	return f.theme.badge(told.Status, f)
}

// column fills a mark up to the width of the widest, the same in both languages,
// so that titles stand below one another.
func column(mark string, f frame) string {
	wide := 0
	if f.width < designWidth { // there is more need of the titles
		return mark
	}
	for s := range f.theme.marks {
		word := steps.Status(s).Word()
		wide = max(wide, ansi.StringWidth(f.theme.marks[s])+1+max(ansi.StringWidth(word.Ko), ansi.StringWidth(word.En)))
	}
	return mark + strings.Repeat(" ", max(0, wide-ansi.StringWidth(mark)))
}

// line is a finding in one line: symbol, word, title, outcome.
func line(f frame, told steps.Told) string { return leadOf(f, told) + saidOf(f, told) }

func leadOf(f frame, told steps.Told) string { return column(mark(f, told), f) + "  " }

func saidOf(f frame, told steps.Told) string {
	said := told.Title
	switch {
	case told.ExplainedBy != "":
		said += " (" + f.say(wordsExplained) + ": " + told.ExplainedBy + ")"
	case told.Label != "" && !told.Unheard() && (!told.Asked || told.Status == steps.Unknown && !told.Noted()):
		said += ": " + told.Label + told.Then
	}
	if told.ByHand {
		said += " (" + f.say(wordsByHand) + ")"
	}
	return said
}

// seenFrom says which machine saw it, when, and how long a long look took.
func seenFrom(f frame, seen steps.Sight) string {
	said := seen.From + ", " + seen.At
	if seen.Took >= time.Second { // of a quick one nobody wants to know
		said += ", " + f.fill(wordsSeconds, lang.Args{"n": strconv.FormatFloat(seen.Took.Seconds(), 'f', 1, 64)})
	}
	return said
}
