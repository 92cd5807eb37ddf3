package wizard

import (
	"slices"
	"strconv"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// verdictScreen shows one finding: what was found, who does what about it,
// and how one sees that it helped.
type verdictScreen struct {
	patient  *Patient
	step     *steps.Step // nil when the tree no longer has it
	finding  steps.Finding
	place    lang.Args
	supply   bool      // what is missing can be given on the screen of the answers
	compares bool      // the user can be held against another one
	reruns   lang.Text // of looking again at what failed; none where nothing did
	tried    try       // whether it was looked at once more
	past     bool      // looked up from the path: the walk stands elsewhere
	turns    int       // of the sign that somebody is watching
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
	case keyRerun.hit(msg) && s.reruns != (lang.Text{}):
		return s, send(rerunMsg{})
	case keyAct.hit(msg) && s.acts() && len(s.step.Acts) > 0:
		return s, send(coverMsg{screen: newWays(s.step)})
	case keyAct.hit(msg) && s.acts():
		return s, send(actAskMsg{step: s.finding.Step, act: s.step.Act})
	case keyByHand.hit(msg) && s.unsure():
		return s, send(coverMsg{screen: newHand(s.patient, s.step)})
	case keyHistory.hit(msg):
		return s, send(coverMsg{screen: newHistory(s.patient)})
	case keyCompare.hit(msg) && s.compares:
		return s, send(compareAskMsg{})
	case keyCopy.hit(msg):
		return s, s.copies()
	}
	s.scroll = s.scroll.moved(msg, len(s.lines(s.frame)), s.frame.height)
	return s, nil
}

// acts reports whether the program can do itself what the step leads to.
func (s *verdictScreen) acts() bool {
	return s.step != nil && (s.step.Act != nil || len(s.step.Acts) > 0) && s.patient.Env.Acting != nil && s.watched()
}

// told is the finding in the words of its step.
func (s *verdictScreen) told(f frame) steps.Told {
	return f.teller(s.patient).Finding(s.finding)
}

// commands are the commands of the remedy, ready to copy.
func (s *verdictScreen) commands() []steps.Block {
	if remedy := s.told(s.frame).Remedy; remedy != nil {
		return remedy.Blocks
	}
	return nil
}

func (s *verdictScreen) View(f frame) string { return s.scroll.show(s.lines(f), f) }

// lines are the finding as a card: what it is, what to tell the caller, who
// mends it and how, then the commands, and at the end what it rests on.
func (s *verdictScreen) lines(f frame) []string {
	p, told := page{f: f}, s.told(f)
	chip := f.theme.chip(told.Status, f)
	if told.Noted() {
		chip = mark(f, told) + " "
	}
	p.hang(chip+" ", told.Sentence)
	if said := s.tried.said(f, s.finding); said != "" {
		p.text(said)
	}
	s.drawBefore(&p)
	if !s.watched() {
		p.labelled(wordsExplained, told.ExplainedBy)
		if told.FixFirst != "" {
			p.text(told.FixFirst)
		}
	} else {
		p.hang(f.theme.turn[s.turns%len(f.theme.turn)]+" ", f.fill(wordsWatched, lang.Args{"seconds": strconv.Itoa(int(s.step.Watch / time.Second))}))
	}
	drawSaid(&p, s.patient.Session, s.step)
	s.drawAct(&p)
	drawWhoAndHow(&p, told)
	if s.supply {
		p.gap()
		p.text(f.say(wordsSupply))
	}
	if s.unsure() && !s.finding.ByHand {
		p.gap()
		p.text(f.say(wordsKnowBetter))
	}
	drawDetails(&p, told.Details)
	p.gap()
	if s.step != nil && told.Status != steps.Healthy && !told.Noted() {
		p.labelled(wordsMatters, f.say(s.step.Why))
		p.gap()
	}
	p.labelled(wordsSeenFrom, seenFrom(f, told.Seen))
	if told.Remedy != nil && told.Remedy.Link != "" {
		p.link(wordsLink, told.Remedy.Link, f.theme.link)
	}
	return p.lines
}

