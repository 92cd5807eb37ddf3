package plain

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// acts reports whether the program can do itself what a finding leads to.
func acts(p *steps.Patient, step *steps.Step, f steps.Finding) bool {
	return (step.Act != nil || len(step.Acts) > 0) && p.Env.Acting != nil && f.Status != steps.Healthy && !f.ByHand && p.Past == nil
}

// act offers an action, and does it where the person consents. It reports whether
// anything was begun.
func (w *Walker) act(ctx context.Context, p *steps.Patient, act *steps.Act) (bool, error) {
	w.say(words.actLooks, nil)
	offer := act.Prepare(ctx, p.Env, p.Walked())
	if !offer.Open() {
		w.refused(offer)
		return false, nil
	}
	w.offer(offer)
	if given, err := w.secret(ctx, &offer); !given || err != nil {
		return false, err
	}
	w.printf("%s\n", offer.Ask.In(w.Language, w.Zone))
	w.say(words.actEmpty, nil)
	typed, err := w.read(ctx)
	switch {
	case err != nil:
		return false, err
	case !offer.Consents(typed):
		w.say(words.actWrong, nil)
		return false, nil
	}
	end := act.Perform(ctx, p.Env, p.Walked(), offer, typed, func(s steps.Sentence) {
		w.printf("%s\n", s.In(w.Language, w.Zone))
	})
	w.printf("%s %s\n", Mark(steps.Told{Status: end.Status}, w.Language), end.In(w.Language, w.Zone))
	if ctx.Err() != nil {
		return true, fmt.Errorf("act: %w", context.Cause(ctx))
	}
	return true, w.password(ctx, end)
}

// refused says why it is not done, or why the person has to do it.
func (w *Walker) refused(offer steps.Offer) {
	if offer.Guided != nil {
		w.say(words.actGuided, nil)
		w.printf("%s\n", offer.Guided.In(w.Language, w.Zone))
		return
	}
	w.say(words.actRefused, nil)
	for _, r := range offer.Refusals {
		w.printf("- %s\n", r.In(w.Language, w.Zone))
	}
}

// offer says exactly what would be done.
func (w *Walker) offer(offer steps.Offer) {
	if !offer.Before.Empty() {
		w.printf("%s\n", offer.Before.In(w.Language, w.Zone))
	}
	w.say(words.actOn, lang.Args{"server": lang.Clean(offer.Server)})
	for i, command := range offer.Commands {
		w.printf("  %d. %s\n", i+1, command)
	}
	note(w.out, words.changes, offer.Changes.In(w.Language), w.Language)
	note(w.out, words.actUndo, offer.Undo.In(w.Language), w.Language)
	if offer.Console {
		w.say(words.actConsole, lang.Args{"minutes": strconv.Itoa(int(steps.TerminalLimit / time.Minute))})
	}
	w.say(words.actTrail, nil)
}

// What can be done about an action that broke off.
const (
	finish  = "finish"
	look    = "look"
	settled = "settled"
)

// Interrupted says first what broke off, and asks what to do about it. It reports
// whether the person wants to finish it.
func (w *Walker) Interrupted(ctx context.Context, broken *steps.Interrupted) (bool, error) {
	w.printf("%s %s\n", Mark(steps.Told{Status: broken.Status}, w.Language), broken.In(w.Language, w.Zone))
	var options []option
	if broken.Act != nil {
		options = append(options, option{finish, broken.Act.Entry.In(w.Language)})
	}
	options = append(options, option{look, w.text(words.lookFirst)})
	if broken.Settle != nil {
		options = append(options, option{settled, w.text(words.settled)})
	}
	choice, err := w.choose(ctx, options)
	if err != nil || choice != settled {
		return choice == finish, err
	}
	if err := broken.Settle(); err != nil {
		w.say(words.notNoted, lang.Args{"why": steps.Reason(err).In(w.Language)})
	}
	return false, nil
}

// Mend finishes what broke off, where the person consents.
func (w *Walker) Mend(ctx context.Context, p *steps.Patient, broken *steps.Interrupted) error {
	_, err := w.act(ctx, p, broken.Act)
	return err
}

// mended says first what broke off in a world, and finishes it if the person wants.
func (w *Walker) mended(ctx context.Context, p *steps.Patient) error {
	if p.Broken == nil {
		return nil
	}
	finish, err := w.Interrupted(ctx, p.Broken)
	if err != nil || !finish {
		return err
	}
	return w.Mend(ctx, p, p.Broken)
}
