package steps_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// bare are the goroutines that catch no panic, because they read nothing that
// comes from outside: they wait, close, write a line of ours, or ask what
// catches its own.
var bare = []string{
	"../probes/directory/link.go cut",
	"../probes/directory/links.go whenClosed",
	"../probes/directory/scan_pages.go run", // the watch, which reads clocks
	"../probes/directory/seek.go seek",      // the memory catches
	"../probes/endpoint/dial.go dial",       // closes the slower ones
	"../probes/powershell/reach.go lead",    // travel catches
	"../wizard/command/check_waiting.go watchCheck",
	"../wizard/command/landed_waiting.go watchLanding",
	"../wizard/command/signals.go signals",
	"../wizard/command/scanned/progress.go watch",
}

// TestAttackGoroutines reads the source: a panic in a goroutine ends the
// program past everything that would save the walk and restore the terminal,
// so each one that reads foreign data catches it.
func TestAttackGoroutines(t *testing.T) {
	t.Parallel()
	for _, dir := range foldersWithSource(t, "../probes", "../wizard/command") {
		t.Run(strings.TrimPrefix(dir, "../"), func(t *testing.T) {
			t.Parallel()
			var want []string
			for _, b := range bare {
				if filepath.Dir(strings.Fields(b)[0]) == dir {
					want = append(want, b)
				}
			}
			if got := bareGoroutines(t, dir); !slices.Equal(got, want) {
				t.Errorf("goroutines that catch no panic:\n got %q\nwant %q", got, want)
			}
		})
	}
}

// foldersWithSource are the folders of packages, without the lab, which reads
// nothing foreign.
func foldersWithSource(t *testing.T, roots ...string) []string {
	t.Helper()
	var all []string
	for _, root := range roots {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && (d.Name() == "testdata" || path == "../probes/lab"):
				return fs.SkipDir
			case !d.IsDir() && strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") && !slices.Contains(all, filepath.Dir(path)):
				all = append(all, filepath.Dir(path))
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// bareGoroutines names the functions of a package that start a goroutine
// without a deferred recover.
func bareGoroutines(t *testing.T, dir string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s has no source: %v", dir, err)
	}
	catches, found := map[string]bool{}, map[string]bool{}
	var files []*ast.File
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			files = append(files, nil)
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
				catches[f.Name.Name] = recovers(f.Body)
			}
		}
	}
	for i, file := range files {
		if file == nil {
			continue
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			ast.Inspect(d, func(n ast.Node) bool {
				if run := started(n); run != nil && !caught(run, catches) {
					found[filepath.ToSlash(paths[i])+" "+f.Name.Name] = true
				}
				return true
			})
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// started is what a node runs beside its function: nil for none.
func started(n ast.Node) ast.Expr {
	switch n := n.(type) {
	case *ast.GoStmt:
		return n.Call.Fun
	case *ast.CallExpr:
		if f, ok := n.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Go" && len(n.Args) == 1 {
			return n.Args[0]
		}
	}
	return nil
}

// caught reports whether a function literal, or a function of the package,
// recovers.
func caught(run ast.Expr, catches map[string]bool) bool {
	switch run := run.(type) {
	case *ast.FuncLit:
		return recovers(run.Body)
	case *ast.SelectorExpr:
		return catches[run.Sel.Name]
	case *ast.Ident:
		return catches[run.Name]
	default:
		return false
	}
}

// recovers reports whether one of a body's own defers catches panics.
func recovers(body *ast.BlockStmt) bool {
	for _, s := range body.List {
		d, ok := s.(*ast.DeferStmt)
		if !ok {
			continue
		}
		if f, ok := d.Call.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Caught" {
			return true
		}
		f, ok := d.Call.Fun.(*ast.FuncLit)
		if !ok {
			continue
		}
		within := false
		ast.Inspect(f, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				name, ok := call.Fun.(*ast.Ident)
				within = within || ok && name.Name == "recover"
			}
			return true
		})
		if within {
			return true
		}
	}
	return false
}
