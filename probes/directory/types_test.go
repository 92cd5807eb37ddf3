package directory_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// TestTypesKnowOnlyThoseBelow keeps the client in parts: a type that holds one
// which holds it is one type in two pieces.
func TestTypesKnowOnlyThoseBelow(t *testing.T) {
	t.Parallel()
	held := holdings(t, os.DirFS("."))
	for _, circle := range circles(held) {
		t.Errorf("%s hold one another", strings.Join(circle, ", "))
	}
	for _, part := range []string{"examiner", "tokens", "finder", "forest", "place", "reader", "links", "signing", "memory"} {
		if !reaches(held, "Client", part) {
			t.Errorf("the client is seen without its %s", part)
		}
	}
}

func TestCirclesAreFound(t *testing.T) {
	t.Parallel()
	held := holdings(t, fstest.MapFS{
		"a.go": {Data: []byte(`package p
type A struct { b map[string]*B; self *A }
type B struct { c []C; d func(A) }
type C struct { D }
type D struct { back chan *B; up A2 }
type A2 struct { n int }
type List[E any] struct { of *Holder[E] }
type Holder[E any] struct { in List[E] }`)},
		"a_test.go": {Data: []byte("package p\ntype A2 struct { b B }")},
	})
	want := [][]string{{"B", "C", "D"}, {"Holder", "List"}}
	if got := circles(held); !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// holdings are the types of a package that each of its structs holds, itself
// apart, and what a function of its takes.
func holdings(t *testing.T, folder fs.FS) map[string][]string {
	t.Helper()
	names, err := fs.Glob(folder, "*.go")
	if err != nil {
		t.Fatal(err)
	}
	held := map[string][]string{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := fs.ReadFile(folder, name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if of, ok := n.(*ast.TypeSpec); ok {
				if is, ok := of.Type.(*ast.StructType); ok {
					held[of.Name.Name] = typesOf(is, of.Name.Name)
				}
			}
			return true
		})
	}
	return held
}

func typesOf(is *ast.StructType, own string) []string {
	var list []string
	for _, field := range is.Fields.List {
		ast.Inspect(field.Type, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncType, *ast.SelectorExpr:
				return false
			case *ast.Ident:
				if n.Name != own {
					list = append(list, n.Name)
				}
			}
			return true
		})
	}
	return list
}

// circles are the groups of types that reach one another, each in order.
func circles(held map[string][]string) [][]string {
	var list [][]string
	known := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(held)) {
		if known[name] || !reaches(held, name, name) {
			continue
		}
		var circle []string
		for _, other := range slices.Sorted(maps.Keys(held)) {
			if reaches(held, name, other) && reaches(held, other, name) {
				circle, known[other] = append(circle, other), true
			}
		}
		list = append(list, circle)
	}
	return list
}

// reaches reports whether a type holds another, or one that does.
func reaches(held map[string][]string, from, to string) bool {
	met := map[string]bool{}
	for next := held[from]; len(next) > 0; {
		name := next[0]
		if next = next[1:]; name == to {
			return true
		}
		if !met[name] {
			met[name] = true
			next = append(slices.Clone(next), held[name]...)
		}
	}
	return false
}
