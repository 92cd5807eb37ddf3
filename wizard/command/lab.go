package command

import (
	"fmt"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/opener"
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
		ValidArgsFunction: offerWorlds(a.output.Language),
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
			if _, err := opener.LoadWorld(world); err != nil {
				return err // before the screen is taken
			}
			return a.wizard(c.Context(), wizard.Start{World: world})
		},
	}
	own := a.flags.of(c)
	c.Flags().BoolVar(&own.list, "list", false, "")
	own.bindForecast(c)
	own.bindLicenses(c)
	return c
}

// listWorlds prints one world a line: its name and what is wrong with it.
func (a *app) listWorlds() error {
	all := opener.Worlds()
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
