package command

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/rights"
)

func (a *app) rightsCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "rights", Args: noArguments,
		RunE: a.printing(func(c *cobra.Command, _ []string) error {
			if a.flags.stdin {
				return a.rightsLines(c, a.flags.format)
			}
			return a.rights(c, a.flags.format)
		}),
	}
	own := a.flags.of(c)
	c.Flags().BoolVar(&own.stdin, "stdin", false, "")
	own.bindFormat(c, "", "text", "json")
	c.Flags().StringVar(&own.out, "out", "", "")
	c.Flags().StringVar(&own.world, "world", "", "")
	c.Flags().BoolVar(&own.strict, "strict", false, "")
	c.Flags().BoolVar(&own.mask, "mask", false, "")
	return c
}

// rightsLines judges descriptors given on standard input. It needs no network
// and asks nobody.
func (a *app) rightsLines(c *cobra.Command, format string) error {
	if format != "" && format != "json" {
		return misuse.New(lang.Text{
			Ko: "--stdin 옵션의 출력은 JSON 줄뿐입니다. --format 옵션을 빼십시오.",
			En: "With --stdin the output is JSON lines. Leave out --format.",
		}, nil)
	}
	ctx := c.Context()
	type ending struct {
		sound bool
		err   error
	}
	ended := make(chan ending, 1)
	go func() { // reading does not end with the context
		var e ending
		defer func() { ended <- e }()
		defer probes.Caught(&e.err)
		e.sound, e.err = rights.Lines(ctx, a.process.In, a.output.Bare()) // no secret is used, and nothing comes from outside
	}()
	select {
	case <-ctx.Done():
		return fmt.Errorf("read standard input: %w", context.Cause(ctx))
	case e := <-ended:
		if e.err == nil && !e.sound {
			return &exitError{code: ExitUnknown}
		}
		return e.err
	}
}
