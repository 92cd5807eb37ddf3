package heard

import (
	"encoding/binary"
	"flag"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"testing"

	"go.yaml.in/yaml/v3"
)

var (
	learn  = flag.Bool("learn", false, "write weights.bin anew")
	others = flag.Bool("others", false, "tell how well each file of the corpus is understood by what the others teach")
)

// lesson is one labelled sentence to learn from.
type lesson struct {
	file     string
	prose    *prose
	features []uint32
	label    Message
	right    []Message // all that are right
}

// lessons reads the part of the corpus that is learned from.
func lessons(t *testing.T) []lesson {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "testdata", "corpus", "learn", "*.yaml"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	var all []lesson
	for _, file := range files {
		var sentences []struct {
			Text     string
			Kind     string
			Messages []Message
			Unsure   bool // nobody said which message it tells
		}
		raw, err := os.ReadFile(file)
		if err == nil {
			err = yaml.Unmarshal(raw, &sentences)
		}
		if err != nil {
			t.Fatal(file, err)
		}
		for _, s := range sentences {
			if s.Unsure || s.Messages == nil || s.Kind != "meaning" && s.Kind != "decoy" {
				continue // it is about codes
			}
			label := noneTold
			switch {
			case s.Kind == "decoy":
				label = foreign
			case len(s.Messages) > 0:
				label = s.Messages[0]
			}
			p := proseOf(tidy(s.Text))
			all = append(all, lesson{filepath.Base(file), p, p.features(), label, s.Messages})
		}
	}
	return all
}

const (
	leastOften      = 2    // sentences in which a feature has to stand
	leastWeightKept = 0.12 // what is less is left out
	softness        = 6.0  // C of the machines
	epochs          = 40
)

// taught returns the file of the weights that lessons teach.
func taught(all []lesson) string {
	var classes []Message
	counts := map[uint32]int{}
	for _, s := range all {
		for _, f := range s.features {
			counts[f]++
		}
		if !slices.Contains(classes, s.label) {
			classes = append(classes, s.label)
		}
	}
	slices.Sort(classes)
	var names []uint32
	for f, n := range counts {
		if n >= leastOften {
			names = append(names, f)
		}
	}
	slices.Sort(names)
	idf, places := make([]float64, len(names)), make(map[uint32]int, len(names))
	for i, f := range names {
		idf[i], places[f] = float64(seldom(len(all), counts[f]))/idfUnit, i
	}
	rows := make([]row, len(all))
	for i, s := range all {
		rows[i].at, rows[i].value = vectorOf(s.features, func(f uint32) (int, float64, bool) {
			at, known := places[f]
			if !known {
				return 0, 0, false
			}
			return at, idf[at], true
		})
	}
	ws, biases := make([][]float64, len(classes)), make([]float64, len(classes))
	var work sync.WaitGroup
	turns := make(chan struct{}, runtime.NumCPU())
	for class, message := range classes {
		work.Go(func() {
			turns <- struct{}{}
			ws[class], biases[class] = machine(rows, len(names), func(i int) bool { return all[i].label == message })
			<-turns
		})
	}
	work.Wait()
	head := []byte{byte(len(classes))}
	for class, message := range classes {
		head = append(append(head, byte(len(message))), message...)
		head = binary.LittleEndian.AppendUint16(head, uint16(int16(math.Round(biases[class]*biasUnit))))
	}
	var hashes, idfs, numbers, weights []byte
	kept := uint32(0)
	for i, f := range names {
		n := byte(0)
		for class := range classes {
			if by := ws[class][i]; math.Abs(by) >= leastWeightKept {
				weights = append(weights, byte(class), byte(int8(math.Round(max(-127, min(127, by*weightUnit))))))
				n++
			}
		}
		if n > 0 {
			hashes, idfs, numbers = binary.LittleEndian.AppendUint32(hashes, f), append(idfs, seldom(len(all), counts[f])), append(numbers, n)
			kept++
		}
	}
	return string(slices.Concat(binary.LittleEndian.AppendUint32(head, kept), hashes, idfs, numbers, weights))
}

