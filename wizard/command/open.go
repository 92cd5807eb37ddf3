package command

import (
	"context"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/opener"
)

func (a *app) openCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "open FILE",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				return nil
			}
			return misuse.New(lang.Text{
				Ko: "열 진행 기록 파일을 하나 지정하십시오: writeback-doctor open FILE",
				En: "Name one case file: writeback-doctor open FILE",
			}, nil)
		},
		RunE: a.printing(func(c *cobra.Command, args []string) error { return a.openFile(c, args[0]) }),
	}
	own := a.flags.of(c)
	own.bindFormat(c, "", "text", "json", "markdown", "html")
	c.Flags().StringVar(&own.out, "out", "", "")
	c.Flags().StringVar(&own.caseFile, "case", "", "")
	c.Flags().StringVar(&own.fixes, "fixes", "", "")
	c.Flags().BoolVar(&own.mask, "mask", false, "")
	c.Flags().BoolVarP(&own.verbose, "verbose", "v", false, "")
	own.bindForecast(c)
	own.bindLicenses(c)
	return c
}

// openFile walks a case file again. With --format, --out or --case it prints
// or writes and asks nothing; else it is the wizard on it.
func (a *app) openFile(c *cobra.Command, path string) error {
	if a.flags.format == "" && a.flags.out != "" {
		a.flags.format = "text"
	}
	read, err := opener.ReadFile(path)
	if err != nil {
		return err // before the screen is taken
	}
	a.opener.TellGuess(read.NamedFile)
	printing := a.flags.format != "" || a.flags.caseFile != "" || a.flags.fixes != ""
	if err := a.writable(); err != nil {
		return err
	}
	if err := a.idleInFile(read, printing).check(c); err != nil {
		return err
	}
	if !printing {
		return a.wizard(c.Context(), wizard.Start{File: path})
	}
	patient, err := a.opener.Read(c.Context(), path, read)
	if err != nil {
		return err
	}
	defer func() { _ = patient.Shut() }() // nothing was looked at that could matter now
	if err := a.tellFile(c.Context(), patient); err != nil {
		return err
	}
	if err := a.saver.Case(patient, a.flags.caseFile); err != nil {
		return err
	}
	if err := a.saver.Scripts(patient, a.flags.fixes); err != nil {
		return err
	}
	code := verdictCode(patient.Session.Diagnosis(), a.flags.strict)
	if code == ExitHealthy {
		return nil
	}
	return &exitError{code: code}
}

// tellFile prints what a file holds. What collect wrote is evidence that
// nobody has walked yet, so it is walked now.
func (a *app) tellFile(ctx context.Context, p *steps.Patient) error {
	if p.Session.Step() != nil && len(p.Session.Trail()) == 0 {
		if err := enter(ctx, a, p, a.aside); err != nil {
			return err
		}
		if err := p.Walk(ctx, nil); err != nil {
			return err
		}
	}
	if a.flags.format == "" {
		return nil
	}
	shown, report, err := a.saver.Shown(p)
	if err != nil {
		return err
	}
	return a.print(shown, report)
}
