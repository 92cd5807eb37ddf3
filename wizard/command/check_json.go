package command

import (
	"encoding/json"
	"fmt"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/timeline"
	"example.com/writeback-doctor/wizard/command/output"
)

// checked is the JSON of check.
type checked struct {
	Schema string `json:"schema"`
	Masked bool   `json:"masked,omitempty"` // names were replaced for people outside
	// AsOf is the moment as of which everything is judged, and AgeSeconds how
	// long before it was opened that was; both are absent for the present, and
	// where a file says times that cannot be.
	AsOf       *time.Time `json:"as_of,omitempty"`
	AgeSeconds *int64     `json:"age_seconds,omitempty"`

	Program string         `json:"program"` // name and version
	Tables  []checkedTable `json:"tables"`  // that somebody else keeps, and that the verdict rests on
	User    string         `json:"user"`    // whose password it is, as the walk names them; "" when it does not
	Started time.Time      `json:"started"` // when the walk began

	Verdict  checkedVerdict   `json:"verdict"`
	Findings []checkedFinding `json:"findings"`
	// Comparison is there with --compare.
	Comparison *checkedComparison `json:"comparison,omitempty"`
	Forecast   output.Forecast    `json:"forecast"` // what is announced; it changes no verdict
	// Timeline is what really happened to the password of the user, by time, and
	// Story what can be read off it. They change no verdict.
	Timeline []output.Moment `json:"timeline"`
	Story    output.Story    `json:"story"`
}

type checkedTable struct {
	Name string `json:"name"`
	// AsOf is the day of the source, to the precision that is known: 2026-09-23,
	// or 2026.
	AsOf string `json:"as_of"`
	// Checked is the last day on which nothing newer was known; "" for none.
	Checked string `json:"checked,omitempty"`
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
	FixFirst    *lang.Text      `json:"fix_first,omitempty"`  // which step to mend before this one is looked at again; absent where nothing explains it
	RefutedBy   *steps.Proof    `json:"refuted_by,omitempty"` // the later proof of success that makes what is broken a warning
	Said        lang.Text       `json:"said"`
	Who         []steps.Who     `json:"who"`
	Why         string          `json:"why,omitempty"`        // kind of the obstacle of an unseen one
	WhyCode     string          `json:"why_code,omitempty"`   // what the other side said, as a number
	Asked       bool            `json:"asked,omitempty"`      // a question, which judges nothing
	Orders      bool            `json:"orders,omitempty"`     // a look that only orders the walk, and counts for nothing in the verdict
	SinceWhen   *steps.Span     `json:"since_when,omitempty"` // when it last worked and first failed, by the server's log; absent where that is not known
	Evidence    json.RawMessage `json:"evidence"`
	AgeSeconds  int64           `json:"age_seconds,omitempty"` // how long before the walk it was seen; absent for what was seen during it
	Then        *checkedThen    `json:"then,omitempty"`        // what an unseen one was when it was last seen
	Vantage     string          `json:"vantage"`
	At          time.Time       `json:"at"`
	TookMS      int64           `json:"took_ms"`
	Caller      *lang.Text      `json:"tell_caller,omitempty"` // what the person on the phone can be told
	Remedy      *output.Remedy  `json:"remedy,omitempty"`      // what to do; absent where there is nothing
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
		Program: report.Program, Tables: tables(), User: report.Facts[steps.User], Started: report.Started,
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
	out.Forecast = output.ForecastOf(*report.Ahead)
	history := timeline.Of(report.Findings, p.Session.Facts()[steps.User])
	out.Timeline, out.Story = output.TimelineOf(&history)
	text, err := json.Marshal(out)
	if err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return a.output.JSON(text)
}

// tables are those of the tree.
func tables() []checkedTable {
	var all []checkedTable
	for _, t := range catalog.Tables() {
		all = append(all, checkedTable(t))
	}
	return all
}

func checkedOf(p *steps.Patient, f steps.Finding) checkedFinding {
	told, korean := p.Teller(lang.English, time.UTC).Finding(f), p.Teller(lang.Korean, time.UTC).Finding(f)
	out := checkedFinding{
		Step: f.Step, Stage: f.Step.Stage(), Outcome: f.On, Status: f.Status, ExplainedBy: f.ExplainedBy, RefutedBy: f.Refuted,
		Said: lang.Text{Ko: korean.Sentence, En: told.Sentence},
		Who:  told.Who, Asked: f.Asked, Orders: f.Orders, Evidence: f.Evidence,
		Vantage: f.Seen.Vantage.String(), At: f.At, TookMS: f.Seen.Took.Milliseconds(),
	}
	if f.Light != nil {
		out.SinceWhen = f.Light.Since
	}
	if told.FixFirst != "" {
		out.FixFirst = &lang.Text{Ko: korean.FixFirst, En: told.FixFirst}
	}
	if told.ToCaller != "" {
		out.Caller = &lang.Text{Ko: korean.ToCaller, En: told.ToCaller}
	}
	if told.Status != steps.Healthy {
		out.Remedy = output.RemedyOf(korean, told)
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
