package opener

import (
	"fmt"
	"time"

	"example.com/writeback-doctor/probes/powershell"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/lang"
)

// looksAround reports whether an access leads anywhere but to a file from the
// Connect server: to a directory, or to a tenant.
func looksAround(access steps.Access) bool {
	return access.Facts[steps.Domain] != "" || access.Facts[steps.Controller] != "" ||
		access.Account != "" || access.ClientID != "" || len(access.Token) > 0
}

// judgedAlone is the outside of a file that was collected, where nothing else
// was given: time stands still at the moment of the collection, and this
// machine, whose roads are those of another day, measures none.
func (o outside) judgedAlone(access steps.Access) (outside, error) {
	if o.server == nil || looksAround(access) {
		return o, nil
	}
	past, err := collectedAt(o.server, o.clock.Now())
	if err != nil {
		return o, err
	}
	moment := past.AsOf
	if !past.Dated() {
		moment = past.Opened
	}
	o.past, o.clock.Now = past, func() time.Time { return moment }
	return o, nil
}

// collectedAt says when and where a file was collected.
func collectedAt(text []byte, opened time.Time) (*steps.Past, error) {
	file, err := powershell.Open(text)
	if err != nil {
		return nil, fmt.Errorf("open what collect wrote: %w", err)
	}
	d := file.Document()
	return &steps.Past{AsOf: d.At.UTC(), Opened: opened.UTC(), Host: d.Host, Collected: true}, nil
}

// savedAt says as of when a saved walk is judged; nil for one that has found
// nothing yet.
func savedAt(report casefile.Report, opened time.Time) *steps.Past {
	if len(report.Findings) == 0 {
		return nil
	}
	return &steps.Past{AsOf: report.Moment(), Opened: opened.UTC()}
}

// Named is what a person is told of a file from the Connect server at the
// moment it is named; nothing of one that cannot be opened.
func (op *Opener) Named(path string) lang.Text {
	file, err := readServerFile(path)
	if err != nil {
		return lang.Text{}
	}
	past, err := collectedAt(file.Text, op.process.Now())
	if err != nil {
		return lang.Text{}
	}
	return op.told(past)
}

func (op *Opener) told(past *steps.Past) lang.Text {
	return lang.Text{Ko: past.Named(lang.Korean, op.process.Zone), En: past.Named(lang.English, op.process.Zone)}
}
