package compare

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
)

// TestTellFillsEverything: no blank is left, nothing foreign reaches the
// terminal, and the journey through JSON changes no word.
func TestTellFillsEverything(t *testing.T) {
	t.Parallel()
	for _, one := range changes() {
		first := sound(1)
		one.do(first)
		first.asked = "evil\x1b[31m@contoso.com"
		c := judge(catalog.All(), first, sound(2))
		text, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		var again Comparison
		if err := json.Unmarshal(text, &again); err != nil {
			t.Fatal(err)
		}
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			with := steps.Teller{Find: steps.NewSession(catalog.All(), nil).Find, Language: l}
			said := c.Tell(with)
			if !reflect.DeepEqual(said, again.Tell(with)) {
				t.Errorf("%s: the words differ after a trip through JSON", one.name)
			}
			whole := strings.Join(append(said.Conclusion, said.First, said.Second, said.Same), " ")
			if strings.ContainsAny(whole, "{}\x1b") {
				t.Errorf("%s: got %s", one.name, whole)
			}
			for _, row := range said.Rows {
				if row.First == row.Second || strings.ContainsAny(row.First+row.Second+row.Title, "{}") {
					t.Errorf("%s: got %q and %q, want two different texts without blanks", one.name, row.First, row.Second)
				}
			}
		}
	}
}

// TestTheTableIsWhole: every name leads somewhere, and both languages say the
// same.
func TestTheTableIsWhole(t *testing.T) {
	t.Parallel()
	tree := map[steps.ID]*steps.Step{}
	all := catalog.All()
	for i := range all {
		tree[all[i].ID] = &all[i]
	}
	known := map[Aspect]bool{}
	for _, a := range aspects() {
		if known[a.id] {
			t.Errorf("%s stands twice", a.id)
		}
		known[a.id] = true
	}
	for _, a := range aspects() {
		step := tree[a.step]
		if step == nil {
			t.Errorf("%s: there is no step %s", a.id, a.step)
			continue
		}
		for _, id := range slices.Concat(a.explains, a.clue, a.over) {
			if !known[id] {
				t.Errorf("%s names %s, which is no aspect", a.id, id)
			}
		}
		for _, word := range a.sound {
			if _, own := a.words[word]; !own && step.Branch(steps.Outcome(word)) == nil {
				t.Errorf("%s: nothing says %q", a.id, word)
			}
		}
		for _, text := range append(slices.Collect(maps.Values(a.words)), a.title) {
			if text.Ko == "" || text.En == "" || !sameSetOf(lang.Blanks(text.Ko), lang.Blanks(text.En)) {
				t.Errorf("%s: %q and %q do not hold the same", a.id, text.Ko, text.En)
			}
		}
	}
}

func sameSetOf(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

func TestProblem(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		first, other string
		fine         bool
	}{
		{"kim@contoso.com", "lee@contoso.com", true},
		{"kim@contoso.com", `CORP\lee`, true},
		{"", "lee@contoso.com", false},
		{"kim@contoso.com", "", false},
		{"kim@contoso.com", " KIM@contoso.com ", false},
		{"kim@contoso.com", "lee", false},
	} {
		if got := Problem(catalog.All(), tt.first, tt.other); got.Empty() != tt.fine {
			t.Errorf("%q and %q: got %q, fine wanted: %v", tt.first, tt.other, got.En, tt.fine)
		}
	}
}
