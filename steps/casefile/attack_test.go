package casefile_test

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// markups are names that mean something in Markdown.
var markups = map[string]string{
	"three backticks":        "a```; calc.exe | Out-Null; #",
	"five backticks":         "a`````; calc.exe",
	"a backtick":             "a`b",
	"two backticks":          "``",
	"a tilde fence":          "~~~",
	"a backtick fence first": "```powershell",
	"a fence on its line":    "a\n```\ncalc.exe\n```\n",
	"a script":               "<script>alert(1)</script>",
	"a comment":              "<!-- hides the rest",
	"a tag with an event":    `<img src=x onerror="alert(1)">`,
	"a CDATA section":        "<![CDATA[x",
	"a link":                 "[click](https://evil.test)",
	"an image":               "![pixel](https://evil.test/p.png)",
	"a reference link":       "[a][b]",
	"a link definition":      "[a]: https://evil.test",
	"a footnote":             "[^1]: x",
	"an autolink":            "<https://evil.test>",
	"an address":             "https://evil.test/a?b=c&d=e",
	"an address in brackets": "(https://evil.test)",
	"a www address":          "www.evil.test",
	"a mail address":         "kim@evil.test",
	"a mail autolink":        "<kim@evil.test>",
	"a mention":              "@everyone",
	"a mention with a pipe":  "@a|@b",
	"a mention in backticks": "`@a`@b`|\\",
	"an issue":               "#123",
	"an issue elsewhere":     "org/repo#123",
	"an issue by GH":         "GH-123",
	"a picture sign":         ":bomb:",
	"a named entity":         "&lt;b&gt; &copy;",
	"a numeric entity":       "&#96;&#96;&#96;",
	"a heading":              "# Diagnosis: OK",
	"a closed heading":       "## x ##",
	"a double underline":     "===",
	"a single underline":     "---",
	"a rule of stars":        "* * *",
	"a rule of lows":         "___",
	"a dash item":            "- x",
	"a plus item":            "+ x",
	"a star item":            "* x",
	"a numbered item":        "1. x",
	"an item in brackets":    "1) x",
	"a task":                 "[x] done",
	"a quotation":            "> x",
	"a definition":           ": x",
	"an indented line":       "        calc.exe",
	"a row":                  "| a | b |",
	"a row of dashes":        "|---|---|",
	"a bare pipe":            "|",
	"a backslash and a pipe": `\|`,
	"a backslash at the end": `a\`,
	"two at the end":         `a\\`,
	"stars":                  "*a* **b** ***c***",
	"lows":                   "_a_ __b__",
	"tildes":                 "~~a~~ ~b~",
	"dollars":                "$a$ $$b$$",
	"equals":                 "==a==",
	"carets":                 "a^b^",
	"attributes":             "{: .x onclick=y }",
	"a template":             "{{ site.secret }} {% x %}",
	"a heading on its line":  "x\n\n# y",
	"after a return":         "x\r# y",
	"after both":             "x\r\n\r\n- y",
	"after a separator":      "x\u2028# y\u2029# z",
	"after a form feed":      "x\f\v# y",
	"blanks at the end":      "x  ",
	"an escape sequence":     "\x1b[31m\x1b]8;;https://evil.test\x07x",
	"turned around":          "\u202e`|x",
	"of no width":            "\u200b# x\ufeff",
	"octets":                 "\xff\xfe`",
	"Hangul between":         "김`민지|영업*팀*",
}

// TestAttackMarkdown tells of a walk in which every value from outside is
// hostile. The document has the blocks of the same walk with harmless values
// and no other, shows the values as they are, and nothing in them lives.
func TestAttackMarkdown(t *testing.T) {
	t.Parallel()
	_, harmless := told(t, "harmless")
	for name, value := range markups {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			source, shape := told(t, value)
			if shape.blocks != harmless.blocks {
				t.Errorf("%q makes the blocks\n%s\nwant\n%s\nin\n%s", value, shape.blocks, harmless.blocks, source)
			}
			if len(shape.alive) > 0 {
				t.Errorf("%q brings to life %q in\n%s", value, shape.alive, source)
			}
			shown := strings.Join(strings.Fields(lang.Clean(value)), " ")
			if got := strings.Join(strings.Fields(shape.first), " "); got != "Environment: "+shown {
				t.Errorf("%q is shown as %q, want %q", value, got, shown)
			}
			if got := shape.cell; got != shown {
				t.Errorf("%q is shown in a table as %q, want %q", value, got, shown)
			}
		})
	}
}

