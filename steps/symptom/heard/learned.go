package heard

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// weightsText is what was learned from the labelled sentences of the corpus: a
// line for each message with its bias, and a line for each feature with how
// seldom it is, in hundredths, and how much it speaks for each message that it
// says anything of, in thousandths. It is made anew by
// `go test ./steps/symptom/heard -run TestWeights -args -learn`.
//
//go:embed weights.txt
var weightsText string

// Labels of a text that tells no message: it is about this product, or about
// another.
const (
	noneTold Message = "none"
	foreign  Message = "decoy"
)

// learned tells messages by weights: a linear classifier for each message, one
// against the rest. The zero value tells nothing.
type learned struct {
	classes []Message
	bias    []float64 // of each class
	places  map[string]int
	idf     []float64  // of each feature, at its place
	weights [][]weight // of each feature
}

// weight is how much a feature speaks for a class.
type weight struct {
	class uint8
	by    int16 // thousandths
}

const (
	idfUnit    = 100
	weightUnit = 1000
	classLine  = "class\t"
)

var weights = sync.OnceValue(func() *learned {
	l, err := readLearned(weightsText)
	if err != nil {
		return &learned{} // it is built in, and a test reads it
	}
	return l
})

func readLearned(text string) (*learned, error) {
	lines := strings.Count(text, "\n")
	l := &learned{places: make(map[string]int, lines), idf: make([]float64, 0, lines), weights: make([][]weight, 0, lines)}
	for line := range strings.Lines(text) {
		if err := l.read(strings.TrimSuffix(line, "\n")); err != nil {
			return nil, fmt.Errorf("weights, line %q: %w", line, err)
		}
	}
	return l, nil
}

func (l *learned) read(line string) error {
	class, is := strings.CutPrefix(line, classLine)
	name, rest, _ := strings.Cut(line, "\t")
	if is {
		name, rest, _ = strings.Cut(class, "\t")
	}
	first, rest, _ := strings.Cut(rest, " ")
	n, err := number(first, 32)
	if err != nil {
		return err
	}
	if is {
		l.classes, l.bias = append(l.classes, Message(name)), append(l.bias, float64(n)/weightUnit)
		return nil
	}
	all := make([]weight, 0, strings.Count(rest, ":"))
	for rest != "" {
		var pair string
		pair, rest, _ = strings.Cut(rest, " ")
		class, by, _ := strings.Cut(pair, ":")
		c, err := number(class, 8)
		if err != nil {
			return err
		}
		b, err := number(by, 16)
		if err != nil {
			return err
		}
		if c < 0 || c >= len(l.classes) {
			return fmt.Errorf("there is no class %d", c)
		}
		all = append(all, weight{uint8(c), int16(b)}) //nolint:gosec // the numbers were read with that many bits
	}
	l.places[name] = len(l.idf)
	l.idf, l.weights = append(l.idf, float64(n)/idfUnit), append(l.weights, all)
	return nil
}

func number(text string, bits int) (int, error) {
	n, err := strconv.ParseInt(text, 10, bits)
	if err != nil {
		return 0, fmt.Errorf("no number of %d bits: %w", bits, err)
	}
	return int(n), nil
}

// place is where a feature stands, and how seldom it is.
func (l *learned) place(feature string) (at int, idf float64, known bool) {
	at, known = l.places[feature]
	if !known {
		return 0, 0, false
	}
	return at, l.idf[at], true
}

// scores are how much a text is like those that tell each class: above 0 it is
// rather one of them.
func (l *learned) scores(features []string) []float64 {
	at, value := vectorOf(features, l.place)
	all := slices.Clone(l.bias)
	for i, feature := range at {
		for _, w := range l.weights[feature] {
			all[w.class] += float64(w.by) / weightUnit * value[i]
		}
	}
	return all
}

// How much the sayings count beside what was learned, how much likelier than a
// message of ours it is held that a text is about something else, and by how much
// the likeliest has to lead.
const (
	bySaying  = 0.2
	byForeign = 0.2
	byOther   = 0.2 // where it names another product
	sureLead  = 0.3
)

// told holds what the sayings tell against what was learned. It returns the
// likeliest message, with what else the sayings tell where they agree, and
// whether it is sure: a saying tells the same, or nothing else is nearly as
// likely. What was learned knows words and not their order: a message that the
// order contradicts is left out.
func (l *learned) told(p *prose, said []Message) (messages []Message, sure bool) {
	scores := l.scores(p.features())
	best, next, old := -1, -1, p.wantsOld()
	for i, class := range l.classes {
		switch {
		case old && slices.Contains(turned, class):
			continue
		case len(said) > 0 && class == said[0]:
			scores[i] += bySaying
		case class == foreign && p.elsewhere():
			scores[i] += byForeign + byOther
		case class == foreign:
			scores[i] += byForeign
		}
		switch {
		case best < 0 || scores[i] > scores[best]:
			best, next = i, best
		case next < 0 || scores[i] > scores[next]:
			next = i
		}
	}
	if best < 0 {
		return said, true
	}
	message := l.classes[best]
	at := slices.Index(said, message)
	switch {
	case message == noneTold, message == foreign:
		return nil, true
	case at >= 0:
		return slices.Concat(said[at:at+1], said[:at], said[at+1:]), true
	}
	return []Message{message}, next < 0 || scores[best]-scores[next] >= sureLead
}
