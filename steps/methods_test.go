package steps_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"
)

// maxMethods is how many methods a type may have. With more, nobody can say
// what it is for, or which of its fields belong together.
const maxMethods = 60

// tooLarge are the types that have more, and how many at most: fewer are
// welcome, and with 60 a type is none of these.
var tooLarge = map[string]int{}

// TestNoTypeHasAMethodForEverything counts the methods that are declared for
// each type outside the lab, whose servers speak whole protocols.
func TestNoTypeHasAMethodForEverything(t *testing.T) {
	t.Parallel()
	counted := methodsOf(t, os.DirFS(".."))
	for name, n := range counted {
		if n > max(maxMethods, tooLarge[name]) {
			t.Errorf("%s has %d methods: let its parts be types, each with its own state", name, n)
		}
	}
	for name, n := range tooLarge {
		if counted[name] <= maxMethods {
			t.Errorf("%s has %d methods, and needs no exception for %d", name, counted[name], n)
		}
	}
	for _, known := range []string{"probes/directory.Client", "probes/graph.Client", "steps.Session"} {
		if counted[known] < 10 {
			t.Errorf("%d methods of %s were seen: the sources stand somewhere else", counted[known], known)
		}
	}
}

func TestMethodsAreCounted(t *testing.T) {
	t.Parallel()
	got := methodsOf(t, fstest.MapFS{
		"a/one.go":         text("type T struct{}\nfunc (t *T) A() {}\nfunc (T) b() {}\nfunc free(t T) {}"),
		"a/two.go":         text("func (t T) C() {}\ntype List[E any] []E\nfunc (l *List[E]) A() {}"),
		"a/three.go":       text("type Pair[K, V any] struct{}\nfunc (Pair[K, V]) B() {}\ntype Plain int"),
		"a/one_windows.go": text("func (T) C() {}"), // on another system, the same one
		"a/one_test.go":    text("func (t *T) D() {}"),
		"a/face.go":        text("type Face interface { Plain; A(); B() }\ntype Holder struct { Face; F func() }"),
		"b/t.go":           text("type T int\nfunc (T) A() {}"), // another one
		"main.go":          text("type T int\nfunc (T) A() {}"),

		"probes/lab/lab.go":        text("func (T) A() {}"),
		"probes/lab/worlds/all.go": text("func (T) A() {}"),
		"probes/laboratory/x.go":   text("func (T) A() {}"),
		"steps/probes/lab/x.go":    text("func (T) A() {}"),
		".ci/tools/y.go":           text("func (T) A() {}"),
	})
	want := map[string]int{
		"a.T": 3, "a.List": 1, "a.Pair": 1, "a.Face": 2, "b.T": 1, "..T": 1,
		"probes/laboratory.T": 1, "steps/probes/lab.T": 1,
	}
	if !maps.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func text(code string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte("package p\n" + code)}
}

// methodsOf counts the methods of each type of a tree, by "folder.Type".
func methodsOf(t *testing.T, tree fs.FS) map[string]int {
	t.Helper()
	methods := map[string]map[string]bool{}
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == "probes/lab", entry.IsDir() && len(name) > 1 && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		case !strings.HasSuffix(name, ".go"), strings.HasSuffix(name, "_test.go"):
			return nil
		}
		raw, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), name, raw, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			of, declared := declaredBy(n)
			of = path.Dir(name) + "." + of
			for _, method := range declared {
				if methods[of] == nil {
					methods[of] = map[string]bool{}
				}
				methods[of][method] = true
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	counted := map[string]int{}
	for of, names := range methods {
		counted[of] = len(names)
	}
	return counted
}

// declaredBy returns the methods that a piece of source declares, and of which
// type.
func declaredBy(n ast.Node) (of string, methods []string) {
	switch n := n.(type) {
	case *ast.FuncDecl:
		if n.Recv != nil {
			return receiver(n.Recv.List[0].Type), []string{n.Name.Name}
		}
	case *ast.TypeSpec:
		face, ok := n.Type.(*ast.InterfaceType)
		if !ok {
			break
		}
		for _, field := range face.Methods.List {
			for _, name := range field.Names {
				methods = append(methods, name.Name)
			}
		}
		return n.Name.Name, methods
	}
	return "", nil
}

// receiver is the name of a method's type.
func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.IndexListExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	default:
		return ""
	}
}
