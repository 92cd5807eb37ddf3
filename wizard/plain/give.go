package plain

import (
	"context"
	"slices"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/wanted"
)

// supply asks for what a step lacks before it can look, or what its look turned out
// to lack; f has no step before. It reports whether the walk has moved: the person
// gave it, and what could not be seen is visited once more.
func (w *Walker) supply(ctx context.Context, p *steps.Patient, step *steps.Step, f steps.Finding) (bool, error) {
	for w.Give != nil {
		want := p.Lacks(step, w.asked)
		if f.Step != "" {
			want = p.LackedBy(f, w.asked)
		}
		if want == "" {
			return false, nil
		}
		if moved, err := w.give(ctx, p, want, f); moved || err != nil {
			return moved, err
		}
	}
	return false, nil
}

// give takes what the person gives, or notes that the person goes on without.
func (w *Walker) give(ctx context.Context, p *steps.Patient, want steps.Want, f steps.Finding) (bool, error) {
	if w.asked == nil {
		w.asked = map[steps.Want]bool{}
	}
	w.asked[want] = true
	next, err := w.Give(ctx, p, want, f)
	if err != nil {
		return false, err
	}
	if next == nil {
		p.Session.Decline(want)
		w.say(wanted.Without(want), nil)
		return false, nil
	}
	old := *p
	*p = *next
	if err := old.Shut(); err != nil {
		return false, err
	}
	return true, p.Given(want)
}

// giveLater lets the person give at the end what was left out. It reports whether
// there is more to be seen now.
func (w *Walker) giveLater(ctx context.Context, p *steps.Patient) (bool, error) {
	missed := p.LeftOut()
	if w.Give == nil || len(missed) == 0 {
		return false, nil
	}
	w.say(words.leftOut, nil)
	options := []option{{goOn, w.text(words.goOn)}}
	for _, f := range missed {
		want := p.Missed(f)
		options = append(options, option{string(want), wanted.Reason(want, p.Session.Find(f.Step)).In(w.Language)})
	}
	choice, err := w.choose(ctx, options)
	if err != nil || choice == goOn {
		return false, err
	}
	at := slices.IndexFunc(missed, func(f steps.Finding) bool { return p.Missed(f) == steps.Want(choice) })
	return w.give(ctx, p, steps.Want(choice), missed[at])
}
