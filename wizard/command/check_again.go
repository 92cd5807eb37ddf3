package command

import (
	"maps"
	"slices"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/plain"
)

// tellAgain prints what counts otherwise, by the end of a walk, than when it was
// found: a proof of success or an event came after it.
func (a *app) tellAgain(p *steps.Patient, first map[steps.ID]steps.Status, tell func(steps.Finding)) {
	if tell == nil {
		return
	}
	lead := lang.Text{Ko: "나중에 본 증거에 따라 다시 판단한 결과:", En: "Judged again by what was seen later:"}
	for _, f := range p.Session.Trail() {
		if first[f.Step] != f.Status {
			plain.Prose(a.output.Out, lead.In(a.output.Language)+"\n")
			tell(f)
		}
	}
	a.withdraw(p, first)
}

// withdraw names the steps that were told and that count no more: they had
// looked at another machine than the one that matters.
func (a *app) withdraw(p *steps.Patient, first map[steps.ID]steps.Status) {
	for _, f := range p.Session.Trail() {
		delete(first, f.Step)
	}
	lead := lang.Text{Ko: "다른 서버에서 본 것이어서 취소한 결과:", En: "Withdrawn, because it was seen on the wrong server:"}
	for _, id := range slices.Sorted(maps.Keys(first)) {
		plain.Prose(a.output.Out, lead.In(a.output.Language)+" "+p.Session.Find(id).Title.In(a.output.Language)+" ("+string(id)+")\n")
	}
}