// TestAttackMarkdownCommands pastes commands whose values are hostile. The
// document has the code blocks that were meant, and their text is exactly that
// of the commands: Markdown edits no command.
func TestAttackMarkdownCommands(t *testing.T) {
	t.Parallel()
	for name, value := range markups {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			args := tell.Args{"ou_dn": tell.DN.Of(`OU=` + escapedDN(value) + `,DC=corp,DC=com`), "better": tell.Unit.Of("x"), "host": tell.Host.Of("dc1.corp.com")}
			remedy := &steps.Remedy{Fix: []steps.Command{
				{Shell: steps.PowerShell, Text: "Get-Item {ou_dn}"},
				{Shell: steps.PowerShell, Text: "dsacls {ou_dn} /P:N"},
				{Shell: steps.Cmd, Text: "nltest /server:{host} /dsregdns"},
			}, Undo: []steps.Command{{Shell: steps.PowerShell, Text: "Get-Item {better}"}}}
			ready := remedy.Commands(args)
			var want []string
			for _, block := range ready.Blocks {
				want = append(want, strings.Join(block.Lines, "\n")+"\n")
			}
			tree := []steps.Step{{ID: "s/run", Branches: []steps.Branch{{
				On: "x", Status: steps.Broken, Say: lang.Text{Ko: "{ou_dn}", En: "{ou_dn}"}, Remedy: remedy,
			}}}}
			report := casefile.Report{Findings: []steps.Finding{{Step: "s/run", On: "x", Status: steps.Broken, Args: args}}}
			var out bytes.Buffer
			if err := casefile.Markdown(&out, tree, report, lang.English, nil); err != nil {
				t.Fatal(err)
			}
			shape := parse(out.Bytes())
			if utf8Valid := strings.ToValidUTF8(value, ""); utf8Valid == value && len(want) != 3 {
				t.Errorf("%q: the commands are withheld: %q", value, ready.Withheld.En)
			}
			if !slices.Equal(shape.code, want) {
				t.Errorf("%q: the code blocks are\n%q\nwant\n%q\nin\n%s", value, shape.code, want, out.String())
			}
			if len(shape.alive) > 0 {
				t.Errorf("%q brings to life %q", value, shape.alive)
			}
		})
	}
}

