package steps_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Sizes that the house keeps. Long functions and files are where a reader gets
// lost; tables, which are read by the line, may be longer.
const (
	longestFunction = 60  // lines
	usualFunction   = 30  // lines, of 95 in 100
	longestFile     = 300 // lines
)

// tables are the files that hold little but lines of one form.
var tables = []string{"wizard/words.go"}

func TestFunctionsAndFilesAreShort(t *testing.T) {
	t.Parallel()
	var lengths []int
	files := 0
	eachSource(t, func(path string, set *token.FileSet, file *ast.File) {
		files++
		if lines := set.File(file.Pos()).LineCount(); lines > longestFile && !slices.Contains(tables, path) {
			t.Errorf("%s has %d lines", path, lines)
		}
		for _, d := range file.Decls {
			f, is := d.(*ast.FuncDecl)
			if !is || f.Body == nil || slices.Contains(tables, path) {
				continue
			}
			lines := set.Position(f.End()).Line - set.Position(f.Pos()).Line + 1
			if lengths = append(lengths, lines); lines > longestFunction+1 && !isTable(f) { // a body of 60, and its signature
				t.Errorf("%s: %s has %d lines", path, f.Name.Name, lines)
			}
		}
	})
	slices.Sort(lengths)
	if files < 300 || len(lengths) < 2000 {
		t.Fatalf("read %d files, %d functions", files, len(lengths))
	}
	if usual := lengths[len(lengths)*95/100]; usual > usualFunction {
		t.Errorf("5 in 100 functions have more than %d lines", usual)
	}
}

// isTable reports whether a function only returns a list of lines.
func isTable(f *ast.FuncDecl) bool {
	if len(f.Body.List) == 0 {
		return false
	}
	last, returns := f.Body.List[len(f.Body.List)-1].(*ast.ReturnStmt)
	if !returns || len(last.Results) != 1 {
		return false
	}
	_, literal := last.Results[0].(*ast.CompositeLit)
	return literal
}

// eachSource parses every Go file of the project but tests.
func eachSource(t *testing.T, take func(path string, set *token.FileSet, file *ast.File)) {
	t.Helper()
	root := os.DirFS("..")
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (strings.HasPrefix(d.Name(), ".") && path != "." || d.Name() == "testdata"):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, filepath.Join("..", path), nil, parser.ParseComments)
		if err != nil {
			return err
		}
		take(path, set, file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
