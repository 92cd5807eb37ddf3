package command

import (
	"errors"
	"strconv"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/steps/forecast"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/opener"
)

// maxForecast bounds a table of announced changes; that of the program has four
// kilobytes.
const maxForecast = 1 << 20

// bindForecast binds --forecast, of whatever shows what a walk found.
func (o *own) bindForecast(c *cobra.Command) {
	c.Flags().StringVar(&o.forecast, "forecast", "", "")
}

// readForecast reads the table of announced changes: the one that is named, or
// that of the program.
func readForecast(a *app) error {
	if a.flags.forecast == "" {
		return nil
	}
	file, err := opener.ReadNamed(a.flags.forecast, maxForecast)
	if err != nil {
		return err
	}
	a.opener.TellGuess(file)
	table, err := forecast.Read(file.Text)
	if fault, is := errors.AsType[*forecast.TableError](err); is {
		return misuse.New(misuse.Joined(lang.Text{
			Ko: "예고된 변경의 표 {path}, {line}번째 줄:", En: "{path}, the table of announced changes, line {line}:",
		}, fault.Text), lang.Args{"path": a.flags.forecast, "line": strconv.Itoa(fault.Line)})
	}
	a.saver.Forecast = func() forecast.Table { return table }
	return err
}
