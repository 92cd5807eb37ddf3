package steps_test

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
)

// source is one package, read and typed.
type source struct {
	files []*ast.File
	set   *token.FileSet
	info  *types.Info
}

func (s *source) each(do func(ast.Node)) {
	for _, f := range s.files {
		ast.Inspect(f, func(n ast.Node) bool {
			if n != nil {
				do(n)
			}
			return true
		})
	}
}

func (s *source) at(n ast.Node) string {
	p := s.set.Position(n.Pos())
	p.Filename = filepath.Base(p.Filename)
	return p.String()
}

// literal returns the text of a literal, and whether it is one of a step's
// names by its type.
func (s *source) literal(n *ast.BasicLit) (text string, typed bool) {
	if n.Kind != token.STRING {
		return "", false
	}
	found := s.info.Types[n]
	if found.Value == nil {
		return "", false // of an import, or a tag
	}
	return constant.StringVal(found.Value), isNamed(found.Type, "steps", "ID") || isNamed(found.Type, "steps", "Outcome")
}

// spelled reports whether an argument of a verdict is taken by a text, or by a
// constant of one's own. The values of a comparison have blanks of their own.
func (s *source) spelled(n *ast.IndexExpr) bool {
	from, field := n.X.(*ast.SelectorExpr)
	if !field || !isNamed(s.info.TypeOf(n.X), "steps/tell", "Args") || isNamed(s.info.TypeOf(from.X), "steps/compare", "Value") {
		return false
	}
	if s.info.Types[n.Index].Value == nil {
		return false // a variable
	}
	key, selected := n.Index.(*ast.SelectorExpr)
	return !selected || !fromStage(s.info.Uses[key.Sel])
}

// reaches reports whether a name is that of a function or a variable of a
// stage.
func (s *source) reaches(n *ast.Ident) bool {
	obj := s.info.Uses[n]
	if !fromStage(obj) {
		return false
	}
	v, variable := obj.(*types.Var)
	_, function := obj.(*types.Func)
	return function || variable && !v.IsField()
}

func fromStage(obj types.Object) bool {
	if obj == nil || obj.Pkg() == nil {
		return false
	}
	stage, inside := strings.CutPrefix(obj.Pkg().Path(), module+"steps/")
	return inside && isStage(stage)
}

func isStage(name string) bool {
	return slices.ContainsFunc(catalog.All(), func(s steps.Step) bool { return s.ID.Stage() == name })
}

func isNamed(t types.Type, place, name string) bool {
	if p, pointer := t.(*types.Pointer); pointer {
		t = p.Elem()
	}
	n, ok := t.(*types.Named)
	return ok && n.Obj().Name() == name && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == module+place
}

// listed is what the go command says of a package.
type listed struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
	DepOnly                 bool
}

// load reads the packages of some patterns and types them against what the go
// command has built.
func load(t *testing.T, patterns ...string) map[string]*source {
	t.Helper()
	args := []string{"list", "-export", "-deps", "-json=ImportPath,Dir,GoFiles,Export,DepOnly"}
	for _, pattern := range patterns {
		args = append(args, module+pattern)
	}
	out, err := exec.CommandContext(t.Context(), "go", args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	built := map[string]listed{}
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		built[p.ImportPath] = p
	}
	set := token.NewFileSet()
	config := types.Config{Importer: importer.ForCompiler(set, "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(built[path].Export)
	})}
	found := map[string]*source{}
	for path, p := range built {
		if !p.DepOnly && len(p.GoFiles) > 0 {
			found[strings.TrimPrefix(path, module)] = read(t, config, set, p)
		}
	}
	return found
}

func read(t *testing.T, config types.Config, set *token.FileSet, p listed) *source {
	t.Helper()
	src := &source{set: set, info: &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}}
	for _, name := range p.GoFiles {
		file, err := parser.ParseFile(set, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		src.files = append(src.files, file)
	}
	if _, err := config.Check(p.ImportPath, set, src.files, src.info); err != nil {
		t.Fatal(err)
	}
	return src
}
