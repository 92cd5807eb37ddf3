package wizard

import "example.com/writeback-doctor/steps"

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
	p.fields(captioned{wordsToCaller, cause.ToCaller}, captioned{wordsWho, cause.People}, captioned{wordsOn, where})
	head := len(p.lines)
	if cause.Remedy != nil {
		for i, do := range cause.Remedy.Do {
			p.hang(itoa(i+1)+". ", do)
			if i == 0 {
				head = len(p.lines)
			}
		}
	}
	if cause.Remedy != nil && cause.Remedy.Link != "" {
		p.link(wordsLink, cause.Remedy.Link, p.f.theme.plain)
	}
	return head
}

// brief adds cause, who and the first thing to do in as few lines as they
// take, for a window in which the whole would begin with nothing else.
func (s *summaryScreen) brief(p *page, told steps.Summary) {
	cause := told.Cause
	p.labelled(told.Heading, cause.Title+": "+cause.Label)
	p.labelled(wordsWho, cause.People)
	if cause.Remedy != nil && len(cause.Remedy.Do) > 0 {
		p.hang("1. ", cause.Remedy.Do[0])
	}
}