// seldom is how seldom a feature is that stands in some of all sentences.
func seldom(all, some int) byte {
	return byte(math.Round(min(255, idfUnit*(math.Log(float64(1+all)/float64(1+some))+1))))
}

type row struct {
	at    []int
	value []float64
}

// machine learns to tell the rows of a class from all others: a support vector
// machine with squared hinge loss, by dual coordinate descent (Hsieh and others,
// "A Dual Coordinate Descent Method for Large-scale Linear SVM", 2008).
func machine(rows []row, features int, is func(int) bool) (w []float64, bias float64) {
	const slack, done = 1 / (2 * softness), 1e-3
	w = make([]float64, features)
	alpha := make([]float64, len(rows))
	for range epochs {
		most := 0.0
		for i, r := range rows {
			y := -1.0
			if is(i) {
				y = 1
			}
			score, length := bias, 1.0 // squared, of the row and of the bias beside it
			for j, at := range r.at {
				score += w[at] * r.value[j]
			}
			if len(r.at) > 0 {
				length++
			}
			next := max(0, alpha[i]-(y*score-1+slack*alpha[i])/(length+slack))
			step := (next - alpha[i]) * y
			if step == 0 {
				continue
			}
			most = max(most, math.Abs(step))
			alpha[i] = next
			bias += step
			for j, at := range r.at {
				w[at] += step * r.value[j]
			}
		}
		if most < done {
			break
		}
	}
	return w, bias
}

// TestWeights: the weights are built in whole, and know every message and no other.
func TestWeights(t *testing.T) {
	if *others {
		tellHowOthersAreUnderstood(t, lessons(t))
	}
	if *learn {
		if err := os.WriteFile("weights.bin", []byte(taught(lessons(t))), 0o666); err != nil {
			t.Fatal(err)
		}
		return // they are built in the next time
	}
	l, err := readLearned(weightsFile)
	if err != nil {
		t.Fatal(err)
	}
	want := append(Messages(), noneTold, foreign)
	slices.Sort(want)
	if !slices.Equal(l.classes, want) {
		t.Errorf("learned %v, want %v", l.classes, want)
	}
	for cut := range 400 {
		if _, err := readLearned(weightsFile[:cut]); err == nil {
			t.Errorf("%d bytes of the file are taken", cut)
		}
	}
	if _, err := readLearned(weightsFile[:len(weightsFile)-2]); err == nil {
		t.Error("a file without its last weight is taken")
	}
	if _, err := readLearned(weightsFile + "\xff\x01"); err == nil {
		t.Error("a weight that belongs to nothing is taken")
	}
}

// tellHowOthersAreUnderstood teaches with all files of the corpus but one, and
// logs how well that one is understood.
func tellHowOthersAreUnderstood(t *testing.T, all []lesson) {
	t.Helper()
	files := map[string]bool{}
	for _, s := range all {
		files[s.file] = true
	}
	for file := range files {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			var others []lesson
			for _, s := range all {
				if s.file != file {
					others = append(others, s)
				}
			}
			l, err := readLearned(taught(others))
			if err != nil {
				t.Fatal(err)
			}
			n, right, decoys, left := 0, 0, 0, 0
			for _, s := range all {
				if s.file != file {
					continue
				}
				told, _ := l.told(s.prose, s.prose.said(), Reader{}.leads)
				if s.label == foreign {
					decoys++
					if len(told) == 0 {
						left++
					}
				} else {
					n++
					if len(told) == 0 && len(s.right) == 0 || len(told) > 0 && slices.Contains(s.right, told[0]) {
						right++
					}
				}
			}
			t.Logf("%s: %d of %d messages, %d of %d decoys left alone", file, right, n, left, decoys)
		})
	}
}
