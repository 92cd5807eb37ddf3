package wizard

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/width"
)

// unsafe says what is wrong with a character on a screen that counts cells: emoji and
// what joins or changes them are two cells wide for some terminals and one for others,
// and so is, on a Korean console, what Unicode calls ambiguous (UAX 11).
func unsafe(r rune) string {
	switch {
	case r == '\u200d' || unicode.Is(unicode.Variation_Selector, r):
		return "joins or changes what stands before it"
	case r >= 0x1f000 && r < 0x20000:
		return "is an emoji"
	case r == '✔' || r == '✖':
		return "" // neutral, in every font of a console; with no selector they are no emoji
	case unicode.Is(unicode.So, r):
		return "is a symbol that may be drawn as an emoji"
	case width.LookupRune(r).Kind() == width.EastAsianAmbiguous:
		return "is as wide as the console likes"
	default:
		return ""
	}
}

// TestNoTextHasASymbolWithoutAWidth goes through everything that the program says, in
// both languages.
func TestNoTextHasASymbolWithoutAWidth(t *testing.T) {
	t.Parallel()
	said := 0
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name := d.Name(); d.IsDir() && (name == "testdata" || len(name) > 2 && name[0] == '.') {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return fmt.Errorf("read %s: %w", path, err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			literal, is := n.(*ast.CompositeLit)
			if !is || !isText(literal.Type) {
				return true
			}
			said++
			for _, text := range strs(literal) {
				for _, r := range text {
					if why := unsafe(r); why != "" {
						t.Errorf("%s: %q (%U) %s, in %q", files.Position(literal.Pos()), r, r, why, text)
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil || said < 3000 {
		t.Errorf("went through %d texts (%v), want thousands", said, err)
	}
}

// isText reports whether it is the type of a text in two languages.
func isText(t ast.Expr) bool {
	switch t := t.(type) {
	case *ast.Ident:
		return t.Name == "Text"
	case *ast.SelectorExpr:
		of, is := t.X.(*ast.Ident)
		return is && of.Name == "lang" && t.Sel.Name == "Text"
	default:
		return false
	}
}

// strs are all strings in a part of a program.
func strs(n ast.Node) []string {
	var all []string
	ast.Inspect(n, func(n ast.Node) bool {
		if literal, is := n.(*ast.BasicLit); is && literal.Kind == token.STRING {
			if text, err := strconv.Unquote(literal.Value); err == nil {
				all = append(all, text)
			}
		}
		return true
	})
	return all
}

// TestNoGlyphIsWiderThanItsCell: those of the usual theme are one cell wide in every
// font but box lines, which stand in no column, and those of the other are ASCII.
func TestNoGlyphIsWiderThanItsCell(t *testing.T) {
	t.Parallel()
	for _, ascii := range []bool{false, true} {
		th := newTheme(ascii, false)
		glyphs := append([]string{th.answer}, th.turn[:]...)
		glyphs = append(append(glyphs, th.marks[:]...), th.dots[:]...)
		if ascii {
			glyphs = append(glyphs, th.rule, th.edge)
		}
		for _, glyph := range glyphs {
			for _, r := range glyph {
				if why := unsafe(r); why != "" || ascii && r > unicode.MaxASCII {
					t.Errorf("ascii %v: %q (%U) %s", ascii, r, r, why)
				}
			}
		}
		for i, dot := range th.dots {
			if ansi.StringWidth(dot) != 1 || !ascii && ansi.StringWidth(th.marks[i]) != 1 {
				t.Errorf("ascii %v: %q and %q, want one cell each", ascii, dot, th.marks[i])
			}
		}
	}
}

// TestNoFrameHasASymbolWithoutAWidth: whatever comes from elsewhere too. Box lines are
// the rule below the heading and the edge of the map, behind which nothing is counted.
func TestNoFrameHasASymbolWithoutAWidth(t *testing.T) {
	t.Parallel()
	frames, err := filepath.Glob("testdata/frames/*.txt")
	if err != nil || len(frames) < 100 {
		t.Fatalf("%d frames (%v)", len(frames), err)
	}
	for _, path := range frames {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range ansi.Strip(string(text)) {
			if why := unsafe(r); why != "" && r != '─' && r != '│' {
				t.Errorf("%s: %q (%U) %s", path, r, r, why)
			}
		}
	}
}
