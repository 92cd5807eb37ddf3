package symptom

import (
	"fmt"
	"maps"
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
	First  []string // the first steps that are right, best first; trunk, or end; none where only codes are scored
	Forbid []string // those that send people the wrong way
	Note   string
}

func corpus(t *testing.T, part string) []sentence {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "corpus", filepath.FromSlash(part)+".yaml"))
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
	astray           int // misses that do not begin at the trunk
	forbidden        int
	misses           []string
	kinds            map[string]tally
}

type tally struct{ all, right int }

func scoreOf(all []sentence) score {
	s := score{kinds: map[string]tally{}}
	for _, one := range all {
		s.add(one)
	}
	return s
}

func (s *score) add(one sentence) {
	v := decideWords(steps.Facts{steps.Words: one.Text})
	codes := v.Args["codes"].Texts()
	first := "trunk"
	if b := Words.Branch(v.On); b.Next == steps.End {
		first = "end"
	} else if len(v.Visit) > 0 {
		first = string(v.Visit[0])
	}
	miss := func(what string, got, want any) {
		s.misses = append(s.misses, fmt.Sprintf("%s %q: got %v (messages %s), want %v", what, one.Text, got, v.Args["messages"], want))
	}
	s.coded++
	if slices.Equal(codes, one.Codes) {
		s.codes++
	} else {
		miss("codes of", codes, one.Codes)
	}
	if one.Kind == "decoy" {
		s.decoys++
		if first != "trunk" {
			s.touched++
			miss("decoy", first, "trunk")
		}
	}
	if len(one.First) == 0 {
		return
	}
	kind := s.kinds[one.Kind]
	kind.all++
	right := slices.Contains(one.First, first)
	switch {
	case right:
		kind.right++
	default:
		miss("first step of", first, one.First)
	}
	s.kinds[one.Kind] = kind
	switch {
	case one.Kind == "decoy":
		return
	case right:
		s.right++
	case first != "trunk":
		s.astray++
	}
	s.sentences++
	if slices.Contains(one.Forbid, first) {
		s.forbidden++
	}
}

func (s score) ofCodes() string {
	return fmt.Sprintf("exact %d of %d, decoys touched %d of %d", s.codes, s.coded, s.touched, s.decoys)
}

func (s score) percent() float64 { return 100 * float64(s.right) / float64(s.sentences) }

func (s score) String() string {
	var kinds []string
	for _, kind := range slices.Sorted(maps.Keys(s.kinds)) {
		kinds = append(kinds, fmt.Sprintf("%s %d/%d", kind, s.kinds[kind].right, s.kinds[kind].all))
	}
	return fmt.Sprintf("first step right %d of %d (%.1f %%), astray %d, forbidden %d; codes exact %d of %d; decoys touched %d of %d; right by kind: %s",
		s.right, s.sentences, s.percent(), s.astray, s.forbidden, s.codes, s.coded, s.touched, s.decoys, strings.Join(kinds, ", "))
}

// What is demanded of the sentences on which no rule was written, and from
// which nothing was learned: every miss is on the trunk, every decoy is left
// alone, every code is exact.
const (
	leastRight  = 95.0 // percent
	leastOfHeld = 92.0 // percent of the part that was looked at
)

