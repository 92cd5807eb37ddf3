package powershell

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
)

// Bounds of an export: a day of a busy Application log, and the text of one
// event.
const (
	exportedAtMost = 20000
	textAtMost     = 2000
)

// Errors of an export that cannot be used.
var (
	// ErrNoExport is the error of a text that is no export of events.
	ErrNoExport = errors.New("no export of events")
	// ErrLocalTime is the error of a table whose times are written as the Windows
	// that made it writes them: nobody can say which hour, or which month, it is.
	ErrLocalTime = errors.New("the times of the table are in the form of one Windows; they must be ISO 8601 in UTC")
	errExported  = errors.New("too many events")
)

// record is one event of an export, whoever wrote it.
type record struct {
	at       time.Time
	provider string
	id       int
	level    probes.Maybe[int]
	computer string
	channel  string // "" where it is not said
	number   uint64 // EventRecordID; 0 where it is not said
	text     string
}

// FromExport makes a document of events that somebody exported by other means:
// XML of the Event Viewer or wevtutil, a table of Get-WinEvent, events that were
// copied one by one with their XML, or output of cmdlets. The error is
// [ErrNoExport] for anything else.
func FromExport(text []byte) ([]byte, error) {
	head := bytes.TrimSpace(text[:min(len(text), 1<<12)])
	var records []record
	var err error
	switch {
	case bytes.HasPrefix(head, []byte("<")):
		records, err = fromXML(text)
	case tableLike(head):
		records, err = fromTable(text)
	default:
		if records, whole := copied(text); len(records) > 0 {
			return written(documentOf(records, !whole))
		}
		return fromCmdlets(text)
	}
	if err != nil {
		return nil, err
	}
	return written(documentOf(records, false))
}

func written(d Document) ([]byte, error) {
	text, err := json.Marshal(d)
	if err != nil {
		return nil, fmt.Errorf("write what was exported: %w", err)
	}
	return text, nil
}

// documentOf is what the script would have written of these events. cut is of
// some that break off.
func documentOf(records []record, cut bool) Document {
	var g gathering
	for _, r := range records {
		g.add(r)
	}
	return g.document(cut)
}

func (r record) event() probes.Event {
	text := r.text[:min(len(r.text), textAtMost)]
	return probes.Event{
		At: r.at, Provider: r.provider, ID: r.id, Level: r.level, TrackingID: trackingIn(r.text), Codes: codesIn(r.text),
		Hosts: hostsIn(r.text), Text: strings.ToValidUTF8(text, ""),
	}
}

// xmlEvent is the form of an event in every Windows ("Event Schema", Windows
// Event Log).
type xmlEvent struct {
	System struct {
		Provider struct {
			Name string `xml:"Name,attr"`
		} `xml:"Provider"`
		EventID     string `xml:"EventID"`
		Level       string `xml:"Level"`
		Number      string `xml:"EventRecordID"`
		Channel     string `xml:"Channel"`
		Computer    string `xml:"Computer"`
		TimeCreated struct {
			SystemTime string `xml:"SystemTime,attr"`
		} `xml:"TimeCreated"`
	} `xml:"System"`
	Data    []string `xml:"EventData>Data"`
	Message string   `xml:"RenderingInfo>Message"`
}

// fromXML reads events with a root around them or, as wevtutil writes them,
// without.
func fromXML(text []byte) ([]record, error) {
	d := xml.NewDecoder(bytes.NewReader(text))
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is UTF-8 by now
	var records []record
	for {
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF) && len(records) > 0:
			return records, nil
		case err != nil && len(records) > 0:
			return nil, fmt.Errorf("the XML breaks off: %w", err)
		case err != nil:
			return nil, ErrNoExport
		}
		start, is := token.(xml.StartElement)
		if !is || start.Name.Local != "Event" {
			continue
		}
		var e xmlEvent
		if err := d.DecodeElement(&e, &start); err != nil {
			return nil, fmt.Errorf("the XML breaks off: %w", err)
		}
		if r, ok := e.record(); ok {
			records = append(records, r)
		}
		if len(records) > exportedAtMost {
			return nil, errExported
		}
	}
}

