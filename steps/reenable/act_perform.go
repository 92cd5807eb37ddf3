package reenable

import (
	"context"
	"slices"
	"strconv"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/tell"
)

// How long an action waits.
const (
	// provenWithin is how long the proof may take: the first heartbeat is due
	// within ten minutes, and the log is read again every few seconds.
	provenWithin = 15 * time.Minute
	// offWithin is how long event 31013 may take after the command.
	offWithin = 5 * time.Minute
	// onWithin is how long a synchronisation that began in between may hold up the
	// switching on, which is tried again and again: off is the worst state of all.
	onWithin = 30 * time.Minute
	onEvery  = 15 * time.Second
)

// performer carries out one action.
type performer struct {
	action

	env   steps.Env
	walk  steps.Walked
	offer steps.Offer
	actor probes.Actor
	clock probes.Clock
	say   func(steps.Sentence)
	id    string
	typed string
	begun time.Time // of the first deed, by the clock of the server
	off   bool      // writeback is off by our doing, as far as is known
}

// perform does what was offered and consented to.
func (a action) perform(ctx context.Context, env steps.Env, walk steps.Walked, offer steps.Offer, typed string, say func(steps.Sentence)) steps.Ending {
	if !offer.Consents(typed) {
		return ending("changed", nil)
	}
	now, a := a.prepared(ctx, env, walk)
	switch {
	case len(now.Refusals) > 0:
		return refusedFor(now.Refusals[0])
	case now.Guided != nil:
		return refusedFor(*now.Guided)
	case now.Server != offer.Server || !slices.Equal(now.Commands, offer.Commands):
		return ending("changed", nil)
	}
	actor, err := env.Acting(ctx, walk.Facts)
	if err != nil {
		return refusedFor(steps.Refusal{On: "no-way", Sentence: refusalOf("no-way", guarded{Way: probes.AsObstacle(err)}, walk)})
	}
	if say == nil {
		say = func(steps.Sentence) {}
	}
	p := &performer{
		action: a, env: env.Itself(), walk: walk, offer: now, actor: actor, clock: probes.Clock{Limit: env.Limit}, say: say,
		id: env.Now().UTC().Format("20060102T150405.000000000Z"), typed: typed,
	}
	return p.all(ctx)
}

// all goes through the deeds, and watches for the proof.
func (p *performer) all(ctx context.Context) steps.Ending {
	if err := p.note(probes.Acted{Mark: probes.Consented, Commands: p.offer.Commands, Consent: p.typed}); err != nil {
		return refusedFor(steps.Refusal{On: "no-trail", Sentence: steps.Sentence{Say: refusals["no-trail"]}})
	}
	for _, order := range p.offer.Orders {
		if end := p.deed(ctx, order); end != nil {
			return *end
		}
		if order.Deed == probes.SwitchOff {
			if end := p.switchedOff(ctx); end != nil {
				return *end
			}
		}
	}
	return p.watch(ctx)
}

// note writes an entry of the audit trail.
func (p *performer) note(entry probes.Acted) error {
	common := p.offer.Acted
	entry.ID, entry.Action, entry.Server, entry.Connector = p.id, common.Action, common.Server, common.Connector
	return p.env.Trail.Append(entry)
}

// ended notes how it ended. What cannot be written down now has happened all the
// same, and the entries before it say so.
func (p *performer) ended(on steps.Outcome, code string, args tell.Args) *steps.Ending {
	_ = p.note(probes.Acted{Mark: probes.Ended, Outcome: string(on), Code: code})
	end := endedBy(on, code, args)
	return &end
}

// deed carries out one order; nil means that its command ended without an error.
func (p *performer) deed(ctx context.Context, order steps.Ordered) *steps.Ending {
	p.tell(order.Deed)
	begins := probes.Acted{Mark: probes.Begins, Deed: order.Deed, Commands: probes.List[string]{order.Command}}
	if err := p.note(begins); err != nil && !p.off { // what is off comes on again: the consent, which names it, stands there
		end := refusedFor(steps.Refusal{On: "no-trail", Sentence: steps.Sentence{Say: refusals["no-trail"]}})
		return &end
	}
	done, err := p.try(ctx, order)
	if p.begun.IsZero() {
		p.begun = p.started(done)
	}
	if err == nil && done.Finished && order.Deed != probes.SwitchOn && done.State != "" && done.State != "Running" {
		done.Finished, done.Why = false, &probes.Obstacle{Kind: probes.Stopped, Code: done.State} // it ended without an error, and the service did not come back
	}
	if err == nil && done.Finished && order.Deed == probes.SwitchOn && done.Enabled == probes.No { // and it is off: the events may say why
		p.off = true
		_ = p.note(probes.Acted{Mark: probes.Failed, Deed: order.Deed, Outcome: "failed-still-off"})
		return nil
	}
	if err == nil && done.Finished {
		p.off = order.Deed == probes.SwitchOff && done.Enabled != probes.Yes
		_ = p.note(probes.Acted{Mark: probes.Done, Deed: order.Deed}) // it happened; that it was to begin is on the disk
		return nil
	}
	if err == nil && done.Refused == "" && order.Deed == probes.SwitchOff && done.Enabled == probes.No { // it failed, and it is off: it may not stay so
		p.off = true
		_ = p.note(probes.Acted{Mark: probes.Done, Deed: order.Deed, Code: codeOf(done.Why)})
		return nil
	}
	return p.failed(order.Deed, done, err)
}

