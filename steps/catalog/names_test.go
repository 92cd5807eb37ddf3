package catalog_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
)

// TestWhatOtherPackagesNameIsThere reads the source of everybody who goes by
// the words of steps without being one: the scan, the comparison, the case
// file, the wizard. Every ID of a step that they write is one of the tree's,
// every outcome that they compare with is a branch of some step, and every
// argument that they read fills a blank of one. So a rename is noticed where
// it would otherwise turn into "no" without a sound.
func TestWhatOtherPackagesNameIsThere(t *testing.T) {
	t.Parallel()
	words := wordsOfTheTree()
	seen := map[string]int{}
	for _, file := range sources(t, "../compare", "../scan", "../casefile", "../../wizard") {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		constants := outcomeConstants(parsed)
		ast.Inspect(parsed, func(n ast.Node) bool {
			for _, w := range named(n, constants) {
				seen[w.what]++
				if !words[w.what][w.word] {
					t.Errorf("%s: %s %q, which the tree does not have", file, w.what, w.word)
				}
			}
			return true
		})
	}
	for what, least := range map[string]int{step: 15, outcome: 3, argument: 4} {
		if seen[what] < least {
			t.Errorf("only %d times a %s was found: the test reads nothing", seen[what], what)
		}
	}
}

// What a package can name of a step.
const step, outcome, argument = "step", "outcome", "argument"

type word struct{ what, word string }

func wordsOfTheTree() map[string]map[string]bool {
	words := map[string]map[string]bool{step: {}, outcome: {}, argument: {}}
	for _, s := range catalog.All() {
		words[step][string(s.ID)] = true
		for _, b := range s.Branches {
			words[outcome][string(b.On)] = true
			for _, text := range textsOf(b) {
				for _, blank := range lang.Blanks(text.En) {
					words[argument][blank] = true
				}
			}
		}
	}
	return words
}

func textsOf(b steps.Branch) []lang.Text {
	texts := append([]lang.Text{b.Say}, b.Details...)
	if b.Remedy != nil {
		texts = append(texts, b.Remedy.Do...)
		texts = append(texts, b.Remedy.Where, b.Remedy.Changes, b.Remedy.Proof)
		for _, c := range append(b.Remedy.Run, b.Remedy.Undo...) {
			texts = append(texts, lang.Text{En: c.Text})
		}
	}
	return texts
}

func sources(t *testing.T, roots ...string) []string {
	t.Helper()
	var files []string
	for _, root := range roots {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() && d.Name() == "testdata" {
				return filepath.SkipDir
			}
			if err == nil && strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

var stepID = regexp.MustCompile(`^(symptom|configuration|connectivity|reenable)/[a-z0-9-]+$`)

// outcomeConstants are the names of constants of the type steps.Outcome, and
// what they stand for.
func outcomeConstants(file *ast.File) map[string]string {
	constants := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || !isOutcome(spec.Type) {
			return true
		}
		for i, name := range spec.Names {
			if value, ok := literal(spec.Values[i]); ok {
				constants[name.Name] = value
			}
		}
		return true
	})
	return constants
}

func isOutcome(e ast.Expr) bool {
	selector, ok := e.(*ast.SelectorExpr)
	return ok && selector.Sel.Name == "Outcome"
}

// named returns the words of steps that one node of the source holds.
func named(n ast.Node, constants map[string]string) []word {
	var words []word
	compared := func(with ast.Expr, values ...ast.Expr) {
		selector, ok := with.(*ast.SelectorExpr)
		if !ok || selector.Sel.Name != "on" && selector.Sel.Name != "On" {
			return
		}
		for _, v := range values {
			if value, ok := literal(v); ok && value != "" {
				words = append(words, word{outcome, value})
			} else if name, ok := v.(*ast.Ident); ok && constants[name.Name] != "" {
				words = append(words, word{outcome, constants[name.Name]})
			}
		}
	}
	switch n := n.(type) {
	case *ast.BasicLit:
		if value, ok := literal(n); ok && stepID.MatchString(value) {
			words = append(words, word{step, value})
		}
	case *ast.BinaryExpr:
		compared(n.X, n.Y)
		compared(n.Y, n.X)
	case *ast.SwitchStmt:
		for _, clause := range n.Body.List {
			compared(n.Tag, clause.(*ast.CaseClause).List...)
		}
	case *ast.IndexExpr:
		words = append(words, argumentOf(n)...)
	}
	return words
}

// argumentOf is the argument that is read of a verdict, a finding or a cause:
// those that a package makes itself are a variable of its own.
func argumentOf(n *ast.IndexExpr) []word {
	selector, ok := n.X.(*ast.SelectorExpr)
	name, isName := literal(n.Index)
	if !ok || !isName || selector.Sel.Name != "Args" && selector.Sel.Name != "args" {
		return nil
	}
	if of, ok := selector.X.(*ast.Ident); ok && (of.Name == "v" || of.Name == "x" || of.Name == "y") {
		return nil // a value of the comparison
	}
	return []word{{argument, name}}
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	value, err := strconv.Unquote(lit.Value)
	return value, err == nil
}
