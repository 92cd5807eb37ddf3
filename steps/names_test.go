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
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/needed"
)

// liberties are what a package that is no stage may do besides naming steps by
// their constants, and why.
var liberties = map[string]liberty{
	"steps/compare":  {own: []string{"compare/look", "seen"}, why: "a look of its own runs as a step that no tree has"},
	"steps/casefile": {calls: []string{"Codes"}, why: "of pasted words, a masked file keeps the codes"},
	"wizard/command": {calls: []string{"RulingOf"}, why: "a right without a walk is told as effective-rights tells it"},
}

type liberty struct {
	own   []string // step IDs and outcomes of its own
	calls []string // functions of a stage
	why   string
}

// unspoken are the steps about the user that neither the comparison of two
// people nor the scan of a domain names.
var unspoken = map[steps.ID]string{}

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
	return constant.StringVal(found.Value), named(found.Type, "steps", "ID") || named(found.Type, "steps", "Outcome")
}

// spelled reports whether an argument of a verdict is taken by a text, or by a
// constant of one's own. The values of a comparison have blanks of their own.
func (s *source) spelled(n *ast.IndexExpr) bool {
	from, field := n.X.(*ast.SelectorExpr)
	if !field || !named(s.info.TypeOf(n.X), "steps/tell", "Args") || named(s.info.TypeOf(from.X), "steps/compare", "Value") {
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

func named(t types.Type, place, name string) bool {
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
