package command

import (
	"fmt"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/probes/lab"
	"example.com/writeback-doctor/steps/lang"
)

func (a *app) labCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "lab [WORLD | FILE]",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) <= 1 {
				return nil
			}
			return usage(lang.Text{Ko: "실습 환경은 하나만 지정하십시오.", En: "Name one world only."}, nil)
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, w := range lab.List() {
				names = append(names, w.Name)
			}
			return names, cobra.ShellCompDirectiveDefault
		},
		RunE: func(c *cobra.Command, args []string) error {
			if a.flags.list {
				return a.listWorlds()
			}
			world := "pdc-unreachable"
			if len(args) == 1 {
				world = args[0]
			}
			return a.wizard(c.Context(), start{world: world})
		},
	}
	c.Flags().BoolVar(&a.flags.list, "list", false, "")
	return c
}

// listWorlds prints one world a line: its name and what is wrong with it.
func (a *app) listWorlds() error {
	worlds := lab.List()
	width := 0
	for _, w := range worlds {
		width = max(width, len(w.Name))
	}
	for _, w := range worlds {
		what := lang.Text{Ko: w.Ko, En: w.En}.In(a.language)
		if _, err := fmt.Fprintf(a.process.Out, "%-*s  %s\n", width, w.Name, what); err != nil {
			return wrapOutput(err)
		}
	}
	return nil
}
