package command

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/reenable"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/output"
	"example.com/writeback-doctor/wizard/plain"
)

// landing is one watch on its way.
type landing struct{ *app }

func landedCommand(a *app) *cobra.Command {
	c := &cobra.Command{
		Use: "landed", Args: noArguments,
		RunE: a.printing(func(c *cobra.Command, _ []string) error { return landing{a}.landed(c.Context()) }),
	}
	own := a.flags.of(c)
	own.bindFormat(c, "text", "text", "json", "markdown", "html")
	c.Flags().StringVar(&own.from, "since", "", "")
	c.Flags().StringVar(&own.limit, "limit", "5m", "")
	c.Flags().StringVar(&own.every, "every", reenable.LookEvery.String(), "")
	c.Flags().BoolVar(&own.proof, "proof", false, "")
	c.Flags().BoolVar(&own.strict, "strict", false, "")
	c.Flags().StringVar(&own.world, "world", "", "")
	c.Flags().StringVar(&own.out, "out", "", "")
	c.Flags().BoolVar(&own.mask, "mask", false, "")
	own.bindRecord(c)
	return c
}

// landed watches whether somebody else's reset of a user reaches the directory,
// and prints what it knows however that ends.
func (a landing) landed(ctx context.Context) error {
	watching, err := a.watching(a.process.Now())
	if err != nil {
		return err
	}
	patient, err := a.opener.Open(ctx, a.flags.world)
	if err != nil {
		return err
	}
	shown, err := a.await(ctx, patient, watching)
	if shut := patient.Shut(); err == nil {
		err = shut
	}
	if err != nil {
		return err
	}
	if code, ended := interrupted(ctx); ended {
		return &exitError{code: code}
	}
	if code := verdictCode(shown.Session.Diagnosis(), a.flags.strict); code != ExitHealthy {
		return &exitError{code: code}
	}
	return nil
}

// await watches a patient and prints the answer.
func (a landing) await(ctx context.Context, patient *steps.Patient, watching reenable.Watching) (*steps.Patient, error) {
	if patient.Session.Facts()[steps.User] == "" {
		return nil, misuse.New(lang.Text{
			Ko: "누구의 재설정을 기다릴지 --user 옵션으로 지정하십시오. 예: --user kim@contoso.com",
			En: "Name the user whose reset is waited for with --user, for example --user kim@contoso.com.",
		}, nil)
	}
	if a.flags.from != "" { // by the patient's clock, which in the lab is another one
		var err error
		if watching.Since, err = a.flags.sinceWhen(patient.Now()); err != nil {
			return nil, err
		}
	}
	line := a.watchLanding(ctx, patient, watching.Limit)
	watching.Tell = line.take
	step := watching.Step()
	patient.Session = steps.NewSession([]steps.Step{step}, patient.Session.Facts())
	if err := enter(ctx, a.app, patient, a.aside); err != nil {
		line.end()
		return nil, err
	}
	result, cause := steps.Live(patient.Env).Run(ctx, &step, patient.Session.Facts())
	line.end()
	if _, err := patient.Session.Record(result, cause, patient.Now()); err != nil {
		return nil, output.Wrap(err)
	}
	if err := a.recorder().walk(patient); err != nil {
		return nil, err
	}
	shown, report, err := a.saver.Shown(patient)
	if err != nil {
		return nil, err
	}
	report.Ahead = nil // what is announced has no part in one reset
	return shown, a.printLanded(shown, report)
}

func (a landing) printLanded(p *steps.Patient, report casefile.Report) error {
	switch a.flags.format {
	case "json":
		return a.writeLanded(p, report)
	case "text":
		page := plain.Walked{Language: a.output.Language, Verbose: true, Paint: a.paint()}
		if report.Masked {
			page.Masked = output.NamesMasked().In(a.output.Language)
		}
		page.Single(a.output.Out, p.Teller(a.output.Language, a.process.Zone).Finding(p.Session.Trail()[0]))
		return nil
	default:
		return a.print(p, report)
	}
}

// landedResult is the JSON of landed. Verdict and findings are those of check.
type landedResult struct {
	Schema  string        `json:"schema"`
	Masked  bool          `json:"masked,omitempty"` // names were replaced for people outside
	Program string        `json:"program"`          // name and version
	User    string        `json:"user"`
	Started time.Time     `json:"started"`
	Result  steps.Outcome `json:"result"`

	reenable.Course

	Verdict  checkedVerdict   `json:"verdict"`
	Findings []checkedFinding `json:"findings"`
}

func (a landing) writeLanded(p *steps.Patient, report casefile.Report) error {
	finding := p.Session.Trail()[0]
	d := p.Session.Diagnosis()
	out := landedResult{
		Schema: output.LandedSchema, Masked: report.Masked, Program: report.Program,
		User: report.Facts[steps.User], Started: report.Started, Result: finding.On,
		Verdict: checkedVerdict{Status: d.Status, Unknown: []steps.ID{}}, Findings: []checkedFinding{checkedOf(p, finding)},
		Course: reenable.Course{Legs: []reenable.Leg{}},
	}
	if d.Cause != nil {
		out.Verdict.Cause = &checkedCause{Step: d.Cause.Step, Outcome: d.Cause.On}
	}
	for _, f := range d.Unknown {
		out.Verdict.Unknown = append(out.Verdict.Unknown, f.Step)
	}
	if len(finding.Evidence) > 0 {
		var err error
		if out.Course, err = reenable.CourseOf(finding.Evidence); err != nil {
			return output.Wrap(err)
		}
	}
	text, err := json.Marshal(out)
	if err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return a.output.JSON(text)
}
