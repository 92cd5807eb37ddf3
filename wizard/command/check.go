package command

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/output"
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
	c.Flags().StringVar(&own.compare, "compare", "", "")
	c.Flags().BoolVar(&own.strict, "strict", false, "")
	c.Flags().BoolVar(&own.mask, "mask", false, "")
	own.bindRecord(c)
	return c
}

// check walks without questions and prints what it found. The exit code is
// the same in every format.
func (a *app) check(c *cobra.Command) error {
	ctx := c.Context()
	patient, err := a.opener.Open(ctx, a.flags.world)
	if err != nil {
		return err
	}
	if err := a.feasible(c, patient); err != nil {
		_ = patient.Shut() // the first error is the message
		return err
	}
	a.walking = patient
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
	if err := a.comparable(c, p); err != nil {
		return err
	}
	return a.recorder().feasible(c, p)
}

// keepWalk writes what --case and --record ask for.
func (a *app) keepWalk(p *steps.Patient) error {
	if err := a.saver.Case(p, a.flags.caseFile); err != nil {
		return err
	}
	return a.recorder().walk(p)
}

// walk goes through the tree, compares when that was asked for, and tells what
// it finds and waits for.
func (a *app) walk(ctx context.Context, patient *steps.Patient) error {
	if patient.Past != nil && a.flags.format == "text" {
		plain.Prose(a.output.Out, patient.Past.Sentence(a.output.Language, a.process.Zone)+"\n")
	}
	waiting, tell := a.watchCheck(ctx, patient), a.teller(patient)
	if a.flags.mask {
		tell = nil // a name that a later finding shows may stand in this one
	}
	defer waiting.end()
	first := map[steps.ID]steps.Status{}
	err := patient.Walk(ctx, func(f steps.Finding) {
		first[f.Step] = f.Status
		waiting.tell(f, tell)
	})
	if err != nil {
		return err
	}
	a.tellAgain(patient, first, tell)
	if a.flags.compare != "" {
		return a.compareWith(ctx, patient)
	}
	return nil
}

// teller prints each finding as it comes, in the text format alone.
func (a *app) teller(p *steps.Patient) func(steps.Finding) {
	if a.flags.format != "text" {
		return nil
	}
	return func(f steps.Finding) {
		told := p.Teller(a.output.Language, a.process.Zone).Finding(f)
		if told.Unheard() { // nothing was found in what the caller says
			return
		}
		var out bytes.Buffer
		fmt.Fprintf(&out, "%s (%s)\n", told.Title, told.Step)
		plain.Finding(&out, told, a.output.Language)
		plain.Prose(a.output.Out, out.String())
	}
}

// printWalk prints what a walk found. A masked text was not told as it came.
func (a *app) printWalk(p *steps.Patient) error {
	shown, report, err := a.saver.Shown(p)
	if err != nil {
		return err
	}
	if tell := a.teller(shown); a.flags.mask && tell != nil {
		for _, f := range shown.Session.Trail() {
			tell(f)
		}
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
		fmt.Fprintln(a.output.Out)
		var out bytes.Buffer
		plain.Summary(&out, p.Summary(p.Teller(a.output.Language, a.process.Zone)), a.output.Language)
		if report.Masked {
			fmt.Fprintf(&out, "%s\n", output.NamesMasked().In(a.output.Language))
		}
		plain.Prose(a.output.Out, out.String())
		return a.tellComparison(p, report.Comparison)
	}
}

// checked is the JSON of check.
type checked struct {
	Schema string `json:"schema"`
	Masked bool   `json:"masked,omitempty"` // names were replaced for people outside
	// AsOf is the moment as of which everything is judged, and AgeSeconds how
	// long before it was opened that was; both are absent for the present, and
	// where a file says times that cannot be.
	AsOf       *time.Time `json:"as_of,omitempty"`
	AgeSeconds *int64     `json:"age_seconds,omitempty"`

	Verdict  checkedVerdict   `json:"verdict"`
	Findings []checkedFinding `json:"findings"`
	// Comparison is there with --compare.
	Comparison *checkedComparison `json:"comparison,omitempty"`
}