// drawAct says that the program can do it itself.
func (s *verdictScreen) drawAct(p *page) {
	if s.acts() {
		p.gap()
		p.text(s.canAct(p.f))
	}
}

// drawWhoAndHow adds what to tell the caller, who mends it, and how.
func drawWhoAndHow(p *page, told steps.Told) {
	var where string
	if told.Remedy != nil {
		where = told.Remedy.Where
	}
	p.gap()
	p.fields(captioned{wordsToCaller, told.ToCaller}, captioned{wordsWho, told.People}, captioned{wordsSince, told.Since}, captioned{wordsOn, where})
	if told.Remedy != nil {
		drawRemedy(p, told.Remedy)
	}
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

// drawRemedy adds what to do: where, how, what changes, the way back.
func drawRemedy(p *page, r *steps.ToldRemedy) {
	if len(r.Do) > 0 {
		p.gap()
	}
	for i, do := range r.Do {
		p.hang(strconv.Itoa(i+1)+". ", do)
	}
	if r.Withheld != "" {
		p.gap()
		p.text(r.Withheld)
	}
	if r.ByHand != "" {
		p.gap()
		p.text(r.ByHand)
	}
	drawCommands(p, r.Blocks)
	p.gap()
	p.fields(captioned{wordsChanges, r.Changes}, captioned{wordsProof, r.Proof})
}

// fewest is how many lines of commands stand on a card.
const fewest = 5

// drawCommands adds the first lines of what mends it, and says how many more
// there are: all of them are one key away.
func drawCommands(p *page, blocks []steps.Block) {
	if len(blocks) == 0 {
		return
	}
	first := blocks[0]
	if i := slices.IndexFunc(blocks, func(b steps.Block) bool { return b.Part == steps.ToFix }); i >= 0 {
		first = blocks[i]
	}
	indent, lines := indented(first, p.f.width)
	p.gap()
	p.title(p.f.say(first.Label()) + " (" + string(first.Shell) + ")")
	for _, line := range lines[:min(fewest, len(lines))] {
		p.add(indent + p.f.theme.strong.Render(line))
	}
	more := max(0, len(lines)-fewest)
	for i := range blocks {
		if blocks[i].Part == first.Part && blocks[i].Shell == first.Shell {
			continue
		}
		more += len(laidAll(blocks[i], p.f.width-1-len(indent)))
	}
	if more > 0 {
		p.text(indent + p.f.fill(wordsMoreCommands, lang.Args{"n": strconv.Itoa(more)}))
	}
}

func (s *verdictScreen) Keys() []keyed {
	keys := []keyed{keyEnter.as(wordsGoOn), keyBack}
	if s.past {
		keys[0] = keyEnter.as(wordsClose)
	}
	if s.acts() {
		keys = append(keys, keyAct)
	}
	switch {
	case len(s.commands()) > 0:
		keys = append(keys, keyCopy)
	case s.handed():
		keys = append(keys, keyCopy.as(wordsCopyCard))
	}
	again := keyAgain
	if s.asked() {
		again = keyAgain.as(wordsAnswerAnew)
	}
	keys = append(keys, again)
	if s.reruns != (lang.Text{}) {
		keys = append(keys, keyRerun.as(s.reruns))
	}
	if s.unsure() {
		keys = append(keys, keyByHand)
	}
	keys = append(keys, keyEvidence, keyHistory)
	if s.compares {
		keys = append(keys, keyCompare)
	}
	return keys
}

// Spot is the step that the card is about.
func (s *verdictScreen) Spot() steps.ID { return s.finding.Step }

func (s *verdictScreen) Heading(f frame) string {
	if s.step == nil {
		return string(s.finding.Step)
	}
	return where(f, s.step, s.place)
}
