package heard

import (
	_ "embed"
	"errors"
	"hash/fnv"
	"math"
	"slices"
	"sort"
	"sync"
)

// weightsFile is what was learned from the labelled sentences of the corpus, so
// that it takes little room and is ready without being parsed:
//
//   - how many classes there are, in one byte; of each, the length of its name in
//     one byte, its name, and its bias in two;
//   - how many features there are, in four bytes; the hash of each, four bytes,
//     in ascending order; how seldom each is, one byte; of how many classes it
//     says anything, one byte;
//   - for each of these, feature by feature, the class and how much the feature
//     speaks for it, one byte each.
//
// Numbers of several bytes begin with the lowest. It is made anew by
// `go test ./steps/symptom/heard -run TestWeights -args -learn`.
//
//go:embed weights.bin
var weightsFile string

// The units in which the file counts.
const (
	biasUnit   = 1000.0
	idfUnit    = 25.0
	weightUnit = 36.0
)

// learned tells messages by weights: a linear classifier for each message, one
// against the rest. The zero value tells nothing.
type learned struct {
	classes []Message
	bias    []float64 // of each class
	hashes  string    // of the features, four bytes each, ascending
	idfs    string    // of each feature
	counts  string    // of its weights
	weights string    // class and weight of each
	starts  []uint32  // of each feature in weights
}

var weights = sync.OnceValue(func() *learned {
	l, err := readLearned(weightsFile)
	if err != nil {
		return &learned{} // it is built in, and a test reads it
	}
	return l
})

var errWeights = errors.New("weights: the file is not as long as it says, or not in order")

// hashSize is how many bytes the hash of a feature has.
const hashSize = 4

// cutter takes pieces off a text.
type cutter struct {
	rest  string
	short bool // it was asked for more than there is
}

func (c *cutter) cut(n int) string {
	if n > len(c.rest) {
		c.rest, c.short = "", true
		return ""
	}
	piece := c.rest[:n]
	c.rest = c.rest[n:]
	return piece
}

// number reads a number of some bytes, the lowest first.
func (c *cutter) number(size int) int {
	n := 0
	for i, b := range []byte(c.cut(size)) {
		n |= int(b) << (8 * i)
	}
	return n
}

func readLearned(file string) (*learned, error) {
	const name, bias = 1, 2 // bytes of the length of a name, and of a bias
	c, l := &cutter{rest: file}, &learned{}
	for range c.number(1) {
		l.classes = append(l.classes, Message(c.cut(c.number(name))))
		l.bias = append(l.bias, float64(int16(c.number(bias)))/biasUnit) //nolint:gosec // a number with a sign was written there
	}
	n := c.number(hashSize)
	if c.short || n > len(c.rest) {
		return nil, errWeights
	}
	l.hashes, l.idfs, l.counts, l.weights = c.cut(hashSize*n), c.cut(n), c.cut(n), c.rest
	if c.short || !l.index(n) {
		return nil, errWeights
	}
	return l, nil
}

// index finds where the weights of each feature begin, and reports whether all is
// there and in order.
func (l *learned) index(n int) bool {
	l.starts = make([]uint32, n+1)
	for i := range n {
		l.starts[i+1] = l.starts[i] + uint32(l.counts[i])
		if i > 0 && l.hash(i-1) >= l.hash(i) {
			return false
		}
	}
	if len(l.weights) != 2*int(l.starts[n]) {
		return false
	}
	for i := 0; i < len(l.weights); i += 2 {
		if int(l.weights[i]) >= len(l.classes) {
			return false
		}
	}
	return true
}

func (l *learned) hash(i int) uint32 {
	h := l.hashes[hashSize*i : hashSize*i+hashSize]
	return uint32(h[0]) | uint32(h[1])<<8 | uint32(h[2])<<16 | uint32(h[3])<<24
}

// hashOf is what stands in the file for a feature. Two that share one are taken
// for the same.
func hashOf(feature string) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(feature)) // it never fails
	return h.Sum32()
}

// place is where a feature stands, and how seldom it is.
func (l *learned) place(feature uint32) (at int, idf float64, known bool) {
	n := len(l.idfs)
	at = sort.Search(n, func(i int) bool { return l.hash(i) >= feature })
	if at == n || l.hash(at) != feature {
		return 0, 0, false
	}
	return at, float64(l.idfs[at]) / idfUnit, true
}

// signed8 reads a byte as a number with a sign.
func signed8(b byte) float64 {
	if b > math.MaxInt8 {
		return float64(b) - 256 //nolint:mnd // in two's complement
	}
	return float64(b)
}

// scores are how much a text is like those that tell each class: above 0 it is
// rather one of them.
func (l *learned) scores(features []uint32) []float64 {
	at, value := vectorOf(features, l.place)
	all := slices.Clone(l.bias)
	for i, feature := range at {
		for k := l.starts[feature]; k < l.starts[feature+1]; k++ {
			all[l.weights[2*k]] += signed8(l.weights[2*k+1]) / weightUnit * value[i]
		}
	}
	return all
}
