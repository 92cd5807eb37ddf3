package reenable

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// resetter makes one reset that somebody consented to.
type resetter struct {
	env   steps.Env
	walk  steps.Walked
	offer steps.Offer
	typed string
	say   func(steps.Sentence)
	id    string
	said  string // last; what is known for the second time is no news
}

func performCloud(ctx context.Context, env steps.Env, walk steps.Walked, offer steps.Offer, typed string, say func(steps.Sentence)) steps.Ending {
	r := resetterFor(env, walk, offer, typed, say)
	of, refusals := aimed(ctx, env, walk.Facts, true)
	if len(refusals) == 0 {
		_, refusals = permitted(ctx, env, walk.Facts)
	}
	if end := r.kept(of, refusals); end != nil {
		return *end
	}
	cloud, err := env.Resets.Cloud(ctx, walk.Facts)
	if err != nil {
		return refusedReset(hindered("not-signed-in", wordsNotSignedIn, err)[0])
	}
	return r.perform(ctx, of, byGraph, func(ctx context.Context, tell func(func(*attempt))) {
		cloud.Reset(ctx, of.cloud.ID, offer.Password, func(c probes.CloudReset) { tell(func(a *attempt) { a.Cloud = &c }) })
	})
}

func performDirect(ctx context.Context, env steps.Env, walk steps.Walked, offer steps.Offer, typed string, say func(steps.Sentence)) steps.Ending {
	r := resetterFor(env, walk, offer, typed, say)
	of, refusals := aimed(ctx, env, walk.Facts, false)
	var account writer
	if len(refusals) == 0 {
		account, refusals = writing(ctx, env, walk.Facts, of)
	}
	if len(refusals) == 0 && offer.Given.Empty() {
		refusals = guard("no-connector", wordsNoConnector, nil)
	}
	if end := r.kept(of, refusals); end != nil {
		return *end
	}
	directory, err := env.Resets.Directory(ctx, walk.Facts)
	if err != nil {
		return refusedReset(hindered("directory-unseen", wordsDirectoryUnseen, err)[0])
	}
	target := probes.ResetTarget{UPN: of.upn, DN: of.entry.DN, Anchor: of.entry.Anchor}
	by := probes.ResetAccount{Name: account.name, Password: offer.Given}
	return r.perform(ctx, of, byLDAPS, func(ctx context.Context, tell func(func(*attempt))) {
		done := directory.Reset(ctx, target, by, offer.Password)
		tell(func(a *attempt) { a.Direct = &done })
	})
}

func resetterFor(env steps.Env, walk steps.Walked, offer steps.Offer, typed string, say func(steps.Sentence)) *resetter {
	if say == nil {
		say = func(steps.Sentence) {}
	}
	return &resetter{env: env, walk: walk, offer: offer, typed: typed, say: say, id: env.Now().UTC().Format("20060102T150405.000000000Z")}
}

// kept is why nothing is begun: somebody did not consent, or what was offered is
// not so any more.
func (r *resetter) kept(of aim, refusals []steps.Refusal) *steps.Ending {
	var end steps.Ending
	switch {
	case !r.offer.Consents(r.typed) || r.offer.Password.Empty():
		end = refusedReset(guard("changed", wordsNoConsent, nil)[0])
	case len(refusals) > 0:
		end = refusedReset(refusals[0])
	case of.upn != r.offer.Word:
		end = refusedReset(guard("changed", wordsNoConsent, nil)[0])
	default:
		return nil
	}
	return &end
}

// perform writes down what begins, has it done while it is watched, and says what
// came of it.
func (r *resetter) perform(ctx context.Context, of aim, way string, act func(context.Context, func(func(*attempt)))) steps.Ending {
	if err := r.note(probes.Acted{Mark: probes.Consented, Commands: r.offer.Commands, Consent: r.typed}); err != nil {
		return refusedReset(hindered("no-trail", wordsNoTrail, err)[0])
	}
	r.say(steps.Sentence{Say: wordsWatchBegins, Rests: true})
	t := &trial{env: r.env, user: of.upn, way: way, tell: r.tell}
	var unwritten error
	t.act = func(ctx context.Context, tell func(func(*attempt))) {
		if unwritten = r.note(probes.Acted{Mark: probes.Begins, Deed: probes.ResetPassword, Commands: r.offer.Commands}); unwritten != nil {
			return // nothing is begun that is not on the disk
		}
		r.say(steps.Sentence{Say: wordsResetBegins})
		act(ctx, tell)
	}
	made, err := t.run(ctx, r.walk.Facts)
	switch {
	case unwritten != nil:
		return r.ended(refusedReset(hindered("no-trail", wordsNoTrail, unwritten)[0]), "")
	case err != nil:
		return r.ended(refusedReset(hindered("unwatched", wordsUnwatched, err)[0]), "")
	}
	return r.judged(made)
}

