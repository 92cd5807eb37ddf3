package command

import (
	"context"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/timeline"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/output"
	"example.com/writeback-doctor/wizard/command/saving"
	"example.com/writeback-doctor/wizard/plain"
)

func (a *app) checkCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "check", Args: noArguments,
		RunE: a.printing(func(c *cobra.Command, _ []string) error { return a.check(c) }),
	}
	own := a.flags.of(c)
	own.bindFormat(c, "text", "text", "json", "markdown", "html")
	c.Flags().StringVar(&own.world, "world", "", "")
	c.Flags().StringVar(&own.out, "out", "", "")
	c.Flags().StringVar(&own.caseFile, "case", "", "")
	c.Flags().StringVar(&own.fixes, "fixes", "", "")
	c.Flags().StringVar(&own.compare, "compare", "", "")
	c.Flags().BoolVar(&own.strict, "strict", false, "")
	c.Flags().BoolVar(&own.mask, "mask", false, "")
	c.Flags().BoolVar(&own.permissions, "permissions", false, "")
	c.Flags().BoolVarP(&own.verbose, "verbose", "v", false, "")
	own.bindForecast(c)
	own.bindLicenses(c)
	own.bindRecord(c)
	return c
}

// check walks without questions and prints what it found. The exit code is
// the same in every format.
func (a *app) check(c *cobra.Command) error {
	ctx := c.Context()
	if a.flags.permissions {
		return permissions(ctx, a, c)
	}
	a.tellBrokenOff()
	patient, err := a.opener.Open(ctx, a.flags.world)
	if err != nil {
		return err
	}
	if err := a.feasible(c, patient); err != nil {
		_ = patient.Shut() // the first error is the message
		return err
	}
	if err := enter(ctx, a, patient, a.aside); err != nil {
		_ = patient.Shut() // the end is the message
		return err
	}
	a.walking = patient
	if patient.Session.Facts()[steps.User] == "" {
		a.output.Complain(lang.Text{
			Ko: "누구의 암호인지 몰라 그 사용자에 관한 단계는 확인하지 못합니다. 사용자를 지정하십시오: --user kim@contoso.com",
			En: "Nobody said whose password it is, so what concerns the user cannot be checked. Name the user: --user kim@contoso.com",
		}.In(a.output.Language))
	}
	walked := a.walk(ctx, patient)
	if _, ended := interrupted(ctx); !ended && walked != nil {
		_ = patient.Shut() // the walk's own fault is the message
		return walked
	}
	if err := a.printWalk(patient); err != nil {
		return err
	}
	if err := a.keepWalk(patient); err != nil {
		return err
	}
	if err := patient.Shut(); err != nil {
		return err
	}
	if walked != nil {
		return walked
	}
	code := verdictCode(patient.Session.Diagnosis(), a.flags.strict)
	if code == ExitHealthy {
		return nil
	}
	return &exitError{code: code}
}

// feasible says, before anything is looked at, what of the command line cannot
// be done.
func (a *app) feasible(c *cobra.Command, p *steps.Patient) error {
	if err := a.writable(); err != nil {
		return err
	}
	if err := a.comparable(c, p); err != nil {
		return err
	}
	return a.recorder().feasible(c, p)
}

// writable says why the scripts of --fixes cannot be written: a masked name in a
// command is somebody else's.
func (a *app) writable() error {
	if a.flags.fixes == "" {
		return nil
	}
	if a.flags.mask {
		return misuse.New(lang.Text{
			Ko: "--fixes 옵션과 --mask 옵션은 함께 쓸 수 없습니다. 이름을 가린 명령은 실행할 수 없습니다.",
			En: "--fixes and --mask exclude each other: commands whose names are masked cannot be run.",
		}, nil)
	}
	return saving.Folder(a.flags.fixes)
}

// keepWalk writes what --case, --fixes and --record ask for.
func (a *app) keepWalk(p *steps.Patient) error {
	if err := a.saver.Case(p, a.flags.caseFile); err != nil {
		return err
	}
	if err := a.saver.Scripts(p, a.flags.fixes); err != nil {
		return err
	}
	return a.recorder().walk(p)
}

// walk goes through the tree, and compares when that was asked for. What it
// finds is told when it is over: the verdict comes first.
func (a *app) walk(ctx context.Context, patient *steps.Patient) error {
	waiting := a.watchCheck(ctx, patient)
	defer waiting.end()
	if err := patient.Walk(ctx, func(steps.Finding) { waiting.next() }); err != nil {
		return err
	}
	if a.flags.compare != "" {
		return a.compareWith(ctx, patient)
	}
	return nil
}

// printWalk prints what a walk found.
func (a *app) printWalk(p *steps.Patient) error {
	shown, report, err := a.saver.Shown(p)
	if err != nil {
		return err
	}
	return a.print(shown, report)
}

// print prints a walk and its report, as shown returned them.
func (a *app) print(p *steps.Patient, report casefile.Report) error {
	switch a.flags.format {
	case "json":
		return a.writeCheck(p, report)
	case "markdown":
		return output.Wrap(casefile.Markdown(a.output.Out, p.Session.Tree(), report, a.output.Language, a.process.Zone))
	case "html":
		return output.Wrap(casefile.HTML(a.output.Out, p.Session.Tree(), report, a.output.Language, a.process.Zone))
	default:
		teller := p.Teller(a.output.Language, a.process.Zone)
		page := plain.Walked{
			Summary: p.Summary(teller), User: teller.User, Lines: plain.Lines(teller, p.Session.Trail()),
			Language: a.output.Language, Verbose: a.flags.verbose, Paint: a.paint(), Ahead: report.Ahead.Tell(a.output.Language),
		}
		if a.flags.verbose {
			history := timeline.Of(report.Findings, p.Session.Facts()[steps.User])
			page.History = history.Tell(teller)
		}
		if report.Masked {
			page.Masked = output.NamesMasked().In(a.output.Language)
		}
		page.Print(a.output.Out)
		return a.tellComparison(p, report.Comparison)
	}
}

// verdictCode is the exit code of a diagnosis.
func verdictCode(d steps.Diagnosis, strict bool) int {
	switch d.Status {
	case steps.Broken:
		return ExitBroken
	case steps.Unknown:
		return ExitUnknown
	case steps.Warning:
		if strict {
			return ExitBroken
		}
		return ExitHealthy
	case steps.Healthy:
		return ExitHealthy
	}
	return ExitUnknown
}
