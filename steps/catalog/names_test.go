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

	"example.com/writeback-doctor/steps/catalog"
)

var (
	menu      = regexp.MustCompile(`\[([^\]\[]*[가-힣][^\]\[]*)\]`)
	bilingual = regexp.MustCompile(`^[^()]*[가-힣][^()]*\([A-Za-z][^()]*\)$`)
)

// TestMenusCarryTheirEnglishName: whoever has the portal, the wizard or Windows in the
// other language finds what a Korean sentence names. Its English stands in brackets
// behind it, once in a sentence.
func TestMenusCarryTheirEnglishName(t *testing.T) {
	t.Parallel()
	named := 0
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			pair, is := n.(*ast.KeyValueExpr)
			if !is {
				return true
			}
			key, named1 := pair.Key.(*ast.Ident)
			literal, text := pair.Value.(*ast.BasicLit)
			if !named1 || key.Name != "Ko" || !text {
				return true
			}
			ko, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Errorf("%s: %v", files.Position(literal.Pos()), err)
			}
			for _, m := range menu.FindAllStringSubmatchIndex(ko, -1) {
				named++
				name := ko[m[2]:m[3]]
				if !bilingual.MatchString(name) && !strings.Contains(ko[:m[0]], name+"(") {
					t.Errorf("%s: [%s] has no English name in %q", files.Position(literal.Pos()), name, ko)
				}
			}
			return true
		})
		return nil
	})
	if err != nil || named < 40 {
		t.Errorf("%d menus were named (%v), want many", named, err)
	}
}

// TestPlacesCarryTheirEnglishName: each part of a path behind its first, unless it is
// a blank or stands in English already.
func TestPlacesCarryTheirEnglishName(t *testing.T) {
	t.Parallel()
	paths, whole := 0, regexp.MustCompile(`^[^()]*\([A-Za-z][^()]*\)`)
	for _, step := range catalog.All() {
		for _, branch := range step.Branches {
			for _, r := range branch.Remedies() {
				for _, place := range regexp.MustCompile(`, 또는 |, 그리고 |또는 `).Split(r.Where.Ko, -1) {
					for i, part := range strings.Split(place, " > ") {
						part = strings.Trim(part, "[]")
						if i == 0 || part == "" || part[0] < 0x80 {
							continue
						}
						paths++
						if !whole.MatchString(part) {
							t.Errorf("%s, %s: %q has no English name in %q", step.ID, branch.On, part, r.Where.Ko)
						}
					}
				}
			}
		}
	}
	if paths < 15 {
		t.Errorf("went through %d parts of paths, want many", paths)
	}
}
