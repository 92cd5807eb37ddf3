package heard

import "slices"

// Labels of a text that tells no message: it is about this product, or about
// another.
const (
	noneTold Message = "none"
	foreign  Message = "decoy"
)

// How much what is known beside the weights counts, and how sure a message has to
// be. All of it was chosen on sentences of which nothing had been learned when
// they were read: of each group of files of the corpus by what the others teach.
const (
	bySaying                  = 0.2        // for what a saying tells
	byNearer                  = -0.1       // for what it is nearer than
	foreignSlope, foreignBias = 2.0, 0.7   // a text is rather held to be about something else
	noneSlope, noneBias       = 1.3, -0.05 // and rather to tell nothing
	likeness                  = 0.5        // how much it counts how like the text is, beside by how much it leads
	leastSaid                 = 0.1        // where a saying tells the same
	least                     = 0.2
	leastApart                = 0.5  // where no word of this product and no saying is in it
	leastElsewhere            = 0.9  // where another product is in it and none of ours
	quiteSure                 = 0.3  // what is less is told as a guess, unless a saying tells the same
	endsSaid                  = 0.2  // what is less ends no walk
	endsLearned               = 0.6  // where no saying tells the same
	alsoTold                  = -0.6 // how like it the text has to be for what else a saying tells
	impossible                = -99
)

// told holds what the sayings tell against what was learned. It returns the
// likeliest message, with what else the sayings tell that is not quite unlikely,
// and whether it is sure: no message that leads elsewhere is nearly as
// likely. What is not likely enough is not told at all.
func (l *learned) told(p *prose, said []Message, leads func(Message) string) (messages []Message, sure bool) {
	scores := l.weighed(p, said)
	if len(scores) == 0 {
		return said, true
	}
	best := slices.Index(scores, slices.Max(scores))
	if tellsNothing(l.classes[best]) {
		return nil, true
	}
	message := l.classes[best]
	if len(said) > 0 && slices.Contains(finer[said[0]], message) {
		message = said[0]
	}
	surety, agreed, ending := l.surety(scores, best, leads), slices.Contains(said, message), ends(leads(message))
	switch {
	case agreed && surety < leastSaid, !agreed && surety < least, !agreed && !p.ours() && surety < leastApart, !agreed && p.elsewhere() && surety < leastElsewhere:
		return nil, true
	case !agreed && ending:
		return []Message{message}, surety >= endsLearned
	case !agreed:
		return []Message{message}, surety >= quiteSure
	}
	others := slices.DeleteFunc(slices.Clone(said), func(m Message) bool {
		at := slices.Index(l.classes, m)
		return m == message || at >= 0 && scores[at] < alsoTold
	})
	return append([]Message{message}, others...), !ending || surety >= endsSaid
}

// finer are the messages that say what is the matter with a thing of which the
// others say only that something is.
var finer = map[Message][]Message{AgentOld: {AgentTrouble}}

// surety is how sure the likeliest class is: by how much it leads in front of all
// that lead elsewhere, and how like it the text is.
func (l *learned) surety(scores []float64, best int, leads func(Message) string) float64 {
	place, rival := leads(l.classes[best]), float64(impossible)
	for i, class := range l.classes {
		if tellsNothing(class) || leads(class) != place {
			rival = max(rival, scores[i])
		}
	}
	return scores[best] - rival + likeness*scores[best]
}

func tellsNothing(class Message) bool { return class == noneTold || class == foreign }

// weighed are the scores of the classes with what is known beside the weights.
// What was learned knows words and not their order: a message that the order
// contradicts is left out.
func (l *learned) weighed(p *prose, said []Message) []float64 {
	scores := l.scores(p.features())
	old := p.wantsOld()
	for i, class := range l.classes {
		switch {
		case old && slices.Contains(turned, class):
			scores[i] = impossible
		case len(said) > 0 && class == said[0]:
			scores[i] += bySaying
		case len(said) > 0 && slices.Contains(nearer[said[0]], class):
			scores[i] += byNearer
		case class == foreign:
			scores[i] = foreignSlope*scores[i] + foreignBias
		case class == noneTold:
			scores[i] = noneSlope*scores[i] + noneBias
		}
	}
	return scores
}
