package steps_test

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"example.com/writeback-doctor/steps/lang"
)

// counted is what sentences count, behind a one and in the form of several, and a form
// that leaves the choice to the reader: "user(s)".
var counted = regexp.MustCompile(`\b1 (?:further |other |more |old |new )?(?:accounts|agents|attempts|characters|columns|commands|controllers|days|domains|entries|errors|events|files|gaps|groups|` +
	`hashes|hours|licences|lines|members|methods|minutes|bytes|objects|passwords|people|persons|records|relays|replicas|rights|rules|seats|seconds|servers|steps|times|units|users)\b|[a-z}]\((?:s|es|ies)\)`)

// several are sentences that are said of more than one alone.
var several = []string{
	"{count} accounts in Active Directory match {user}: {dns}.",
	"{count} accounts in Active Directory have {user} as a mail address, and which of them is this person's is not known: {dns}. Look again with the name used to sign in (UPN).",
}

// TestOneIsOne: no English text of the program says "1 users" or "user(s)", of its steps
// or of its commands.
func TestOneIsOne(t *testing.T) {
	t.Parallel()
	seen := 0
	eachSource(t, func(_ string, set *token.FileSet, file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			pair, is := n.(*ast.KeyValueExpr)
			if !is {
				return true
			}
			if key, named := pair.Key.(*ast.Ident); !named || key.Name != "En" {
				return true
			}
			ast.Inspect(pair.Value, func(n ast.Node) bool {
				literal, is := n.(*ast.BasicLit)
				if !is || literal.Kind != token.STRING {
					return true
				}
				text, err := strconv.Unquote(literal.Value)
				if seen++; err != nil || slices.Contains(several, text) {
					return true
				}
				one := lang.FillBlanks(text, func(string) string { return "1" })
				if found := counted.FindString(one); found != "" {
					t.Errorf("%s: %q in %q", set.Position(literal.Pos()), found, text)
				}
				return true
			})
			return true
		})
	})
	if seen < 1500 {
		t.Errorf("only %d texts", seen)
	}
}
