package command

import (
	_ "embed"
	"io"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/wizard/command/output"
)

// notices are the licences of everything that is linked into the program. CI
// keeps them current.
//
//go:embed notices.txt
var notices string

// licensesCommand prints what whoever passes the program on must pass on too.
func (a *app) licensesCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "licenses", Args: noArguments,
		RunE: a.printing(func(*cobra.Command, []string) error {
			_, err := io.WriteString(a.output.Out, notices)
			return output.Wrap(err)
		}),
	}
	c.Flags().StringVar(&a.flags.of(c).out, "out", "", "")
	return c
}
