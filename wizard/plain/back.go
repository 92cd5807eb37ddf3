package plain

import (
	"context"
	"fmt"
	"slices"

	"example.com/writeback-doctor/steps"
)

// tell does what leaves the walk where it is. It reports whether a choice was that.
func (w *Walker) tell(ctx context.Context, p *steps.Patient, f steps.Finding, choice string) (bool, error) {
	switch choice {
	case evidence:
		w.evidence(f)
	case happened:
		w.history(p)
	case other:
		return true, w.compare(ctx, p)
	case saving:
		return true, w.offerSave(ctx, p)
	case commands:
		return true, bareCommands(ctx, w, blocks(w, p, f))
	case request:
		w.bare(w.Request(p, &f))
		return true, nil
	case scripts:
		saveScripts(w, p, f)
	default:
		return false, nil
	}
	return true, nil
}

// hand takes the person's own word for an outcome that no probe could see.
func (w *Walker) hand(ctx context.Context, p *steps.Patient, step *steps.Step) error {
	var options []option
	for _, b := range step.Branches {
		if b.On != steps.Unseen {
			options = append(options, option{key: string(b.On), label: b.Label.In(w.Language)})
		}
	}
	on, err := w.choose(ctx, options)
	if err != nil {
		return err
	}
	if err := p.Session.Visit(step.ID); err != nil {
		return fmt.Errorf("answer by hand: %w", err)
	}
	finding, err := p.Session.ByHand(steps.Outcome(on), p.Now())
	if err != nil {
		return fmt.Errorf("answer by hand: %w", err)
	}
	w.finding(p, finding)
	return nil
}

// back tells once more what stands before a finding and where the person had
// something to say: a question, or what was not healthy. Nothing that was found is
// forgotten. It reports whether the walk goes on elsewhere than after the finding,
// which is told again otherwise.
func (w *Walker) back(ctx context.Context, p *steps.Patient, from steps.Finding) (moved bool, err error) {
	trail, next := p.Session.Trail(), p.Session.Step()
	at := slices.IndexFunc(trail, func(f steps.Finding) bool { return f.Step == from.Step })
	for at--; at >= 0; at-- {
		if trail[at].Asked || trail[at].Status != steps.Healthy && !trail[at].Orders {
			break
		}
	}
	if at < 0 {
		return false, nil
	}
	f := trail[at]
	step := p.Session.Find(f.Step)
	if f.Asked {
		moved, err = w.askedAgain(ctx, p, step)
	} else {
		w.printf("\n%s\n", step.Title.In(w.Language))
		w.finding(p, f)
		err = w.decide(ctx, p, step, f)
	}
	if moved = moved || p.Session.Step() != next; !moved && err == nil {
		w.printf("\n")
		w.finding(p, from)
	}
	return moved, err
}

// askedAgain asks a question once more. It reports whether the answer is another
// one, with which the walk goes on from there.
func (w *Walker) askedAgain(ctx context.Context, p *steps.Patient, step *steps.Step) (bool, error) {
	w.known = nil // whoever goes back wants to be asked again
	answers, err := w.answers(ctx, p, step, step.Title.In(w.Language)+"\n")
	if err != nil {
		return false, err
	}
	f, same, err := p.Session.Reanswer(step.ID, answers, p.Now())
	if err != nil || same {
		return false, err
	}
	w.heard(p, step, f)
	return true, nil
}
