package steps_test

import (
	"go/ast"
	"go/constant"
	"go/types"
	"maps"
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/needed"
	"example.com/writeback-doctor/steps/reenable"
)

// liberties are what a package that is no stage may do besides naming steps by
// their constants, and why.
var liberties = map[string]liberty{
	"steps/compare":         {own: []string{"compare/look", "seen"}, why: "a look of its own runs as a step that no tree has"},
	"steps/casefile":        {calls: []string{"Masked"}, why: "of pasted words, a masked file keeps the codes"},
	"steps/timeline":        {calls: []string{"ChronicleOf", "OffsetsOf"}, why: "a log is told as the step that reads it understands it, and so is a clock"},
	"wizard/command":        {calls: []string{"Step", "CourseOf"}, why: "a watch is told how long and for what, and stands in no tree"},
	"wizard/command/opener": {calls: []string{"Interrupted"}, why: "what broke off is said before anything is walked"},
	"wizard/command/rights": {calls: []string{"RulingOf"}, why: "a right without a walk is told as effective-rights tells it"},
}

type liberty struct {
	own   []string // step IDs and outcomes of its own
	calls []string // functions of a stage
	why   string
}

// unspoken are the steps about the user that neither the comparison of two
// people nor the scan of a domain names.
var unspoken = map[steps.ID]string{
	"configuration/sign-in-method": "writeback works with every way, so that two users sign in differently explains nothing",
}

// aboutUser reports whether a step is about the user of the walk.
func aboutUser(s *steps.Step) bool {
	return slices.ContainsFunc(s.Needs, func(f steps.Fact) bool {
		return f == steps.User || f == steps.UserDN || f == steps.UserID
	})
}

// TestStepsAreNamedByTheirConstants reads the source of everybody who speaks of
// steps without being one, but for the engine and the catalog: no ID, outcome or
// blank of a step stands there as a text, which a typo would turn into "no"
// without a sound, and nothing of a stage is called. What a step knows, its
// outcome says.
func TestStepsAreNamedByTheirConstants(t *testing.T) {
	t.Parallel()
	ids := map[string]bool{}
	for _, s := range catalog.All() {
		ids[string(s.ID)] = true
	}
	constants := 0
	for place, src := range load(t, "steps/...", "wizard/...") {
		if place == "steps" || place == "steps/catalog" || isStage(strings.TrimPrefix(place, "steps/")) {
			continue
		}
		may, said := liberties[place], map[string]bool{} // what is said of what it may
		src.each(func(n ast.Node) {
			switch n := n.(type) {
			case *ast.BasicLit:
				text, typed := src.literal(n)
				if !typed && !ids[text] || text == "" {
					return
				}
				said[text] = true
				if !slices.Contains(may.own, text) {
					t.Errorf("%s names %q by a text: use the constant of the step", src.at(n), text)
				}
			case *ast.IndexExpr:
				if src.spelled(n) {
					t.Errorf("%s takes a blank of a step by a text: use the constant of the step", src.at(n))
				}
			case *ast.Ident:
				if fromStage(src.info.Uses[n]) {
					constants++
				}
				if !src.reaches(n) {
					return
				}
				said[n.Name] = true
				if !slices.Contains(may.calls, n.Name) {
					t.Errorf("%s takes %s of a stage, which is no name", src.at(n), n.Name)
				}
			}
		})
		for _, listed := range slices.Concat(may.own, may.calls) {
			if !said[listed] {
				t.Errorf("%s has %q in the list for nothing", place, listed)
			}
		}
	}
	if constants < 50 {
		t.Errorf("only %d times a stage was named: the test reads nothing", constants)
	}
}

// TestEveryStepThatAStageNamesIsThere: a stage names the steps it leads to,
// explains and sends people to by texts, which stand in tables of codes too.
func TestEveryStepThatAStageNamesIsThere(t *testing.T) {
	t.Parallel()
	there, named := map[string]bool{string(steps.End): true, "": true, string(reenable.LandedID): true}, 0 // which stands in no walk
	for _, s := range catalog.All() {
		there[string(s.ID)] = true
		for _, b := range s.Branches {
			there[string(s.ID)+"#"+string(b.On)] = true
		}
	}
	for place, src := range load(t, "steps/...") {
		if !isStage(strings.TrimPrefix(place, "steps/")) {
			continue
		}
		src.each(func(n ast.Node) {
			lit, ok := n.(*ast.BasicLit)
			if !ok || !isNamed(src.info.TypeOf(lit), "steps", "ID") {
				return
			}
			text, _ := src.literal(lit)
			if named++; !there[text] {
				t.Errorf("%s: %s names %q, which is no step", place, src.at(lit), text)
			}
		})
	}
	if named < 200 {
		t.Errorf("only %d times a step was named: the test reads nothing", named)
	}
}

// TestTheRightsAreNamedInOneTable: nobody else writes what Windows calls a
// right, nor its GUID.
func TestTheRightsAreNamedInOneTable(t *testing.T) {
	t.Parallel()
	words, table := map[string]bool{needed.ModifyPermissions.Name: true}, 0
	for _, r := range needed.All() {
		words[r.Name], words[r.GUID] = true, true
	}
	for place, src := range load(t, "steps/...", "wizard/...") {
		src.each(func(n ast.Node) {
			lit, ok := n.(*ast.BasicLit)
			if !ok {
				return
			}
			for word := range words {
				text, _ := src.literal(lit)
				guid := strings.Count(word, "-") == 4 // it may stand in a command
				switch said := text == word || guid && strings.Contains(text, word); {
				case !said:
				case place == "steps/needed":
					table++
				default:
					t.Errorf("%s: %s writes %q: take it from steps/needed", place, src.at(lit), word)
				}
			}
		})
	}
	if table < len(words) {
		t.Errorf("the table was read %d times, want %d or more", table, len(words))
	}
}

// TestEveryStepAboutTheUserIsCompared demands that a step which is about the
// user is named by the comparison or by the scan: who adds one decides.
func TestEveryStepAboutTheUserIsCompared(t *testing.T) {
	t.Parallel()
	spoken := map[steps.ID]bool{}
	for _, src := range load(t, "steps/compare", "steps/scan") {
		src.each(func(n ast.Node) {
			if name, ok := n.(*ast.Ident); ok && fromStage(src.info.Uses[name]) {
				if c, ok := src.info.Uses[name].(*types.Const); ok && c.Val().Kind() == constant.String {
					spoken[steps.ID(constant.StringVal(c.Val()))] = true
				}
			}
		})
	}
	left := maps.Clone(unspoken)
	tree := catalog.All()
	for i := range tree {
		s := &tree[i]
		switch reason, listed := unspoken[s.ID]; {
		case listed && (!aboutUser(s) || spoken[s.ID] || reason == ""):
			t.Errorf("%s stands in the list for nothing", s.ID)
		case !listed && aboutUser(s) && !spoken[s.ID]:
			t.Errorf("%s is about the user, and neither compare nor scan names it: add an aspect, put people before it, or list it with the reason", s.ID)
		}
		delete(left, s.ID)
	}
	for id := range left {
		t.Errorf("%s is listed and is no step", id)
	}
}