func (e *xmlEvent) record() (record, bool) {
	at, err := time.Parse(time.RFC3339Nano, e.System.TimeCreated.SystemTime)
	id, wrong := strconv.Atoi(strings.TrimSpace(e.System.EventID))
	if err != nil || wrong != nil || !probes.CanBe(at) {
		return record{}, false
	}
	r := record{
		at: at.UTC(), provider: e.System.Provider.Name, id: id, computer: e.System.Computer, channel: e.System.Channel, text: e.Message,
	}
	r.number, _ = strconv.ParseUint(strings.TrimSpace(e.System.Number), 10, 64) // 0 says that it is none
	if level, err := strconv.Atoi(strings.TrimSpace(e.System.Level)); err == nil {
		r.level = probes.Known(level)
	}
	for _, data := range e.Data {
		if data = strings.TrimSpace(data); data != "" && !strings.Contains(r.text, data) {
			r.text = strings.TrimSpace(r.text + " " + data)
		}
	}
	return r, true
}

// columns are what Export-Csv calls the properties of Get-WinEvent, in English
// everywhere.
func columns() []string { return []string{"TimeCreated", "ProviderName", "Id"} }

// tableLike reports whether a text begins as Export-Csv does.
func tableLike(head []byte) bool {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	if bytes.HasPrefix(line, []byte("#TYPE")) {
		return true
	}
	return !slices.ContainsFunc(columns(), func(c string) bool { return !bytes.Contains(line, []byte(c)) })
}

func fromTable(text []byte) ([]record, error) {
	if bytes.HasPrefix(text, []byte("#TYPE")) {
		_, text, _ = bytes.Cut(text, []byte("\n"))
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	head, err := r.Read()
	if err != nil {
		return nil, ErrNoExport
	}
	if len(head) == 1 && strings.Contains(head[0], ";") { // where a comma is the decimal sign
		r = csv.NewReader(bytes.NewReader(text))
		r.FieldsPerRecord, r.LazyQuotes, r.Comma = -1, true, ';'
		if head, err = r.Read(); err != nil {
			return nil, ErrNoExport
		}
	}
	at := map[string]int{}
	for i, name := range head {
		at[strings.TrimSpace(name)] = i
	}
	if slices.ContainsFunc(columns(), func(c string) bool { _, there := at[c]; return !there }) {
		return nil, ErrNoExport
	}
	return rows(r, at)
}

// rows reads the rows of a table with these columns.
func rows(r *csv.Reader, at map[string]int) ([]record, error) {
	var records []record
	for {
		row, err := r.Read()
		switch {
		case errors.Is(err, io.EOF) && len(records) > 0:
			return records, nil
		case errors.Is(err, io.EOF):
			return nil, ErrNoExport
		case err != nil:
			return nil, fmt.Errorf("the table breaks off: %w", err)
		case len(records) > exportedAtMost:
			return nil, errExported
		}
		cell := func(name string) string {
			if i, there := at[name]; there && i < len(row) {
				return strings.TrimSpace(row[i])
			}
			return ""
		}
		when, err := time.Parse(time.RFC3339Nano, cell("TimeCreated"))
		if err != nil || !probes.CanBe(when) {
			return nil, ErrLocalTime
		}
		id, err := strconv.Atoi(cell("Id"))
		if err != nil {
			return nil, ErrNoExport
		}
		one := record{at: when.UTC(), provider: cell("ProviderName"), id: id, computer: cell("MachineName"), text: cell("Message")}
		one.number, _ = strconv.ParseUint(cell("RecordId"), 10, 64) // 0 where there is no such column
		if level, err := strconv.Atoi(cell("Level")); err == nil {
			one.level = probes.Known(level)
		}
		records = append(records, one)
	}
}
