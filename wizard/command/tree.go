package command

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/wizard/command/output"
)

func (a *app) treeCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "tree", Args: noArguments,
		RunE: a.printing(func(*cobra.Command, []string) error {
			if a.flags.mermaid {
				return output.Wrap(a.mermaid(catalog.All()))
			}
			return output.Wrap(a.treeText(catalog.All()))
		}),
	}
	own := a.flags.of(c)
	c.Flags().StringVar(&own.out, "out", "", "")
	c.Flags().BoolVar(&own.mermaid, "mermaid", false, "")
	return c
}

// treeText prints the tree: each step with its row of the article, and each
// branch with its status and where it leads.
func (a *app) treeText(tree []steps.Step) error {
	var b strings.Builder
	stage := ""
	for i := range tree {
		step := &tree[i]
		if step.ID.Stage() != stage {
			stage = step.ID.Stage()
			fmt.Fprintf(&b, "%s\n", steps.StageWord(stage).In(a.output.Language))
		}
		seed := ""
		if len(step.Seed) > 0 {
			seed = " [" + strings.Join(step.Seed, " ") + "]"
		}
		fmt.Fprintf(&b, "  %s%s  %s\n", step.ID, seed, step.Title.In(a.output.Language))
		for _, branch := range step.Branches {
			next := ""
			if branch.Next != "" {
				next = " -> " + string(branch.Next)
			}
			fmt.Fprintf(&b, "    %-8s %s: %s%s\n", branch.Status, branch.On, branch.Label.In(a.output.Language), next)
		}
	}
	_, err := fmt.Fprint(a.output.Out, b.String())
	return err //nolint:wrapcheck // the caller wraps
}
