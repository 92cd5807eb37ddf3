package wizard

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// requestTo is what to send to whoever mends a finding, as plain text: what is wrong
// and since when, what is asked for, what was tried, what changes and how one sees
// that it helped. It names the caller where what is wrong is about them, or where what
// they said does.
func requestTo(f frame, of *Patient, found *steps.Finding, version string) []string {
	f.theme, f.width, f.paper = newTheme(true, true), ticketWidth, true
	told, over := f.teller(of).Finding(*found), f.teller(of).HandOver(found)
	p := page{f: f}
	p.labelled(wordsTo, told.People)
	p.text(told.Title + ": " + told.Sentence)
	if told.FixFirst != "" {
		p.text(told.FixFirst)
	}
	p.labelled(wordsSince, told.Since)
	facts := of.Session.Facts()
	p.labelled(factWord(steps.Scope), answered(of.Session.Tree(), steps.Scope, facts[steps.Scope], f))
	p.labelled(wordsFactWords, ansi.Truncate(lang.Clean(steps.Spoken(facts[steps.Words])), ticketWidth/2, "..."))
	if of.Session.Step() != nil {
		p.text(f.say(wordsUnfinished))
	}
	bullets(&p, wordsAllow, lang.Args{"from": told.Seen.From}, over.Allow)
	remedy := told.Remedy
	if remedy == nil {
		remedy = &steps.ToldRemedy{}
	}
	if len(remedy.Do) > 0 {
		heading := wordsAskedFor
		if len(over.Allow) > 0 {
			heading = wordsInDetail
		}
		p.gap()
		p.title(f.say(heading))
		p.labelled(wordsOn, remedy.Where)
		for i, do := range remedy.Do {
			p.hang(itoa(i+1)+". ", do)
		}
		if remedy.Withheld != "" {
			p.text(remedy.Withheld)
		}
	}
	drawTried(&p, over.Tried, &told.Seen)
	if len(over.Tried) == 0 {
		drawDetails(&p, slices.DeleteFunc(slices.Clone(told.Details), func(line string) bool { return slices.Contains(told.Drawn, line) }))
	}
	ticketCommands(&p, told.Remedy, true)
	p.gap()
	p.fields(captioned{wordsChanges, remedy.Changes}, captioned{wordsProof, remedy.Proof}, captioned{wordsSeenFrom, seenFrom(f, told.Seen)}, captioned{wordsLink, remedy.Link})
	if version != "" {
		p.gap()
		p.text("Writeback Doctor " + lang.Clean(version))
	}
	return bared(p.lines)
}

// bullets adds lines under a title, if there are any.
func bullets(p *page, title lang.Text, args lang.Args, lines []string) {
	if len(lines) == 0 {
		return
	}
	p.gap()
	p.title(p.f.fill(title, args))
	for _, line := range lines {
		p.hang("- ", line)
	}
}

// drawTried adds what was tried, if anything was.
func drawTried(p *page, tried []string, seen *steps.Sight) {
	bullets(p, wordsTried, lang.Args{"from": seen.From, "at": seen.At}, tried)
	if len(tried) > 0 {
		p.text(p.f.say(wordsNoSource))
	}
}

// newRequest copies what to send to whoever mends a finding, and shows it bare.
func newRequest(of *Patient, found *steps.Finding, version string) *readerScreen {
	return bareText(wordsRequest, func(f frame) string { return sentTo(f, f.teller(of).Finding(*found).People) },
		func(f frame) []string { return requestTo(f, of, found, version) })
}

// bareText copies a text and shows it bare.
func bareText(heading lang.Text, behind func(frame) string, text func(frame) []string) *readerScreen {
	return &readerScreen{
		heading: heading, bare: true, behind: behind,
		copies: func(f frame) string { return strings.Join(text(f), "\r\n") },
		draw: func(p *page) {
			for _, one := range text(p.f) {
				p.text(one)
			}
		},
	}
}

// sentTo says behind a heading to whom a text goes, "" for nobody.
func sentTo(f frame, people string) string {
	if people == "" {
		return ""
	}
	return " | " + f.say(wordsTicketFor) + ": " + people
}

// Request is that text of a walk, a line each, for whoever walks without screens.
func Request(c Config, of *Patient, found *steps.Finding) []string {
	return requestTo(frame{height: designHeight, language: c.Language, zone: of.Zone}, of, found, c.Version)
}

// menders are whoever mends a finding, to whom a request can be sent; empty for nobody.
func menders(f frame, of *Patient, found *steps.Finding) lang.Text {
	if told := f.teller(of).Finding(*found); !told.HandedOver() {
		return lang.Text{}
	}
	return inBoth(func(l lang.Language) string {
		f.language = l
		return f.teller(of).Finding(*found).People
	})
}

// handed reports whether somebody has something to do that no command does: it is
// passed on in words.
func (s *verdictScreen) handed() bool {
	told := s.told(s.frame)
	return told.Remedy != nil && len(told.Remedy.Blocks) == 0
}

// copies shows what can be copied of a card, or copies it: the commands and a request
// to whoever mends it; that alone where there are no commands; and else the card.
func (s *verdictScreen) copies() tea.Cmd {
	told, people := s.told(s.frame), menders(s.frame, s.patient, &s.finding)
	switch {
	case told.Remedy == nil:
		return nil
	case len(told.Remedy.Blocks) > 0:
		return send(coverMsg{screen: newCopy(s.finding, told.Remedy.Blocks, people)})
	case !people.Empty():
		return send(requestMsg{finding: s.finding})
	default:
		return send(copyMsg{text: s.paper(s.frame)})
	}
}

// paper is the card as plain text, for whoever has to do it.
func (s *verdictScreen) paper(f frame) string {
	f.theme, f.width, f.paper = newTheme(true, true), ticketWidth, true
	return strings.Join(bared(s.lines(f)), "\r\n")
}
