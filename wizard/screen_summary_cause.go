package wizard

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// heading names the finding that matters most: a warning is not the cause of
// a fault.
func (s *summaryScreen) heading() lang.Text {
	if s.diagnosis.Status == steps.Broken {
		return wordsCause
	}
	return wordsWarnings
}

// cause adds the root cause, who acts, and the first things to do. It returns
// the number of lines up to the first of them.
func (s *summaryScreen) cause(p *page, cause steps.Finding) int {
	step := s.patient.Session.Find(cause.Step)
	if step == nil {
		return len(p.lines)
	}
	p.gap()
	p.labelled(s.heading(), p.f.say(step.Title))
	p.text(steps.Sentence(step, cause, p.f.language, p.f.zone))
	p.labelled(wordsWho, people(p.f, steps.People(step, cause)))
	head := len(p.lines)
	remedy := steps.RemedyOf(step, cause)
	if remedy == nil {
		return head
	}
	p.labelled(wordsOn, p.f.tell(remedy.Where, cause.Args))
	for i, do := range remedy.Do {
		p.hang(itoa(i+1)+". ", p.f.tell(do, cause.Args))
		if i == 0 {
			head = len(p.lines)
		}
	}
	if say := p.f.say(steps.ToCaller(step, cause)); say != "" {
		p.text(p.f.theme.strong.Render(p.f.say(wordsToCaller)) + "  " + say) // the label is too long to hang anything on
	}
	if remedy.Link != "" {
		p.link(wordsLink, remedy.Link, p.f.theme.plain)
	}
	return head
}

// brief adds cause, who and the first thing to do in as few lines as they
// take, for a window in which the whole would begin with nothing else.
func (s *summaryScreen) brief(p *page, cause steps.Finding) {
	step := s.patient.Session.Find(cause.Step)
	if step == nil {
		return
	}
	p.labelled(s.heading(), p.f.say(step.Title)+": "+steps.Label(step, cause, p.f.language))
	p.labelled(wordsWho, people(p.f, steps.People(step, cause)))
	if remedy := steps.RemedyOf(step, cause); remedy != nil && len(remedy.Do) > 0 {
		p.hang("1. ", p.f.tell(remedy.Do[0], cause.Args))
	}
}