type checkedVerdict struct {
	Status  steps.Status  `json:"status"`
	Cause   *checkedCause `json:"cause"`
	Unknown []steps.ID    `json:"unknown"`
}

type checkedCause struct {
	Step    steps.ID      `json:"step"`
	Outcome steps.Outcome `json:"outcome"`
}

type checkedFinding struct {
	Step        steps.ID        `json:"step"`
	Stage       string          `json:"stage"`
	Outcome     steps.Outcome   `json:"outcome"`
	Status      steps.Status    `json:"status"`
	ExplainedBy steps.ID        `json:"explained_by"`
	RefutedBy   *steps.Proof    `json:"refuted_by,omitempty"` // the later proof of success that makes what is broken a warning
	Said        lang.Text       `json:"said"`
	Who         []steps.Who     `json:"who"`
	Why         string          `json:"why,omitempty"`      // kind of the obstacle of an unseen one
	WhyCode     string          `json:"why_code,omitempty"` // what the other side said, as a number
	Asked       bool            `json:"asked,omitempty"`    // a question, which judges nothing
	Evidence    json.RawMessage `json:"evidence"`
	AgeSeconds  int64           `json:"age_seconds,omitempty"` // how long before the walk it was seen; absent for what was seen during it
	Then        *checkedThen    `json:"then,omitempty"`        // what an unseen one was when it was last seen
	Vantage     string          `json:"vantage"`
	At          time.Time       `json:"at"`
	TookMS      int64           `json:"took_ms"`
}

type checkedThen struct {
	Outcome steps.Outcome `json:"outcome"`
	Status  steps.Status  `json:"status"`
	At      time.Time     `json:"at"`
}

// writeCheck writes the JSON of check.
func (a *app) writeCheck(p *steps.Patient, report casefile.Report) error {
	trail := p.Session.Trail()
	d := p.Session.Diagnosis()
	out := checked{
		Schema: output.CheckSchema, Masked: report.Masked,
		Verdict:  checkedVerdict{Status: d.Status, Unknown: []steps.ID{}},
		Findings: make([]checkedFinding, len(trail)),
	}
	if p.Past != nil && p.Past.Dated() {
		age := int64(p.Past.Age() / time.Second)
		out.AsOf, out.AgeSeconds = &p.Past.AsOf, &age
	}
	if d.Cause != nil {
		out.Verdict.Cause = &checkedCause{Step: d.Cause.Step, Outcome: d.Cause.On}
	}
	for _, f := range d.Unknown {
		out.Verdict.Unknown = append(out.Verdict.Unknown, f.Step)
	}
	for i, f := range trail {
		out.Findings[i] = checkedOf(p, f)
	}
	out.Comparison = checkedComparisonOf(p, report.Comparison)
	text, err := json.Marshal(out)
	if err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return a.output.JSON(text)
}

func checkedOf(p *steps.Patient, f steps.Finding) checkedFinding {
	told := p.Teller(lang.English, time.UTC).Finding(f)
	out := checkedFinding{
		Step: f.Step, Stage: f.Step.Stage(), Outcome: f.On, Status: f.Status, ExplainedBy: f.ExplainedBy, RefutedBy: f.Refuted,
		Said: lang.Text{Ko: p.Teller(lang.Korean, time.UTC).Finding(f).Sentence, En: told.Sentence},
		Who:  told.Who, Asked: f.Asked, Evidence: f.Evidence,
		Vantage: f.Seen.Vantage.String(), At: f.At, TookMS: f.Seen.Took.Milliseconds(),
	}
	if !f.Seen.At.IsZero() {
		out.At = f.Seen.At
	}
	out.AgeSeconds = int64(f.Age() / time.Second)
	if f.Then != nil {
		out.Then = &checkedThen{Outcome: f.Then.On, Status: f.Then.Status, At: f.Then.Seen.At}
	}
	if out.Who == nil {
		out.Who = []steps.Who{}
	}
	if out.Evidence == nil {
		out.Evidence = json.RawMessage("{}")
	}
	if f.Why != nil {
		out.Why, out.WhyCode = string(f.Why.Kind), f.Why.Code
	}
	return out
}
