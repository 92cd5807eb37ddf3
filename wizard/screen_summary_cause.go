package wizard

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// cause adds the root cause, who acts, and the first things to do. It returns
// the number of lines up to the first of them.
func (s *summaryScreen) cause(p *page, told steps.Summary) int {
	cause := told.Cause
	p.gap()
	p.labelled(told.Heading, cause.Title)
	p.text(cause.Sentence)
	p.gap()
	var where string
	if cause.Remedy != nil {
		where = cause.Remedy.Where
	}
	p.fields(captioned{wordsToCaller, cause.ToCaller}, captioned{wordsWho, cause.People}, captioned{wordsSince, cause.Since}, captioned{wordsOn, where})
	head := len(p.lines)
	if cause.Remedy != nil {
		for i, do := range cause.Remedy.Do {
			p.hang(itoa(i+1)+". ", do)
			if i == 0 {
				head = len(p.lines)
			}
		}
		if told.Heading != wordsDetails { // above them it is said already
			s.commandsThere(p, cause.Remedy)
		}
	}
	if cause.Remedy != nil && cause.Remedy.Link != "" {
		p.link(wordsLink, cause.Remedy.Link, p.f.theme.plain)
	}
	return head
}

// soon is how many looks to the cause are few: more could have been spared.
const soon = 3

// faster says in practice how the cause could have been found with fewer looks.
func (s *summaryScreen) faster(p *page) {
	cause, looks := s.diagnosis.Cause, 0
	if cause == nil {
		return
	}
	for _, f := range s.patient.Session.Trail() {
		if step := s.patient.Session.Find(f.Step); step != nil && step.Check != nil {
			looks++
		}
		if f.Step == cause.Step {
			break
		}
	}
	if looks <= soon {
		return
	}
	p.text(p.f.fill(wordsFaster, lang.Args{"n": itoa(looks), "line": itoa(s.patient.Session.Line(cause.Step))}))
}

// brief adds cause, who and the first thing to do in as few lines as they
// take, for a window in which the whole would begin with nothing else.
func (s *summaryScreen) brief(p *page, told steps.Summary) {
	cause := told.Cause
	p.fields(captioned{told.Heading, cause.Title + ": " + cause.Label}, captioned{wordsWho, cause.People})
	if cause.Remedy != nil && len(cause.Remedy.Do) > 0 {
		p.hang("1. ", cause.Remedy.Do[0])
		s.commandsThere(p, cause.Remedy)
	}
}

// commandsThere says where the commands stand of which the things to do speak: not
// on this screen. A ticket has them.
func (s *summaryScreen) commandsThere(p *page, r *steps.ToldRemedy) {
	if len(r.Blocks) > 0 && !s.ticketed && !p.f.paper {
		p.text(p.f.fill(wordsCommandsThere, lang.Args{"item": p.f.say(wordsShowCause)}))
	}
}
