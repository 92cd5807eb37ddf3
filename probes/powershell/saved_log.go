package powershell

import (
	"errors"
	"fmt"
	"io"

	"example.com/writeback-doctor/probes/evtx"
)

// ErrEmptyLog is the error of a saved event log in which there is no event that
// can be read.
var ErrEmptyLog = errors.New("no events in the log")

// SavedLog tells of a saved event log (.evtx) what its document has no room for.
type SavedLog struct {
	evtx.Summary

	Channel string // of its first record
	Events  int    // that were taken
}

// FromLog makes a document of an event log that Windows saved (.evtx), the same
// as of its export as XML; the texts of messages are not in such a file. The
// error is [ErrNoExport] for what is no such log, and [ErrEmptyLog].
func FromLog(from io.Reader) ([]byte, SavedLog, error) {
	var g gathering
	unread := 0
	r := evtx.Reader{Wanted: ofInterest, Take: func(e *evtx.Event) {
		if record, ok := exportOf(e).record(); ok {
			g.add(record)
		} else {
			unread++
		}
	}}
	summary, err := r.Read(from)
	switch {
	case errors.Is(err, evtx.ErrNoLog):
		return nil, SavedLog{}, ErrNoExport
	case err != nil:
		return nil, SavedLog{}, err
	}
	summary.Unread += unread
	told := SavedLog{Summary: summary, Channel: g.channel}
	if g.all == 0 {
		return nil, told, ErrEmptyLog
	}
	d := g.document(!summary.Whole())
	if d.Events != nil {
		told.Events = len(d.Events.Events)
	}
	text, err := written(d)
	if err != nil {
		return nil, told, fmt.Errorf("write what the log holds: %w", err)
	}
	return text, told, nil
}

// exportOf is an event of a log as its export has it.
func exportOf(e *evtx.Event) *xmlEvent {
	var x xmlEvent
	x.System.Provider.Name, x.System.EventID, x.System.Level = e.Provider, e.ID, e.Level
	x.System.Number, x.System.Channel, x.System.Computer = e.Record, e.Channel, e.Computer
	x.System.TimeCreated.SystemTime = e.Time
	x.Data, x.Message = e.Data, e.Message
	return &x
}
