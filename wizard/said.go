package wizard

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// drawSaid adds what was answered to the questions of a step.
func drawSaid(p *page, session *steps.Session, step *steps.Step) {
	if step == nil || len(step.Ask) == 0 {
		return
	}
	facts := session.Facts()
	var all []captioned
	for _, q := range step.Ask {
		said := answerWord(p.f, session, q.Fact, facts[q.Fact])
		if q.Lines && facts[q.Fact] != "" {
			said = lang.CleanLines(facts[q.Fact])
		}
		all = append(all, captioned{factWord(q.Fact), said})
	}
	p.gap()
	p.fields(all...)
}
