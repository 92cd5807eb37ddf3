package symptom

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"example.com/writeback-doctor/steps"
)

// sentence is one of the corpus: what a caller says, and what an expert makes
// of it.
type sentence struct {
	Text   string
	Lang   string
	Kind   string // code, meaning, both, export, contradiction, decoy
	Codes  []string
	First  []string // the first steps that are right, best first; trunk, or end
	Forbid []string // those that send people the wrong way
	Note   string
}

func corpus(t *testing.T, half string) []sentence {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "corpus", half+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var all []sentence
	if err := yaml.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// score is how well a half of the corpus is understood.
type score struct {
	sentences, right int // sentences that are no decoys
	coded, codes     int // all sentences, and those whose codes are exact
	decoys, touched  int
	astray           []string // misses that do not begin at the trunk
	forbidden        []string
	misses           []string
	kinds            map[string][3]int // of each kind: all, right, astray
}

func scoreOf(all []sentence) score {
	s := score{kinds: map[string][3]int{}}
	for _, one := range all {
		v := decideWords(steps.Facts{steps.Words: one.Text})
		first := "trunk"
		if b := Words.Branch(v.On); b.Next == steps.End {
			first = "end"
		} else if len(v.Visit) > 0 {
			first = string(v.Visit[0])
		}
		codes := Codes(one.Text)
		s.coded++
		if slices.Equal(codes, one.Codes) {
			s.codes++
		} else {
			s.misses = append(s.misses, fmt.Sprintf("CODES %q\n\tgot %q want %q", one.Text, codes, one.Codes))
		}
		if one.Kind == "decoy" {
			s.decoys++
			if first != "trunk" {
				s.touched++
				s.misses = append(s.misses, fmt.Sprintf("DECOY %q\n\tgot %s, messages %s", one.Text, first, v.Args["messages"]))
			}
			continue
		}
		s.sentences++
		right := slices.Contains(one.First, first)
		k := s.kinds[one.Kind]
		k[0]++
		if right {
			k[1]++
		} else if first != "trunk" {
			k[2]++
		}
		s.kinds[one.Kind] = k
		if right {
			s.right++
		} else {
			s.misses = append(s.misses, fmt.Sprintf("FIRST %q\n\tgot %s %s, want %q (%s)", one.Text, first, v.Args["messages"], one.First, one.Note))
			if first != "trunk" {
				s.astray = append(s.astray, one.Text)
			}
		}
		if slices.Contains(one.Forbid, first) {
			s.forbidden = append(s.forbidden, one.Text)
		}
	}
	return s
}

func (s score) String() string {
	return fmt.Sprintf("first step right %d of %d (%.1f %%), astray %d, forbidden %d; codes exact %d of %d; decoys touched %d of %d; by kind (all, right, astray): %v",
		s.right, s.sentences, 100*float64(s.right)/float64(s.sentences), len(s.astray), len(s.forbidden), s.codes, s.coded, s.touched, s.decoys, s.kinds)
}

func TestCorpus(t *testing.T) {
	for _, half := range []string{"rules", "held"} {
		s := scoreOf(corpus(t, half))
		t.Logf("%s: %s", half, s)
		if half == "rules" && os.Getenv("MISSES") != "" {
			t.Log(strings.Join(s.misses, "\n"))
		}
	}
}
