package steps_test

import (
	"go/ast"
	"go/token"
	"path"
	"slices"
	"testing"
)

// TestOnlyTheThirdStageActs reads the whole source: what can act is asked for by
// steps/reenable alone, put there by who opens a patient, and switched on by the
// wizard, where a person looks on. Whoever else names it only asks whether it is
// there.
func TestOnlyTheThirdStageActs(t *testing.T) {
	t.Parallel()
	where := map[string]map[string]bool{"calls Acting": {}, "calls Append of the trail": {}, "calls Do of an actor": {}, "sets Acting": {}, "sets Acts": {}}
	note := func(what, file string) { where[what][path.Dir(file)] = true }
	eachSource(t, func(file string, _ *token.FileSet, source *ast.File) {
		ast.Inspect(source, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				called, ok := n.Fun.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				of, _ := called.X.(*ast.SelectorExpr)
				switch {
				case called.Sel.Name == "Acting":
					note("calls Acting", file)
				case called.Sel.Name == "Append" && of != nil && of.Sel.Name == "Trail":
					note("calls Append of the trail", file)
				case called.Sel.Name == "Do" && of != nil && of.Sel.Name == "actor":
					note("calls Do of an actor", file)
				}
			case *ast.AssignStmt:
				for _, left := range n.Lhs {
					if to, ok := left.(*ast.SelectorExpr); ok && (to.Sel.Name == "Acting" || to.Sel.Name == "Acts") {
						note("sets "+to.Sel.Name, file)
					}
				}
			}
			return true
		})
	})
	for what, want := range map[string][]string{
		"calls Acting": {"steps/reenable"}, "calls Append of the trail": {"steps/reenable"}, "calls Do of an actor": {"steps/reenable"},
		"sets Acting": {"wizard/command/opener"}, "sets Acts": {"wizard/command"},
	} {
		var got []string
		for place := range where[what] {
			got = append(got, place)
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
}
