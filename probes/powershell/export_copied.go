package powershell

import (
	"bytes"
	"encoding/xml"
)

// The tags of an event. The Event Viewer writes an event as XML behind its text
// when somebody copies it ("Copy Details as Text"), in every language, and its
// XML view puts signs in front of the lines ("Event Schema", Windows Event Log).
const (
	eventBegins = "<Event"
	eventEnds   = "</Event>"
)

// PasteAtMost bounds what is read of a paste, in bytes: some hundred events with
// their texts.
const PasteAtMost = 1 << 20

// FromPaste makes a document of what somebody pasted: an export as [FromExport]
// reads it, or events that were copied one by one. What a terminal cut off at the
// end is left out, and the log is then not whole. The error is [ErrNoExport] for
// any other text, such as an event without its XML: its time is in the words of
// one Windows.
func FromPaste(text []byte) ([]byte, error) {
	if len(text) > PasteAtMost {
		return nil, ErrNoExport
	}
	records, whole := copied(text)
	if len(records) == 0 {
		return FromExport(text)
	}
	return written(documentOf(records, !whole))
}

// copied are the events that stand somewhere in a text. whole reports that none
// of them breaks off or is none.
func copied(text []byte) (records []record, whole bool) {
	whole = true
	for len(records) <= exportedAtMost {
		end := bytes.Index(text, []byte(eventEnds))
		if end < 0 {
			begin, _ := lastEvent(text)
			return records, whole && begin < 0
		}
		end += len(eventEnds)
		begin, only := lastEvent(text[:end])
		if begin >= 0 {
			r, ok := eventOf(text[begin:end])
			if whole = whole && ok && only; ok {
				records = append(records, r)
			}
		}
		text = text[end:]
	}
	return records, false
}

// lastEvent is where the last event of a text begins, below zero for none, and
// whether it is the only one: <EventID> and <Events> are something else.
func lastEvent(text []byte) (begin int, only bool) {
	begin, only = -1, true
	for at := 0; ; at += len(eventBegins) {
		next := bytes.Index(text[at:], []byte(eventBegins))
		if next < 0 {
			return begin, only
		}
		at += next
		if rest := text[at+len(eventBegins):]; len(rest) > 0 && bytes.IndexByte([]byte(" \t\r\n>"), rest[0]) >= 0 {
			begin, only = at, begin < 0
		}
	}
}

func eventOf(text []byte) (record, bool) {
	var e xmlEvent
	if err := xml.Unmarshal(text, &e); err != nil {
		return record{}, false
	}
	return e.record()
}