// TestCorpus scores the parts of the corpus: the rules were written on one of
// them, most were learned from, one was looked at to choose how much the two
// count, and the sealed ones tell how well all of it does with what nobody had
// seen: how sure a message has to be was chosen without them. A sealed part of
// which a miss was looked at is sealed no longer and goes to those that are
// learned from: three of sentences and three of codes did. The sentences that are
// sealed today were written by one hand, which had seen no older set and of the
// rules little more than their topics; it mended afterwards what the older sets
// told. Read for the first time, four was right for 135 of 140 and left 37 of 37
// decoys alone, and five for 79 of 80 and 20 of 20; of the four batches of codes
// 49 of 50, 67 of 71, 34 of 36 and 46 of 46 were exact, each told by the rules as
// they were after the one before. MISSES=1 prints what is missed of the rules and
// of the codes.
func TestCorpus(t *testing.T) {
	t.Parallel()
	rules, held := scoreOf(corpus(t, "learn/rules")), scoreOf(corpus(t, "held"))
	sealed, coded := scoreOf(slices.Concat(corpus(t, "sealed/four"), corpus(t, "sealed/five"))), scoreOf(corpus(t, "sealed/codes"))
	var odd []sentence
	for _, part := range []string{"codes", "codes-2", "codes-3", "codes-4", "codes-5", "codes-6", "codes-7"} {
		odd = append(odd, corpus(t, "learn/"+part)...)
	}
	codes := scoreOf(odd)
	t.Logf("codes: %s", codes.ofCodes())
	t.Logf("rules: %s", rules)
	t.Logf("held: %s", held)
	t.Logf("sealed: %s; codes: %s", sealed, coded.ofCodes())
	if os.Getenv("MISSES") != "" {
		t.Log(strings.Join(slices.Concat(rules.misses, codes.misses), "\n"))
	}
	for name, wrong := range map[string]bool{
		"a decoy is taken for a word of ours":           held.touched+rules.touched+sealed.touched+coded.touched > 0,
		"a step is visited first that is forbidden":     held.forbidden+rules.forbidden > 0,
		"too few first steps are right":                 held.percent() < leastOfHeld || rules.percent() < leastRight || sealed.percent() < leastRight,
		"a miss is not on the trunk":                    sealed.astray+rules.astray+held.astray > 0,
		"a code is not exact":                           rules.codes < rules.coded || held.codes < held.coded || sealed.codes < sealed.coded || coded.codes < coded.coded,
		"a code in odd writing is not exact":            codes.codes < codes.coded,
		"the score that is promised is not that of now": !strings.Contains(promises(t), claim(sealed, coded)),
	} {
		if wrong {
			t.Errorf("%s; .readme/promises.md is to say %q", name, claim(sealed, coded))
		}
	}
}

// claim is what .readme/promises.md says of the score.
func claim(s, coded score) string {
	return fmt.Sprintf("of sentences that it did not learn from, written by the hand that also wrote its rules, the first step was right for %.1f %% of %d, %d began at the trunk and %d elsewhere; %d of %d decoys were taken for words of ours; the codes were exact in %d of %d texts with codes and numbers",
		s.percent(), s.sentences, s.sentences-s.right-s.astray, s.astray, s.touched, s.decoys, coded.codes, coded.coded)
}

func promises(t *testing.T) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", ".readme", "promises.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestTheCorpusIsFair(t *testing.T) {
	t.Parallel()
	var texts []string
	korean, decoys := 0, 0
	parts, err := filepath.Glob(filepath.Join("testdata", "corpus", "*", "*.yaml"))
	if err != nil || len(parts) < 4 {
		t.Fatal(parts, err)
	}
	for _, part := range append(parts, filepath.Join("testdata", "corpus", "held.yaml")) {
		part = strings.TrimSuffix(strings.TrimPrefix(filepath.ToSlash(part), "testdata/corpus/"), ".yaml")
		for _, one := range corpus(t, part) {
			if one.Lang == "ko" {
				korean++
			}
			if one.Kind == "decoy" {
				decoys++
			}
			texts = append(texts, strings.ToLower(strings.Join(strings.Fields(one.Text), " ")))
		}
	}
	all := len(texts)
	slices.Sort(texts)
	if n := len(slices.Compact(texts)); n != all {
		t.Errorf("%d sentences stand in it twice", all-n)
	}
	if all < 300 || 2*korean < all-all/10 || 5*decoys < all {
		t.Errorf("%d sentences, %d of them Korean and %d decoys; want 300, half and a fifth", all, korean, decoys)
	}
}
