package plain

import (
	"context"
	"fmt"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// Call begins as the wizard does: with who calls and what stands on their
// screen, and with what that means, before anything is asked about domains and
// sign-ins. said is what the command line said; nobody is asked for it, neither
// here nor in the walk. It returns what is known then.
func (w *Walker) Call(ctx context.Context, said steps.Facts) (steps.Facts, error) {
	w.known = map[steps.Fact]bool{}
	for name, value := range said {
		w.known[name] = value != ""
	}
	answers, asked := said.With(nil), false
	for _, fact := range steps.CallFacts() {
		q, asks := w.questionOf(fact)
		if !asks || w.known[fact] {
			continue
		}
		if !asked {
			w.say(words.call, nil)
		}
		value, err := w.question(ctx, q, "")
		if err != nil {
			return answers, err
		}
		asked, w.known[fact] = true, true
		answers = answers.With(steps.Facts{fact: value})
	}
	if asked {
		w.meaning(answers)
	}
	return answers, nil
}

// questionOf is the question that asks for a fact at the beginning.
func (w *Walker) questionOf(fact steps.Fact) (steps.Question, bool) {
	for i := range w.Asking {
		for _, q := range w.Asking[i].Ask {
			if q.Fact == fact {
				return q, true
			}
		}
	}
	return steps.Question{}, false
}

// meaning says what the caller's words mean; nothing where they mean nothing.
func (w *Walker) meaning(said steps.Facts) {
	step, f := steps.Meaning(w.Asking, said)
	if step == nil {
		return
	}
	told := steps.Teller{Find: w.Find, Language: w.Language, Zone: w.Zone}.Finding(f)
	w.printf("\n%s\n", told.Sentence)
	for _, detail := range told.Details {
		w.printf("  - %s\n", detail)
	}
	if told.Remedy != nil {
		for i, do := range told.Remedy.Do {
			fmt.Fprintf(w.out, "  %d. %s\n", i+1, do)
		}
	}
	note(w.out, words.caller, steps.Meanwhile().In(w.Language), w.Language)
	w.printf("%s\n\n", lang.Clean(words.notLooked.In(w.Language)))
}
