// Package casefile keeps a walk as data: written to disk as JSON, told as
// Markdown, masked for people outside, and walked again by this version of
// the tree.
//
// It knows no transport and no terminal, and it holds no sentence: a report
// written in Seoul opens in English.
package casefile

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/compare"
	"example.com/writeback-doctor/steps/forecast"
)

// Schema names the format of a case file. It is extended only by adding.
const Schema = "writeback-doctor/case/2"

// first is the format before it, in which every value of a finding is words.
const first = "writeback-doctor/case/1"

// Reads reports whether Read knows a format.
func Reads(schema string) bool { return schema == Schema || schema == first }

// maxSize bounds what is read: a walk is some hundred kilobytes, and a file
// that is ten times larger is not one.
const maxSize = 8 << 20

// ValuesAtMost bounds the values of a case file. The events of a server and the
// products of a tenant are most of the largest one, with a hundred thousand.
const ValuesAtMost = 250_000

// findingsAtMost bounds its findings, of which a walk makes one a step. One
// that says nothing takes half a kilobyte in memory.
const findingsAtMost = 2000

// outlined are the findings of a file before they are read. It looks at each
// list of that name: a file can have two.
type outlined struct{}

// UnmarshalJSON refuses a list that is too long.
func (*outlined) UnmarshalJSON(data []byte) error {
	var all []json.RawMessage
	if json.Unmarshal(data, &all) == nil && len(all) > findingsAtMost {
		return ErrTooLarge
	}
	return nil // whoever reads them says what is wrong with them
}

// Report is a finished or abandoned walk, as it is written to disk.
type Report struct {
	Schema   string          `json:"schema"`
	Edition  int             `json:"edition,omitempty"` // of the schema; 0 is the first, which carried no number
	Program  string          `json:"program"`           // name and version
	Started  time.Time       `json:"started"`
	Saved    time.Time       `json:"saved"`
	Patient  string          `json:"patient,omitempty"`  // name of the environment, or of the lab's world
	Masked   bool            `json:"masked,omitempty"`   // names were replaced for people outside
	Finished bool            `json:"finished,omitempty"` // the walk came to its end
	AsOf     time.Time       `json:"as_of,omitzero"`     // the moment as of which it is judged, where that is not when it was walked
	Facts    steps.Facts     `json:"facts"`              // what was known before the first step
	Findings []steps.Finding `json:"findings"`
	// Comparison is the last one that was made with another user; nil for none.
	Comparison *compare.Comparison `json:"comparison,omitempty"`
	// Acted is the audit trail of the walk: what the program changed, oldest first.
	Acted []probes.Acted `json:"acted,omitempty"`
	// Ahead is what is announced for the tenant; nil tells nothing of it. It is
	// made of the findings whenever they are shown, and stands in no file: a day
	// of today's table is no evidence.
	Ahead *forecast.Forecast `json:"-"`
}

// Of returns the report of a session as it stands.
func Of(s *steps.Session, program, patient string, started, saved time.Time) Report {
	return Report{
		Schema: Schema, Edition: edition, Program: program, Patient: patient,
		Started: started.UTC(), Saved: saved.UTC(),
		Finished: s.Step() == nil, Facts: s.Known(), Findings: s.Findings(),
	}
}

// Moment is as of when the report is judged: when the last of its findings was
// made. It is zero for a report without findings, and for one whose times cannot
// be.
func (r Report) Moment() time.Time {
	if probes.CanBe(r.AsOf) {
		return r.AsOf
	}
	var moment time.Time
	for i := range r.Findings {
		if at := r.Findings[i].At; probes.CanBe(at) && at.After(moment) {
			moment = at
		}
	}
	return moment
}

// Write writes a report as JSON. Whatever of secrets stands in a value, where
// it never should, is replaced on the way out.
func Write(w io.Writer, r Report, secrets ...probes.Secret) error {
	r.Edition = edition // what is in memory is of this one
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return fmt.Errorf("write the case file: %w", err)
	}
	if _, err := w.Write(append(NewSweeper(secrets...).Values(text), '\n')); err != nil {
		return fmt.Errorf("write the case file: %w", err)
	}
	return nil
}

// Errors of a file that is not a case file of ours.
var (
	ErrNotACase = errors.New("this is not a case file of writeback-doctor")
	ErrTooLarge = errors.New("the file is too large to be a case file")
)

// Read reads what Write wrote. A file of a newer program is read as far as
// it is understood; one that is no case file is an error.
func Read(r io.Reader) (Report, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxSize+1))
	if err != nil {
		return Report{}, fmt.Errorf("read the case file: %w", err)
	}
	if len(text) > maxSize {
		return Report{}, ErrTooLarge
	}
	if err := probes.FewValues(text, ValuesAtMost); err != nil {
		return Report{}, fmt.Errorf("%w: %w", ErrTooLarge, err)
	}
	var outline struct {
		Findings outlined `json:"findings"`
	}
	if err := json.Unmarshal(text, &outline); errors.Is(err, ErrTooLarge) {
		return Report{}, err //nolint:wrapcheck // it is ours
	}
	var report Report
	if err := json.Unmarshal(text, &report); err != nil {
		return Report{}, fmt.Errorf("%w: %w", ErrNotACase, err)
	}
	if !Reads(report.Schema) {
		return Report{}, fmt.Errorf("%w: its schema is %q, not %q", ErrNotACase, report.Schema, Schema)
	}
	report.modernise()
	report.Schema = Schema // as which it is written again
	return report, nil
}
