package wizard

import (
	"slices"
	"strconv"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// verdictScreen shows one finding: what was found, who does what about it,
// and how one sees that it helped.
type verdictScreen struct {
	patient  *Patient
	step     *steps.Step // nil when the tree no longer has it
	finding  steps.Finding
	place    lang.Args
	supply   bool // what is missing can be given on the screen of the answers
	compares bool // the user can be held against another one
	past     bool // looked up from the path: the walk stands elsewhere
	turns    int  // of the sign that somebody is watching
	scroll   scroll
	frame    frame
}

func newVerdict(p *Patient, f steps.Finding, past bool) *verdictScreen {
	s := &verdictScreen{patient: p, finding: f, step: p.Session.Find(f.Step), past: past}
	if s.step != nil {
		s.place = placeOf(p.Session, s.step)
	}
	return s
}

func (s *verdictScreen) Init() tea.Cmd { return nil }

func (s *verdictScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	switch msg := msg.(type) {
	case frameMsg:
		s.frame = msg.frame
	case tickMsg:
		s.turns++
	case refreshedMsg:
		s.finding = msg.finding
	case tea.KeyMsg:
		return s.key(msg)
	}
	return s, nil
}

func (s *verdictScreen) key(msg tea.KeyMsg) (screen, tea.Cmd) {
	switch {
	case keyEnter.hit(msg) && s.past, keyBack.hit(msg) && s.past:
		return s, send(uncoverMsg{})
	case keyEnter.hit(msg):
		return s, send(nextMsg{})
	case keyBack.hit(msg):
		return s, send(backMsg{})
	case keyEvidence.hit(msg):
		return s, send(coverMsg{screen: newEvidence(s.patient, s.finding)})
	case keyAgain.hit(msg) && s.asked():
		return s, send(reaskMsg{step: s.finding.Step})
	case keyAgain.hit(msg):
		return s, send(againMsg{step: s.finding.Step})
	case keyByHand.hit(msg) && s.unsure():
		return s, send(coverMsg{screen: newHand(s.patient, s.step)})
	case keyCompare.hit(msg) && s.compares:
		return s, send(compareAskMsg{})
	case keyCopy.hit(msg) && len(s.commands()) > 0:
		return s, send(coverMsg{screen: newCopy(s.commands())})
	}
	s.scroll = s.scroll.moved(msg, len(s.lines(s.frame)), s.frame.height)
	return s, nil
}

// asked reports whether the finding is the answer to a question.
func (s *verdictScreen) asked() bool { return s.finding.Asked }

// unsure reports whether a person may know better than the probe.
func (s *verdictScreen) unsure() bool {
	return s.step != nil && s.step.Check != nil && (s.finding.Status == steps.Unknown || s.finding.ByHand)
}

// watched reports whether the step is looked at again while it is shown.
func (s *verdictScreen) watched() bool {
	return s.step != nil && s.step.Watch > 0 && s.finding.Status != steps.Healthy && !s.past && !s.finding.ByHand && s.patient.Past == nil
}

// commands are the commands of the remedy, ready to copy.
func (s *verdictScreen) commands() []steps.Block {
	remedy := steps.RemedyOf(s.step, s.finding)
	if remedy == nil {
		return nil
	}
	return remedy.Commands(s.finding.Args).Blocks
}

func (s *verdictScreen) View(f frame) string { return s.scroll.show(s.lines(f), f) }

func (s *verdictScreen) lines(f frame) []string {
	p := page{f: f}
	p.hang(f.theme.badge(s.finding.Status, f)+"  ", steps.Sentence(s.step, s.finding, f.language, f.zone))
	if by := s.finding.ExplainedBy; by != "" && !s.watched() {
		title := string(by)
		if step := s.patient.Session.Find(by); step != nil {
			title = f.say(step.Title)
		}
		p.labelled(wordsExplained, title)
	}
	p.gap()
	p.labelled(wordsSeenFrom, seenFrom(f, s.patient, s.finding))
	if s.watched() {
		p.hang(f.theme.turn[s.turns%len(f.theme.turn)]+" ", f.fill(wordsWatched, lang.Args{"seconds": strconv.Itoa(int(s.step.Watch / time.Second))}))
	}
	if remedy := steps.RemedyOf(s.step, s.finding); remedy != nil {
		drawRemedy(&p, remedy, s.finding.Args, people(f, steps.People(s.step, s.finding)))
	} else if who := people(f, steps.People(s.step, s.finding)); who != "" {
		p.gap()
		p.labelled(wordsWho, who)
	}
	drawDetails(&p, steps.Details(s.step, s.finding, f.language, f.zone))
	if s.supply {
		p.gap()
		p.text(f.say(wordsSupply))
	}
	if s.unsure() && !s.finding.ByHand {
		p.gap()
		p.text(f.say(wordsKnowBetter))
	}
	return p.lines
}

// drawDetails adds the facts behind the sentence, below what is to be done.
func drawDetails(p *page, details []string) {
	for i, detail := range details {
		if i == 0 {
			p.gap()
			p.title(p.f.say(wordsDetails))
		}
		p.hang("- ", detail)
	}
}

// drawRemedy adds what to do: who, where, how, what changes, the way back.
func drawRemedy(p *page, r *steps.Remedy, args tell.Args, who string) {
	f := p.f
	p.gap()
	p.labelled(wordsWho, who)
	p.labelled(wordsOn, f.tell(r.Where, args))
	for i, do := range r.Do {
		p.hang(strconv.Itoa(i+1)+". ", f.tell(do, args))
	}
	ready := r.Commands(args)
	if !ready.Withheld.Empty() {
		p.gap()
		p.text(f.say(ready.Withheld))
	}
	undo := slices.IndexFunc(ready.Blocks, func(b steps.Block) bool { return b.Part == steps.ToUndo })
	if undo < 0 {
		undo = len(ready.Blocks)
	}
	drawCommands(p, ready.Blocks[:undo])
	p.gap()
	p.labelled(wordsChanges, f.tell(r.Changes, args))
	drawCommands(p, ready.Blocks[undo:])
	p.gap()
	p.labelled(wordsProof, f.tell(r.Proof, args))
	if r.Link != "" {
		p.link(wordsLink, r.Link, f.theme.link)
	}
}

// drawCommands adds commands, each block under a heading that names its part
// and shell.
func drawCommands(p *page, blocks []steps.Block) {
	for i, block := range blocks {
		if i == 0 || blocks[i-1].Part != block.Part {
			p.gap()
		}
		p.title(p.f.say(block.Part.Word()) + " (" + string(block.Shell) + ")")
		for _, line := range block.Lines {
			for _, one := range wrap(line, p.f.width-3) {
				p.add("  " + p.f.theme.command.Render(one))
			}
		}
	}
}

// people joins the words of people.
func people(f frame, who []steps.Who) string {
	words := make([]string, len(who))
	for i, w := range who {
		words[i] = f.say(w.Word())
	}
	return strings.Join(words, ", ")
}

// seenFrom says which machine saw it, when, and how long the look took.
func seenFrom(f frame, p *Patient, finding steps.Finding) string {
	seen := finding.Seen
	from := lang.Clean(seen.Vantage.Host)
	if from == "" && string(seen.Vantage.Place) == "here" {
		from = lang.Clean(p.Vantage)
	}
	switch string(seen.Vantage.Place) {
	case "sync-server":
		from = strings.TrimSpace(from + " (" + f.say(wordsSyncServer) + ")")
	case "person":
		from = f.say(wordsPerson)
	case "here":
		from = strings.TrimSpace(from + " (" + f.say(wordsHere) + ")")
	}
	if from == "" {
		from = lang.Clean(p.Vantage)
	}
	at := seen.At
	if at.IsZero() {
		at = finding.At
	}
	said := from + ", " + lang.Time(f.language, at, f.zone)
	if seen.Took > 0 {
		said += ", " + took(f, seen.Took)
	}
	return said
}

// took writes how long a look took.
func took(f frame, d time.Duration) string {
	if d < time.Second {
		return f.fill(wordsMilliseconds, lang.Args{"n": strconv.Itoa(int(d / time.Millisecond))})
	}
	return f.fill(wordsSeconds, lang.Args{"n": strconv.FormatFloat(d.Seconds(), 'f', 1, 64)})
}

func (s *verdictScreen) Keys() []keyed {
	keys := []keyed{keyEnter.as(wordsGoOn), keyBack, keyAgain}
	if s.past {
		keys = []keyed{keyBack, keyAgain}
	}
	if len(s.commands()) > 0 {
		keys = append(keys, keyCopy)
	}
	if s.unsure() {
		keys = append(keys, keyByHand)
	}
	keys = append(keys, keyEvidence)
	if s.compares {
		keys = append(keys, keyCompare)
	}
	return keys
}

func (s *verdictScreen) Heading(f frame) string {
	if s.step == nil {
		return string(s.finding.Step)
	}
	return where(f, s.step, s.place)
}