// judged says what came of an attempt, and has the walk know it.
func (r *resetter) judged(made attempt) steps.Ending {
	c := canary{Begun: begun(r.walk.Facts), Now: r.env.Now().UTC(), TestUser: r.walk.Facts[steps.TestUser], Tried: &made}
	verdict := judgeCanary(c)
	mark := probes.Acted{Mark: probes.Failed, Deed: probes.ResetPassword, Code: made.code()}
	if slices.Contains(mayHold, verdict.On) {
		mark.Mark = probes.Done
	}
	_ = r.note(mark) // it happened; that it was to begin is on the disk
	if kept, err := made.keep(r.env); err == nil {
		r.times(kept)
	}
	end := steps.Ending{On: verdict.On, Sentence: steps.Sentence{Say: wordsUnreadable, Args: tell.Args{}}}
	if i := slices.IndexFunc(canaryEnds, func(b steps.Branch) bool { return b.On == verdict.On }); i >= 0 && verdict.On != steps.Unseen {
		end.Status, end.Sentence = canaryEnds[i].Status, steps.Sentence{Say: canaryEnds[i].Say, Args: verdict.Args}
	}
	if verdict.Why != nil {
		end.Say.Ko += " " + steps.Teller{Language: lang.Korean}.Obstacle(verdict.Why)
		end.Say.En += " " + steps.Teller{Language: lang.English}.Obstacle(verdict.Why)
	}
	if slices.Contains(mayHold, verdict.On) {
		end.Password = r.offer.Password
	}
	return r.ended(end, made.code())
}

// mayHold are the outcomes after which the new password may be the user's, at one
// end or both.
var mayHold = []steps.Outcome{
	"proven", "cloud-accepted-directory-silent", "passwords-differ", "waiting", "unclear", "refused-somewhere", "dry-written", steps.Unseen,
}

func (r *resetter) ended(end steps.Ending, code string) steps.Ending {
	_ = r.note(probes.Acted{Mark: probes.Ended, Outcome: string(end.On), Code: code}) // the entries before it say that it happened
	return end
}

// note writes an entry of the audit trail. The password is in none.
func (r *resetter) note(entry probes.Acted) error {
	entry.ID, entry.Action, entry.User, entry.Server = r.id, r.offer.Acted.Action, r.offer.Acted.User, r.offer.Server
	return r.env.Trail.Append(entry)
}

// tell says how an attempt stands, once each.
func (r *resetter) tell(a attempt) {
	var now steps.Sentence
	switch {
	case !a.Watch.arrival().changed.IsZero():
		now = steps.Sentence{Say: wordsChangedInAD, Args: at(a.Watch.arrival().changed), Rests: true}
	case a.Cloud == nil:
	case !a.Cloud.Ended.IsZero():
		now = steps.Sentence{Say: wordsCloudEnded, Args: at(a.Cloud.Ended), Rests: true}
	case !a.Cloud.Accepted.IsZero():
		now = steps.Sentence{Say: wordsCloudAccepted, Args: at(a.Cloud.Accepted), Rests: true}
	}
	if !now.Empty() && now.Say.En != r.said {
		r.said = now.Say.En
		r.say(now)
	}
}

// times says how long each leg took from the request.
func (r *resetter) times(kept json.RawMessage) {
	legs, err := LegsOf(kept)
	if err != nil || len(legs) < 2 {
		return
	}
	args := tell.Args{}
	for _, blank := range []string{"accepted", "directory", "ended", "event", "here"} {
		args[blank] = tell.Number.Unknown()
	}
	for _, leg := range legs[1:] {
		took := leg.At.Sub(legs[0].At)
		if leg.Ahead != nil {
			took -= time.Duration(*leg.Ahead) * time.Millisecond
		}
		where := leg.Where
		if where == "answered" {
			where = "accepted"
		}
		args[where] = tell.Number.Of(strconv.FormatFloat(took.Seconds(), 'f', 2, 64))
	}
	r.say(steps.Sentence{Say: wordsTimes, Args: args})
}

func at(moment time.Time) tell.Args { return tell.Args{"at": tell.Exactly(moment)} }

// refusedReset is the end of what was not begun.
func refusedReset(why steps.Refusal) steps.Ending {
	say := lang.Text{Ko: "하지 않았습니다. " + why.Say.Ko, En: "It was not done. " + why.Say.En}
	return steps.Ending{On: "refused", Sentence: steps.Sentence{Say: say, Args: why.Args}}
}
