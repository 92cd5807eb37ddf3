package command

import (
	_ "embed"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/probes/packed"
	"example.com/writeback-doctor/wizard/command/output"
)

// notices are the licences of everything that is linked into the program, packed.
// CI keeps them current.
//
//go:embed notices.txt.gz
var notices []byte

// licensesCommand prints what whoever passes the program on must pass on too.
func (a *app) licensesCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "licenses", Args: noArguments,
		RunE: a.printing(func(*cobra.Command, []string) error {
			_, err := a.output.Out.Write(packed.Text(notices))
			return output.Wrap(err)
		}),
	}
	c.Flags().StringVar(&a.flags.of(c).out, "out", "", "")
	return c
}
