package plain

import (
	"context"
	"fmt"
	"io"
	"strings"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/compare"
	"example.com/writeback-doctor/steps/lang"
)

// Comparison prints two users held against each other, wrapped at 80 columns:
// who they are, what it comes to, each difference with both sides, what could
// not be compared, and what is the same.
func Comparison(out io.Writer, told compare.Told, l lang.Language) {
	hang := func(head, text string) {
		for _, line := range hanging(head, text, pageWidth) {
			fmt.Fprintln(out, line)
		}
	}
	fmt.Fprintf(out, "== %s ==\n", told.Title)
	hang("A  ", told.First)
	hang("B  ", told.Second+" "+words.worksForB.In(l))
	fmt.Fprintln(out)
	for _, sentence := range told.Conclusion {
		hang("", sentence)
	}
	for i, row := range told.Rows {
		fmt.Fprintln(out)
		hang(fmt.Sprintf("%d. ", i+1), strings.TrimSpace(mark(row.Status)+" "+row.Title))
		hang("   A: ", row.First)
		hang("   B: ", row.Second)
		hang("   "+words.judgedBy.In(l)+" ", fmt.Sprintf("%s (%s)", row.Judge, row.Step))
	}
	if len(told.Gaps) > 0 {
		fmt.Fprintf(out, "\n%s\n", words.notCompared.In(l))
	}
	for _, gap := range told.Gaps {
		hang("- ", gap.Titles)
		hang("  ", gap.Reason)
	}
	if told.Same != "" {
		fmt.Fprintf(out, "\n%s\n", words.alike.In(l))
		hang("  ", told.Same)
	}
}

// mark is that of what is worse for the first user alone, "" for what is no
// fault.
func mark(s steps.Status) string {
	if s != steps.Broken && s != steps.Warning {
		return ""
	}
	return Mark(steps.Told{Status: s})
}

// compares reports whether the user of the walk can be held against another.
func (w *Walker) compares(p *steps.Patient) bool {
	return w.Compare != nil && compare.Tells(p.Session)
}

// compare asks for a user for whom it works, looks at both, and prints what
// differs. An empty answer compares nobody.
func (w *Walker) compare(ctx context.Context, p *steps.Patient) error {
	tree := p.Session.Tree()
	name, err := w.question(ctx, steps.Question{
		Label: words.compareWho, Optional: true,
		Valid: func(name string) lang.Text { return compare.Problem(tree, p.Session.Facts()[steps.User], name) },
	}, "")
	if err != nil || name == "" {
		return err
	}
	w.say(words.comparing, lang.Args{"vantage": p.Vantage})
	made, err := w.Compare(ctx, p, name)
	if err != nil {
		return fmt.Errorf("compare with %s: %w", name, err)
	}
	w.printf("\n")
	Comparison(w.out, made.Tell(p.Teller(w.Language, w.Zone)), w.Language)
	w.printf("\n")
	return nil
}
