package command

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
)

func (a *app) treeCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "tree", Args: noArguments,
		RunE: a.printing(func(*cobra.Command, []string) error {
			if a.flags.mermaid {
				return wrapOutput(a.mermaid(catalog.All()))
			}
			return wrapOutput(a.treeText(catalog.All()))
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
			fmt.Fprintf(&b, "%s\n", steps.StageWord(stage).In(a.language))
		}
		seed := ""
		if len(step.Seed) > 0 {
			seed = " [" + strings.Join(step.Seed, " ") + "]"
		}
		fmt.Fprintf(&b, "  %s%s  %s\n", step.ID, seed, step.Title.In(a.language))
		for _, branch := range step.Branches {
			next := ""
			if branch.Next != "" {
				next = " -> " + string(branch.Next)
			}
			fmt.Fprintf(&b, "    %-8s %s: %s%s\n", branch.Status, branch.On, branch.Label.In(a.language), next)
		}
	}
	_, err := fmt.Fprint(a.process.Out, b.String())
	return err //nolint:wrapcheck // the caller wraps
}
