package wizard

import (
	"slices"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/script"
	"example.com/writeback-doctor/steps/timeline"
)

func itoa(n int) string { return strconv.Itoa(n) }

// ticket is the summary as plain text to paste: no colour, no glyph that a
// ticket system might not know. Whoever reads it was not there, so it says whose
// password it is, when and from where it was seen, and what to run.
func (s *summaryScreen) ticket(f frame, version string) []string {
	f.theme = newTheme(true, true)
	f.width, f.paper = ticketWidth, true
	facts, told := s.patient.Session.Facts(), s.told(f)
	head, tail := page{f: f}, page{f: f}
	head.labelled(wordsFactUser, lang.Clean(facts[steps.User]))
	for _, fact := range []steps.Fact{steps.Scope, steps.Surface} {
		head.labelled(factWord(fact), answered(s.patient.Session.Tree(), fact, facts[fact], f))
	}
	head.labelled(wordsFactWords, ansi.Truncate(lang.Clean(steps.Spoken(facts[steps.Words])), ticketWidth/2, "..."))
	if !s.patient.Started.IsZero() {
		head.labelled(wordsWhen, lang.Both(f.language, s.patient.Started, f.zone))
	}
	ticketStory(&head, s.patient)
	if told.Cause != nil {
		head.labelled(wordsSeenFrom, seenFrom(f, told.Cause.Seen))
		ticketCommands(&tail, told.Cause.Remedy, false)
		if told.Cause.Remedy != nil {
			tail.gap()
			tail.labelled(wordsProof, told.Cause.Remedy.Proof)
		}
		if cause := s.patient.Session.Diagnosis().Cause; cause != nil {
			drawTried(&tail, f.teller(s.patient).HandOver(cause).Tried, &told.Cause.Seen)
		}
	}
	if version != "" {
		tail.gap()
		tail.text("Writeback Doctor " + lang.Clean(version))
	}
	paper := *s
	paper.ticketed = true
	lines := paper.printed(f)
	lines = slices.Concat(lines[:1], bared(head.lines), lines[1:])
	return slices.Concat(lines, []string{""}, bared(tail.lines))
}

// Ticket is the text for a ticket of a walk, a line each, for whoever walks without
// screens: that of the wizard. saved is the path of the case file, "" where there is
// none.
func Ticket(c Config, p *Patient, saved string) []string {
	session := p.Session
	s := &summaryScreen{patient: p, diagnosis: session.Diagnosis(), over: session.Step() == nil, saved: saved, ahead: aheadOf(c, p)}
	return s.ticket(frame{height: designHeight, language: c.Language, zone: p.Zone}, c.Version)
}

// answered is an answer of the caller in words, "" for none.
func answered(tree []steps.Step, fact steps.Fact, value string, f frame) string {
	question, _ := steps.QuestionOf(tree, fact)
	for _, choice := range question.Choices {
		if choice.Value == value {
			return f.say(choice.Label)
		}
	}
	return lang.Clean(value)
}

// ticketMost is how many lines of commands stand in a ticket.
const ticketMost = 12

// ticketCommands adds what mends it, or where no command does what looks, where that
// is short: half of a command is worse than none. Other ways and ways back stand in
// the files beside it, so that nobody pastes two ways out of a ticket; a request is read by
// whoever chooses among them, and has the short ones.
func ticketCommands(p *page, remedy *steps.ToldRemedy, ways bool) {
	if remedy == nil || len(remedy.Blocks) == 0 {
		return
	}
	part, shown, more := steps.ToFix, false, 0
	if !slices.ContainsFunc(remedy.Blocks, func(b steps.Block) bool { return b.Part == part }) {
		part = steps.OnlyLook
	}
	for _, block := range remedy.Blocks {
		var lines []string
		for _, command := range block.Lines {
			lines = append(lines, script.Lay(block.Shell, command, script.Wide)...)
		}
		way := ways && block.Part == steps.Instead
		if (shown || block.Part != part) && !way || len(lines) > ticketMost {
			more += len(lines)
			continue
		}
		shown = shown || !way
		p.gap()
		p.title(p.f.say(block.Label()) + " (" + string(block.Shell) + ")")
		p.lines = append(p.lines, lines...)
	}
	if more > 0 {
		p.gap()
		files, _ := script.Names(remedy.Blocks)
		p.text(p.f.fill(wordsTicketMore, lang.Args{"n": strconv.Itoa(more), "files": strings.Join(files, ", ")}))
	}
}

