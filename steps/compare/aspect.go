package compare

import (
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// aspect is one thing that two users can differ in. A difference that has no
// consequence is none, so two values are the same when they are in one word.
type aspect struct {
	id    Aspect
	step  steps.ID // the step that judges it
	title lang.Text
	read  func(*person) Value
	pair  func(a, b *person) (Value, Value) // in place of read, for what only shows side by side
	words map[string]lang.Text              // by Value.Is; what is missing is the label of the step's branch
	by    []string                          // arguments whose value makes a difference too
	sound []string                          // words that are no fault; none for what is not good or bad by itself
	// blames reports whether the first side can be what the step calls a fault,
	// beside the second; nil is wherever its word is not sound.
	blames func(first, second Value) bool
	over   []Aspect // what has to be there for both; where it is not, this one has no meaning
	clue   []Aspect // it matters only where one of these differs or was not compared
	// explains are the aspects of which this one may be the reason, so that it
	// stands before them.
	explains []Aspect
}

func (a aspect) values(x, y *person) (Value, Value) {
	if a.pair != nil {
		return a.pair(x, y)
	}
	return a.read(x), a.read(y)
}

// same reports whether two values make no difference.
func (a aspect) same(x, y Value) bool {
	if x.word() != y.word() {
		return false
	}
	return !slices.ContainsFunc(a.by, func(name string) bool { return !strings.EqualFold(x.Args[name].String(), y.Args[name].String()) })
}

// word is what decides: Is without what it says more.
func (v Value) word() string {
	word, _, _ := strings.Cut(v.Is, ":")
	return word
}

// aspects is the whole table. What explains others stands before them.
func aspects() []aspect {
	entry := slices.Concat(linkAspects(), protectionAspects(), rightAspects(), placeAspects(), accountAspects(), policyAspects())
	return slices.Concat(originAspects(), over("in-tenant", slices.Concat(cloudAspects(), resetAspects())), over("in-directory", entry))
}

// over says what has to be there before any of these has a meaning.
func over(id Aspect, all []aspect) []aspect {
	for i := range all {
		all[i].over = append(all[i].over, id)
	}
	return all
}

func aspectOf(id Aspect) (aspect, bool) {
	all := aspects()
	i := slices.IndexFunc(all, func(a aspect) bool { return a.id == id })
	if i < 0 {
		return aspect{}, false
	}
	return all[i], true
}

func unseen(why *probes.Obstacle) Value {
	if why == nil {
		why = &probes.Obstacle{Kind: probes.NotCollected}
	}
	return Value{Why: why}
}

// lacks is a value that the evidence does not have, by the name of the
// attribute.
func lacks(kind probes.Kind, attribute string) Value {
	return unseen(&probes.Obstacle{Kind: kind, Needs: attribute})
}

// yesNo is a value of two words that Microsoft Graph says.
func yesNo(said probes.YesNo, attribute string) Value {
	if said == probes.Unsaid {
		return lacks(probes.LeftOut, attribute)
	}
	return Value{Is: said.String()}
}

// of reads a part of the evidence, or says what stood in its way.
func of[E any](part func(*person) part[E], read func(E) Value) func(*person) Value {
	return func(p *person) Value {
		found := part(p)
		if found.why != nil {
			return unseen(found.why)
		}
		return read(found.seen)
	}
}

// ofEntry reads the entry of somebody who has exactly one.
func ofEntry(read func(*person, probes.DirectoryUser) Value) func(*person) Value {
	return func(p *person) Value {
		switch u := p.entry.seen; {
		case p.entry.why != nil:
			return unseen(p.entry.why)
		case u.Matches > 1:
			return lacks(probes.Ambiguous, p.asked)
		case u.Matches != 1:
			return unseen(u.Absence())
		default:
			return read(p, u)
		}
	}
}

// ofAccount reads the account of somebody who has one in the tenant.
func ofAccount(read func(probes.CloudUser) Value) func(*person) Value {
	return func(p *person) Value {
		switch {
		case p.cloud.why != nil:
			return unseen(p.cloud.why)
		case p.cloud.seen.Found != probes.Yes:
			return lacks(probes.NotFound, p.asked)
		default:
			return read(p.cloud.seen)
		}
	}
}

// judgedBy is an aspect that is what a step says: its outcome is the value. The
// label of the branch stands for an outcome without words here.
func judgedBy(id steps.ID, a aspect, words map[steps.Outcome]lang.Text, sound ...steps.Outcome) aspect {
	a.step, a.read, a.words = id, ofStep(id), map[string]lang.Text{}
	for on, text := range words {
		a.words[string(on)] = text
	}
	for _, on := range sound {
		a.sound = append(a.sound, string(on))
	}
	return a
}

// ofStep takes the word of a step.
func ofStep(id steps.ID) func(*person) Value {
	return func(p *person) Value {
		said, looked := p.steps[id]
		switch {
		case !looked:
			return lacks(probes.NotLookedAt, "")
		case said.on == steps.Unseen:
			return unseen(said.why)
		default:
			return Value{Is: string(said.on), Args: said.args}
		}
	}
}
