package casefile

import (
	"errors"
	"fmt"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// judgeAgain gives the verdict of this version on evidence recorded earlier.
func judgeAgain(step *steps.Step, f steps.Finding) (steps.Result, error) {
	switch {
	case f.Evidence != nil && !dated(f):
		return steps.Result{}, &probes.Obstacle{Kind: probes.Undated, Host: f.Seen.Vantage.Host}
	case f.Evidence == nil && f.Then != nil: // it was known once
		return steps.Result{Verdict: steps.Verdict{On: steps.Unseen, Why: f.Why, Then: f.Then}, Seen: f.Seen, AsOf: f.AsOf}, nil
	case f.Evidence == nil && f.Why != nil:
		return steps.Result{}, f.Why
	case f.Evidence == nil:
		return steps.Result{}, &probes.Obstacle{Kind: probes.NotCollected}
	}
	verdict, err := step.Check.Judge(f.Evidence)
	if err != nil {
		return steps.Result{}, &probes.Obstacle{Kind: probes.Malformed, Needs: string(step.ID), Err: err}
	}
	return step.AsOf(steps.Result{Verdict: verdict, Seen: f.Seen, Evidence: f.Evidence}, f.AsOf, f.At), nil
}

// dated reports whether a finding can be of the times that the file says. What
// rests on its age is unknown without one, and everything does: an old setting
// counts with its age.
func dated(f steps.Finding) bool {
	return probes.CanBe(f.At) && (f.ByHand || probes.CanBe(f.Seen.At)) && (f.AsOf.IsZero() || probes.CanBe(f.AsOf))
}

// Resume walks a report again as far as it goes: recorded evidence is judged
// by this version, answers stand as they were given. The session then stands
// at the first step that the report does not hold, or is over. A walk that was
// finished lacks a step only because the program that made it had none such, or
// passed over it for a reason that this one does not share: of that nothing was
// seen, and what it saw behind it still stands. So it is with a step that only
// orders the walk, in one that was not finished: where it begins was decided once.
func Resume(tree []steps.Step, r Report) (*steps.Session, error) {
	session := steps.NewSession(tree, r.Facts)
	left := make(map[steps.ID]steps.Finding, len(r.Findings))
	for _, f := range r.Findings {
		left[f.Step] = f
	}
	for step := session.Step(); step != nil; step = session.Step() {
		f, known := left[step.ID]
		if !known && (len(left) == 0 || !r.Finished && !step.Orders) {
			break
		}
		if !known {
			f = steps.Finding{Step: step.ID, Why: &probes.Obstacle{Kind: probes.NotCollected}, At: r.Saved}
		}
		delete(left, step.ID)
		if err := take(session, step, f); err != nil {
			return nil, err
		}
	}
	return session, visited(session, r.Findings, left)
}

// Restore walks a report again as it was walked: each finding stands as the
// report has it, and nothing is judged.
func Restore(tree []steps.Step, r Report) (*steps.Session, error) {
	session := steps.NewSession(tree, r.Facts)
	for _, f := range r.Findings {
		if session.Step() == nil { // a person went there after the end
			if err := session.Visit(f.Step); err != nil {
				return nil, fmt.Errorf("walk %s again: %w", f.Step, err)
			}
		}
		if _, err := session.Replay(f); err != nil {
			return nil, fmt.Errorf("walk %s again: %w", f.Step, err)
		}
	}
	return session, nil
}

// visited takes the steps that a person had gone to out of their order. They move a
// walk that has not come to its end only when it comes by.
func visited(session *steps.Session, findings []steps.Finding, left map[steps.ID]steps.Finding) error {
	for _, f := range findings {
		_, still := left[f.Step]
		if step := session.Find(f.Step); !still || step == nil || step.Check == nil || session.Visit(f.Step) != nil {
			continue
		}
		if err := take(session, session.Step(), f); err != nil {
			return err
		}
	}
	return nil
}

// answersTo are the answers to what a step asks. A file can hold others, which
// nobody was asked for.
func answersTo(step *steps.Step, said steps.Facts) steps.Facts {
	answers := steps.Facts{}
	for _, q := range step.Ask {
		if value, given := said[q.Fact]; given {
			answers[q.Fact] = value
		}
	}
	return answers
}

func take(session *steps.Session, step *steps.Step, f steps.Finding) error {
	var err error
	switch {
	case step.Check == nil:
		_, err = session.Answer(answersTo(step, f.Learned), f.At)
	case f.ByHand && dated(f):
		_, err = session.ByHand(f.On, f.At)
	default:
		result, cause := judgeAgain(step, f)
		_, err = session.RecordKept(result, cause, f.At)
	}
	if errors.Is(err, steps.ErrNoBranch) && step.Check != nil {
		// An outcome that this version does not know is one that it cannot read.
		_, err = session.RecordKept(steps.Result{}, &probes.Obstacle{Kind: probes.Malformed, Needs: string(f.On)}, f.At)
	}
	if err != nil {
		return fmt.Errorf("walk %s again: %w", step.ID, err)
	}
	return nil
}