// escapedDN is a value as a directory writes it in a name (RFC 4514, 2.4).
func escapedDN(value string) string {
	value = strings.NewReplacer(`\`, `\\`, `"`, `\"`, ",", `\,`, "+", `\+`, ";", `\;`, "<", `\<`, ">", `\>`, "=", `\=`).Replace(value)
	if strings.HasPrefix(value, "#") || strings.HasPrefix(value, " ") {
		value = `\` + value
	}
	if rest, blank := strings.CutSuffix(value, " "); blank {
		value = rest + `\ `
	}
	return value
}

// told is the Markdown of a walk that holds the value wherever something from
// outside can stand.
func told(t *testing.T, value string) (string, shape) {
	t.Helper()
	say := lang.Text{Ko: "{x}", En: "{x}"}
	tree := []steps.Step{
		{ID: "s/one", Title: lang.Text{Ko: "하나", En: "One"}, Branches: []steps.Branch{{
			On: "x", Status: steps.Broken, Say: say, Details: []lang.Text{say, {Ko: "그리고 {x}", En: "and {x}"}},
			Remedy: &steps.Remedy{Where: say, Do: []lang.Text{say}, Changes: say, Proof: say},
		}}},
		{ID: "s/two", Title: lang.Text{Ko: "둘", En: "Two"}, Branches: []steps.Branch{{On: "x", Status: steps.Broken, Say: say}}},
	}
	args, seen := tell.Args{"x": tell.Words.Of(value)}, probes.Seen{Vantage: probes.Vantage{Host: value}}
	report := casefile.Report{
		Patient: value, Program: value,
		Findings: []steps.Finding{
			{Step: "s/one", On: "x", Status: steps.Broken, Args: args, Seen: seen},
			{Step: "s/two", On: "x", Status: steps.Broken, Args: args, Seen: seen},
			{Step: steps.ID(value), On: steps.Outcome(value), Status: steps.Healthy, Args: args, Seen: seen},
			{Step: "s/two", On: "x", Status: steps.Broken, Args: args, Seen: seen, ExplainedBy: steps.ID(value)},
			{Step: "s/two", On: steps.Unseen, Why: &probes.Obstacle{Kind: probes.Kind(value), Host: value, Needs: value, Code: value}},
		},
	}
	var out bytes.Buffer
	if err := casefile.Markdown(&out, tree, report, lang.English, nil); err != nil {
		t.Fatal(err)
	}
	return out.String(), parse(out.Bytes())
}

// shape is what a parser makes of a document.
type shape struct {
	blocks string   // kinds of the blocks, in order, with their depth
	code   []string // text of the fenced blocks
	alive  []string // what is no text, no code and no emphasis of ours
	first  string   // text of the first item
	cell   string   // text of the first finding in the table
}

// parse reads CommonMark with the extensions of GitHub and two more.
func parse(source []byte) shape {
	markdown := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList),
		goldmark.WithParserOptions(parser.WithAttribute()))
	var s shape
	var blocks strings.Builder
	_ = ast.Walk(markdown.Parser().Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text, *ast.CodeSpan:
		case *ast.FencedCodeBlock:
			s.code = append(s.code, string(n.Lines().Value(source)))
		case *ast.Emphasis:
			if got := plainText(n, source); n.Level != 2 || got != "Cause" && got != "Also broken" {
				s.alive = append(s.alive, "emphasis "+got)
			}
		case *xast.TableRow:
			if s.cell == "" {
				finding := n.FirstChild().NextSibling().NextSibling()
				s.cell = strings.Join(strings.Fields(plainText(finding, source)), " ")
			}
		case *ast.ListItem:
			if s.first == "" {
				s.first = plainText(n, source)
			}
		default:
			if n.Type() == ast.TypeInline || n.Kind() == ast.KindHTMLBlock || n.Kind() == ast.KindCodeBlock {
				s.alive = append(s.alive, n.Kind().String()+" "+plainText(n, source))
			}
		}
		if n.Type() == ast.TypeBlock && n.Kind() != ast.KindFencedCodeBlock {
			depth := 0
			for up := n.Parent(); up != nil; up = up.Parent() {
				depth++
			}
			fmt.Fprintf(&blocks, "%*s%s\n", depth, "", n.Kind())
		}
		if bare := outsideOfCode(n, source); n.Type() == ast.TypeBlock && awake.MatchString(bare) {
			s.alive = append(s.alive, "a site's link or mention in "+bare)
		}
		if n.Kind() == ast.KindHeading && n.Attributes() != nil {
			s.alive = append(s.alive, "attributes")
		}
		return ast.WalkContinue, nil
	})
	s.blocks = blocks.String()
	return s
}

// awake is what sites make alive after they have parsed Markdown.
var awake = regexp.MustCompile(`(?i)@|://|www\.|#[0-9]|GH-[0-9]|:[a-z]+:`)

// outsideOfCode is the text right below a block, without what stands in code
// and without the addresses of ours.
func outsideOfCode(n ast.Node, source []byte) string {
	var b strings.Builder
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if child.Type() == ast.TypeInline && child.Kind() != ast.KindCodeSpan && child.Kind() != ast.KindAutoLink {
			if one, ok := child.(*ast.Text); ok {
				b.Write(shownAs(one.Segment.Value(source)))
			}
			b.WriteString(outsideOfCode(child, source))
			continue
		}
		b.WriteByte(0)
	}
	return b.String()
}

// shownAs is a piece of text with its escapes undone.
func shownAs(value []byte) []byte {
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(value)))
}

func plainText(n ast.Node, source []byte) string {
	var b strings.Builder
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if one, ok := child.(*ast.Text); ok {
			value := one.Segment.Value(source)
			if n.Kind() != ast.KindCodeSpan {
				value = shownAs(value)
			}
			b.Write(value)
			continue
		}
		b.WriteString(plainText(child, source))
	}
	return b.String()
}
