package reenable

import (
	"context"
	"errors"
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/tell"
)

var errProofLate = errors.New("the time for the proof is over")

// look reads the events since the action began.
func (p *performer) look(ctx context.Context) (watched, bool) {
	shell, err := p.env.Shell(ctx, p.walk.Facts)
	if err != nil {
		return watched{}, false
	}
	forgetting(shell)
	w, err := seeWatched(ctx, p.env, p.walk.Facts)
	w.Begun = p.begun
	return w, err == nil
}

// switchedOff waits for the proof that writeback is off. It returns an end only
// where the switching off failed and writeback is on as before. Silence is no
// reason to leave it off.
func (p *performer) switchedOff(ctx context.Context) *steps.Ending {
	p.say(steps.Sentence{Say: progress.waitOff})
	waiting, over := p.clock.Within(ctx, offWithin, nil)
	defer over()
	failures := slices.Concat(wrongAccount, noWebService)
	for {
		w, seen := p.look(waiting)
		if events := w.since(); seen && !w.blind() {
			if off := newest(events, offboardingSuccess); !off.IsZero() {
				return nil
			}
			if code := newestOf(events, failures); code != "" && !p.off {
				_ = p.note(probes.Acted{Mark: probes.Failed, Deed: probes.SwitchOff, Outcome: "failed-still-on", Code: code})
				return p.ended("failed", code, nil)
			}
		}
		if p.pause(waiting, watchEvery); ctx.Err() != nil {
			return p.brokenOff()
		}
		if waiting.Err() != nil {
			return nil
		}
	}
}

// brokenOff is the end of what somebody stopped half-way. Nothing notes that it
// ended, because it has not: the next start finds it so.
func (p *performer) brokenOff() *steps.Ending {
	end := ending("broken-off", nil)
	return &end
}

// watch waits for the proof by the judge of the step.
func (p *performer) watch(ctx context.Context) steps.Ending {
	p.say(steps.Sentence{Say: progress.proof, Args: tell.Args{"minutes": minutes()}, Rests: true})
	watching, over := p.clock.Within(ctx, provenWithin, errProofLate)
	defer over()
	for {
		if w, seen := p.look(watching); seen {
			verdict := p.judge(w)
			if verdict.On == p.proven {
				return *p.ended("proven", "", tell.Args{"alive_at": verdict.Args["alive_at"]})
			}
			if failed, there := p.failures[verdict.On]; there {
				return *p.ended(p.failure(), newestOf(w.since(), failed), nil)
			}
		}
		if p.pause(watching, watchEvery); ctx.Err() != nil {
			return *p.ended("stopped", "", nil)
		}
		if watching.Err() != nil {
			return *p.ended(p.unproven(), "", nil)
		}
	}
}

// unproven is the end of an action whose proof did not come.
func (p *performer) unproven() steps.Outcome {
	if p.off {
		return "failed-off"
	}
	return "not-proven"
}

// failure is the end of an action whose events say that it failed: of a switch,
// they come while it is off.
func (p *performer) failure() steps.Outcome {
	if slices.ContainsFunc(p.offer.Orders, func(o steps.Ordered) bool { return o.Deed == probes.SwitchOn }) {
		return "failed-off"
	}
	return "failed"
}

func replaceRefusal(said, refusal string) string {
	return strings.ReplaceAll(said, "{refusal}", refusal)
}
