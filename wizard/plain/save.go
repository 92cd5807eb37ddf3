package plain

import (
	"context"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// offerSave asks whether the walk is saved, and saves it.
func (w *Walker) offerSave(ctx context.Context, p *steps.Patient) error {
	if w.Save == nil {
		return nil
	}
	question, save := words.save, w.Save
	if w.SaveMasked != nil {
		question = words.saveEither
	}
	answer, err := askSave(ctx, w, p, question)
	switch {
	case err != nil:
		return err
	case w.SaveMasked != nil && mask(answer):
		save = w.SaveMasked
	case !yes(answer):
		return nil
	}
	path, err := save(p)
	if err != nil {
		w.say(words.notSaved, lang.Args{"why": steps.Reason(err).In(w.Language)})
		return nil // the person has been told, and the walk stands
	}
	w.saved = path
	w.say(words.saved, lang.Args{"path": path})
	return nil
}

// askSave asks whether the walk is saved, as often as something else of it is taken
// away before that.
func askSave(ctx context.Context, w *Walker, p *steps.Patient, question lang.Text) (string, error) {
	for {
		all := letters(w, p)
		w.say(question, nil)
		for _, one := range all {
			w.printf("  %s) %s\n", one.keys[:1], one.says)
		}
		answer, err := w.read(ctx)
		if err != nil {
			return "", err
		}
		if done, err := taken(ctx, all, answer); !done || err != nil {
			return answer, err
		}
	}
}
