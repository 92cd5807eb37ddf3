package steps_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// TestEveryKindOfObstacleIsMadeBySomebody reads the source: a kind that is only
// ever put into words or compared with stands in nobody's way, and its words
// promise what cannot happen.
func TestEveryKindOfObstacleIsMadeBySomebody(t *testing.T) {
	t.Parallel()
	kinds := kindNames(t)
	made := map[string]bool{}
	for _, root := range []string{"../probes", ".", "../wizard/command"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err == nil {
				noteMade(file, file.Name.Name == "probes", made)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, kind := range kinds {
		if !made[kind] {
			t.Errorf("probes.%s is made by nobody", kind)
		}
	}
	if len(kinds) < 40 {
		t.Errorf("only %d kinds: the test reads nothing", len(kinds))
	}
}

// kindNames are the constants of the type probes.Kind.
func kindNames(t *testing.T) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../probes/obstacle.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok {
			if kind, ok := spec.Type.(*ast.Ident); ok && kind.Name == "Kind" {
				names = append(names, spec.Names[0].Name)
			}
		}
		return true
	})
	return names
}

// noteMade notes the names that a file uses as values. Keys of a map, what a
// switch or a comparison asks for, and the declarations themselves are no use.
func noteMade(file *ast.File, inside bool, made map[string]bool) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			ast.Inspect(n.Value, func(v ast.Node) bool { return note(v, inside, made) })
			return false
		case *ast.CaseClause:
			for _, statement := range n.Body {
				noteMade(&ast.File{Name: file.Name, Decls: []ast.Decl{&ast.FuncDecl{
					Name: ast.NewIdent("body"), Type: &ast.FuncType{Params: &ast.FieldList{}}, Body: &ast.BlockStmt{List: []ast.Stmt{statement}},
				}}}, inside, made)
			}
			return false
		case *ast.BinaryExpr:
			return false
		}
		return note(n, inside, made)
	})
}

func note(n ast.Node, inside bool, made map[string]bool) bool {
	switch n := n.(type) {
	case *ast.ValueSpec:
		return len(n.Values) != 1 || n.Type == nil // not the declaration of the kind
	case *ast.SelectorExpr:
		if of, ok := n.X.(*ast.Ident); ok && of.Name == "probes" {
			made[n.Sel.Name] = true
		}
	case *ast.Ident:
		if inside {
			made[n.Name] = true
		}
	}
	return true
}
