package command

import (
	"fmt"
	"strings"

	"example.com/writeback-doctor/steps"
)

// mermaid prints the tree as a Mermaid flowchart: the trunk, and a labelled
// arrow for each branch that leaves it.
func (a *app) mermaid(tree []steps.Step) error {
	var b strings.Builder
	b.WriteString("flowchart TD\n")
	for i := range tree {
		step := &tree[i]
		fmt.Fprintf(&b, "  %s[\"%s\"]\n", mermaidNode(step.ID), mermaidLabel(step.Title.In(a.output.Language)))
		next := steps.End
		if i+1 < len(tree) {
			next = tree[i+1].ID
		}
		fmt.Fprintf(&b, "  %s --> %s\n", mermaidNode(step.ID), mermaidNode(next))
		for _, branch := range step.Branches {
			if branch.Next != "" {
				fmt.Fprintf(&b, "  %s -- \"%s\" --> %s\n", mermaidNode(step.ID), mermaidLabel(string(branch.On)), mermaidNode(branch.Next))
			}
		}
	}
	fmt.Fprintf(&b, "  %s([\"%s\"])\n", mermaidNode(steps.End), mermaidLabel(string(steps.End)))
	_, err := fmt.Fprint(a.output.Out, b.String())
	return err //nolint:wrapcheck // the caller wraps
}

// mermaidNode names a node after a step. The prefix keeps it from being one of
// Mermaid's own words: end, style, click, default and more are reserved.
func mermaidNode(id steps.ID) string {
	return "step_" + strings.NewReplacer("/", "_", "-", "_").Replace(string(id))
}

// mermaidLabel writes text for between quotes. What means something to Mermaid
// there, or would be taken for HTML or Markdown, becomes a character code,
// which begins with # instead of &# ("Flowcharts Syntax", Entity codes to
// escape characters).
func mermaidLabel(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r < ' ' {
			r = ' '
		}
		if strings.ContainsRune("\"#&<>`;\\*_[](){}|", r) {
			fmt.Fprintf(&b, "#%d;", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
