package plain

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/reenable"
)

// actsOf are the actions of a step, as choices: its one, or each of several ways.
func actsOf(step *steps.Step, l lang.Language) []option {
	var options []option
	if step.Act != nil {
		options = append(options, option{letAct, step.Act.Entry.In(l)})
	}
	for i, act := range step.Acts {
		label := act.Entry.In(l)
		if !act.Note.Empty() {
			label += " - " + act.Note.In(l)
		}
		options = append(options, option{letAct + strconv.Itoa(i), label})
	}
	return options
}

// actOf is the action that was chosen, nil where none was.
func actOf(step *steps.Step, choice string) *steps.Act {
	if choice == letAct {
		return step.Act
	}
	for i, act := range step.Acts {
		if choice == letAct+strconv.Itoa(i) {
			return act
		}
	}
	return nil
}

// secret asks for what an action needs besides consent, without showing it. It
// reports whether it was given. Without a terminal there is nobody to ask.
func (w *Walker) secret(ctx context.Context, offer *steps.Offer) (bool, error) {
	if offer.Secret.Empty() {
		return true, nil
	}
	if w.Secret == nil {
		w.say(words.actNoTerminal, nil)
		return false, nil
	}
	secret, err := w.Secret(ctx, offer.Secret.In(w.Language, w.Zone))
	switch {
	case ctx.Err() != nil:
		return false, fmt.Errorf("ask for a secret: %w", context.Cause(ctx))
	case err != nil, len(secret) == 0:
		w.say(words.actNoSecret, nil)
		return false, nil //nolint:nilerr // the person has been told
	}
	*offer = offer.With(string(secret))
	return true, nil
}

// password shows the new password to whoever asks for it, once.
func (w *Walker) password(ctx context.Context, end steps.Ending) error {
	if end.Password.Empty() {
		return nil
	}
	w.say(words.actPassword, nil)
	answer, err := w.read(ctx)
	if err == nil && yes(answer) {
		w.printf("%s\n", end.Password.Reveal())
	}
	return err
}

// prove offers, where everything was healthy, to prove it to the end with the test
// user, and reports whether the person wants that.
func (w *Walker) prove(ctx context.Context, p *steps.Patient) (bool, error) {
	s := p.Session
	visited := slices.ContainsFunc(s.Trail(), func(f steps.Finding) bool { return f.Step == reenable.CanaryID })
	if p.Env.Acting == nil || p.Past != nil || visited || s.Find(reenable.CanaryID) == nil || s.Diagnosis().Status != steps.Healthy {
		return false, nil
	}
	w.say(words.prove, nil)
	answer, err := w.read(ctx)
	switch {
	case errors.Is(err, ErrEnded): // the end of the input wants no more
		return false, nil
	case err != nil, !yes(answer):
		return false, err
	}
	if err := s.Visit(reenable.CanaryID); err != nil {
		return false, fmt.Errorf("prove it: %w", err)
	}
	return true, nil
}

// acted has an action done and returns what comes of it: another look, or nothing.
func (w *Walker) acted(ctx context.Context, p *steps.Patient, act *steps.Act) (choice string, err error) {
	begun, err := w.act(ctx, p, act)
	if begun {
		choice = again
	}
	return choice, err
}