// ticketStory adds when the user's last reset arrived, when the first one did not, and
// what changed between them, where anything was read that tells it.
func ticketStory(p *page, of *Patient) {
	story := timeline.Of(of.Session.Findings(), of.Session.Facts()[steps.User])
	if story.Story.Success < 0 && story.Story.Failure < 0 {
		return
	}
	for _, line := range story.Tell(p.f.teller(of)).Head {
		p.text(line)
	}
}

// bared are lines without styles.
func bared(lines []string) []string {
	for i := range lines {
		lines[i] = strings.TrimRight(ansi.Strip(lines[i]), " ")
	}
	return lines
}

// printed is the summary as it stands after the program has gone.
func (s *summaryScreen) printed(f frame) []string {
	f.paper = true
	p := page{f: f}
	p.text("Writeback Doctor - " + lang.Clean(f.say(s.patient.Name)))
	s.report(&p, s.told(f))
	if s.masked {
		p.gap()
		p.text(f.say(wordsNamesMasked))
	}
	if s.saved != "" {
		p.gap()
		p.labelled(wordsCaseFile, lang.Clean(s.saved))
	}
	return bared(p.lines)
}

// newTicket copies the ticket text and shows it bare.
func (s *summaryScreen) newTicket(version string) *readerScreen {
	heading := wordsCopyTicket
	if s.masked {
		heading = wordsTicketMasked
	}
	shown := bareText(heading, s.ticketFor, func(f frame) []string { return s.ticket(f, version) })
	shown.nameless = true
	return shown
}

// ticketFor says behind the heading to whom the ticket goes: whoever mends the cause.
func (s *summaryScreen) ticketFor(f frame) string {
	if told := s.told(f); told.Cause != nil {
		return sentTo(f, told.Cause.People)
	}
	return ""
}

// ticketWidth is wide enough that a ticket system wraps for itself.
const ticketWidth = 400

// unproven reports whether all is well and nobody has proven it with the test user.
func (s *summaryScreen) unproven(session *steps.Session) bool {
	return s.over && s.diagnosis.Status == steps.Healthy && session.Find(canary) != nil && !visited(session, canary)
}

// noteSaved says at what saves the walk that it was saved.
func (s *summaryScreen) noteSaved(note lang.Text) {
	for i, pick := range s.picks {
		if save, is := pick.(saveMsg); is && save == (saveMsg{}) {
			s.menu.items[i].note = note
		}
	}
}

// seeMore offers what may bring more to light. Where nothing was found, what is missing
// helps more than what differs.
func (s *summaryScreen) seeMore(m *model, offer func(lang.Text, tea.Msg)) {
	compares, unseen := m.comparable(), s.diagnosis.Cause == nil && s.diagnosis.Status == steps.Unknown
	if compares && !unseen {
		offer(wordsCompare, compareAskMsg{})
	}
	if wants, fact := supplies(s.diagnosis.Unknown, m.reopens()); wants != steps.NoSupply {
		offer(wordsGiveMore, coverMsg{screen: m.newAnswers(wants, fact)})
	}
	if unseen && s.reruns != (lang.Text{}) {
		offer(wordsRerunItem, rerunMsg{})
	}
	if compares && unseen {
		offer(wordsCompare, compareAskMsg{})
	}
}

// mender is whoever mends the cause; empty for nobody.
func (s *summaryScreen) mender(f frame) lang.Text {
	if s.diagnosis.Cause == nil {
		return lang.Text{}
	}
	return menders(f, s.patient, s.diagnosis.Cause)
}

// takenAway offers what is taken away from a walk, and the ways out of it.
func (s *summaryScreen) takenAway(m *model, offer func(lang.Text, tea.Msg)) {
	if m.c.Save != nil {
		offer(wordsSaveFile, saveMsg{})
		s.noteSaved(m.walk.writtenAt())
	}
	offer(wordsCopyTicket, coverMsg{screen: s.newTicket(m.c.Version)})
	pages, masks := m.c.SavePage != nil, m.c.Masked != nil && m.c.SaveMasked != nil
	if pages || masks {
		offer(wordsReport, coverMsg{screen: newReports(pages, masks)})
	}
	if people := s.mender(m.frame()); !people.Empty() {
		offer(sendTo(people), requestMsg{finding: *s.diagnosis.Cause})
	}
	offer(wordsToStart, leaveMsg{})
	offer(wordsDone, doneMsg{})
}
