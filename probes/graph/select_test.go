package graph

import (
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// wholly are the questions that are put without $select, by their path as the
// source writes it, each with what Microsoft Graph v1.0 says of them.
var wholly = map[string]string{
	`"/policies/authenticationMethodsPolicy"`:                                            "Get authenticationMethodsPolicy: supports no query parameters",
	`"/reports/authenticationMethods/userRegistrationDetails/" + url.PathEscape(userID)`: "Get userRegistrationDetails: supports no query parameters",
	`"/reports/authenticationMethods/userRegistrationDetails"`:                           "List userRegistrationDetails: supports $filter and $orderby alone",
	`"/auditLogs/signIns"`: "List signIns: supports $top, $skiptoken and $filter",
}

// TestEveryQuestionSelects reads the source: whatever is asked of Microsoft Graph
// names the properties that it wants, but for what stands above.
func TestEveryQuestionSelects(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	asked, left := 0, maps.Clone(wholly)
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range questionsIn(t, file, text) {
			asked++
			_, spared := wholly[q.path]
			delete(left, q.path)
			if q.selects == spared {
				t.Errorf("%s asks %s: selects %v, is to be asked for as a whole %v", file, q.path, q.selects, spared)
			}
		}
	}
	if asked < 25 {
		t.Errorf("found %d questions: the test reads next to nothing", asked)
	}
	for _, path := range slices.Sorted(maps.Keys(left)) {
		t.Errorf("nobody asks %s", path)
	}
}

// written is one question as the source writes it.
type written struct {
	path    string
	selects bool
}

func questionsIn(t *testing.T, name string, text []byte) []written {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, text, 0)
	if err != nil {
		t.Fatal(err)
	}
	var all []written
	ast.Inspect(file, func(n ast.Node) bool {
		literal, is := n.(*ast.CompositeLit)
		if !is {
			return true
		}
		if of, named := literal.Type.(*ast.Ident); !named || of.Name != "question" {
			return true
		}
		q := written{}
		for _, element := range literal.Elts {
			pair, is := element.(*ast.KeyValueExpr)
			if !is {
				t.Fatalf("%s: a question without the names of its fields", name)
			}
			var value strings.Builder
			if err := printer.Fprint(&value, set, pair.Value); err != nil {
				t.Fatal(err)
			}
			switch pair.Key.(*ast.Ident).Name {
			case "path":
				q.path = value.String()
			case "query":
				q.selects = strings.Contains(value.String(), `"$select"`) || strings.HasPrefix(value.String(), "selecting(")
			}
		}
		all = append(all, q)
		return true
	})
	return all
}
