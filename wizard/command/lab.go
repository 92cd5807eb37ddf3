package command

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/probes/lab"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/output"
)

func (a *app) labCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "lab [WORLD | FILE]",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) <= 1 {
				return nil
			}
			return misuse.New(lang.Text{Ko: "실습 환경은 하나만 지정하십시오.", En: "Name one world only."}, nil)
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, w := range worlds() {
				names = append(names, w.Name)
			}
			return names, cobra.ShellCompDirectiveDefault
		},
		RunE: func(c *cobra.Command, args []string) error {
			if a.flags.list && len(args) > 0 {
				return misuse.New(lang.Text{Ko: "--list 옵션에는 이름을 쓰지 않습니다.", En: "--list takes no name."}, nil)
			}
			if a.flags.list {
				return a.listWorlds()
			}
			world := "pdc-unreachable"
			if len(args) == 1 {
				world = args[0]
			}
			if _, err := loadWorld(world); err != nil {
				return err // before the screen is taken
			}
			return a.wizard(c.Context(), start{world: world})
		},
	}
	own := a.flags.of(c)
	c.Flags().BoolVar(&own.list, "list", false, "")
	return c
}

// listWorlds prints one world a line: its name and what is wrong with it.
func (a *app) listWorlds() error {
	all := worlds()
	width := 0
	for _, w := range all {
		width = max(width, len(w.Name))
	}
	for _, w := range all {
		what := lang.Text{Ko: w.Ko, En: w.En}.In(a.output.Language)
		if _, err := fmt.Fprintf(a.output.Out, "%-*s  %s\n", width, w.Name, what); err != nil {
			return output.Wrap(err)
		}
	}
	return nil
}

// worlds are the worlds of the lab in the order of the tree: the sound ones,
// then by the line of what is wrong with them, then those that only hide
// something.
func worlds() []lab.Info {
	lines := map[string]int{}
	tree := catalog.All()
	for i := range tree {
		lines[string(tree[i].ID)] = i + 1
	}
	line := func(w lab.Info) int {
		switch {
		case w.Expect.Status == "healthy":
			return 0
		case w.Expect.Cause == "":
			return len(tree) + 1
		default:
			return lines[w.Expect.Cause]
		}
	}
	all := lab.List()
	slices.SortStableFunc(all, func(a, b lab.Info) int { return line(a) - line(b) })
	return all
}
