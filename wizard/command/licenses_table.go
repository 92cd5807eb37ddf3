package command

import (
	"errors"
	"strconv"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/opener"
)

// maxLicenses bounds a table of products; that of the program has fifty
// kilobytes.
const maxLicenses = 4 << 20

// bindLicenses binds --licenses, of whatever looks at a tenant.
func (o *own) bindLicenses(c *cobra.Command) {
	c.Flags().StringVar(&o.licenses, "licenses", "", "")
}

// readLicenses reads the table of products that is named, in place of that of
// the program. What a step saw with it stands in its evidence.
func readLicenses(a *app) error {
	if a.flags.licenses == "" {
		return nil
	}
	file, err := opener.ReadNamed(a.flags.licenses, maxLicenses)
	if err != nil {
		return err
	}
	a.opener.TellGuess(file)
	table, err := steps.ReadProducts(file.Text)
	if fault, is := errors.AsType[*steps.ProductsError](err); is {
		return misuse.New(misuse.Joined(lang.Text{
			Ko: "제품의 표 {path}, {line}번째 줄:", En: "{path}, the table of products, line {line}:",
		}, fault.Text), lang.Args{"path": a.flags.licenses, "line": strconv.Itoa(fault.Line)})
	}
	a.opener.Products = table
	return err
}