// started is from when on events prove something.
func (p *performer) started(done probes.Performed) time.Time {
	at := done.At
	if at.IsZero() {
		at = p.env.Now().UTC()
	}
	return at.Add(-time.Second).Truncate(time.Second)
}

// try carries out an order. Only the switching on is tried again: what stands in
// its way for a while may not leave writeback off.
func (p *performer) try(ctx context.Context, order steps.Ordered) (probes.Performed, error) {
	ctx, over := p.clock.Within(ctx, onWithin, nil)
	defer over()
	for {
		done, err := p.actor.Do(ctx, order.Order)
		if err != nil || done.Refused != probes.GuardSync || !p.off {
			return done, err
		}
		p.say(steps.Sentence{Say: progress.retry})
		if p.pause(ctx, onEvery); ctx.Err() != nil {
			return done, nil
		}
	}
}

// failed notes a deed that did not end well, and says how the whole ended.
func (p *performer) failed(deed probes.Deed, done probes.Performed, err error) *steps.Ending {
	code, outcome, on := "", "failed", steps.Outcome("failed")
	switch why := probes.AsObstacle(err); {
	case why != nil:
		code, outcome, on = codeOf(why), "unknown", "unknown"
	case done.Refused != "":
		code, outcome, on = string(done.Refused), "refused", "refused-there"
	default:
		code = codeOf(done.Why)
	}
	if outcome != "refused" && deed == probes.SwitchOff && done.Enabled == probes.Yes {
		outcome = "failed-still-on"
	}
	if p.off || deed == probes.SwitchOn && p.finishing {
		on = "failed-off"
	}
	_ = p.note(probes.Acted{Mark: probes.Failed, Deed: deed, Outcome: outcome, Code: code})
	return p.ended(on, code, nil)
}

// codeOf is an error by its kind and number, never by its words.
func codeOf(why *probes.Obstacle) string {
	switch {
	case why == nil:
		return "-"
	case why.Code == "":
		return string(why.Kind)
	default:
		return string(why.Kind) + " " + why.Code
	}
}

func (p *performer) tell(deed probes.Deed) {
	switch deed {
	case probes.SwitchOff:
		p.say(steps.Sentence{Say: progress.off})
	case probes.SwitchOn:
		p.say(steps.Sentence{Say: progress.on})
	case probes.RestartService:
		p.say(steps.Sentence{Say: progress.restart})
	case probes.StartService:
		p.say(steps.Sentence{Say: progress.start})
	default:
	}
}

// pause waits on the clock of the patient.
func (p *performer) pause(ctx context.Context, d time.Duration) {
	waited, over := p.clock.Within(ctx, d, nil)
	defer over()
	<-waited.Done()
}

// ending is an end in words.
func ending(on steps.Outcome, args tell.Args) steps.Ending {
	if args == nil {
		args = tell.Args{}
	}
	for _, blank := range []string{"alive_at", "code", "refusal"} {
		if _, given := args[blank]; !given {
			args[blank] = tell.Words.Unknown()
		}
	}
	args["minutes"] = minutes()
	e := endings[on]
	return steps.Ending{On: on, Status: e.status, Sentence: steps.Sentence{Say: e.say, Args: args}}
}

// refusedFor is the end of what was not begun.
func refusedFor(r steps.Refusal) steps.Ending {
	end := ending("refused", r.Args)
	end.Say.Ko, end.Say.En = replaceRefusal(end.Say.Ko, r.Say.Ko), replaceRefusal(end.Say.En, r.Say.En)
	return end
}

// newestOf is the number of the newest of some events, "" for none.
func newestOf(events []probes.Event, ids []int) string {
	var at time.Time
	number := ""
	for _, id := range ids {
		if seen := newest(events, id); seen.After(at) {
			at, number = seen, strconv.Itoa(id)
		}
	}
	return number
}
